import type { FeedItemModel } from '../db/generated/prisma/models.ts';

/** What a subscriber wants to see; members are joined by AND, absent ones let everything pass. Ids are UUIDs. */
export interface FeedFilter {
  organizationId?: string;
  partnerId?: string;
  endpointId?: string;
  deliveryId?: string;
  eventType?: string;
  outcome?: readonly string[];
  isTest?: boolean;
}

/** @param partnerId of the item's organization; looked at only when the filter names a partner. */
export function matchesFilter(item: FeedItemModel, filter: FeedFilter, partnerId: string | null): boolean {
  return (
    (filter.organizationId === undefined || filter.organizationId === item.organizationId) &&
    (filter.partnerId === undefined || filter.partnerId === partnerId) &&
    (filter.endpointId === undefined || filter.endpointId === item.endpointId) &&
    (filter.deliveryId === undefined || filter.deliveryId === item.deliveryId) &&
    (filter.eventType === undefined || filter.eventType === item.eventType) &&
    (filter.outcome === undefined || (item.outcome !== null && filter.outcome.includes(item.outcome))) &&
    (filter.isTest === undefined || filter.isTest === item.isTest)
  );
}
