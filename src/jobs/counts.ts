/** How many there are, of each organization and of all. */
export interface Counts {
  of(organizationId: string): number;
  all(): number;
  add(organizationId: string, count: number): void;
}

export function createCounts(): Counts {
  const counts = new Map<string, number>();
  let all = 0;
  return {
    of: (organizationId) => counts.get(organizationId) ?? 0,
    all: () => all,
    add(organizationId, count) {
      const sum = (counts.get(organizationId) ?? 0) + count;
      all += count;
      if (sum === 0) counts.delete(organizationId);
      else counts.set(organizationId, sum);
    },
  };
}
