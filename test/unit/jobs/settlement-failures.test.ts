import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../src/delivery/outcome.ts';
import { newId } from '../../../src/ids.ts';
import type { AttemptRecord } from '../../../src/jobs/attempt.ts';
import { createSettlement } from '../../../src/jobs/settlement.ts';
import type { DeliveryRow, EndpointRow } from '../../../src/jobs/settlement-rows.ts';

/** What a settlement does when deliveries fail for good: auto-disable, and the facts of operational events. */

const now = new Date('2026-03-06T12:00:00Z');
const DAY_MS = 86_400_000;
const url = 'https://receiver.example/hook';
const rules = { retryScheduleMs: [1000], deliveredPayloadRetentionHours: 168 };
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);

const judgements = {
  success: { outcome: 'SUCCEEDED', responseStatus: 200, errorMessage: null, gone: false, retryAfterMs: null },
  failure: { outcome: 'REJECTED', responseStatus: 500, errorMessage: 'no', gone: false, retryAfterMs: null },
  gone: { outcome: 'REJECTED', responseStatus: 410, errorMessage: 'gone', gone: true, retryAfterMs: null },
} satisfies Record<string, Judgement>;

function endpointRow(changes: Partial<EndpointRow> = {}): EndpointRow {
  return {
    id: newId(),
    url,
    status: 'ACTIVE',
    disabledReason: null,
    disabledAt: null,
    maxRetries: 1,
    undeliveredPayloadRetentionHours: 72,
    consecutiveFailures: 9,
    failingSince: ago(5),
    lastVerifiedAt: null,
    lastDeliveryAt: null,
    lastError: null,
    ...changes,
  };
}

