import { Prisma } from '../../db/generated/prisma/client.ts';
import { isEventType, isOperational, patternKeysOf } from '../../domain/event-patterns.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { contains, equals, hasId, isOneOf, NOTHING, ofPartner, whereText } from '../sql-filter.ts';
import { EndpointStatusEnum } from './enums.ts';

export const EndpointFilter = builder.inputType('EndpointFilter', {
  description:
    'Conditions are joined by AND, values of a list by OR. An id that is not visible matches nothing.',
  fields: (t) => ({
    organizationId: t.id({ description: 'Only this organization’s.' }),
    partnerId: t.string({ description: 'Only those of this partner’s organizations.' }),
    externalId: t.string({ description: 'Only those with this externalId.' }),
    status: t.field({ type: [EndpointStatusEnum], description: 'Only those with one of these statuses.' }),
    label: t.string({ description: 'Only those with this label.' }),
    eventType: t.string({ description: 'Only those that would receive events of this type.' }),
    search: t.string({
      description: 'Only those whose name, URL or description contains this, in any case.',
    }),
  }),
});

type Filter = typeof EndpointFilter.$inferInput | null | undefined;

export function endpointConditions(filter: Filter): Prisma.Sql[] {
  if (!filter) return [];
  return [
    ...hasId('organization_id', 'Organization', filter.organizationId),
    ...ofPartner(filter.partnerId),
    ...equals('external_id', filter.externalId),
    ...isOneOf('status', 'endpoint_status', filter.status),
    ...(filter.label == null
      ? []
      : [whereText(filter.label, (label) => Prisma.sql`labels @> array[${label}]`)]),
    ...(filter.eventType == null ? [] : [receives(filter.eventType)]),
    ...(filter.search == null ? [] : contains(['name', 'url', 'description'], filter.search)),
  ];
}

/**
 * The endpoint's patterns match the type: in SQL what `matchesPatterns` says, so that a page is full. The index of
 * the patterns' keys finds who may receive it. A pattern becomes a regular expression: an inner * one segment, a
 * last * one or more. What cannot be a type's name nobody receives.
 */
function receives(eventType: string): Prisma.Sql {
  if (!isEventType(eventType)) return NOTHING;
  const ordinary = !isOperational(eventType);
  return Prisma.sql`event_pattern_keys(event_patterns) && ${patternKeysOf(eventType)}::text[] and (
    (${ordinary} and (event_patterns = '{}' or '*' = any(event_patterns)))
    or exists (
      select from unnest(event_patterns) as pattern
      where pattern <> '*' and (${ordinary} or pattern not like '*%')
        and ${eventType} ~ ('^' || replace(regexp_replace(replace(pattern, '.', '\\.'), '\\*$', '.+'), '*', '[^.]+') || '$')
    ))`;
}

export async function countEndpoints({ core }: Context, where: readonly Prisma.Sql[]): Promise<number> {
  const filter = where.length > 0 ? Prisma.sql`where ${Prisma.join([...where], ' and ')}` : Prisma.empty;
  const rows = await core.database.prisma.$queryRaw<
    { count: bigint }[]
  >`select count(*) from endpoint ${filter}`;
  return Number(rows[0]?.count ?? 0);
}

/** How many there are of each organization, in the order of the UUIDs, with one statement. */
export async function countEndpointsOf(
  { core }: Context,
  organizationIds: readonly string[],
  where: readonly Prisma.Sql[],
): Promise<number[]> {
  const conditions = [Prisma.sql`organization_id = any(${[...organizationIds]}::uuid[])`, ...where];
  const rows = await core.database.prisma.$queryRaw<{ organizationId: string; count: bigint }[]>`
    select organization_id as "organizationId", count(*) from endpoint where ${Prisma.join(conditions, ' and ')} group by organization_id`;
  const counts = new Map(rows.map((row) => [row.organizationId, Number(row.count)]));
  return organizationIds.map((id) => counts.get(id) ?? 0);
}
