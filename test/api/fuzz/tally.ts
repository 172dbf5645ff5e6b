import type { Sent } from './session.ts';

/** What came of the operations, so that it can be told whether they tried anything. */
export interface Tally {
  readonly count: number;
  /** Whose answer had data, and whose had errors; some have both. */
  readonly withData: number;
  readonly withErrors: number;
  /** What subscriptions were given of the feed. */
  readonly items: number;
  /** Root fields that were answered with something. */
  readonly reached: ReadonlySet<string>;
  add(sent: Sent): void;
  summary(): string;
}

export function createTally(seed: number): Tally {
  const startedMs = performance.now();
  const codes = new Map<string, number>();
  const kinds = new Map<string, number>();
  const reached = new Set<string>();
  let withData = 0;
  let withErrors = 0;
  let count = 0;
  let items = 0;
  const listed = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([name, times]) => `${times} × ${name}`)
      .join(', ');
  const plusOne = (counts: Map<string, number>, name: string) =>
    counts.set(name, (counts.get(name) ?? 0) + 1);

  return {
    get count() {
      return count;
    },
    get withData() {
      return withData;
    },
    get withErrors() {
      return withErrors;
    },
    get items() {
      return items;
    },
    reached,
    add({ viewer, operation, pieces }) {
      count++;
      plusOne(kinds, operation.kind);
      plusOne(kinds, viewer);
      const answers = pieces.map(
        ({ text }) => JSON.parse(text) as { data?: Record<string, unknown>; errors?: Failure[] },
      );
      const values = answers.flatMap(({ data }) => Object.entries(data ?? {}));
      if (values.some(([, value]) => value !== null)) withData++;
      if (operation.kind === 'subscription') items += values.length;
      const failures = answers.flatMap(({ errors = [] }) => errors);
      if (failures.length > 0) withErrors++;
      for (const code of new Set(failures.map(({ extensions }) => extensions?.code ?? 'none')))
        plusOne(codes, code);
      const [root, ...others] = operation.selection;
      if (root?.kind === 'field' && others.length === 0 && values.some(([, value]) => value !== null)) {
        reached.add(root.name);
      }
    },
    summary() {
      const seconds = (performance.now() - startedMs) / 1000;
      return [
        `fuzz: seed ${seed}, ${count} operations in ${seconds.toFixed(1)} s: ${listed(kinds)}`,
        `fuzz: ${withData} answered with data, ${withErrors} with errors: ${listed(codes)}; ${items} items followed`,
      ].join('\n');
    },
  };
}

interface Failure {
  extensions?: { code?: string };
}
