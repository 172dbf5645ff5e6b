import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../src/delivery/outcome.ts';
import { newId } from '../../../src/ids.ts';
import type { AttemptRecord, FinishedDelivery } from '../../../src/jobs/attempt.ts';
import type { AttemptRow } from '../../../src/jobs/attempt-row.ts';
import { createSettlement } from '../../../src/jobs/settlement.ts';
import type { DeliveryRow, EndpointRow } from '../../../src/jobs/settlement-rows.ts';

const HOUR_MS = 3_600_000;
const now = new Date('2026-03-01T12:00:00Z');
const URL_NOW = 'https://receiver.example/hook';
const rules = {
  retryScheduleMs: [10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000],
  deliveredPayloadRetentionHours: 168,
};

function endpointRow(changes: Partial<EndpointRow> = {}): EndpointRow {
  return {
    id: newId(),
    url: URL_NOW,
    status: 'ACTIVE',
    disabledReason: null,
    disabledAt: null,
    maxRetries: 7,
    undeliveredPayloadRetentionHours: 72,
    consecutiveFailures: 0,
    failingSince: null,
    lastVerifiedAt: null,
    lastDeliveryAt: null,
    lastError: null,
    ...changes,
  };
}

function deliveryRow(changes: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    id: newId(),
    status: 'PENDING',
    endReason: null,
    attemptCount: 0,
    automaticCount: 0,
    nextAttemptAt: now,
    lastAttemptId: null,
    retriedFrom: null,
    retryXid: null,
    parkedAt: null,
    completedAt: null,
    payloadExpiresAt: null,
    payloadPurgedAt: null,
    ...changes,
  };
}

const judgements = {
  success: { outcome: 'SUCCEEDED', responseStatus: 200, errorMessage: null, gone: false, retryAfterMs: null },
  failure: {
    outcome: 'REJECTED',
    responseStatus: 500,
    errorMessage: 'answered with status 500',
    gone: false,
    retryAfterMs: null,
  },
  gone: {
    outcome: 'REJECTED',
    responseStatus: 410,
    errorMessage: 'answered with status 410: the endpoint is gone',
    gone: true,
    retryAfterMs: null,
  },
} satisfies Record<string, Judgement>;

function attemptOf(judgement: Judgement, changes: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    id: newId(),
    trigger: 'AUTOMATIC',
    url: URL_NOW,
    requestHeaders: [],
    judgement,
    responseHeaders: [],
    responseBody: '',
    responseBodyTruncated: false,
    durationMs: 20,
    startedMs: performance.now() - 20,
    ...changes,
  };
}

/** A finished attempt of a delivery, which was loaded as `row` stands unless `loaded` says otherwise. */
function finishedOf(
  row: DeliveryRow,
  endpoint: EndpointRow,
  attempt: AttemptRecord | null,
  loaded: Partial<FinishedDelivery['delivery']> = {},
): FinishedDelivery {
  return {
    delivery: {
      id: row.id,
      organizationId: newId(),
      eventId: newId(),
      endpointId: endpoint.id,
      eventType: 'invoice.paid',
      isTest: attempt?.trigger === 'TEST',
      status: row.status,
      attemptCount: row.attemptCount,
      createdAt: now,
      clockOffsetMs: now.getTime() - performance.now(),
      retriedFrom: row.retriedFrom,
      retryXid: row.retryXid,
      sealedPayload: Buffer.from('sealed'),
      endpoint: null,
      ...loaded,
    },
    attempt,
  };
}

/** Settles one attempt on one delivery; `endpointGone`: it was deleted before the rows were locked. */
function settleOne(
  row: DeliveryRow,
  endpoint: EndpointRow,
  attempt: AttemptRecord | null,
  options: {
    loaded?: Partial<FinishedDelivery['delivery']>;
    endpointDeleted?: boolean;
    rules?: typeof rules;
  } = {},
) {
  const finished = finishedOf(row, endpoint, attempt, options.loaded);
  const settlement = createSettlement(options.rules ?? rules, {
    now,
    nowMs: performance.now(),
    deliveries: new Map([[row.id, row]]),
    endpoints: new Map(options.endpointDeleted ? [] : [[endpoint.id, endpoint]]),
  });
  settlement.add(finished);
  return { settlement, finished };
}

