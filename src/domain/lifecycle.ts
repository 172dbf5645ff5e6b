import type {
  AttemptOutcome,
  AttemptTrigger,
  DeliveryEndReason,
  DeliveryStatus,
} from '../db/generated/prisma/enums.ts';
import { DAY_MS } from '../time-units.ts';
import { nextDelayMs } from './retry-schedule.ts';

/** An endpoint that has failed for this long without a success is disabled. */
const PERSISTENT_FAILURE_DAYS = 5;

export interface FinishedAttempt {
  trigger: AttemptTrigger;
  outcome: AttemptOutcome;
  /** The receiver answered 410: it wants no more of this. */
  gone: boolean;
  retryAfterMs: number | null;
}

/** What a delivery becomes; `retryInMs` is null when it has ended. */
export interface Transition {
  status: DeliveryStatus;
  endReason: DeliveryEndReason | null;
  retryInMs: number | null;
}

/** The delivery as it stands in the database when its attempt ends, and its endpoint, null once deleted. */
export interface DeliveryState {
  status: DeliveryStatus;
  endReason: DeliveryEndReason | null;
  /** Automatic attempts, this one included where it is one. */
  automaticCount: number;
  /** The status that a retry by hand found; null when there is none under way. */
  retriedFrom: DeliveryStatus | null;
  endpoint: { maxRetries: number; disabledReason: string | null; disabled: boolean } | null;
}

/** Success wins over everything, a cancellation included; a failure of what has ended changes nothing. */
export function afterAttempt(
  delivery: DeliveryState,
  attempt: FinishedAttempt,
  retry: { scheduleMs: readonly number[]; random: number },
): Transition {
  if (attempt.outcome === 'SUCCEEDED') return { status: 'SUCCEEDED', endReason: null, retryInMs: null };
  if (hasEnded(delivery.status))
    return { status: delivery.status, endReason: delivery.endReason, retryInMs: null };
  const before = endBeforeRetry(delivery);
  if (before) return before;
  if (attempt.trigger === 'TEST')
    return { status: 'FAILED', endReason: 'RETRIES_EXHAUSTED', retryInMs: null };
  if (attempt.gone) return { status: 'FAILED', endReason: 'ENDPOINT_GONE', retryInMs: null };
  const canceled = cancelReason(delivery.endpoint);
  if (canceled) return { status: 'CANCELED', endReason: canceled, retryInMs: null };
  const retryInMs = nextDelayMs({
    scheduleMs: retry.scheduleMs,
    automaticCount: delivery.automaticCount,
    maxRetries: delivery.endpoint?.maxRetries ?? 0,
    retryAfterMs: attempt.retryAfterMs,
    random: retry.random,
  });
  return retryInMs === null
    ? { status: 'FAILED', endReason: 'RETRIES_EXHAUSTED', retryInMs }
    : { status: 'RETRYING', endReason: null, retryInMs };
}

/**
 * How a delivery that is retried by hand had ended, which it goes back to unless the retry succeeds; null: it had not
 * ended.
 */
export function endBeforeRetry({
  retriedFrom,
  endReason,
}: Pick<DeliveryState, 'retriedFrom' | 'endReason'>): Transition | null {
  if (retriedFrom === null || !hasEnded(retriedFrom)) return null;
  return { status: retriedFrom, endReason, retryInMs: null };
}

/** Why a waiting delivery must not be attempted any more, or null when it may be. */
export function cancelReason(
  endpoint: { disabled: boolean; disabledReason: string | null } | null,
): DeliveryEndReason | null {
  if (!endpoint) return 'ENDPOINT_DELETED';
  if (!endpoint.disabled) return null;
  return endpoint.disabledReason === 'GONE' ? 'ENDPOINT_GONE' : 'ENDPOINT_DISABLED';
}

/** Whether an endpoint has failed for so long without a success that it is disabled. */
export function isPersistentFailure(failingSince: Date | null, now: Date): boolean {
  return failingSince !== null && now.getTime() - failingSince.getTime() >= PERSISTENT_FAILURE_DAYS * DAY_MS;
}

export function hasEnded(status: DeliveryStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELED';
}
