import { endOf, type FinishedDelivery } from './attempt.ts';

/**
 * Failures that are not recorded yet. Successes are recorded before them or beside them, and the health of an endpoint is
 * what its last attempt left, whichever of the two commits first.
 */
export interface UnsettledFailures {
  /** Keeps a failure. A success makes those outdated that ended before it, also while they are being recorded. */
  add(finished: FinishedDelivery): void;
  delete(finished: FinishedDelivery): void;
  /** Of these successes the endpoints that have some: one that is being recorded is not seen until it is committed. */
  endpointIdsOf(successes: readonly FinishedDelivery[]): string[];
}

export function createUnsettledFailures(): UnsettledFailures {
  const byEndpoint = new Map<string, Set<FinishedDelivery>>();

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
      for (const failure of failures ?? []) {
        const isOfSameUrl = failure.attempt?.url === attempt.url;
        if (failure.attempt && isOfSameUrl && endOf(failure.attempt) < endOf(attempt))
          failure.isOutdated = true;
      }
    },
    delete(finished) {
      const failures = byEndpoint.get(finished.delivery.endpointId);
      if (failures?.delete(finished) && failures.size === 0) byEndpoint.delete(finished.delivery.endpointId);
    },
    endpointIdsOf(successes) {
      if (byEndpoint.size === 0) return [];
      const ids = successes.map(({ delivery }) => delivery.endpointId).filter((id) => byEndpoint.has(id));
      return [...new Set(ids)];
    },
  };
}