const inHours = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);

describe('an attempt', () => {
  it('that succeeds ends its delivery and keeps the payload for as long as delivered ones are kept', () => {
    const row = deliveryRow({ status: 'RETRYING', attemptCount: 2, automaticCount: 2 });
    const endpoint = endpointRow({
      consecutiveFailures: 2,
      failingSince: inHours(-1),
      lastError: 'answered with status 500',
    });
    const { settlement } = settleOne(row, endpoint, attemptOf(judgements.success));
    expect(row).toMatchObject({
      status: 'SUCCEEDED',
      endReason: null,
      attemptCount: 3,
      automaticCount: 3,
      nextAttemptAt: null,
      completedAt: now,
      payloadExpiresAt: inHours(168),
      payloadPurgedAt: null,
    });
    expect(endpoint).toMatchObject({
      consecutiveFailures: 0,
      failingSince: null,
      lastError: null,
      lastDeliveryAt: now,
      lastVerifiedAt: null,
    });
    expect(settlement.retries.size).toBe(0);
    expect(settlement.purgeable).toEqual([]);
    expect(settlement.changedDeliveries()).toEqual([row]);
    expect(settlement.changedEndpoints()).toEqual([endpoint]);
  });

  it('that fails has the next one be due in the spread around the schedule', () => {
    const spread = new Set<number>();
    for (let round = 0; round < 200; round++) {
      const row = deliveryRow();
      const { settlement } = settleOne(row, endpointRow(), attemptOf(judgements.failure));
      expect(row).toMatchObject({
        status: 'RETRYING',
        endReason: null,
        completedAt: null,
        payloadExpiresAt: null,
      });
      const waitMs = (row.nextAttemptAt as Date).getTime() - now.getTime();
      expect(Math.abs(waitMs - 10_000)).toBeLessThanOrEqual(2_000);
      expect(settlement.retries).toEqual(new Map([[row.id, waitMs]]));
      spread.add(waitMs);
    }
    expect(spread.size).toBeGreaterThan(50);
  });

  it('that fails counts against its endpoint from the first failure on', () => {
    const endpoint = endpointRow();
    settleOne(deliveryRow(), endpoint, attemptOf(judgements.failure));
    expect(endpoint).toMatchObject({
      consecutiveFailures: 1,
      failingSince: now,
      lastError: 'answered with status 500',
      status: 'ACTIVE',
    });
    endpoint.failingSince = inHours(-5);
    settleOne(deliveryRow(), endpoint, attemptOf(judgements.failure));
    expect(endpoint).toMatchObject({ consecutiveFailures: 2, failingSince: inHours(-5) });
  });

  it('that was the last ends its delivery and keeps the payload for as long as the endpoint says', () => {
    const row = deliveryRow({ status: 'RETRYING', attemptCount: 7, automaticCount: 7 });
    const { settlement } = settleOne(row, endpointRow(), attemptOf(judgements.failure));
    expect(row).toMatchObject({
      status: 'FAILED',
      endReason: 'RETRIES_EXHAUSTED',
      attemptCount: 8,
      nextAttemptAt: null,
      completedAt: now,
      payloadExpiresAt: inHours(72),
      payloadPurgedAt: null,
    });
    expect(settlement.retries.size).toBe(0);
  });

  it('is recorded with what was sent and answered, on the database’s clock', () => {
    const row = deliveryRow({ attemptCount: 4, automaticCount: 1 });
    const attempt = attemptOf(judgements.failure, {
      requestHeaders: [{ name: 'x-token', value: null }],
      responseHeaders: [{ name: 'server', value: 'x' }],
      responseBody: 'no',
      responseBodyTruncated: true,
      durationMs: 1234,
      startedMs: performance.now() - 5000,
    });
    const { settlement, finished } = settleOne(row, endpointRow(), attempt);
    expect(settlement.attempts).toEqual([
      {
        id: row.lastAttemptId,
        organizationId: finished.delivery.organizationId,
        deliveryId: row.id,
        endpointId: finished.delivery.endpointId,
        number: 5,
        trigger: 'AUTOMATIC',
        outcome: 'REJECTED',
        url: URL_NOW,
        requestHeaders: [{ name: 'x-token', value: null }],
        responseStatus: 500,
        responseHeaders: [{ name: 'server', value: 'x' }],
        responseBody: 'no',
        responseBodyTruncated: true,
        durationMs: 1234,
        errorMessage: 'answered with status 500',
        startedAt: expect.any(Date),
        finishedAt: expect.any(Date),
      },
    ]);
    const { startedAt, finishedAt } = settlement.attempts[0] as AttemptRow;
    const agoMs = now.getTime() - startedAt.getTime();
    expect(agoMs).toBeGreaterThanOrEqual(4999);
    expect(agoMs).toBeLessThan(6000);
    expect(finishedAt.getTime() - startedAt.getTime()).toBe(1234);
  });

  it('is as old as it was when the time was read, however long its rows were waited for', () => {
    const row = deliveryRow();
    const endpoint = endpointRow();
    const settlement = createSettlement(rules, {
      now,
      nowMs: 60_000,
      deliveries: new Map([[row.id, row]]),
      endpoints: new Map([[endpoint.id, endpoint]]),
    });
    const attempt = attemptOf(judgements.success, { startedMs: 59_000, durationMs: 250 });
    settlement.add(finishedOf(row, endpoint, attempt));
    const startedAt = new Date(now.getTime() - 1000);
    const finishedAt = new Date(now.getTime() - 750);
    expect(settlement.attempts).toMatchObject([{ startedAt, finishedAt }]);
  });

  it('ends what another worker has parked meanwhile, which then waits no more', () => {
    for (const judgement of [judgements.success, judgements.failure]) {
      const row = deliveryRow({ nextAttemptAt: null, parkedAt: inHours(-1) });
      settleOne(row, endpointRow({ status: 'PAUSED', maxRetries: 0 }), attemptOf(judgement));
      expect(row).toMatchObject({ completedAt: now, parkedAt: null });
    }
  });

  it('tells the feed and the log the same', () => {
    const row = deliveryRow();
    const { settlement, finished } = settleOne(row, endpointRow(), attemptOf(judgements.failure));
    const { organizationId, eventId, endpointId, eventType } = finished.delivery;
    const facts = {
      organizationId,
      eventId,
      endpointId,
      eventType,
      deliveryId: row.id,
      attemptNumber: 1,
      outcome: 'REJECTED',
      responseStatus: 500,
      durationMs: 20,
      deliveryStatus: 'RETRYING',
      nextAttemptAt: row.nextAttemptAt,
    };
    expect(settlement.settled).toEqual([facts]);
    expect(settlement.feedItems).toEqual([
      { kind: 'ATTEMPT_RECORDED', ...facts, attemptId: row.lastAttemptId, isTest: false },
    ]);
  });

  it('of a delivery whose row is gone leaves no trace', () => {
    const row = deliveryRow();
    const endpoint = endpointRow();
    const settlement = createSettlement(rules, {
      now,
      nowMs: performance.now(),
      deliveries: new Map(),
      endpoints: new Map([[endpoint.id, endpoint]]),
    });
    settlement.add(finishedOf(row, endpoint, attemptOf(judgements.failure)));
    expect(settlement.attempts).toEqual([]);
    expect(settlement.feedItems).toEqual([]);
    expect(settlement.changedEndpoints()).toEqual([]);
  });
});

