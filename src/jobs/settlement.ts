import type { AttemptOutcome, DeliveryStatus } from '../db/generated/prisma/enums.ts';
import {
  afterAttempt,
  cancelReason,
  endBeforeRetry,
  hasEnded,
  type Transition,
} from '../domain/lifecycle.ts';
import { createStatsDeltas } from '../domain/stats-deltas.ts';
import type { NewFeedItem } from '../feed/append.ts';
import { newId } from '../ids.ts';
import type { AttemptRecord, FinishedDelivery } from './attempt.ts';
import type { AttemptRow, DeliveryRow, EndpointRow } from './settlement-rows.ts';

const HOUR_MS = 3_600_000;

/** What the log says of an attempt once it is committed. */
export interface SettledAttempt {
  deliveryId: string;
  eventId: string;
  endpointId: string;
  organizationId: string;
  eventType: string;
  attemptNumber: number;
  outcome: AttemptOutcome;
  responseStatus: number | null;
  durationMs: number;
  deliveryStatus: DeliveryStatus;
  nextAttemptAt: Date | null;
}

interface Rules {
  retryScheduleMs: readonly number[];
  deliveredPayloadRetentionHours: number;
}

interface LockedRows {
  now: Date;
  deliveries: Map<string, DeliveryRow>;
  endpoints: Map<string, EndpointRow>;
}

