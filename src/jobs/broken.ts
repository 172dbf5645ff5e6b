import type { LoadedDelivery } from '../domain/load-deliveries.ts';

type Broken = Pick<LoadedDelivery, 'id' | 'endpointId'>;

const ASIDE_MS = 600_000;
/**
 * Beyond this number, the one that has stood aside longest comes back: with so many, it is not the deliveries' fault.
 */
const ASIDE_MAX = 1000;

/**
 * Deliveries that could not be attempted for a reason of our own, like a payload that does not open. They stand aside
 * for ten minutes: they would else be the first that are due at each look, and take the place of those behind them for
 * good.
 */
export interface BrokenDeliveries {
  add(delivery: Broken): void;
  idsOf(endpointIds: readonly string[]): string[];
}

export function createBrokenDeliveries(now: () => number = () => performance.now()): BrokenDeliveries {
  /** In the order in which they come back. */
  const aside = new Map<string, { endpointId: string; untilMs: number }>();

  return {
    add({ id, endpointId }) {
      aside.delete(id);
      aside.set(id, { endpointId, untilMs: now() + ASIDE_MS });
      const [first] = aside.keys();
      if (aside.size > ASIDE_MAX && first) aside.delete(first);
    },
    idsOf(endpointIds) {
      for (const [id, { untilMs }] of aside) {
        if (untilMs > now()) break;
        aside.delete(id);
      }
      if (aside.size === 0) return [];
      const asked = new Set(endpointIds);
      return [...aside].filter(([, { endpointId }]) => asked.has(endpointId)).map(([id]) => id);
    },
  };
}