describe('an attempt of a worker that lost its shard', () => {
  const options = { loaded: { attemptCount: 0 } };

  it('records its attempt and changes nothing else when somebody has moved the delivery', () => {
    const nextAttemptAt = inHours(1);
    for (const judgement of Object.values(judgements)) {
      const row = deliveryRow({ status: 'RETRYING', attemptCount: 1, automaticCount: 1, nextAttemptAt });
      const { settlement } = settleOne(row, endpointRow(), attemptOf(judgement), options);
      expect(row).toMatchObject({
        status: 'RETRYING',
        attemptCount: 2,
        nextAttemptAt,
        completedAt: null,
        payloadExpiresAt: null,
      });
      expect(settlement.attempts).toMatchObject([{ number: 2 }]);
      expect(settlement.feedItems.at(-1)).toMatchObject({
        kind: 'ATTEMPT_RECORDED',
        attemptNumber: 2,
        deliveryStatus: 'RETRYING',
      });
      expect(settlement.retries.size).toBe(0);
      expect(settlement.purgeable).toEqual([]);
    }
  });

  it('changes a delivery that nobody has moved', () => {
    const failed = deliveryRow();
    settleOne(failed, endpointRow(), attemptOf(judgements.failure), options);
    expect(failed).toMatchObject({ status: 'RETRYING', attemptCount: 1 });
    const succeeded = deliveryRow();
    settleOne(succeeded, endpointRow(), attemptOf(judgements.success), options);
    expect(succeeded).toMatchObject({ status: 'SUCCEEDED', completedAt: now });
  });

  it('does nothing when it was none and somebody has moved the delivery', () => {
    const row = deliveryRow({ attemptCount: 1 });
    const endpoint = endpointRow({ status: 'DISABLED', disabledReason: 'MANUAL' });
    const { settlement } = settleOne(row, endpoint, null, options);
    expect(row.status).toBe('PENDING');
    expect(settlement.feedItems).toEqual([]);
    expect(settlement.retries.size).toBe(0);
  });

  it('and one of the new owner: the second changes nothing but the count', () => {
    const row = deliveryRow();
    const endpoint = endpointRow();
    const settlement = createSettlement(rules, {
      now,
      nowMs: performance.now(),
      deliveries: new Map([[row.id, row]]),
      endpoints: new Map([[endpoint.id, endpoint]]),
    });
    settlement.add(finishedOf(row, endpoint, attemptOf(judgements.success)));
    settlement.add(finishedOf(row, endpoint, attemptOf(judgements.failure), { attemptCount: 0 }));
    expect(row).toMatchObject({ status: 'SUCCEEDED', attemptCount: 2, completedAt: now });
    expect(settlement.attempts.map(({ number }) => number)).toEqual([1, 2]);
    expect(settlement.changedDeliveries()).toEqual([row]);
    expect(settlement.retries.size).toBe(0);
  });
});

