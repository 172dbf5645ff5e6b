import { describe, expect, it } from 'vitest';
import type { FeedItemModel } from '../../../src/db/generated/prisma/models.ts';
import { type FeedFilter, matchesFilter } from '../../../src/feed/filter.ts';

const attempt: FeedItemModel = {
  number: 1n,
  organizationId: 'org',
  kind: 'ATTEMPT_RECORDED',
  occurredAt: new Date(),
  endpointId: 'endpoint',
  deliveryId: 'delivery',
  eventId: 'event',
  attemptId: 'attempt',
  eventType: 'invoice.paid',
  isTest: false,
  attemptNumber: 1,
  outcome: 'REJECTED',
  responseStatus: 500,
  durationMs: 5,
  previousDeliveryStatus: null,
  deliveryStatus: 'RETRYING',
  nextAttemptAt: null,
  previousEndpointStatus: null,
  endpointStatus: null,
  disabledReason: null,
};
const endpointChange: FeedItemModel = {
  ...attempt,
  kind: 'ENDPOINT_STATUS_CHANGED',
  deliveryId: null,
  eventId: null,
  attemptId: null,
  eventType: null,
  isTest: null,
  attemptNumber: null,
  outcome: null,
  deliveryStatus: null,
};

/** Each member with a value that fits the attempt and one that does not. */
const MEMBERS: { fits: FeedFilter; misses: FeedFilter }[] = [
  { fits: { organizationId: 'org' }, misses: { organizationId: 'other' } },
  { fits: { partnerId: 'partner' }, misses: { partnerId: 'other' } },
  { fits: { endpointId: 'endpoint' }, misses: { endpointId: 'other' } },
  { fits: { deliveryId: 'delivery' }, misses: { deliveryId: 'other' } },
  { fits: { eventType: 'invoice.paid' }, misses: { eventType: 'invoice' } },
  { fits: { outcome: ['SUCCEEDED', 'REJECTED'] }, misses: { outcome: ['SUCCEEDED'] } },
  { fits: { isTest: false }, misses: { isTest: true } },
];

describe('matchesFilter', () => {
  it('lets everything pass when nothing is asked', () => {
    expect(matchesFilter(attempt, {}, null)).toBe(true);
    expect(matchesFilter(endpointChange, {}, null)).toBe(true);
  });

  it('joins its members by AND, in every combination', () => {
    for (let chosen = 0; chosen < 3 ** MEMBERS.length; chosen++) {
      let filter: FeedFilter = {};
      let expected = true;
      for (const [index, { fits, misses }] of MEMBERS.entries()) {
        const choice = Math.floor(chosen / 3 ** index) % 3;
        if (choice === 1) filter = { ...filter, ...fits };
        if (choice === 2) {
          filter = { ...filter, ...misses };
          expected = false;
        }
      }
      if (matchesFilter(attempt, filter, 'partner') !== expected) {
        expect.fail(`${JSON.stringify(filter)} should ${expected ? '' : 'not '}match`);
      }
    }
  });

  it('keeps out what is about no delivery when a delivery is described', () => {
    expect(matchesFilter(endpointChange, { organizationId: 'org', endpointId: 'endpoint' }, null)).toBe(true);
    const filters: FeedFilter[] = [
      { deliveryId: 'delivery' },
      { eventType: 'invoice.paid' },
      { outcome: ['REJECTED'] },
      { isTest: false },
      { isTest: true },
    ];
    for (const filter of filters) {
      expect(matchesFilter(endpointChange, filter, null)).toBe(false);
    }
  });

  it('lets nothing pass for an empty list of outcomes, nor for an organization without a partner', () => {
    expect(matchesFilter(attempt, { outcome: [] }, null)).toBe(false);
    expect(matchesFilter(attempt, { partnerId: 'partner' }, null)).toBe(false);
  });
});
