import { describe, expect, it } from 'vitest';
import type { FeedItemModel } from '../../../src/db/generated/prisma/models.ts';
import { type FeedFilter, matchesFilter } from '../../../src/feed/filter.ts';
import { createSubscribers, type LiveSubscriber } from '../../../src/feed/subscribers.ts';
import { pick as pickBy, seededRandom } from '../../support/random.ts';

const IDS = ['a', 'b', 'c', 'd'];

function itemOf(facts: Partial<FeedItemModel>): FeedItemModel {
  return {
    number: 1n,
    organizationId: 'a',
    kind: 'ATTEMPT_RECORDED',
    occurredAt: new Date(),
    endpointId: 'a',
    deliveryId: 'a',
    eventId: 'a',
    attemptId: 'a',
    eventType: 'a',
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
    ...facts,
  };
}

const subscriberOf = (filter: FeedFilter): LiveSubscriber => ({
  filter,
  isFull: false,
  push: () => undefined,
});

describe('the subscribers that an item fits', () => {
  it('are those whose filter it passes, whoever comes and goes', () => {
    const random = seededRandom(7);
    const pick = <T>(values: readonly T[]) => pickBy(random, values);
    const maybe = <Key extends string>(key: Key, values: readonly unknown[]) =>
      random() < 0.3 ? { [key]: pick(values) } : {};
    const subscribers = createSubscribers();
    const present: LiveSubscriber[] = [];
    for (let round = 0; round < 2000; round++) {
      // As many as come, so that now and then nobody is there.
      const leaves = random() < 0.5 && present.length > 0;
      if (leaves) {
        const [left] = present.splice(Math.floor(random() * present.length), 1);
        subscribers.delete(left as LiveSubscriber);
        if (random() < 0.2) subscribers.delete(left as LiveSubscriber);
      } else {
        const comes = subscriberOf({
          ...maybe('organizationId', IDS),
          ...maybe('partnerId', IDS),
          ...maybe('endpointId', IDS),
          ...maybe('deliveryId', IDS),
          ...maybe('eventType', IDS),
          ...maybe('outcome', [['REJECTED'], ['SUCCEEDED'], []]),
          ...maybe('isTest', [true, false]),
        });
        present.push(comes);
        subscribers.add(comes);
      }
      const about = pick(['delivery', 'endpoint']);
      const item = itemOf({
        organizationId: pick(IDS),
        endpointId: pick(IDS),
        ...(about === 'delivery'
          ? { deliveryId: pick(IDS), eventType: pick(IDS), isTest: pick([true, false]) }
          : { deliveryId: null, eventType: null, isTest: null, outcome: null }),
      });
      const partnerId = pick([null, ...IDS]);
      const fitting = subscribers.fitting(item, partnerId);
      expect(new Set(fitting)).toEqual(
        new Set(present.filter(({ filter }) => matchesFilter(item, filter, partnerId))),
      );
      expect(fitting).toHaveLength(new Set(fitting).size);
      expect(subscribers.watchPartners()).toBe(present.some(({ filter }) => filter.partnerId !== undefined));
      expect([...subscribers.all()]).toHaveLength(present.length);
    }
  });

  it('are found without looking at those of other deliveries, endpoints, organizations, partners and types', () => {
    const lookedAt = new Set<FeedFilter>();
    const subscribers = createSubscribers();
    for (const key of ['deliveryId', 'endpointId', 'organizationId', 'partnerId', 'eventType'] as const) {
      for (let number = 0; number < 1000; number++) {
        const filter: FeedFilter = { [key]: `${key} ${number}` };
        const { organizationId } = filter;
        // The member that is looked at first.
        Object.defineProperty(filter, 'organizationId', {
          get() {
            lookedAt.add(filter);
            return organizationId;
          },
        });
        subscribers.add(subscriberOf(filter));
      }
    }
    lookedAt.clear();
    const item = itemOf({
      deliveryId: 'deliveryId 5',
      endpointId: 'endpointId 5',
      organizationId: 'organizationId 5',
      eventType: 'eventType 5',
    });
    expect(subscribers.fitting(item, 'partnerId 5')).toHaveLength(5);
    expect(lookedAt.size).toBe(5);
  });
});