describe('a delivery that was canceled while its attempt was under way', () => {
  const canceled = () =>
    deliveryRow({
      status: 'CANCELED',
      endReason: 'ENDPOINT_DISABLED',
      nextAttemptAt: null,
      completedAt: inHours(-1),
      payloadExpiresAt: inHours(71),
    });
  const disabled = () => endpointRow({ status: 'DISABLED', disabledReason: 'MANUAL' });

  it('becomes SUCCEEDED by a success, and its payload is kept as of a delivered one', () => {
    const row = canceled();
    const { settlement } = settleOne(row, disabled(), attemptOf(judgements.success));
    expect(row).toMatchObject({
      status: 'SUCCEEDED',
      endReason: null,
      completedAt: now,
      payloadExpiresAt: inHours(168),
    });
    expect(settlement.retries.size).toBe(0);
  });

  it('stays as it is by a failure, which is recorded', () => {
    for (const judgement of [judgements.failure, judgements.gone]) {
      const row = canceled();
      const { settlement } = settleOne(row, disabled(), attemptOf(judgement));
      expect(row).toMatchObject({
        status: 'CANCELED',
        endReason: 'ENDPOINT_DISABLED',
        attemptCount: 1,
        completedAt: inHours(-1),
        payloadExpiresAt: inHours(71),
      });
      expect(settlement.attempts).toHaveLength(1);
      expect(settlement.retries.size).toBe(0);
    }
  });

  it('keeps its payload purged whatever the attempt says', () => {
    const row = { ...canceled(), payloadPurgedAt: inHours(-1), payloadExpiresAt: inHours(-1) };
    const { settlement } = settleOne(row, disabled(), attemptOf(judgements.success));
    expect(row).toMatchObject({
      status: 'SUCCEEDED',
      payloadPurgedAt: inHours(-1),
      payloadExpiresAt: inHours(-1),
    });
    expect(settlement.purgeable).toEqual([]);
  });
});

