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
import { HOUR_MS } from '../time-units.ts';
import type { AttemptRecord, FinishedDelivery } from './attempt.ts';
import { type AttemptRow, toAttemptRow } from './attempt-row.ts';
import { createEndpointHealth } from './endpoint-health.ts';
import type { DeliveryRow, EndpointRow } from './settlement-rows.ts';

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
  /** The same moment on the monotonic clock. */
  nowMs: number;
  deliveries: Map<string, DeliveryRow>;
  endpoints: Map<string, EndpointRow>;
}

/** Works out, on locked rows and without I/O, what a settlement writes. Rows are changed in place. */
export function createSettlement(rules: Rules, { now, nowMs, deliveries, endpoints }: LockedRows) {
  const attempts: AttemptRow[] = [];
  /** Milliseconds until each delivery that waits on is due again. */
  const retries = new Map<string, number>();
  const feedItems: NewFeedItem[] = [];
  const settled: SettledAttempt[] = [];
  const stats = createStatsDeltas();
  const purgeable: string[] = [];
  const changed = new Set<DeliveryRow>();
  const health = createEndpointHealth(now, feedItems);

  function add(finished: FinishedDelivery): void {
    const row = deliveries.get(finished.delivery.id);
    // Dropped by retention while the attempt was under way: there is nothing left to record it on.
    if (!row) return;
    // The connection was lost amid a commit that succeeded, and the settlement is tried again.
    if (finished.attempt && row.lastAttemptId === finished.attempt.id) return;
    const endpoint = endpoints.get(finished.delivery.endpointId) ?? null;
    // A worker that lost its shard may have attempted what its new owner attempted too. Each attempt is a fact and
    // is recorded; the delivery follows the one that is recorded first.
    const mayChange = row.attemptCount === finished.delivery.attemptCount;
    if (finished.attempt) recordAttempt(finished, finished.attempt, row, endpoint, mayChange);
    else if (mayChange) releaseUnattempted(finished, row, endpoint);
  }

  function recordAttempt(
    finished: FinishedDelivery,
    attempt: AttemptRecord,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
    mayChange: boolean,
  ): void {
    row.attemptCount += 1;
    if (attempt.trigger === 'AUTOMATIC') row.automaticCount += 1;
    const attemptRow = toAttemptRow(finished, attempt, row.attemptCount, startOf(attempt));
    attempts.push(attemptRow);
    stats.addAttempt(finished.delivery, attemptRow);
    row.lastAttemptId = attemptRow.id;
    changed.add(row);
    if (endpoint) health.record(finished, attempt, endpoint);
    // Asked for while this attempt was under way: unless this one has succeeded, that one is still to be made.
    const isAskedFor = row.retriedFrom !== null && row.retryXid !== finished.delivery.retryXid;
    if (mayChange && isAskedFor && attempt.judgement.outcome !== 'SUCCEEDED') retries.set(row.id, 0);
    else if (mayChange) {
      const { trigger, judgement } = attempt;
      // The address that is gone may be one that the endpoint has left meanwhile.
      const gone = judgement.gone && (!endpoint || attempt.url === endpoint.url);
      const ended = apply(
        finished,
        row,
        endpoint,
        afterAttempt(
          { ...row, endpoint: endpoint && stateOf(endpoint) },
          { trigger, outcome: judgement.outcome, gone, retryAfterMs: judgement.retryAfterMs },
          { scheduleMs: rules.retryScheduleMs, random: Math.random() },
        ),
      );
      if (ended && row.status === 'FAILED' && trigger !== 'TEST')
        health.judge(finished, attempt, row, endpoint);
    }
    reportAttempt(finished, attempt, attemptRow, row);
  }

  function startOf({ startedMs }: AttemptRecord): Date {
    return new Date(now.getTime() - (nowMs - startedMs));
  }

  function releaseUnattempted(
    finished: FinishedDelivery,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
  ): void {
    if (hasEnded(row.status)) return;
    const reason =
      cancelReason(endpoint && stateOf(endpoint)) ??
      (finished.delivery.sealedPayload ? null : 'BACKLOG_EXPIRED');
    if (!reason) {
      if (endpoint?.status === 'PAUSED') park(row);
      // Resumed or enabled again since it was looked at: it waits on, and is due.
      else retries.set(row.id, 0);
      return;
    }
    const previousDeliveryStatus = row.status;
    const canceled: Transition = { status: 'CANCELED', endReason: reason, retryInMs: null };
    apply(finished, row, endpoint, endBeforeRetry(row) ?? canceled);
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

  /** @returns whether it ended by this, and had not before */
  function apply(
    finished: FinishedDelivery,
    row: DeliveryRow,
    endpoint: EndpointRow | null,
    next: Transition,
  ): boolean {
    const ends = hasEnded(next.status) && next.status !== row.status && next.status !== row.retriedFrom;
    stats.addTransition(finished.delivery, row.status, next.status);
    row.status = next.status;
    row.endReason = next.endReason;
    row.retriedFrom = null;
    row.parkedAt = null;
    row.nextAttemptAt = next.retryInMs === null ? null : new Date(now.getTime() + next.retryInMs);
    changed.add(row);
    if (row.nextAttemptAt && endpoint?.status === 'PAUSED') park(row);
    else if (next.retryInMs !== null) retries.set(row.id, next.retryInMs);
    if (!ends) return false;
    row.completedAt = now;
    if (row.payloadPurgedAt) return true;
    // Without its endpoint a payload can never be sent again, so it has no further use.
    const hours =
      next.status === 'SUCCEEDED'
        ? rules.deliveredPayloadRetentionHours
        : (endpoint?.undeliveredPayloadRetentionHours ?? 0);
    row.payloadExpiresAt = new Date(now.getTime() + hours * HOUR_MS);
    if (hours > 0) return true;
    row.payloadPurgedAt = now;
    purgeable.push(finished.delivery.eventId);
    return true;
  }

  /** Waits, due at no time, until its endpoint is resumed. */
  function park(row: DeliveryRow): void {
    row.nextAttemptAt = null;
    row.parkedAt = now;
    changed.add(row);
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
    retries,
    feedItems,
    settled,
    stats,
    purgeable,
    disabledEndpoints: health.disabled,
    operationalFacts: health.facts,
    changedDeliveries: () => [...changed],
    changedEndpoints: () => [...health.changed],
  };
}

function stateOf(endpoint: EndpointRow) {
  return {
    maxRetries: endpoint.maxRetries,
    disabled: endpoint.status === 'DISABLED',
    disabledReason: endpoint.disabledReason,
  };
}
