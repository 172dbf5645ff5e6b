import { Prisma } from '../../db/generated/prisma/client.ts';
import type { DeliveryStatus } from '../../db/generated/prisma/enums.ts';
import { hasEnded } from '../../domain/lifecycle.ts';
import { parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import type { Alternative } from '../page-keys.ts';
import type { ListOptions } from '../pagination.ts';
import { createdIn, equals, hasId, isSo, ofPartner, organizationsOfPartner } from '../sql-filter.ts';
import { DeliveryStatusEnum } from './enums.ts';

export const DeliveryFilter = builder.inputType('DeliveryFilter', {
  description:
    'Conditions are joined by AND, also with those that the parent implies; values of a list by OR. An id that is not visible matches nothing.',
  fields: (t) => ({
    organizationId: t.id({ description: 'Only this organization’s.' }),
    partnerId: t.string({ description: 'Only those of this partner’s organizations.' }),
    endpointId: t.id({ description: 'Only this endpoint’s.' }),
    eventId: t.id({ description: 'Only this event’s.' }),
    eventType: t.string({ description: 'Only those of events of this type.' }),
    status: t.field({ type: [DeliveryStatusEnum], description: 'Only those with one of these statuses.' }),
    isTest: t.boolean({ description: 'true: only tests; false: only what is not a test.' }),
    since: t.field({ type: 'DateTime', description: 'Only those created then or later.' }),
    until: t.field({ type: 'DateTime', description: 'Only those created before.' }),
  }),
});

type Filter = typeof DeliveryFilter.$inferInput | null | undefined;

/** What a list of deliveries is searched with. */
type Search = Pick<ListOptions, 'where' | 'either' | 'organizations'>;

/**
 * The filter as a search for the rows of a parent, which are of one organization.
 * @param endpointId of the parent, or of all its rows, in SQL
 */
export function deliverySearchOf(
  filter: Filter,
  endpointId = namedEndpoint(filter),
  hasOneOf = withoutEstimate,
): Search {
  if (!filter) return { where: [] };
  return {
    where: [
      ...hasId('organization_id', 'Organization', filter.organizationId),
      ...ofPartnerOf(endpointId, filter.partnerId),
      ...hasId('endpoint_id', 'Endpoint', filter.endpointId),
      ...hasId('event_id', 'Event', filter.eventId),
      ...equals('event_type', filter.eventType),
      ...isSo('is_test', filter.isTest),
      ...createdIn(filter.since, filter.until),
    ],
    either: hasStatus(filter.status, endpointId, hasOneOf),
  };
}

/**
 * The same for all rows, or those of the only organization: a partner's are looked through one organization by one,
 * unless only one can have any.
 */
export function deliverySearch(filter: Filter, only: string | null): Search {
  if (!filter || filter.endpointId != null || filter.eventId != null) return deliverySearchOf(filter);
  // The indexes by status are in the order of a list for each organization, and not for all of them.
  const isOrdered = only !== null || filter.organizationId != null || filter.partnerId != null;
  return {
    ...deliverySearchOf({ ...filter, partnerId: null }, null, isOrdered ? withoutEstimate : statusIn),
    organizations: organizationsOfPartner(filter.partnerId),
  };
}

function namedEndpoint(filter: Filter): Prisma.Sql | null {
  const uuid = filter?.endpointId == null ? null : parseIdOf('Endpoint', filter.endpointId);
  return uuid ? Prisma.sql`${uuid}::uuid` : null;
}

/** An endpoint's deliveries are all of its organization: one look says whether any are the partner's. */
function ofPartnerOf(endpointId: Prisma.Sql | null, partnerId: string | null | undefined): Prisma.Sql[] {
  const organizations = organizationsOfPartner(partnerId);
  if (!endpointId || !organizations) return ofPartner(partnerId);
  return [Prisma.sql`${organizationOf(endpointId)} in (${organizations})`];
}

/**
 * No index may cover the status itself, as every attempt may change it. What has ended and what waits are two searches:
 * an index tells what ended without success, and a table what waits, by organization.
 */
function hasStatus(
  statuses: readonly DeliveryStatus[] | null | undefined,
  endpointId: Prisma.Sql | null,
  hasOneOf: typeof withoutEstimate,
): Alternative[] {
  if (!statuses) return [];
  if (statuses.length === 0 || statuses.includes('SUCCEEDED')) return [{ where: statusIn(statuses) }];
  const ended = statuses.filter(hasEnded);
  const waiting = statuses.filter((status) => !hasEnded(status));
  const ofOwner = endpointId ? [Prisma.sql`owner_id = ${organizationOf(endpointId)}`] : [];
  return [
    ...(ended.length > 0 ? [{ where: all([hasOneOf(ended), Prisma.sql`end_reason is not null`]) }] : []),
    ...(waiting.length > 0 ? [{ where: all([hasOneOf(waiting), ...ofOwner]), join: JOIN_WAITING }] : []),
  ];
}

const JOIN_WAITING = Prisma.sql`join delivery_waiting as waiting (owner_id, delivery_id, target_id, due_at)
  on delivery_id = id and owner_id = organization_id and target_id = endpoint_id`;

const statusIn = (statuses: readonly DeliveryStatus[]) =>
  Prisma.sql`status = any(${statuses}::delivery_status[])`;

/**
 * The same, of which the planner has no statistics. With those of the status it takes one that its sample hardly has
 * for rarer than it is, and sorts all that the index has instead of reading one page of it in order.
 */
const withoutEstimate = (statuses: readonly DeliveryStatus[]) =>
  Prisma.sql`case when ${statusIn(statuses)} then true else false end`;

const all = (conditions: Prisma.Sql[]) => Prisma.join(conditions, ' and ');

/**
 * The organization of an endpoint, which may be deleted, by one of its deliveries, in the order of their index: in that of
 * ids the planner may read all that are older.
 */
function organizationOf(endpointId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select d.organization_id from delivery d
    where d.endpoint_id >= ${endpointId} and d.endpoint_id <= ${endpointId} order by d.endpoint_id, d.id limit 1)`;
}
