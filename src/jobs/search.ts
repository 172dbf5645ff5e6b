import type pg from 'pg';
import { findWaiting } from '../domain/load-deliveries.ts';
import { rest } from '../rest.ts';
import type { Lanes } from './lanes.ts';
import type { ShardLeases } from './shard-leases.ts';

/** How often deliveries that no notification told of are looked for. At most a twentieth of the time goes into that. */
const SEARCH_MS = 1000;
const SEARCH_SHARE = 20;
/**
 * How far a search looks ahead, so that what comes due before the next one is known. What is due later is kept in no
 * memory.
 */
export const HORIZON_MS = 15_000;

/** Finds what a lost notification did not tell of, what comes due, and what waits in shards that came in. */
export interface Search {
  /** The next search does not wait for its time. */
  hurry(): void;
  /** What the last search found due for this worker. */
  due(): { endpoints: number; oldestMs: number };
  /** Searches until it is aborted. */
  run(signal: AbortSignal): Promise<void>;
}

export function createSearch(options: {
  pool: pg.Pool;
  leases: Pick<ShardLeases, 'count' | 'holds'>;
  lanes: Pick<Lanes, 'expect'>;
  onSearched: () => void;
  onError: (error: unknown) => void;
}): Search {
  const { leases, lanes } = options;
  let hurry = () => {};
  let endpoints = 0;
  /** On the monotonic clock; Infinity: the last search found nothing due. */
  let oldestMs = Infinity;

  async function search(): Promise<void> {
    const found = leases.count() === 0 ? [] : await findWaiting(options.pool, HORIZON_MS);
    const mine = found.filter(({ endpointId }) => leases.holds(endpointId));
    for (const { endpointId, organizationId, dueInMs } of mine)
      lanes.expect(endpointId, dueInMs, organizationId);
    const overdueMs = mine.map(({ dueInMs }) => dueInMs).filter((dueInMs) => dueInMs <= 0);
    endpoints = overdueMs.length;
    oldestMs = performance.now() + overdueMs.reduce((least, ms) => Math.min(least, ms), Infinity);
    options.onSearched();
  }

  return {
    hurry: () => hurry(),
    due: () => ({ endpoints, oldestMs: Math.max(0, performance.now() - oldestMs) }),
    async run(stopping) {
      while (!stopping.aborted) {
        const soon = new AbortController();
        hurry = () => soon.abort();
        const startedMs = performance.now();
        await search().catch(options.onError);
        const restMs = Math.max(SEARCH_MS, (performance.now() - startedMs) * SEARCH_SHARE);
        const signal = AbortSignal.any([soon.signal, stopping]);
        await rest(Math.min(restMs, HORIZON_MS / 2), signal);
      }
    },
  };
}
