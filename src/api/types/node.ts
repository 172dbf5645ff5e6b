import { hasScope } from '../../domain/viewer.ts';
import { within } from '../../domain/visible.ts';
import { parseId } from '../../ids.ts';
import { badArgument } from '../bad-request.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { findDelivery } from './delivery.ts';
import { findEndpoint } from './endpoint.ts';
import { findEvent } from './event.ts';

const NODES_MAX = 100;

/** The row behind an id, marked with its type; null when it names nothing that the viewer may see. */
async function findNode(context: Context, id: string): Promise<object | null> {
  const parsed = parseId(id);
  const row = parsed && (await findRow(context, parsed));
  return row ? { ...row, __typename: parsed.type } : null;
}

/** Prisma makes one statement of the rows of a type that are asked for in the same turn, so `nodes` takes one a type. */
function findRow(
  context: Context,
  { type, uuid }: NonNullable<ReturnType<typeof parseId>>,
): Promise<object | null> | null {
  const { core, only, viewer } = context;
  const { prisma } = core.database;
  switch (type) {
    case 'Organization':
      return only === null || only === uuid ? prisma.organization.findUnique({ where: { id: uuid } }) : null;
    case 'ApiKey': {
      const mayRead = hasScope(viewer, 'API_KEYS_READ') || viewer.apiKeyId === uuid;
      return mayRead ? prisma.apiKey.findUnique({ where: { id: uuid, ...within(viewer) } }) : null;
    }
    case 'EventType':
      return prisma.eventType.findUnique({ where: { id: uuid } });
    case 'Endpoint':
      return hasScope(viewer, 'ENDPOINTS_READ') ? findEndpoint(context, {}, uuid) : null;
    case 'Event':
      return hasScope(viewer, 'EVENTS_READ') ? findEvent(context, {}, uuid) : null;
    case 'Delivery':
      return hasScope(viewer, 'DELIVERIES_READ') ? findDelivery(context, {}, uuid) : null;
    case 'DeliveryAttempt':
      return hasScope(viewer, 'DELIVERIES_READ')
        ? prisma.deliveryAttempt.findUnique({ where: { id: uuid, ...within(viewer) } })
        : null;
  }
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Whatever has this id; null when you may see nothing under it. Scope: that of its type.',
    authScopes: { authenticated: true },
    args: { id: t.arg.id({ required: true, description: 'Any prefixed id.' }) },
    resolve: (_root, { id }, context) => findNode(context, id) as never,
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description:
      'Whatever has these ids, in their order, null where you may see nothing. Scope: that of each type.',
    authScopes: { authenticated: true },
    complexity: ({ ids }) => ({ field: 1, multiplier: Math.max(1, ids.length) }),
    args: { ids: t.arg.idList({ required: true, description: 'At most 100 prefixed ids.' }) },
    resolve: (_root, { ids }, context) => {
      if (ids.length > NODES_MAX)
        throw badArgument(['ids'], 'too_many', `At most ${NODES_MAX} ids may be asked for at once.`, {
          maximum: NODES_MAX,
          actual: ids.length,
        });
      return Promise.all(ids.map((id) => findNode(context, id))) as never;
    },
  }),
}));
