import { PublicError } from '../../errors.ts';
import type { FeedFilter } from '../../feed/filter.ts';
import { type NodeType, parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { findDelivery } from './delivery.ts';
import { findEndpoint } from './endpoint.ts';
import { AttemptOutcomeEnum } from './enums.ts';

export const DeliveryFeedFilter = builder.inputType('DeliveryFeedFilter', {
  description:
    'Conditions are joined by AND. With deliveryId, eventType, outcome or isTest only items about a matching delivery pass. FeedGap and FeedCheckpoint always pass.',
  fields: (t) => ({
    organizationId: t.id({ description: 'Only this organization’s.' }),
    partnerId: t.string({ description: 'Only those of this partner’s organizations.' }),
    endpointId: t.id({ description: 'Only about this endpoint.' }),
    deliveryId: t.id({ description: 'Only about this delivery.' }),
    eventType: t.string({ description: 'Only about events of this type.' }),
    outcome: t.field({
      type: [AttemptOutcomeEnum],
      description: 'Only attempts with one of these outcomes.',
    }),
    isTest: t.boolean({ description: 'true: only tests; false: only what is not a test.' }),
  }),
});

type Input = typeof DeliveryFeedFilter.$inferInput | null | undefined;

/** For whoever follows the feed. @throws PublicError NOT_FOUND when an id names nothing that the viewer may see */
export async function followedFilter(context: Context, filter: Input): Promise<FeedFilter> {
  const organizationId = await visibleId('Organization', filter?.organizationId, (id) =>
    context.only === null
      ? context.core.database.prisma.organization.findUnique({ where: { id } })
      : context.only === id,
  );
  const endpointId = await visibleId('Endpoint', filter?.endpointId, (id) => findEndpoint(context, {}, id));
  const deliveryId = await visibleId('Delivery', filter?.deliveryId, (id) => findDelivery(context, {}, id));
  return filterOf(context, filter, { organizationId, endpointId, deliveryId });
}

/** For a page of the feed; null: an id names nothing that the viewer may see, and so nothing fits. */
export function searchedFilter(context: Context, filter: Input): FeedFilter | null {
  const idOf = (type: NodeType, id: string | null | undefined) =>
    id == null ? undefined : parseIdOf(type, id);
  const organizationId = idOf('Organization', filter?.organizationId);
  const endpointId = idOf('Endpoint', filter?.endpointId);
  const deliveryId = idOf('Delivery', filter?.deliveryId);
  if (organizationId === null || endpointId === null || deliveryId === null) return null;
  if (context.only !== null && organizationId !== undefined && organizationId !== context.only) return null;
  return filterOf(context, filter, { organizationId, endpointId, deliveryId });
}

function filterOf(
  { only }: Context,
  filter: Input,
  ids: Record<'organizationId' | 'endpointId' | 'deliveryId', string | undefined>,
): FeedFilter {
  const { endpointId, deliveryId } = ids;
  const organizationId = only ?? ids.organizationId;
  return {
    ...(organizationId !== undefined && { organizationId }),
    ...(endpointId !== undefined && { endpointId }),
    ...(deliveryId !== undefined && { deliveryId }),
    ...(filter?.partnerId != null && { partnerId: filter.partnerId }),
    ...(filter?.eventType != null && { eventType: filter.eventType }),
    ...(filter?.outcome != null && { outcome: filter.outcome }),
    ...(filter?.isTest != null && { isTest: filter.isTest }),
  };
}

async function visibleId(
  type: 'Organization' | 'Endpoint' | 'Delivery',
  id: string | null | undefined,
  find: (uuid: string) => unknown,
): Promise<string | undefined> {
  if (id == null) return undefined;
  const uuid = parseIdOf(type, id);
  if (!uuid || !(await find(uuid))) {
    throw new PublicError('NOT_FOUND', `No ${type.toLowerCase()} with this id exists.`);
  }
  return uuid;
}
