import { rest } from '../rest.ts';

/** After a batch it rests so many times as long as the batch took, so that a busy server gets a smaller share. */
const REST_FACTOR = 2;
const REST_MIN_MS = 10;
/** However long a batch had to wait for others. */
const REST_MAX_MS = 500;

/** How a purge goes on: batch by batch, with rests between them, until its time is over. */
export interface BatchPace {
  /** No further batch is to begin: what is left is the next run's. */
  readonly isOver: boolean;
  /** Runs a batch, when the rest after the one before is over. */
  batch<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * @param options.restFactor instead of the usual one
 * @param options.signal ends it early, rests included
 */
export function createBatchPace(options: {
  budgetMs: number;
  restFactor?: number;
  signal?: AbortSignal | undefined;
}): BatchPace {
  const { budgetMs, restFactor, signal } = options;
  const deadline = performance.now() + budgetMs;
  let restedAt = 0;
  return {
    get isOver() {
      return signal?.aborted === true || performance.now() >= deadline;
    },
    async batch(work) {
      const restMs = restedAt - performance.now();
      if (restMs > 0) await rest(restMs, signal);
      const started = performance.now();
      const result = await work();
      const ended = performance.now();
      restedAt = ended + restAfter(ended - started, restFactor);
      return result;
    },
  };
}

/** Milliseconds to rest after a batch that took so many. */
export function restAfter(batchMs: number, restFactor: number = REST_FACTOR): number {
  return Math.min(REST_MAX_MS, Math.max(REST_MIN_MS, restFactor * batchMs));
}
