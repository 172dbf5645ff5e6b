import { Prisma } from '../../db/generated/prisma/client.ts';
import type { DeliveryStatus } from '../../db/generated/prisma/enums.ts';
import { hasEnded } from '../../domain/lifecycle.ts';
import { parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import { createdIn, equals, hasId, isOneOf, isSo, ofPartner, organizationsOfPartner } from '../sql-filter.ts';
import { DeliveryStatusEnum } from './enums.ts';

export const DeliveryFilter = builder.inputType('DeliveryFilter', {
  description:
    'Members are joined by AND, with what the parent fixes too; values of a list by OR. An id that is not visible matches nothing.',
  fields: (t) => ({
    organizationId: t.id({ description: 'Only this organization’s.' }),
    partnerId: t.string({ description: 'Only those of this partner’s organizations.' }),
    endpointId: t.id({ description: 'Only this endpoint’s.' }),
    eventId: t.id({ description: 'Only this event’s.' }),
    eventType: t.string({ description: 'Only those of events of this type.' }),
    status: t.field({ type: [DeliveryStatusEnum], description: 'Only those with one of these.' }),
    isTest: t.boolean({ description: 'Only tests, or only what is none.' }),
    since: t.field({ type: 'DateTime', description: 'Only those made then or later.' }),
    until: t.field({ type: 'DateTime', description: 'Only those made before.' }),
  }),
});

type Filter = typeof DeliveryFilter.$inferInput | null | undefined;

/** The filter's conditions on the rows of a parent, which are of one organization. */
export function deliveryConditions(filter: Filter): Prisma.Sql[] {
  if (!filter) return [];
  return [
    ...hasId('organization_id', 'Organization', filter.organizationId),
    ...ofPartner(filter.partnerId),
    ...hasId('endpoint_id', 'Endpoint', filter.endpointId),
    ...hasId('event_id', 'Event', filter.eventId),
    ...equals('event_type', filter.eventType),
    ...hasStatus(filter.status, filter.endpointId),
    ...isSo('is_test', filter.isTest),
    ...createdIn(filter.since, filter.until),
  ];
}

/** The same for the rows of all organizations: a partner's are looked through one by one, unless only one can have any. */
export function deliverySearch(filter: Filter): {
  where: Prisma.Sql[];
  organizations?: Prisma.Sql | undefined;
} {
  if (!filter || filter.endpointId != null || filter.eventId != null)
    return { where: deliveryConditions(filter) };
  return {
    where: deliveryConditions({ ...filter, partnerId: null }),
    organizations: organizationsOfPartner(filter.partnerId),
  };
}

const UNSUCCESSFUL = Prisma.sql`end_reason is not null`;
const WAITS = Prisma.sql`(completed_at is null or retried_from is not null)`;

/**
 * Beside the status itself, which no index may cover as every attempt may change it, what else is so of rows with
 * one of these: of that there are indexes.
 */
function hasStatus(
  statuses: readonly DeliveryStatus[] | null | undefined,
  endpointId: string | null | undefined,
): Prisma.Sql[] {
  const own = isOneOf('status', 'delivery_status', statuses);
  if (!statuses || statuses.includes('SUCCEEDED')) return own;
  if (statuses.every(hasEnded)) return [...own, UNSUCCESSFUL];
  if (statuses.some(hasEnded)) return [...own, Prisma.sql`(${UNSUCCESSFUL} or ${WAITS})`];
  const uuid = endpointId && parseIdOf('Endpoint', endpointId);
  return [...own, WAITS, ...(uuid ? [ofOrganizationOf(Prisma.sql`${uuid}::uuid`)] : [])];
}

/** What waits is found by organization: this adds that of an endpoint, which may be deleted. */
export function ofOrganizationOf(endpointId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`organization_id = (select d.organization_id from delivery d where d.endpoint_id = ${endpointId} order by d.id limit 1)`;
}

/** Whether a filter asks for nothing but what waits. */
export function isOfWaiting(filter: Filter): boolean {
  return !!filter?.status && filter.status.length > 0 && !filter.status.some(hasEnded);
}
