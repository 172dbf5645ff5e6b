import type { FeedItemModel } from '../db/generated/prisma/models.ts';
import { type FeedFilter, matchesFilter } from './filter.ts';
import type { FeedItem } from './item.ts';

/** A subscriber that has caught up, and is handed items as they come. */
export interface LiveSubscriber {
  readonly filter: FeedFilter;
  /** The next item would be one too many. */
  readonly isFull: boolean;
  push(item: FeedItem): void;
}

/**
 * A subscriber is filed under the first of these that its filter names: those that the fewest items meet come first.
 */
const KEYS = ['deliveryId', 'endpointId', 'organizationId', 'partnerId', 'eventType'] as const;
type Key = (typeof KEYS)[number];

/** The live subscribers, arranged so that an item costs only as much as those do whom it may concern. */
export interface Subscribers {
  add(subscriber: LiveSubscriber): void;
  delete(subscriber: LiveSubscriber): void;
  all(): Iterable<LiveSubscriber>;
  /** Whether some want the items of a partner. */
  watchPartners(): boolean;
  /** @param partnerId of the item's organization; looked at only when some want the items of a partner */
  fitting(item: FeedItemModel, partnerId: string | null): LiveSubscriber[];
}

export function createSubscribers(): Subscribers {
  const all = new Set<LiveSubscriber>();
  const groups = new Map<Key, Map<string, Set<LiveSubscriber>>>(KEYS.map((key) => [key, new Map()]));
  const ungrouped = new Set<LiveSubscriber>();
  let ofPartners = 0;

  const placeOf = ({ filter }: LiveSubscriber) => {
    const key = KEYS.find((candidate) => filter[candidate] !== undefined);
    return (
      key && { group: groups.get(key) as Map<string, Set<LiveSubscriber>>, value: filter[key] as string }
    );
  };

  return {
    all: () => all,
    watchPartners: () => ofPartners > 0,
    add(subscriber) {
      all.add(subscriber);
      if (subscriber.filter.partnerId !== undefined) ofPartners += 1;
      const place = placeOf(subscriber);
      if (!place) ungrouped.add(subscriber);
      else if (place.group.has(place.value)) place.group.get(place.value)?.add(subscriber);
      else place.group.set(place.value, new Set([subscriber]));
    },
    delete(subscriber) {
      if (!all.delete(subscriber)) return;
      if (subscriber.filter.partnerId !== undefined) ofPartners -= 1;
      const place = placeOf(subscriber);
      ungrouped.delete(subscriber);
      const others = place?.group.get(place.value);
      others?.delete(subscriber);
      if (place && others?.size === 0) place.group.delete(place.value);
    },
    fitting(item, partnerId) {
      const found: LiveSubscriber[] = [];
      const look = (subscribers: Iterable<LiveSubscriber>) => {
        for (const subscriber of subscribers)
          if (matchesFilter(item, subscriber.filter, partnerId)) found.push(subscriber);
      };
      look(ungrouped);
      for (const [key, group] of groups) {
        const value = key === 'partnerId' ? partnerId : item[key];
        if (value !== null && group.size > 0) look(group.get(value) ?? []);
      }
      return found;
    },
  };
}
