import type { FeedItemModel } from '../../db/generated/prisma/models.ts';
import { PublicError } from '../../errors.ts';
import { formatCursor, parseCursor } from '../../feed/cursor.ts';
import type { FeedFilter } from '../../feed/filter.ts';
import { formatId, parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { DeliveryNode, findDelivery } from './delivery.ts';
import { DeliveryAttemptNode } from './delivery-attempt.ts';
import { EndpointNode, findEndpoint } from './endpoint.ts';
import {
  AttemptOutcomeEnum,
  DeliveryStatusEnum,
  EndpointDisabledReasonEnum,
  EndpointStatusEnum,
} from './enums.ts';

const TYPE_OF_KIND = {
  ATTEMPT_RECORDED: 'AttemptRecorded',
  DELIVERY_STATUS_CHANGED: 'DeliveryStatusChanged',
  ENDPOINT_STATUS_CHANGED: 'EndpointStatusChanged',
} as const;

/** Facts that every item of a kind has, though not every item of the feed. */
type Known<Keys extends keyof FeedItemModel> = FeedItemModel & {
  [Key in Keys]: NonNullable<FeedItemModel[Key]>;
};
type AttemptRecorded = Known<
  | 'deliveryId'
  | 'eventId'
  | 'attemptId'
  | 'eventType'
  | 'isTest'
  | 'attemptNumber'
  | 'outcome'
  | 'durationMs'
  | 'deliveryStatus'
>;
type DeliveryStatusChanged = Known<'deliveryId' | 'previousDeliveryStatus' | 'deliveryStatus'>;
type EndpointStatusChanged = Known<'previousEndpointStatus'>;

const DeliveryFeedItem = builder.interfaceRef<FeedItemModel>('DeliveryFeedItem').implement({
  description:
    'What happened, as it was at its moment: an item’s own fields cost no query, and the things it links to are read when they are asked for. More kinds may be added: ignore a __typename that you do not know.',
  resolveType: (item) => TYPE_OF_KIND[item.kind],
  fields: (t) => ({
    cursor: t.string({
      description: 'The item’s place in the feed, good with any filter.',
      resolve: (item) => formatCursor(item.number),
    }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it was recorded.' }),
  }),
});

builder.objectRef<AttemptRecorded>('AttemptRecorded').implement({
  description: 'An attempt ended.',
  interfaces: [DeliveryFeedItem],
  fields: (t) => ({
    attempt: t.field({
      type: DeliveryAttemptNode,
      description: 'The attempt, with what was sent and answered.',
      resolve: (item, _args, { loaders }) => loaders.attempt.load(item.attemptId),
    }),
    delivery: t.field({
      type: DeliveryNode,
      description: 'Its delivery, as it stands when the item is sent.',
      resolve: (item, _args, { loaders }) => loaders.delivery.load(item.deliveryId),
    }),
    deliveryId: t.id({
      description: 'Of its delivery.',
      resolve: (item) => formatId('Delivery', item.deliveryId),
    }),
    endpointId: t.id({
      description: 'Of the endpoint.',
      resolve: (item) => formatId('Endpoint', item.endpointId),
    }),
    eventId: t.id({
      description: 'Of the event; receivers see it as webhook-id.',
      resolve: (item) => formatId('Event', item.eventId),
    }),
    eventType: t.exposeString('eventType', { description: 'Of the event.' }),
    isTest: t.exposeBoolean('isTest', { description: 'Whether it was a test of the endpoint.' }),
    attemptNumber: t.exposeInt('attemptNumber', { description: '1, 2, …' }),
    outcome: t.expose('outcome', { type: AttemptOutcomeEnum, description: 'How it ended.' }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'Of HTTP; null: no response.',
    }),
    durationMs: t.exposeInt('durationMs', { description: 'How long it took, in milliseconds.' }),
    deliveryStatus: t.expose('deliveryStatus', {
      type: DeliveryStatusEnum,
      description: 'Where the delivery stood after it.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next attempt is due; null: none follows.',
    }),
  }),
});

builder.objectRef<DeliveryStatusChanged>('DeliveryStatusChanged').implement({
  description: 'A delivery’s status changed by an act and not by an attempt: retried by hand, or canceled.',
  interfaces: [DeliveryFeedItem],
  fields: (t) => ({
    delivery: t.field({
      type: DeliveryNode,
      description: 'As it stands when the item is sent.',
      resolve: (item, _args, { loaders }) => loaders.delivery.load(item.deliveryId),
    }),
    deliveryId: t.id({
      description: 'Of the delivery.',
      resolve: (item) => formatId('Delivery', item.deliveryId),
    }),
    endpointId: t.id({
      description: 'Of its endpoint.',
      resolve: (item) => formatId('Endpoint', item.endpointId),
    }),
    previousDeliveryStatus: t.expose('previousDeliveryStatus', {
      type: DeliveryStatusEnum,
      description: 'Before.',
    }),
    deliveryStatus: t.expose('deliveryStatus', { type: DeliveryStatusEnum, description: 'After.' }),
  }),
});

builder.objectRef<EndpointStatusChanged>('EndpointStatusChanged').implement({
  description: 'An endpoint was paused, resumed, disabled, enabled or deleted.',
  interfaces: [DeliveryFeedItem],
  fields: (t) => ({
    endpoint: t.field({
      type: EndpointNode,
      nullable: true,
      description: 'As it stands when the item is sent; null once deleted.',
      resolve: (item, _args, context) => findEndpoint(context, {}, item.endpointId),
    }),
    endpointId: t.id({
      description: 'Of the endpoint.',
      resolve: (item) => formatId('Endpoint', item.endpointId),
    }),
    previousStatus: t.expose('previousEndpointStatus', { type: EndpointStatusEnum, description: 'Before.' }),
    endpointStatus: t.expose('endpointStatus', {
      type: EndpointStatusEnum,
      nullable: true,
      description: 'After; null: deleted.',
    }),
    disabledReason: t.expose('disabledReason', {
      type: EndpointDisabledReasonEnum,
      nullable: true,
      description: 'Why it is DISABLED; null: it is not.',
    }),
  }),
});

const DeliveryFeedFilter = builder.inputType('DeliveryFeedFilter', {
  description:
    'Members are joined by AND. deliveryId, eventType, outcome and isTest let only items about a fitting delivery pass.',
  fields: (t) => ({
    organizationId: t.id({ description: 'Only this organization’s.' }),
    partnerId: t.string({ description: 'Only those of this partner’s organizations.' }),
    endpointId: t.id({ description: 'Only about this endpoint.' }),
    deliveryId: t.id({ description: 'Only about this delivery.' }),
    eventType: t.string({ description: 'Only about events of this type.' }),
    outcome: t.field({ type: [AttemptOutcomeEnum], description: 'Only attempts that ended so.' }),
    isTest: t.boolean({ description: 'Only tests, or only what is none.' }),
  }),
});

/** @throws PublicError NOT_FOUND when an id names nothing that the viewer may see */
async function toFeedFilter(
  context: Context,
  filter: typeof DeliveryFeedFilter.$inferInput | null | undefined,
): Promise<FeedFilter> {
  const organizationId = await visibleId('Organization', filter?.organizationId, (id) =>
    context.only === null
      ? context.core.database.prisma.organization.findUnique({ where: { id } })
      : context.only === id,
  );
  const endpointId = await visibleId('Endpoint', filter?.endpointId, (id) => findEndpoint(context, {}, id));
  const deliveryId = await visibleId('Delivery', filter?.deliveryId, (id) => findDelivery(context, {}, id));
  const confinedTo = context.only ?? organizationId;
  return {
    ...(confinedTo !== undefined && { organizationId: confinedTo }),
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

builder.queryField('deliveryFeedCursor', (t) =>
  t.string({
    description:
      'The end of the feed now: take it, query what is, and subscribe after it, and nothing falls between. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    resolve: async (_root, _args, { core }) => {
      const head = await core.database.prisma.feedHead.findUniqueOrThrow({ where: { id: 1 } });
      return formatCursor(head.number);
    },
  }),
);

/** @throws PublicError CURSOR_INVALID */
function toNumber(cursor: string | null | undefined): bigint | null {
  if (cursor == null) return null;
  const number = parseCursor(cursor);
  if (number === null) throw new PublicError('CURSOR_INVALID', 'after is not a cursor of the feed.');
  return number;
}

builder.subscriptionField('deliveryFeed', (t) =>
  t.field({
    type: DeliveryFeedItem,
    description:
      'What happens, in the order in which it was committed: from now on, or all that came after a cursor. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    args: {
      after: t.arg.string({
        description:
          'The cursor of the last item that was seen: what came after it comes first. Absent: from now on.',
      }),
      filter: t.arg({ type: DeliveryFeedFilter, description: 'Which items.' }),
    },
    subscribe: async (_root, { after, filter }, context) =>
      context.feed.subscribe(await toFeedFilter(context, filter), toNumber(after)),
    resolve: (item, _args, context) => {
      // Loaders remember, and a subscription outlives what they remember: each item reads anew.
      context.loaders.clear();
      return item;
    },
  }),
);
