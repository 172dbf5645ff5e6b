import { describe, expect, it } from 'vitest';
import { matchesPatterns } from '../../../src/domain/event-patterns.ts';
import type { DeliveryFailedFact, EndpointDisabledFact } from '../../../src/domain/operational-events.ts';
import { type LastAttempt, operationalPayload } from '../../../src/domain/operational-payload.ts';
import { newId } from '../../../src/ids.ts';

const [organizationId, endpointId, deliveryId, eventId, attemptId] = Array.from({ length: 5 }, newId) as [
  string,
  string,
  string,
  string,
  string,
];
const attempt: LastAttempt = {
  id: attemptId,
  deliveryId,
  number: 8,
  outcome: 'TIMED_OUT',
  responseStatus: null,
  errorMessage: 'no response in time',
  finishedAt: new Date('2026-03-06T11:59:59.9Z'),
};
const shownAttempt = {
  attemptId: `att_${attemptId}`,
  deliveryId: `dlv_${deliveryId}`,
  number: 8,
  outcome: 'TIMED_OUT',
  responseStatus: null,
  errorMessage: 'no response in time',
  finishedAt: '2026-03-06T11:59:59.900Z',
};
const disabled: EndpointDisabledFact = {
  type: 'hookline.endpoint.disabled',
  organizationId,
  endpointId,
  reason: 'PERSISTENT_FAILURE',
  occurredAt: '2026-03-06T12:00:00.000Z',
  failingSince: '2026-03-01T12:00:00.000Z',
  attemptId,
};
const failed: DeliveryFailedFact = {
  type: 'hookline.delivery.failed',
  organizationId,
  endpointId,
  deliveryId,
  eventId,
  eventType: 'invoice.paid',
  reason: 'RETRIES_EXHAUSTED',
  occurredAt: '2026-03-06T12:00:00.000Z',
  attemptId,
};

describe('the payload of an operational event', () => {
  it('names an endpoint that was disabled, why, since when it failed, and the attempt before', () => {
    expect(operationalPayload(disabled, attempt)).toEqual({
      organizationId: `org_${organizationId}`,
      endpointId: `ep_${endpointId}`,
      reason: 'PERSISTENT_FAILURE',
      disabledAt: '2026-03-06T12:00:00.000Z',
      failingSince: '2026-03-01T12:00:00.000Z',
      lastAttempt: shownAttempt,
    });
  });

  it('has no attempt where an endpoint was disabled by hand', () => {
    const byHand = { ...disabled, reason: 'MANUAL', failingSince: null, attemptId: null } as const;
    expect(operationalPayload(byHand, null)).toMatchObject({
      reason: 'MANUAL',
      failingSince: null,
      lastAttempt: null,
    });
  });

  it('names a delivery that failed, its event and how its last attempt ended', () => {
    expect(operationalPayload(failed, attempt)).toEqual({
      organizationId: `org_${organizationId}`,
      endpointId: `ep_${endpointId}`,
      deliveryId: `dlv_${deliveryId}`,
      eventId: `evt_${eventId}`,
      eventType: 'invoice.paid',
      reason: 'RETRIES_EXHAUSTED',
      failedAt: '2026-03-06T12:00:00.000Z',
      lastAttempt: shownAttempt,
    });
  });

  it('is of a type that only patterns with the prefix match', () => {
    for (const { type } of [disabled, failed]) {
      expect(matchesPatterns([], type)).toBe(false);
      expect(matchesPatterns(['*', '*.*.*', '*.endpoint.disabled', '*.delivery.*'], type)).toBe(false);
      expect(matchesPatterns(['hookline.*'], type)).toBe(true);
      expect(matchesPatterns(['hookline.*.*'], type)).toBe(true);
      expect(matchesPatterns([type], type)).toBe(true);
    }
  });
});