/** A delivery whose next attempt is its last. */
function deliveryRow(changes: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    id: newId(),
    status: 'RETRYING',
    endReason: null,
    attemptCount: 1,
    automaticCount: 1,
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

interface Settled {
  row: DeliveryRow;
  judgement?: Judgement;
  trigger?: AttemptRecord['trigger'];
  eventType?: string;
}

/** Settles an attempt of each delivery, in this order, all of one endpoint. */
function settle(endpoint: EndpointRow, items: readonly Settled[]) {
  const settlement = createSettlement(rules, {
    now,
    nowMs: performance.now(),
    deliveries: new Map(items.map(({ row }) => [row.id, row])),
    endpoints: new Map([[endpoint.id, endpoint]]),
  });
  for (const {
    row,
    judgement = judgements.failure,
    trigger = 'AUTOMATIC',
    eventType = 'invoice.paid',
  } of items) {
    settlement.add({
      delivery: {
        id: row.id,
        organizationId: newId(),
        eventId: newId(),
        endpointId: endpoint.id,
        eventType,
        isTest: trigger === 'TEST',
        status: row.status,
        attemptCount: row.attemptCount,
        retriedFrom: row.retriedFrom,
        retryXid: row.retryXid,
        sealedPayload: Buffer.from('sealed'),
        createdAt: now,
        clockOffsetMs: 0,
        endpoint: null,
      },
      attempt: {
        id: newId(),
        trigger,
        url,
        requestHeaders: [],
        judgement,
        responseHeaders: [],
        responseBody: '',
        responseBodyTruncated: false,
        durationMs: 20,
        startedMs: performance.now() - 20,
      },
    });
  }
  return settlement;
}

const typesOf = ({ operationalFacts }: ReturnType<typeof settle>) => operationalFacts.map(({ type }) => type);

describe('a delivery that ends FAILED', () => {
  it('disables its endpoint that has failed for 5 days without a success, and says so in feed and facts', () => {
    const endpoint = endpointRow();
    const row = deliveryRow();
    const settlement = settle(endpoint, [{ row }]);
    expect(row).toMatchObject({ status: 'FAILED', endReason: 'RETRIES_EXHAUSTED' });
    expect(endpoint).toMatchObject({
      status: 'DISABLED',
      disabledReason: 'PERSISTENT_FAILURE',
      disabledAt: now,
      failingSince: ago(5),
      consecutiveFailures: 10,
    });
    expect(settlement.disabledEndpoints).toEqual([endpoint.id]);
    expect(settlement.feedItems).toContainEqual(
      expect.objectContaining({
        kind: 'ENDPOINT_STATUS_CHANGED',
        endpointId: endpoint.id,
        previousEndpointStatus: 'ACTIVE',
        endpointStatus: 'DISABLED',
        disabledReason: 'PERSISTENT_FAILURE',
      }),
    );
    const [attempt] = settlement.settled;
    const facts = {
      organizationId: attempt?.organizationId,
      endpointId: endpoint.id,
      occurredAt: now.toISOString(),
    };
    expect(settlement.operationalFacts).toEqual([
      {
        type: 'hookline.delivery.failed',
        ...facts,
        deliveryId: row.id,
        eventId: attempt?.eventId,
        eventType: 'invoice.paid',
        reason: 'RETRIES_EXHAUSTED',
        attemptId: row.lastAttemptId,
      },
      {
        type: 'hookline.endpoint.disabled',
        ...facts,
        reason: 'PERSISTENT_FAILURE',
        failingSince: ago(5).toISOString(),
        attemptId: row.lastAttemptId,
      },
    ]);
  });

  it('says so too, and disables its endpoint, when its payload is kept for no hour', () => {
    const endpoint = endpointRow({ undeliveredPayloadRetentionHours: 0 });
    const settlement = settle(endpoint, [{ row: deliveryRow() }]);
    expect(settlement.purgeable).toHaveLength(1);
    expect(typesOf(settlement)).toEqual(['hookline.delivery.failed', 'hookline.endpoint.disabled']);
    expect(endpoint).toMatchObject({ disabledReason: 'PERSISTENT_FAILURE' });
  });

  it.each([
    ['has failed for less than that', { failingSince: new Date(ago(5).getTime() + 1) }],
    ['fails for the first time', { failingSince: null, consecutiveFailures: 0 }],
  ])('leaves an endpoint alone that %s', (_what, changes) => {
    const endpoint = endpointRow(changes);
    const settlement = settle(endpoint, [{ row: deliveryRow() }]);
    expect(endpoint).toMatchObject({ status: 'ACTIVE', disabledReason: null, disabledAt: null });
    expect(settlement.disabledEndpoints).toEqual([]);
    expect(typesOf(settlement)).toEqual(['hookline.delivery.failed']);
  });

  it('after a success of the same moment finds an endpoint that does not fail any more', () => {
    const endpoint = endpointRow();
    settle(endpoint, [{ row: deliveryRow(), judgement: judgements.success }, { row: deliveryRow() }]);
    expect(endpoint).toMatchObject({ status: 'ACTIVE', failingSince: now, consecutiveFailures: 1 });
  });

  it('disables a PAUSED endpoint too, once; what else of it fails in that moment is canceled', () => {
    const endpoint = endpointRow({ status: 'PAUSED' });
    const rows = [deliveryRow(), deliveryRow(), deliveryRow({ automaticCount: 0 })] as const;
    const settlement = settle(
      endpoint,
      rows.map((row) => ({ row })),
    );
    expect(endpoint.status).toBe('DISABLED');
    expect(settlement.disabledEndpoints).toEqual([endpoint.id]);
    expect(settlement.feedItems.filter(({ kind }) => kind === 'ENDPOINT_STATUS_CHANGED')).toMatchObject([
      { previousEndpointStatus: 'PAUSED', endpointStatus: 'DISABLED', disabledReason: 'PERSISTENT_FAILURE' },
    ]);
    expect(rows.map(({ status, endReason }) => [status, endReason])).toEqual([
      ['FAILED', 'RETRIES_EXHAUSTED'],
      ['CANCELED', 'ENDPOINT_DISABLED'],
      ['CANCELED', 'ENDPOINT_DISABLED'],
    ]);
    expect(typesOf(settlement)).toEqual(['hookline.delivery.failed', 'hookline.endpoint.disabled']);
  });

  it('by 410 is a fact beside that of its endpoint, whose reason stays GONE however long it failed', () => {
    const endpoint = endpointRow({ failingSince: ago(30) });
    const row = deliveryRow();
    const settlement = settle(endpoint, [{ row, judgement: judgements.gone }]);
    expect(endpoint.disabledReason).toBe('GONE');
    expect(settlement.operationalFacts).toMatchObject([
      { type: 'hookline.endpoint.disabled', reason: 'GONE', attemptId: row.lastAttemptId },
      { type: 'hookline.delivery.failed', reason: 'ENDPOINT_GONE', attemptId: row.lastAttemptId },
    ]);
  });
});

describe('an endpoint that has failed for long is not judged', () => {
  it.each<[string, Omit<Settled, 'row'> & { row: Partial<DeliveryRow> }, DeliveryRow['status']]>([
    ['by an attempt with another one coming', { row: { automaticCount: 0, attemptCount: 0 } }, 'RETRYING'],
    ['by a test', { row: { automaticCount: 0 }, trigger: 'TEST' }, 'FAILED'],
    [
      'by a retry by hand that leaves its delivery FAILED',
      { row: { retriedFrom: 'FAILED', endReason: 'RETRIES_EXHAUSTED' }, trigger: 'MANUAL' },
      'FAILED',
    ],
    [
      'by an attempt of what was canceled meanwhile',
      { row: { status: 'CANCELED', endReason: 'CANCELED_BY_USER' } },
      'CANCELED',
    ],
  ])('%s, which is no fact either', (_what, item, status) => {
    const endpoint = endpointRow({ failingSince: ago(30) });
    const row = deliveryRow(item.row);
    const settlement = settle(endpoint, [{ ...item, row }]);
    expect(row.status).toBe(status);
    expect(endpoint.status).toBe('ACTIVE');
    expect(settlement.operationalFacts).toEqual([]);
  });
});

describe('the delivery of an operational event', () => {
  it.each(['failure', 'gone'] as const)('that ends by %s disables its endpoint and is no fact', (how) => {
    const endpoint = endpointRow();
    const row = deliveryRow();
    const settlement = settle(endpoint, [
      { row, judgement: judgements[how], eventType: 'hookline.delivery.failed' },
    ]);
    expect(row.status).toBe('FAILED');
    expect(endpoint.status).toBe('DISABLED');
    expect(settlement.feedItems).toContainEqual(expect.objectContaining({ kind: 'ENDPOINT_STATUS_CHANGED' }));
    expect(settlement.disabledEndpoints).toEqual([endpoint.id]);
    expect(settlement.operationalFacts).toEqual([]);
  });
});
