import type { Event, Prisma } from '../../db/generated/prisma/client.ts';
import { payloadTextOf } from '../../domain/event-body.ts';
import { within } from '../../domain/visible.ts';
import { parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { type ListSource, resolvePage } from '../pagination.ts';
import { createdIn, equals, hasId, isSo, organizationsOfPartner } from '../sql-filter.ts';
import { DeliveryConnection, DeliveryNode, deliverySource } from './delivery.ts';
import { DeliveryFilter, deliverySearchOf } from './delivery-filter.ts';
import { OrganizationNode, visibleOrganization } from './organization.ts';

export const EventNode = builder.prismaNode('Event', {
  description: 'A fact that a producer published. Its id is the webhook-id that receivers see.',
  id: { field: 'id' },
  fields: (t) => ({
    organization: t.field({
      type: OrganizationNode,
      description: 'The organization that it belongs to.',
      resolve: (row, _args, { loaders }) => loaders.organization.load(row.organizationId),
    }),
    type: t.exposeString('type', { description: 'The name of its event type.' }),
    payload: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Null once purged. Numbers here are those of double precision: digits beyond it are rounded away, and a number beyond ±1.8e308 is null. payloadText has every digit. Null without the scope EVENTS_READ.',
      resolve: async (row, _args, context) => {
        const text = await readPayload(row, context);
        return text === null ? null : (JSON.parse(text) as unknown);
      },
    }),
    payloadText: t.string({
      nullable: true,
      description:
        'The payload’s JSON, digit for digit as it is sent; null once purged. Null without the scope EVENTS_READ.',
      resolve: (row, _args, context) => readPayload(row, context),
    }),
    payloadPurgedAt: t.expose('payloadPurgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the payload was purged; null: it is kept.',
    }),
    idempotencyKey: t.exposeString('idempotencyKey', {
      nullable: true,
      description: 'As the producer gave it; null: none.',
    }),
    isTest: t.exposeBoolean('isTest', { description: 'Whether it was made to test an endpoint.' }),
    occurredAt: t.expose('occurredAt', {
      type: 'DateTime',
      description: 'The producer’s time, the body’s timestamp; createdAt where none was given.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was accepted; lists and filters go by this time.',
    }),
    deliveries: t.field({
      type: DeliveryConnection,
      description: 'One for each endpoint it went to, newest first. Scope: DELIVERIES_READ.',
      authScopes: { scope: 'DELIVERIES_READ' },
      complexity: pageComplexity,
      args: { ...pageArgs, filter: t.arg({ type: DeliveryFilter, description: 'Which of them.' }) },
      resolve: (event, args, context, info) =>
        resolvePage(context, info, deliverySource, {
          args,
          ...deliverySearchOf(args.filter),
          parent: { column: 'event_id', id: event.id },
        }),
    }),
  }),
});

async function readPayload(event: Event, { loaders }: Context): Promise<string | null> {
  const body = await loaders.body.load(event.id);
  return body === null ? null : payloadTextOf(body, event.type, event.occurredAt);
}

builder.objectField(DeliveryNode, 'event', (t) =>
  t.field({
    type: EventNode,
    description: 'What is delivered.',
    // Not a relation: one that is required and has gone would fail all that is asked for beside it.
    resolve: (delivery, _args, { loaders }) => loaders.event.load(delivery.eventId),
  }),
);

const EventConnection = builder.connectionObject(
  { type: EventNode, name: 'EventConnection', description: 'A page of events.' },
  { name: 'EventEdge', description: 'An event and its place in the list.' },
);

const source: ListSource<Event> = {
  typeName: 'Event',
  table: 'event',
  key: { column: 'id', type: 'uuid', order: 'desc', of: (row) => row.id },
  load: (context, query, ids) =>
    context.core.database.prisma.event.findMany({ ...query, where: { id: { in: ids } } }),
};

const EventFilter = builder.inputType('EventFilter', {
  description: 'Conditions are joined by AND. An id that is not visible matches nothing.',
  fields: (t) => ({
    organizationId: t.id({ description: 'Only this organization’s.' }),
    partnerId: t.string({ description: 'Only those of this partner’s organizations.' }),
    type: t.string({ description: 'Only those of this type.' }),
    isTest: t.boolean({ description: 'true: only tests; false: only what is not a test.' }),
    since: t.field({ type: 'DateTime', description: 'Only those accepted then or later.' }),
    until: t.field({ type: 'DateTime', description: 'Only those accepted before.' }),
    idempotencyKey: t.string({ description: 'Only those published with this key.' }),
  }),
});

function eventConditions(filter: typeof EventFilter.$inferInput | null | undefined): Prisma.Sql[] {
  if (!filter) return [];
  return [
    ...hasId('organization_id', 'Organization', filter.organizationId),
    ...equals('type', filter.type),
    ...isSo('is_test', filter.isTest),
    ...equals('idempotency_key', filter.idempotencyKey),
    ...createdIn(filter.since, filter.until),
  ];
}

/** One event that the viewer may see, by its UUID, with what the operation asks for. */
export function findEvent({ core, viewer }: Context, query: object, id: string): Promise<Event | null> {
  return core.database.prisma.event.findUnique({
    ...query,
    where: { id, ...within(viewer) },
  });
}

builder.queryFields((t) => ({
  event: t.prismaField({
    type: 'Event',
    nullable: true,
    description: 'One event; null when the id names none that you may see. Scope: EVENTS_READ.',
    authScopes: { scope: 'EVENTS_READ' },
    args: { id: t.arg.id({ required: true, description: '`evt_…`' }) },
    resolve: (query, _root, { id }, context) => {
      const uuid = parseIdOf('Event', id);
      return uuid ? findEvent(context, query, uuid) : null;
    },
  }),
  events: t.field({
    type: EventConnection,
    description: 'The events that you may see, newest first. Scope: EVENTS_READ.',
    authScopes: { scope: 'EVENTS_READ' },
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: EventFilter, description: 'Which of them.' }) },
    resolve: (_root, args, context, info) =>
      resolvePage(context, info, source, {
        args,
        where: [...visibleOrganization(context), ...eventConditions(args.filter)],
        organizations: organizationsOfPartner(args.filter?.partnerId),
      }),
  }),
}));