describe('an endpoint that changed while the attempt was under way', () => {
  it('by being deleted cancels the delivery and purges its payload at once', () => {
    const row = deliveryRow();
    const { settlement, finished } = settleOne(row, endpointRow(), attemptOf(judgements.failure), {
      endpointDeleted: true,
    });
    expect(row).toMatchObject({ status: 'CANCELED', endReason: 'ENDPOINT_DELETED', payloadPurgedAt: now });
    expect(settlement.purgeable).toEqual([finished.delivery.eventId]);
    expect(settlement.changedEndpoints()).toEqual([]);
    expect(settlement.retries.size).toBe(0);
  });

  it('by being deleted leaves it at what the receiver said, that it is gone', () => {
    const row = deliveryRow();
    settleOne(row, endpointRow(), attemptOf(judgements.gone), { endpointDeleted: true });
    expect(row).toMatchObject({ status: 'FAILED', endReason: 'ENDPOINT_GONE', payloadPurgedAt: now });
  });

  it('by being disabled cancels the delivery', () => {
    const row = deliveryRow();
    const endpoint = endpointRow({ status: 'DISABLED', disabledReason: 'MANUAL' });
    settleOne(row, endpoint, attemptOf(judgements.failure));
    expect(row).toMatchObject({ status: 'CANCELED', endReason: 'ENDPOINT_DISABLED' });
    expect(row.payloadExpiresAt).toEqual(inHours(72));
  });

  it('by another URL learns nothing of an attempt at the old one', () => {
    for (const judgement of Object.values(judgements)) {
      const endpoint = endpointRow({ url: 'https://other.example/', consecutiveFailures: 3, lastError: 'x' });
      const { settlement } = settleOne(deliveryRow(), endpoint, attemptOf(judgement));
      expect(endpoint).toMatchObject({
        status: 'ACTIVE',
        consecutiveFailures: 3,
        failingSince: null,
        lastDeliveryAt: null,
        lastError: 'x',
      });
      expect(settlement.changedEndpoints()).toEqual([]);
      expect(settlement.disabledEndpoints).toEqual([]);
    }
  });

  it('by another URL is tried there although the old one is gone', () => {
    const row = deliveryRow();
    const { settlement } = settleOne(
      row,
      endpointRow({ url: 'https://other.example/' }),
      attemptOf(judgements.gone),
    );
    expect(row).toMatchObject({ status: 'RETRYING', endReason: null });
    expect([...settlement.retries.keys()]).toEqual([row.id]);
  });

  it('by fewer retries has the delivery end', () => {
    const row = deliveryRow({ status: 'RETRYING', attemptCount: 2, automaticCount: 2 });
    settleOne(row, endpointRow({ maxRetries: 2 }), attemptOf(judgements.failure));
    expect(row).toMatchObject({ status: 'FAILED', endReason: 'RETRIES_EXHAUSTED' });
  });

  it('by being paused has the delivery wait, due at no time', () => {
    const row = deliveryRow();
    const { settlement } = settleOne(row, endpointRow({ status: 'PAUSED' }), attemptOf(judgements.failure));
    expect(row).toMatchObject({ status: 'RETRYING', nextAttemptAt: null, parkedAt: now });
    expect(settlement.retries.size).toBe(0);
  });
});

describe('410', () => {
  it('disables the endpoint once, and tells the feed before the attempt', () => {
    const endpoint = endpointRow({ status: 'ACTIVE' });
    const rows = [deliveryRow(), deliveryRow()] as const;
    const settlement = createSettlement(rules, {
      now,
      nowMs: performance.now(),
      deliveries: new Map(rows.map((row) => [row.id, row])),
      endpoints: new Map([[endpoint.id, endpoint]]),
    });
    for (const row of rows) settlement.add(finishedOf(row, endpoint, attemptOf(judgements.gone)));
    expect(endpoint).toMatchObject({ status: 'DISABLED', disabledReason: 'GONE', disabledAt: now });
    expect(settlement.disabledEndpoints).toEqual([endpoint.id]);
    expect(settlement.feedItems.map(({ kind }) => kind)).toEqual([
      'ENDPOINT_STATUS_CHANGED',
      'ATTEMPT_RECORDED',
      'ATTEMPT_RECORDED',
    ]);
    expect(settlement.feedItems[0]).toMatchObject({
      endpointId: endpoint.id,
      previousEndpointStatus: 'ACTIVE',
      endpointStatus: 'DISABLED',
      disabledReason: 'GONE',
    });
    for (const row of rows) expect(row).toMatchObject({ status: 'FAILED', endReason: 'ENDPOINT_GONE' });
  });

  it('leaves an endpoint alone that is disabled already, with its reason', () => {
    const endpoint = endpointRow({ status: 'DISABLED', disabledReason: 'MANUAL', disabledAt: inHours(-1) });
    const { settlement } = settleOne(deliveryRow(), endpoint, attemptOf(judgements.gone));
    expect(endpoint).toMatchObject({ disabledReason: 'MANUAL', disabledAt: inHours(-1) });
    expect(settlement.disabledEndpoints).toEqual([]);
  });
});

