import { type AttemptRecord, endOf, type FinishedDelivery } from './attempt.ts';

/**
 * Failures that are not recorded yet, and how many successes are not. The health of an endpoint is what its last attempt
 * left, and both are recorded beside one another: a success that ended later makes a failure outdated, whichever of the
 * two commits first, and a failure that ended later waits for the success.
 */
export interface UnsettledFailures {
  /** Keeps a failure. A success makes those outdated that ended before it, also while they are being recorded. */
  add(finished: FinishedDelivery): void;
  delete(finished: FinishedDelivery): void;
  /**
   * Whether a success that ended before this failure is not recorded yet: recorded later, it would take back what the
   * failure says of the endpoint.
   */
  mustWait(finished: FinishedDelivery): boolean;
  /**
   * The endpoints of these successes that have a failure which is not recorded yet, or is just being recorded by a
   * transaction that cannot be seen yet.
   */
  endpointIdsOf(successes: readonly FinishedDelivery[]): string[];
}

export function createUnsettledFailures(): UnsettledFailures {
  const byEndpoint = new Map<string, Set<FinishedDelivery>>();
  /** By endpoint and URL: one of another URL says nothing of a failure, and may be followed by others for ever. */
  const successes = new Map<string, number>();

  function countSuccess({ delivery, attempt }: FinishedDelivery, change: 1 | -1): void {
    if (attempt?.judgement.outcome !== 'SUCCEEDED' || attempt.trigger === 'TEST') return;
    const place = placeOf(delivery, attempt);
    const left = (successes.get(place) ?? 0) + change;
    if (left > 0) successes.set(place, left);
    else successes.delete(place);
  }

  return {
    add(finished) {
      const { attempt, delivery } = finished;
      if (!attempt || attempt.trigger === 'TEST') return;
      const failures = byEndpoint.get(delivery.endpointId);
      if (attempt.judgement.outcome !== 'SUCCEEDED') {
        if (failures) failures.add(finished);
        else byEndpoint.set(delivery.endpointId, new Set([finished]));
        return;
      }
      countSuccess(finished, 1);
      for (const failure of failures ?? []) {
        const isOfSameUrl = failure.attempt?.url === attempt.url;
        if (failure.attempt && isOfSameUrl && endOf(failure.attempt) < endOf(attempt))
          failure.isOutdated = true;
      }
    },
    delete(finished) {
      countSuccess(finished, -1);
      const failures = byEndpoint.get(finished.delivery.endpointId);
      if (failures?.delete(finished) && failures.size === 0) byEndpoint.delete(finished.delivery.endpointId);
    },
    mustWait(finished) {
      const { attempt, delivery, isOutdated } = finished;
      if (!attempt || isOutdated || attempt.judgement.outcome === 'SUCCEEDED') return false;
      // One that ended later would have made it outdated.
      return attempt.trigger !== 'TEST' && successes.has(placeOf(delivery, attempt));
    },
    endpointIdsOf(successes) {
      if (byEndpoint.size === 0) return [];
      const ids = successes.map(({ delivery }) => delivery.endpointId).filter((id) => byEndpoint.has(id));
      return [...new Set(ids)];
    },
  };
}

function placeOf({ endpointId }: FinishedDelivery['delivery'], { url }: AttemptRecord): string {
  return `${endpointId} ${url}`;
}
