import type { FeedItemModel } from '../../db/generated/prisma/models.ts';
import { formatCursor } from '../../feed/cursor.ts';
import type { FeedCheckpoint, FeedGap, FeedItem } from '../../feed/item.ts';
import { formatId } from '../../ids.ts';
import { builder } from '../builder.ts';
import { DeliveryNode } from './delivery.ts';
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
  GAP: 'FeedGap',
  CHECKPOINT: 'FeedCheckpoint',
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

export const DeliveryFeedItem = builder.interfaceRef<FeedItem>('DeliveryFeedItem').implement({
  description:
    'What happened, as it was at that moment: an item’s own fields cost no query; the objects that it links to are read when they are asked for. More kinds may be added: ignore a `__typename` that you do not know.',
  resolveType: (item) => TYPE_OF_KIND[item.kind],
  fields: (t) => ({
    cursor: t.string({
      description: 'The item’s place in the feed, good with any filter.',
      resolve: (item) => formatCursor(item.number, item.occurredAt),
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
      description: 'The delivery’s id.',
      resolve: (item) => formatId('Delivery', item.deliveryId),
    }),
    endpointId: t.id({
      description: 'The endpoint’s id.',
      resolve: (item) => formatId('Endpoint', item.endpointId),
    }),
    eventId: t.id({
      description: 'The event’s id, which receivers see as webhook-id.',
      resolve: (item) => formatId('Event', item.eventId),
    }),
    eventType: t.exposeString('eventType', { description: 'The event’s type.' }),
    isTest: t.exposeBoolean('isTest', { description: 'Whether it was a test of the endpoint.' }),
    attemptNumber: t.exposeInt('attemptNumber', { description: '1, 2, …' }),
    outcome: t.expose('outcome', { type: AttemptOutcomeEnum, description: 'How it ended.' }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'The HTTP status; null: no response.',
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
      description: 'The delivery’s id.',
      resolve: (item) => formatId('Delivery', item.deliveryId),
    }),
    endpointId: t.id({
      description: 'The endpoint’s id.',
      resolve: (item) => formatId('Endpoint', item.endpointId),
    }),
    previousDeliveryStatus: t.expose('previousDeliveryStatus', {
      type: DeliveryStatusEnum,
      description: 'The status before it.',
    }),
    deliveryStatus: t.expose('deliveryStatus', {
      type: DeliveryStatusEnum,
      description: 'The status after it.',
    }),
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
      description: 'The endpoint’s id.',
      resolve: (item) => formatId('Endpoint', item.endpointId),
    }),
    previousStatus: t.expose('previousEndpointStatus', {
      type: EndpointStatusEnum,
      description: 'The status before it.',
    }),
    endpointStatus: t.expose('endpointStatus', {
      type: EndpointStatusEnum,
      nullable: true,
      description: 'The status after it; null: deleted.',
    }),
    disabledReason: t.expose('disabledReason', {
      type: EndpointDisabledReasonEnum,
      nullable: true,
      description: 'Why it is DISABLED; null: it is not.',
    }),
  }),
});

builder.objectRef<FeedGap>('FeedGap').implement({
  description:
    'Items after the given cursor are no longer kept, and were missed: those between `missedSince` and `occurredAt`. Query the current state and continue: what is kept follows. Passes every filter.',
  interfaces: [DeliveryFeedItem],
  fields: (t) => ({
    cursor: t.string({
      description:
        'The place right before the oldest item that is kept, or the end of a feed that keeps none.',
      resolve: (gap) => formatCursor(gap.number, gap.occurredAt),
    }),
    occurredAt: t.expose('occurredAt', {
      type: 'DateTime',
      description: 'When the oldest item that is kept was recorded; now when none is.',
    }),
    missedSince: t.expose('missedSince', {
      type: 'DateTime',
      description:
        'The time of the given cursor, or of the item before the gap: whatever was recorded from then on, and before `occurredAt`, may have been missed.',
    }),
  }),
});

builder.objectRef<FeedCheckpoint>('FeedCheckpoint').implement({
  description:
    'Up to here nothing that matches the filter is left out: a cursor to resume after, however long ago the last item was. Passes every filter.',
  interfaces: [DeliveryFeedItem],
  fields: (t) => ({
    occurredAt: t.expose('occurredAt', {
      type: 'DateTime',
      description: 'When the feed stood here.',
    }),
  }),
});