describe('a test', () => {
  it('leaves the health of its endpoint alone; a success verifies it', () => {
    for (const judgement of [judgements.failure, judgements.gone]) {
      const endpoint = endpointRow({ consecutiveFailures: 4, failingSince: inHours(-1) });
      const before = structuredClone(endpoint);
      const row = deliveryRow();
      settleOne(row, endpoint, attemptOf(judgement, { trigger: 'TEST' }));
      expect(endpoint).toEqual(before);
      expect(row).toMatchObject({ status: 'FAILED', endReason: 'RETRIES_EXHAUSTED', automaticCount: 0 });
    }
    const endpoint = endpointRow({ consecutiveFailures: 4, failingSince: inHours(-1), lastError: 'x' });
    const before = structuredClone(endpoint);
    settleOne(deliveryRow(), endpoint, attemptOf(judgements.success, { trigger: 'TEST' }));
    expect(endpoint).toEqual({ ...before, lastVerifiedAt: now });
  });

  it('is marked in the feed', () => {
    const { settlement } = settleOne(
      deliveryRow(),
      endpointRow(),
      attemptOf(judgements.success, { trigger: 'TEST' }),
    );
    expect(settlement.feedItems).toMatchObject([{ isTest: true }]);
  });
});

describe('a retry by hand', () => {
  const ended = () =>
    deliveryRow({
      status: 'RETRYING',
      endReason: 'RETRIES_EXHAUSTED',
      retriedFrom: 'FAILED',
      attemptCount: 8,
      automaticCount: 8,
      completedAt: inHours(-2),
      payloadExpiresAt: inHours(70),
    });
  const manual = (judgement: Judgement) => attemptOf(judgement, { trigger: 'MANUAL' });

  it('that fails gives back the end that was, and keeps the payload no longer for it', () => {
    const row = ended();
    const { settlement } = settleOne(row, endpointRow(), manual(judgements.failure));
    expect(row).toMatchObject({
      status: 'FAILED',
      endReason: 'RETRIES_EXHAUSTED',
      retriedFrom: null,
      attemptCount: 9,
      automaticCount: 8,
      nextAttemptAt: null,
      completedAt: inHours(-2),
      payloadExpiresAt: inHours(70),
      payloadPurgedAt: null,
    });
    expect(settlement.retries.size).toBe(0);
    expect(settlement.attempts).toMatchObject([{ number: 9, trigger: 'MANUAL' }]);
  });

  it('that succeeds ends the delivery anew', () => {
    const row = ended();
    settleOne(row, endpointRow(), manual(judgements.success));
    expect(row).toMatchObject({
      status: 'SUCCEEDED',
      endReason: null,
      retriedFrom: null,
      completedAt: now,
      payloadExpiresAt: inHours(168),
    });
  });

  it('that cannot be made any more gives back the end that was', () => {
    const row = ended();
    const endpoint = endpointRow({ status: 'DISABLED', disabledReason: 'MANUAL' });
    const { settlement } = settleOne(row, endpoint, null);
    expect(row).toMatchObject({
      status: 'FAILED',
      endReason: 'RETRIES_EXHAUSTED',
      retriedFrom: null,
      completedAt: inHours(-2),
    });
    expect(settlement.feedItems).toMatchObject([
      { kind: 'DELIVERY_STATUS_CHANGED', previousDeliveryStatus: 'RETRYING', deliveryStatus: 'FAILED' },
    ]);
  });

  it('that was canceled meanwhile and asked for again is made again, unless it has succeeded', () => {
    const asked = { ...ended(), retryXid: '2' };
    const loaded = { retryXid: '1' };
    const { settlement } = settleOne(asked, endpointRow(), manual(judgements.failure), { loaded });
    expect(asked).toMatchObject({ status: 'RETRYING', retriedFrom: 'FAILED', attemptCount: 9 });
    expect(settlement.retries).toEqual(new Map([[asked.id, 0]]));
    const arrived = { ...ended(), retryXid: '2' };
    settleOne(arrived, endpointRow(), manual(judgements.success), { loaded });
    expect(arrived).toMatchObject({ status: 'SUCCEEDED', retriedFrom: null });
  });

  it('that was canceled meanwhile is not to be made again', () => {
    const row = { ...ended(), status: 'FAILED', retriedFrom: null } as const;
    const loaded = { retriedFrom: 'FAILED', retryXid: '1' } as const;
    const { settlement } = settleOne({ ...row }, endpointRow(), manual(judgements.failure), { loaded });
    expect(settlement.retries.size).toBe(0);
    expect(settlement.changedDeliveries()).toMatchObject([{ status: 'FAILED', attemptCount: 9 }]);
  });

  it('of a test gives back the end that was, as of any delivery', () => {
    const row = ended();
    const { settlement } = settleOne(row, endpointRow(), attemptOf(judgements.failure, { trigger: 'TEST' }));
    expect(row).toMatchObject({ status: 'FAILED', retriedFrom: null, attemptCount: 9, nextAttemptAt: null });
    expect(settlement.retries.size).toBe(0);
  });

  it('of a delivery that still waited leaves it its schedule', () => {
    const row = deliveryRow({
      status: 'RETRYING',
      retriedFrom: 'RETRYING',
      attemptCount: 1,
      automaticCount: 1,
    });
    const { settlement } = settleOne(row, endpointRow(), manual(judgements.failure));
    expect(row).toMatchObject({ status: 'RETRYING', retriedFrom: null, attemptCount: 2, automaticCount: 1 });
    const waitMs = (row.nextAttemptAt as Date).getTime() - now.getTime();
    expect(Math.abs(waitMs - 10_000)).toBeLessThanOrEqual(2_000);
    expect(settlement.retries).toEqual(new Map([[row.id, waitMs]]));
  });
});

