import type { AttemptOutcome } from '../db/generated/prisma/enums.ts';
import type { Speed } from './slots.ts';

/** An endpoint that nothing is known of starts with this many attempts at once. */
const FIRST_CONCURRENCY = 4;
/**
 * A rate limit of more than one attempt in this time may start as many at once as fall into it, which spares a look for
 * each delivery.
 */
const RATE_BURST_MS = 50;
/**
 * After an answer within a second, the next attempt counts as quick too for so long: had the endpoint hung since, that
 * would be known by the end of it.
 */
const PROOF_MS = 1000;
/** The first rest of an endpoint that asks for less and does not say for how long; doubled each time. */
const PAUSE_MS = 250;
/**
 * A delivery waits as long as its receiver asked, however long; the endpoint's other deliveries wait no longer than
 * this.
 */
const PAUSE_MAX_MS = 1000;
/**
 * The rest after two attempts in a row that could not be made for a reason of our own: the next one could not at once
 * either.
 */
const BROKEN_PAUSE_MS = 10_000;
/** An endpoint that times out keeps this share of its concurrency: what is slow moves aside, and a backlog must end. */
const LEAST_SHARE = 0.5;
const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;

/** What an attempt says of how fast its endpoint may be sent to. */
export interface FinishedTurn {
  readonly outcome: AttemptOutcome;
  readonly responseStatus: number | null;
  readonly retryAfterMs: number | null;
}

/**
 * How fast an endpoint may be sent to: within its own limits, and slower while it says that it is too much or
 * does not answer. Known to the one worker that holds its shard, and to no other.
 */
export interface Pace {
  limit(limits: { maxConcurrency: number; rateLimitPerSecond: number | null }): void;
  /** Attempts that may be in flight at once. */
  concurrency(): number;
  /** Attempts that may start now, as far as the rate is concerned; at least 1 once the pause is over. */
  startsNow(): number;
  /** No attempt starts before this. */
  pausedUntilMs(): number;
  started(): void;
  /** Ends a rest that was to follow a failure. */
  hurry(): void;
  ended(finished: FinishedTurn | null, wasSlow: boolean): void;
  /** An attempt in flight takes long. */
  slow(): void;
  speed(): Speed;
}

export function createPace(now: () => number): Pace {
  let maxConcurrency = FIRST_CONCURRENCY;
  let allowed = FIRST_CONCURRENCY;
  let intervalMs = 0;
  let nextStartMs = 0;
  let restUntilMs = 0;
  let pauseMs = PAUSE_MS;
  let slow = false;
  let quickAtMs = -Infinity;
  let isBroken = false;

  const burstMs = () => (intervalMs < RATE_BURST_MS ? RATE_BURST_MS : 0);

  function rest(forMs: number): void {
    restUntilMs = Math.max(restUntilMs, now() + forMs);
  }

  return {
    limit(limits) {
      maxConcurrency = limits.maxConcurrency;
      intervalMs = limits.rateLimitPerSecond === null ? 0 : 1000 / limits.rateLimitPerSecond;
    },
    concurrency: () => Math.max(1, Math.min(maxConcurrency, Math.floor(allowed))),
    startsNow() {
      if (intervalMs === 0) return Infinity;
      const aheadMs = Math.max(nextStartMs, now()) - now();
      return Math.max(1, Math.floor((burstMs() - aheadMs) / intervalMs) + 1);
    },
    pausedUntilMs: () => Math.max(restUntilMs, intervalMs === 0 ? 0 : nextStartMs - burstMs()),
    started() {
      nextStartMs = Math.max(nextStartMs, now()) + intervalMs;
    },
    hurry() {
      restUntilMs = 0;
    },
    ended(finished, wasSlow) {
      if (isBroken && !finished) rest(BROKEN_PAUSE_MS);
      isBroken = !finished;
      if (!finished) return;
      const { outcome, responseStatus, retryAfterMs } = finished;
      slow = wasSlow;
      if (!wasSlow) quickAtMs = now();
      if (outcome === 'SUCCEEDED') {
        allowed = Math.min(maxConcurrency, allowed + 1);
        pauseMs = PAUSE_MS;
      } else if (outcome === 'TIMED_OUT') {
        allowed = Math.min(allowed, Math.max(1, maxConcurrency * LEAST_SHARE));
      } else if (responseStatus === TOO_MANY_REQUESTS || responseStatus === UNAVAILABLE) {
        // The limit may have been lowered since, or be less than FIRST_CONCURRENCY.
        allowed = Math.max(1, Math.min(allowed, maxConcurrency) / 2);
        rest(Math.min(retryAfterMs ?? pauseMs, PAUSE_MAX_MS));
        pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS);
      }
    },
    slow() {
      slow = true;
    },
    speed: () => (slow ? 'slow' : now() - quickAtMs < PROOF_MS ? 'quick' : 'unknown'),
  };
}
