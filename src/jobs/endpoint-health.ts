import type { EndpointDisabledReason } from '../db/generated/prisma/enums.ts';
import { isOperational } from '../domain/event-patterns.ts';
import { isPersistentFailure } from '../domain/lifecycle.ts';
import type { OperationalFact } from '../domain/operational-events.ts';
import type { NewFeedItem } from '../feed/append.ts';
import type { AttemptRecord, FinishedDelivery } from './attempt.ts';
import type { DeliveryRow, EndpointRow } from './settlement-rows.ts';

/**
 * What a settlement's attempts say of their endpoints: health, disabling, and the facts of which operational events
 * are made. Without I/O, on locked rows, which are changed in place.
 */
export interface EndpointHealth {
  /** Of every attempt. */
  record(finished: FinishedDelivery, attempt: AttemptRecord, endpoint: EndpointRow): void;
  /** Of a delivery that has failed for good: only then is its endpoint judged, so that a quiet one survives. */
  judge(
    finished: FinishedDelivery,
    attempt: AttemptRecord,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
  ): void;
  readonly changed: ReadonlySet<EndpointRow>;
  readonly disabled: readonly string[];
  readonly facts: readonly OperationalFact[];
}

/** @param feedItems where it tells that an endpoint was disabled */
export function createEndpointHealth(now: Date, feedItems: NewFeedItem[]): EndpointHealth {
  const changed = new Set<EndpointRow>();
  const disabled: string[] = [];
  const facts: OperationalFact[] = [];

  function judge(
    finished: FinishedDelivery,
    attempt: AttemptRecord,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
  ): void {
    const { organizationId, endpointId, eventId, eventType } = finished.delivery;
    reportFact(finished, {
      type: 'hookline.delivery.failed',
      organizationId,
      endpointId,
      deliveryId: row.id,
      eventId,
      eventType,
      reason: row.endReason,
      occurredAt: now.toISOString(),
      attemptId: attempt.id,
    });
    if (!endpoint || endpoint.status === 'DISABLED') return;
    if (isPersistentFailure(endpoint.failingSince, now))
      disable(finished, attempt, endpoint, 'PERSISTENT_FAILURE');
  }

  /** What happens to the delivery of an operational event makes no further event, or there would be no end of them. */
  function reportFact({ delivery }: FinishedDelivery, fact: OperationalFact): void {
    if (!isOperational(delivery.eventType)) facts.push(fact);
  }

  function record(finished: FinishedDelivery, attempt: AttemptRecord, endpoint: EndpointRow): void {
    // The URL changed while the attempt was under way: it says nothing of the new one.
    if (attempt.url !== endpoint.url) return;
    changed.add(endpoint);
    const succeeded = attempt.judgement.outcome === 'SUCCEEDED';
    if (attempt.trigger === 'TEST') {
      if (succeeded) endpoint.lastVerifiedAt = now;
      return;
    }
    endpoint.lastDeliveryAt = now;
    if (succeeded || !finished.isOutdated) {
      endpoint.consecutiveFailures = succeeded ? 0 : endpoint.consecutiveFailures + 1;
      endpoint.failingSince = succeeded ? null : (endpoint.failingSince ?? now);
      endpoint.lastError = succeeded ? null : attempt.judgement.errorMessage;
    }
    if (attempt.judgement.gone && endpoint.status !== 'DISABLED')
      disable(finished, attempt, endpoint, 'GONE');
  }

  function disable(
    finished: FinishedDelivery,
    attempt: AttemptRecord,
    endpoint: EndpointRow,
    reason: EndpointDisabledReason,
  ): void {
    const { organizationId } = finished.delivery;
    feedItems.push({
      kind: 'ENDPOINT_STATUS_CHANGED',
      organizationId,
      endpointId: endpoint.id,
      previousEndpointStatus: endpoint.status,
      endpointStatus: 'DISABLED',
      disabledReason: reason,
    });
    endpoint.status = 'DISABLED';
    endpoint.disabledReason = reason;
    endpoint.disabledAt = now;
    disabled.push(endpoint.id);
    reportFact(finished, {
      type: 'hookline.endpoint.disabled',
      organizationId,
      endpointId: endpoint.id,
      reason,
      occurredAt: now.toISOString(),
      failingSince: endpoint.failingSince?.toISOString() ?? null,
      attemptId: attempt.id,
    });
  }

  return { record, judge, changed, disabled, facts };
}
