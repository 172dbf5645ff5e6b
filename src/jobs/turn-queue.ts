/** Whose turn is next: organizations take turns, and so do the members of each. */
export interface TurnQueue<Member extends { readonly organizationId: string }> {
  readonly size: number;
  has(organizationId: string): boolean;
  add(member: Member): void;
  /** @returns whether it was there */
  delete(member: Member): boolean;
  /** Takes out the first of the first organization that may have a turn, and sends that organization to the end. */
  next(mayHaveTurn?: (organizationId: string) => boolean): Member | undefined;
}

export function createTurnQueue<Member extends { readonly organizationId: string }>(): TurnQueue<Member> {
  const queues = new Map<string, Set<Member>>();
  let size = 0;

  function remove(member: Member): boolean {
    const { organizationId } = member;
    const queue = queues.get(organizationId);
    if (!queue?.delete(member)) return false;
    size -= 1;
    if (queue.size === 0) queues.delete(organizationId);
    return true;
  }

  return {
    get size() {
      return size;
    },
    has: (organizationId) => queues.has(organizationId),
    add(member) {
      const { organizationId } = member;
      const queue = queues.get(organizationId) ?? new Set();
      if (queue.has(member)) return;
      queues.set(organizationId, queue.add(member));
      size += 1;
    },
    delete: remove,
    next(mayHaveTurn = () => true) {
      for (const [organizationId, queue] of queues) {
        if (!mayHaveTurn(organizationId)) continue;
        const member = queue.values().next().value as Member;
        remove(member);
        if (queues.delete(organizationId)) queues.set(organizationId, queue);
        return member;
      }
      return undefined;
    },
  };
}
