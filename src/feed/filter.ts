import type { AttemptOutcome } from '../db/generated/prisma/enums.ts';
import type { FeedItemModel } from '../db/generated/prisma/models.ts';

/** What a subscriber wants to see; members are joined by AND, absent ones let everything pass. Ids are UUIDs. */
export interface FeedFilter {
  organizationId?: string;
  partnerId?: string;
  endpointId?: string;
  deliveryId?: string;
  eventType?: string;
  outcome?: readonly AttemptOutcome[];
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

/** Of each member, the condition that it puts on a row of the table; `$` stands for its value. */
const CONDITIONS: { readonly [Member in keyof FeedFilter]-?: string } = {
  organizationId: 'organization_id = $::uuid',
  partnerId: 'organization_id = any (array (select id from organization where partner_id = $))',
  endpointId: 'endpoint_id = $::uuid',
  deliveryId: 'delivery_id = $::uuid',
  eventType: 'event_type = $',
  outcome: 'outcome = any ($::attempt_outcome[])',
  isTest: 'is_test = $',
};

/**
 * The same as a condition in SQL.
 * @param values the parameters before it; those of the filter are added
 */
export function filterCondition(filter: FeedFilter, values: unknown[]): string {
  const conditions = Object.entries(filter).map(([member, value]) => {
    // PostgreSQL refuses such a text, and holds none that is like it.
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return 'false';
    values.push(value);
    return CONDITIONS[member as keyof FeedFilter].replace('$', `$${values.length}`);
  });
  return conditions.length > 0 ? conditions.join(' and ') : 'true';
}