describe('a retention of 0 hours', () => {
  it('purges at once what was not delivered', () => {
    const endpoint = endpointRow({ undeliveredPayloadRetentionHours: 0, maxRetries: 1 });
    const row = deliveryRow({ status: 'RETRYING', attemptCount: 1, automaticCount: 1 });
    const { settlement, finished } = settleOne(row, endpoint, attemptOf(judgements.failure));
    expect(row).toMatchObject({ status: 'FAILED', payloadExpiresAt: now, payloadPurgedAt: now });
    expect(settlement.purgeable).toEqual([finished.delivery.eventId]);
  });

  it('purges at once what was delivered, when that is what it is for', () => {
    const row = deliveryRow();
    const { settlement } = settleOne(row, endpointRow(), attemptOf(judgements.success), {
      rules: { ...rules, deliveredPayloadRetentionHours: 0 },
    });
    expect(row).toMatchObject({ status: 'SUCCEEDED', payloadPurgedAt: now });
    expect(settlement.purgeable).toHaveLength(1);
  });

  it('purges nothing where it is an hour', () => {
    const endpoint = endpointRow({ undeliveredPayloadRetentionHours: 1, maxRetries: 0 });
    const row = deliveryRow();
    const { settlement } = settleOne(row, endpoint, attemptOf(judgements.failure));
    expect(row).toMatchObject({ status: 'FAILED', payloadExpiresAt: inHours(1), payloadPurgedAt: null });
    expect(settlement.purgeable).toEqual([]);
  });

  it('purges nothing while attempts are left', () => {
    const row = deliveryRow();
    const endpoint = endpointRow({ undeliveredPayloadRetentionHours: 0 });
    const { settlement } = settleOne(row, endpoint, attemptOf(judgements.failure));
    expect(row).toMatchObject({ status: 'RETRYING', payloadPurgedAt: null, payloadExpiresAt: null });
    expect(settlement.purgeable).toEqual([]);
  });
});