/** Works out, on locked rows and without I/O, what a settlement writes. Rows are changed in place. */
export function createSettlement(rules: Rules, { now, deliveries, endpoints }: LockedRows) {
  const attempts: AttemptRow[] = [];
  const jobs: { deliveryId: string; startAfter: Date | null }[] = [];
  const feedItems: NewFeedItem[] = [];
  const settled: SettledAttempt[] = [];
  const stats = createStatsDeltas();
  const purgeable: string[] = [];
  const disabledEndpoints: string[] = [];
  const changed = { deliveries: new Set<DeliveryRow>(), endpoints: new Set<EndpointRow>() };

  function add(finished: FinishedDelivery, held: boolean): void {
    const row = deliveries.get(finished.delivery.id);
    // Dropped by retention while the attempt was under way: there is nothing left to record it on.
    if (!row) return;
    const endpoint = endpoints.get(finished.delivery.endpointId) ?? null;
    if (finished.attempt) recordAttempt(finished, finished.attempt, row, endpoint, held);
    else releaseUnattempted(finished, row, endpoint, held);
  }

  function recordAttempt(
    finished: FinishedDelivery,
    attempt: AttemptRecord,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
    held: boolean,
  ): void {
    // A lapsed claim's attempt is a fact and is recorded; the delivery is its new owner's unless nobody moved it.
    const mayChange = held || row.attemptCount === finished.delivery.attemptCount;
    row.attemptCount += 1;
    if (attempt.trigger === 'AUTOMATIC') row.automaticCount += 1;
    const attemptRow = toAttemptRow(finished, attempt, row.attemptCount);
    attempts.push(attemptRow);
    stats.addAttempt(finished.delivery, attemptRow);
    row.lastAttemptId = attemptRow.id;
    changed.deliveries.add(row);
    if (endpoint) recordHealth(finished, attempt, endpoint);
    if (mayChange) {
      const { trigger, judgement } = attempt;
      // The address that is gone may be one that the endpoint has left meanwhile.
      const gone = judgement.gone && (!endpoint || attempt.url === endpoint.url);
      apply(
        finished,
        row,
        endpoint,
        afterAttempt(
          { ...row, endpoint: endpoint && stateOf(endpoint) },
          { trigger, outcome: judgement.outcome, gone, retryAfterMs: judgement.retryAfterMs },
          { scheduleMs: rules.retryScheduleMs, random: Math.random() },
        ),
        held,
      );
    }
    reportAttempt(finished, attempt, attemptRow, row);
  }

  function releaseUnattempted(
    finished: FinishedDelivery,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
    held: boolean,
  ): void {
    if (hasEnded(row.status) || !held) return;
    const reason =
      cancelReason(endpoint && stateOf(endpoint)) ??
      (finished.delivery.sealedPayload ? null : 'BACKLOG_EXPIRED');
    if (!reason) {
      if (endpoint?.status === 'PAUSED') park(row);
      // Resumed or enabled again since it was looked at: it waits on, and is due.
      else jobs.push({ deliveryId: row.id, startAfter: null });
      return;
    }
    const previousDeliveryStatus = row.status;
    const canceled: Transition = { status: 'CANCELED', endReason: reason, retryInMs: null };
    apply(finished, row, endpoint, endBeforeRetry(row) ?? canceled, held);
    const { organizationId, endpointId, eventId, eventType, isTest } = finished.delivery;
    feedItems.push({
      kind: 'DELIVERY_STATUS_CHANGED',
      organizationId,
      endpointId,
      deliveryId: row.id,
      eventId,
      eventType,
      isTest,
      previousDeliveryStatus,
      deliveryStatus: row.status,
    });
  }

  function apply(
    finished: FinishedDelivery,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
    next: Transition,
    held: boolean,
  ): void {
    const ends = hasEnded(next.status) && next.status !== row.status && next.status !== row.retriedFrom;
    stats.addTransition({ ...finished.delivery, createdAt: row.createdAt }, row.status, next.status);
    row.status = next.status;
    row.endReason = next.endReason;
    row.retriedFrom = null;
    row.nextAttemptAt = next.retryInMs === null ? null : new Date(now.getTime() + next.retryInMs);
    changed.deliveries.add(row);
    if (row.nextAttemptAt && endpoint?.status === 'PAUSED') park(row);
    else if (row.nextAttemptAt && held) jobs.push({ deliveryId: row.id, startAfter: row.nextAttemptAt });
    if (!ends) return;
    row.completedAt = now;
    if (row.payloadPurgedAt) return;
    // Without its endpoint a payload can never be sent again, so it has no further use.
    const hours =
      next.status === 'SUCCEEDED'
        ? rules.deliveredPayloadRetentionHours
        : (endpoint?.undeliveredPayloadRetentionHours ?? 0);
    row.payloadExpiresAt = new Date(now.getTime() + hours * HOUR_MS);
    if (hours > 0) return;
    row.payloadPurgedAt = now;
    purgeable.push(finished.delivery.eventId);
  }

  /** Waits without a job, until its endpoint is resumed. */
  function park(row: DeliveryRow): void {
    row.nextAttemptAt = null;
    row.parkedAt = now;
    changed.deliveries.add(row);
  }

  function recordHealth(finished: FinishedDelivery, attempt: AttemptRecord, endpoint: EndpointRow): void {
    // The URL changed while the attempt was under way: it says nothing of the new one.
    if (attempt.url !== endpoint.url) return;
    changed.endpoints.add(endpoint);
    const succeeded = attempt.judgement.outcome === 'SUCCEEDED';
    if (attempt.trigger === 'TEST') {
      if (succeeded) endpoint.lastVerifiedAt = now;
      return;
    }
    endpoint.lastDeliveryAt = now;
    endpoint.consecutiveFailures = succeeded ? 0 : endpoint.consecutiveFailures + 1;
    endpoint.failingSince = succeeded ? null : (endpoint.failingSince ?? now);
    endpoint.lastError = succeeded ? null : attempt.judgement.errorMessage;
    if (attempt.judgement.gone && endpoint.status !== 'DISABLED') disable(finished, endpoint);
  }

  function disable(finished: FinishedDelivery, endpoint: EndpointRow): void {
    feedItems.push({
      kind: 'ENDPOINT_STATUS_CHANGED',
      organizationId: finished.delivery.organizationId,
      endpointId: endpoint.id,
      previousEndpointStatus: endpoint.status,
      endpointStatus: 'DISABLED',
      disabledReason: 'GONE',
    });
    endpoint.status = 'DISABLED';
    endpoint.disabledReason = 'GONE';
    endpoint.disabledAt = now;
    disabledEndpoints.push(endpoint.id);
  }

  function toAttemptRow({ delivery }: FinishedDelivery, attempt: AttemptRecord, number: number): AttemptRow {
    const startedAt = new Date(now.getTime() - Math.max(0, performance.now() - attempt.startedMs));
    const {
      judgement,
      trigger,
      url,
      requestHeaders,
      responseHeaders,
      responseBody,
      responseBodyTruncated,
      durationMs,
    } = attempt;
    return {
      id: newId(),
      organizationId: delivery.organizationId,
      deliveryId: delivery.id,
      endpointId: delivery.endpointId,
      number,
      trigger,
      outcome: judgement.outcome,
      url,
      requestHeaders,
      responseStatus: judgement.responseStatus,
      responseHeaders,
      responseBody,
      responseBodyTruncated,
      durationMs,
      errorMessage: judgement.errorMessage,
      startedAt,
      finishedAt: new Date(startedAt.getTime() + durationMs),
    };
  }

  function reportAttempt(
    { delivery }: FinishedDelivery,
    attempt: AttemptRecord,
    attemptRow: AttemptRow,
    row: DeliveryRow,
  ): void {
    const { organizationId, endpointId, eventId, eventType, isTest } = delivery;
    const facts = {
      organizationId,
      endpointId,
      deliveryId: row.id,
      eventId,
      eventType,
      attemptNumber: attemptRow.number,
      outcome: attempt.judgement.outcome,
      responseStatus: attempt.judgement.responseStatus,
      durationMs: attempt.durationMs,
      deliveryStatus: row.status,
      nextAttemptAt: row.nextAttemptAt,
    };
    feedItems.push({ kind: 'ATTEMPT_RECORDED', ...facts, attemptId: attemptRow.id, isTest });
    settled.push(facts);
  }

  return {
    add,
    attempts,
    jobs,
    feedItems,
    settled,
    stats,
    purgeable,
    disabledEndpoints,
    changedDeliveries: () => [...changed.deliveries],
    changedEndpoints: () => [...changed.endpoints],
  };
}

function stateOf(endpoint: EndpointRow) {
  return {
    maxRetries: endpoint.maxRetries,
    disabled: endpoint.status === 'DISABLED',
    disabledReason: endpoint.disabledReason,
  };
}
