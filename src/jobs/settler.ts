import { setTimeout as delay } from 'node:timers/promises';
import { sqlStateOf } from '../db/client.ts';
import { CHANNELS, notify } from '../db/listener.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { FinishedDelivery } from './attempt.ts';
import { type SettleTools, settle } from './settle.ts';
import { isSuccess, type Success, settleSuccesses } from './settle-successes.ts';
import type { SettledAttempt } from './settlement.ts';
import { createUnsettledFailures } from './unsettled-failures.ts';

const SETTLE_LIMIT = 256;
/** While one commits, the next is written. One or three deliver as much under full load. */
const SETTLEMENTS_AT_ONCE = 2;
/** A settlement costs PostgreSQL as much as 15 more deliveries in it would. After a rest the first does not wait. */
const GATHER_MS = 25;
/** So many of both settlements together are what the deliverer lets wait before it starts no more. */
const GATHERED_PER_SLOT = 2;
/** A settlement that fails is tried again after this, until it succeeds. */
const RETRY_MS = 500;
/** What PostgreSQL refuses to store is attempted again, and that not at once. */
const REFUSED_PAUSE_MS = 10_000;

/** Settles what has finished, in small batches that grow with the load. */
export interface Settler {
  add(finished: FinishedDelivery): void;
  /** How many are not settled yet. */
  size(): number;
}

export interface SettlerOptions extends SettleTools {
  log: Logger;
  metrics: Metrics;
  /** Attempts in flight at once. */
  slots: number;
  /** Aborted at the end of a stop, when there is no more time to try again. */
  signal: AbortSignal;
  onError: (error: unknown) => void;
  /** `retryInMs`: when the delivery is due again; null: it does not wait, or somebody else will tell. */
  onSettled: (finished: FinishedDelivery, retryInMs: number | null) => void;
}

export function createSettler(options: SettlerOptions): Settler {
  const { log, metrics, signal, onError, onSettled } = options;
  const successes: Success[] = [];
  const others: FinishedDelivery[] = [];
  const failures = createUnsettledFailures();
  let running = 0;
  let unsettled = 0;
  let limit = SETTLE_LIMIT;
  const gathered = Math.min(SETTLE_LIMIT, options.slots * GATHERED_PER_SLOT);
  let lastMs = -Infinity;
  let gathering: NodeJS.Timeout | undefined;

  /** A second one beside the first takes only what is worth its own cost. */
  function isTime(besides: number): boolean {
    const waiting = successes.length + others.length;
    if (waiting >= gathered) return true;
    if (waiting === 0 || besides > 0) return false;
    const restMs = lastMs + GATHER_MS - performance.now();
    if (restMs > 0) gathering ??= setTimeout(settleLate, restMs);
    return restMs <= 0;
  }

  function settleLate(): void {
    gathering = undefined;
    void settleAll();
  }

  async function settleAll(): Promise<void> {
    if (running >= SETTLEMENTS_AT_ONCE) return;
    running += 1;
    while (isTime(running - 1)) {
      clearTimeout(gathering);
      gathering = undefined;
      lastMs = performance.now();
      const hasSuccesses = await settleSome(successes, takeSuccesses(), async (batch) => {
        const settled = await settleSuccesses(options, batch, failures.endpointIdsOf(batch));
        if (!settled) others.push(...batch);
        else conclude(batch, settled);
      });
      const hasOthers = await settleSome(others, takeOthers(), async (batch) => {
        const { settled, retries } = await settle(options, batch);
        conclude(batch, settled, retries);
      });
      // All that is left waits for what the other one is recording.
      if (!hasSuccesses && !hasOthers) break;
      // The next one does not wait for it.
      void notify(options.database.pool, CHANNELS.feed).catch(onError);
    }
    running -= 1;
  }

  const takeSuccesses = () => successes.splice(0, limit);

  /** What must wait stays where it is. */
  function takeOthers(): FinishedDelivery[] {
    const batch: FinishedDelivery[] = [];
    for (const item of others.splice(0))
      (batch.length < limit && !failures.mustWait(item) ? batch : others).push(item);
    return batch;
  }

  /** @returns whether there was anything to settle; what could not be is in the queue again */
  async function settleSome<T extends FinishedDelivery>(
    queue: T[],
    batch: readonly T[],
    work: (batch: readonly T[]) => Promise<void>,
  ): Promise<boolean> {
    if (batch.length === 0) return false;
    try {
      await work(batch);
      limit = Math.min(limit * 2, SETTLE_LIMIT);
    } catch (error) {
      onError(error);
      if (signal.aborted) giveUp(batch);
      // What is refused would stand in the way of all others for good.
      else if (batch.length === 1 && isRefused(error)) for (const item of batch) end(item, REFUSED_PAUSE_MS);
      else queue.unshift(...batch);
      limit = 1;
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
    return true;
  }

  /** The process is to end: what is not recorded will be attempted again. */
  function giveUp(batch: readonly FinishedDelivery[]): void {
    for (const item of [...batch, ...successes.splice(0), ...others.splice(0)]) end(item, null);
  }

  function conclude(
    batch: readonly FinishedDelivery[],
    settled: readonly SettledAttempt[],
    retries?: ReadonlyMap<string, number>,
  ): void {
    for (const item of batch) end(item, retries?.get(item.delivery.id) ?? null);
    for (const attempt of settled) {
      metrics.attempted(attempt.outcome, attempt.durationMs);
      log.info(attempt, 'delivery attempted');
    }
  }

  function end(item: FinishedDelivery, retryInMs: number | null): void {
    unsettled -= 1;
    failures.delete(item);
    onSettled(item, retryInMs);
  }

  return {
    size: () => unsettled,
    add(item) {
      unsettled += 1;
      failures.add(item);
      if (isSuccess(item, options)) successes.push(item);
      else others.push(item);
      void settleAll();
    },
  };
}

/** PostgreSQL's classes for data and constraints; any other failure passes. */
function isRefused(error: unknown): boolean {
  return /^2[23]/.test(sqlStateOf(error) ?? '');
}