describe('a due delivery that could not be attempted', () => {
  it('is canceled with the reason, and the feed says so', () => {
    const endpoint = endpointRow({ status: 'DISABLED', disabledReason: 'MANUAL' });
    const row = deliveryRow({ status: 'RETRYING' });
    const { settlement } = settleOne(row, endpoint, null);
    expect(row).toMatchObject({ status: 'CANCELED', endReason: 'ENDPOINT_DISABLED', completedAt: now });
    expect(settlement.feedItems).toMatchObject([
      { kind: 'DELIVERY_STATUS_CHANGED', previousDeliveryStatus: 'RETRYING', deliveryStatus: 'CANCELED' },
    ]);
    expect(settlement.attempts).toEqual([]);
  });

  it('is canceled when its endpoint was deleted, or its payload is gone', () => {
    const deleted = deliveryRow();
    settleOne(deleted, endpointRow(), null, { endpointDeleted: true });
    expect(deleted).toMatchObject({
      status: 'CANCELED',
      endReason: 'ENDPOINT_DELETED',
      payloadPurgedAt: now,
    });
    const purged = deliveryRow();
    settleOne(purged, endpointRow(), null, { loaded: { sealedPayload: null } });
    expect(purged).toMatchObject({ status: 'CANCELED', endReason: 'BACKLOG_EXPIRED' });
  });

  it('is due again when its endpoint was enabled meanwhile', () => {
    const row = deliveryRow();
    const { settlement } = settleOne(row, endpointRow(), null);
    expect(row.status).toBe('PENDING');
    expect(row.nextAttemptAt).toEqual(now);
    expect(settlement.retries).toEqual(new Map([[row.id, 0]]));
    expect(settlement.feedItems).toEqual([]);
  });

  it('waits, due at no time, when its endpoint is paused', () => {
    const row = deliveryRow();
    const { settlement } = settleOne(row, endpointRow({ status: 'PAUSED' }), null);
    expect(row).toMatchObject({ status: 'PENDING', nextAttemptAt: null, parkedAt: now });
    expect(settlement.retries.size).toBe(0);
    expect(settlement.changedDeliveries()).toEqual([row]);
  });

  it('and has ended already is left as it is', () => {
    for (const status of ['SUCCEEDED', 'FAILED', 'CANCELED'] as const) {
      const row = deliveryRow({ status, completedAt: inHours(-1) });
      const { settlement } = settleOne(row, endpointRow({ status: 'DISABLED' }), null);
      expect(row).toMatchObject({ status, completedAt: inHours(-1) });
      expect(settlement.retries.size).toBe(0);
      expect(settlement.changedDeliveries()).toEqual([]);
    }
  });
});

describe('numbers', () => {
  it('go on through every attempt of a delivery; only automatic ones use up the schedule', () => {
    const row = deliveryRow();
    const endpoint = endpointRow();
    const settlement = createSettlement(rules, {
      now,
      nowMs: performance.now(),
      deliveries: new Map([[row.id, row]]),
      endpoints: new Map([[endpoint.id, endpoint]]),
    });
    const triggers = ['AUTOMATIC', 'MANUAL', 'AUTOMATIC', 'MANUAL'] as const;
    for (const trigger of triggers) {
      settlement.add(finishedOf(row, endpoint, attemptOf(judgements.failure, { trigger })));
    }
    expect(settlement.attempts.map(({ number, trigger }) => [number, trigger])).toEqual([
      [1, 'AUTOMATIC'],
      [2, 'MANUAL'],
      [3, 'AUTOMATIC'],
      [4, 'MANUAL'],
    ]);
    expect(row).toMatchObject({ attemptCount: 4, automaticCount: 2 });
    expect(new Set(settlement.attempts.map(({ id }) => id)).size).toBe(4);
    expect(row.lastAttemptId).toBe(settlement.attempts.at(-1)?.id);
  });

  it('are counted for each delivery on its own', () => {
    const endpoint = endpointRow();
    const rows = Array.from({ length: 20 }, (_, index) => deliveryRow({ attemptCount: index }));
    const settlement = createSettlement(rules, {
      now,
      nowMs: performance.now(),
      deliveries: new Map(rows.map((row) => [row.id, row])),
      endpoints: new Map([[endpoint.id, endpoint]]),
    });
    for (const row of rows) settlement.add(finishedOf(row, endpoint, attemptOf(judgements.failure)));
    expect(settlement.attempts.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
    expect(endpoint.consecutiveFailures).toBe(20);
    expect(settlement.changedEndpoints()).toEqual([endpoint]);
  });
});
