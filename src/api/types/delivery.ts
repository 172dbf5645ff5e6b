import { type Delivery, Prisma } from '../../db/generated/prisma/client.ts';
import { hasEnded } from '../../domain/lifecycle.ts';
import { within } from '../../domain/visible.ts';
import { formatId, parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { type ListSource, resolvePage } from '../pagination.ts';
import { DeliveryFilter, deliverySearch, deliverySearchOf } from './delivery-filter.ts';
import { EndpointNode } from './endpoint.ts';
import { DeliveryEndReasonEnum, DeliveryStatusEnum } from './enums.ts';
import { OrganizationNode, visibleOrganization } from './organization.ts';

export const DeliveryNode = builder.prismaNode('Delivery', {
  description: 'One event for one endpoint: attempted, and retried, until it ends.',
  id: { field: 'id' },
  fields: (t) => ({
    organization: t.field({
      type: OrganizationNode,
      description: 'The organization that it belongs to.',
      resolve: (row, _args, { loaders }) => loaders.organization.load(row.organizationId),
    }),
    isTest: t.exposeBoolean('isTest', { description: 'Whether it is a test of the endpoint.' }),
    endpoint: t.relation('endpoint', {
      nullable: true,
      description: 'Where it goes; null once the endpoint is deleted.',
    }),
    endpointId: t.id({
      description: 'The endpoint’s id, kept when it is deleted.',
      resolve: (row) => formatId('Endpoint', row.endpointId),
    }),
    status: t.expose('status', { type: DeliveryStatusEnum, description: 'Where it stands.' }),
    endReason: t.field({
      type: DeliveryEndReasonEnum,
      nullable: true,
      description: 'Why it ended; null unless FAILED or CANCELED.',
      // A retry by hand keeps the reason, which returns when it fails.
      resolve: ({ status, endReason }) => (status === 'FAILED' || status === 'CANCELED' ? endReason : null),
    }),
    attemptCount: t.exposeInt('attemptCount', { description: 'Attempts recorded so far.' }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next attempt is due; null when it has ended or waits for a paused endpoint.',
      // A pause leaves the rows of what waits as they are, until they come due.
      resolve: async ({ nextAttemptAt, endpointId }, _args, { loaders }) =>
        nextAttemptAt && (await loaders.isPaused.load(endpointId)) ? null : nextAttemptAt,
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was created; lists and filters go by this time.',
    }),
    completedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null: it has not.',
      resolve: ({ status, completedAt }) => (hasEnded(status) ? completedAt : null),
    }),
    payloadExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When its claim on the payload ends; null while the delivery has not ended or is retried by hand.',
      // A retry by hand keeps the time, which holds again when it fails; meanwhile the claim ends at no time.
      resolve: ({ status, payloadExpiresAt }) => (hasEnded(status) ? payloadExpiresAt : null),
    }),
    payloadPurgedAt: t.expose('payloadPurgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its claim on the payload ended; null: it holds.',
    }),
    requestBody: t.string({
      nullable: true,
      description:
        'The exact bytes that are sent, as text; null once purged. Null without the scope EVENTS_READ.',
      resolve: (row, _args, { loaders }) => (row.payloadPurgedAt ? null : loaders.body.load(row.eventId)),
    }),
  }),
});

export const DeliveryConnection = builder.connectionObject(
  { type: DeliveryNode, name: 'DeliveryConnection', description: 'A page of deliveries.' },
  { name: 'DeliveryEdge', description: 'A delivery and its place in the list.' },
);

export const deliverySource: ListSource<Delivery> = {
  typeName: 'Delivery',
  table: 'delivery',
  key: { column: 'id', type: 'uuid', order: 'desc', of: (row) => row.id },
  load: (context, query, ids) =>
    context.core.database.prisma.delivery.findMany({ ...query, where: { id: { in: ids } } }),
};

/** One delivery that the viewer may see, by its UUID, with what the operation asks for. */
export function findDelivery({ core, viewer }: Context, query: object, id: string): Promise<Delivery | null> {
  return core.database.prisma.delivery.findUnique({
    ...query,
    where: { id, ...within(viewer) },
  });
}

builder.objectField(EndpointNode, 'deliveries', (t) =>
  t.field({
    type: DeliveryConnection,
    description: 'Its deliveries, newest first. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: DeliveryFilter, description: 'Which of them.' }) },
    resolve: (endpoint, args, context, info) =>
      resolvePage(context, info, deliverySource, {
        args,
        ...deliverySearchOf(args.filter, Prisma.sql`parent.id`),
        parent: { column: 'endpoint_id', id: endpoint.id },
      }),
  }),
);

builder.queryFields((t) => ({
  delivery: t.prismaField({
    type: 'Delivery',
    nullable: true,
    description: 'One delivery; null when the id names none that you may see. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    args: { id: t.arg.id({ required: true, description: '`dlv_…`' }) },
    resolve: (query, _root, { id }, context) => {
      const uuid = parseIdOf('Delivery', id);
      return uuid ? findDelivery(context, query, uuid) : null;
    },
  }),
  deliveries: t.field({
    type: DeliveryConnection,
    description: 'The deliveries that you may see, newest first. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: DeliveryFilter, description: 'Which of them.' }) },
    resolve: (_root, args, context, info) => {
      const search = deliverySearch(args.filter, context.only);
      const where = [...visibleOrganization(context), ...search.where];
      return resolvePage(context, info, deliverySource, { args, ...search, where });
    },
  }),
}));
