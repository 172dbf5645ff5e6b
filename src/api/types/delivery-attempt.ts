import type { DeliveryAttempt } from '../../db/generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { orNull } from '../loaders.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { type ListSource, resolvePage } from '../pagination.ts';
import { DeliveryNode } from './delivery.ts';
import { AttemptOutcomeEnum, AttemptTriggerEnum } from './enums.ts';
import { HttpHeaderType } from './http-header.ts';

type Headers = { name: string; value: string | null }[];

export const DeliveryAttemptNode = builder.prismaNode('DeliveryAttempt', {
  description: 'One HTTP POST of a delivery, and what came of it.',
  id: { field: 'id' },
  fields: (t) => ({
    delivery: t.field({
      type: DeliveryNode,
      description: 'What was attempted.',
      resolve: (row, _args, { loaders }) => loaders.delivery.load(row.deliveryId),
    }),
    number: t.exposeInt('number', { description: '1, 2, …, whatever the trigger.' }),
    trigger: t.expose('trigger', { type: AttemptTriggerEnum, description: 'What caused it.' }),
    outcome: t.expose('outcome', { type: AttemptOutcomeEnum, description: 'How it ended.' }),
    url: t.expose('url', {
      type: 'URL',
      description: 'Where it went; the endpoint’s may have changed since.',
    }),
    requestHeaders: t.field({
      type: [HttpHeaderType],
      description: 'The endpoint’s own headers and the signature’s.',
      resolve: (row) => row.requestHeaders as Headers,
    }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'The HTTP status; null: no response.',
    }),
    responseHeaders: t.field({
      type: [HttpHeaderType],
      nullable: true,
      description: 'At most 100 headers and 16 KiB; null: no response.',
      resolve: (row) => row.responseHeaders as Headers | null,
    }),
    responseBody: t.exposeString('responseBody', {
      nullable: true,
      description: 'At most 16 KiB of text; null: no response.',
    }),
    responseBodyTruncated: t.exposeBoolean('responseBodyTruncated', {
      description: 'Whether the answer was longer than what is kept.',
    }),
    durationMs: t.exposeInt('durationMs', {
      description: 'From the start of the connection to the end of the answer, in milliseconds.',
    }),
    errorMessage: t.exposeString('errorMessage', {
      nullable: true,
      description: 'What went wrong; null after a success.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it started.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', description: 'When it ended.' }),
  }),
});

const DeliveryAttemptConnection = builder.connectionObject(
  { type: DeliveryAttemptNode, name: 'DeliveryAttemptConnection', description: 'A page of attempts.' },
  { name: 'DeliveryAttemptEdge', description: 'An attempt and its place in the list.' },
);

// Ids are made when attempts are recorded, in the order of their numbers.
const source: ListSource<DeliveryAttempt> = {
  typeName: 'DeliveryAttempt',
  table: 'delivery_attempt',
  key: { column: 'id', type: 'uuid', order: 'asc', of: (row) => row.id },
  load: (context, query, ids) =>
    context.core.database.prisma.deliveryAttempt.findMany({ ...query, where: { id: { in: ids } } }),
};

builder.objectFields(DeliveryNode, (t) => ({
  attempts: t.field({
    type: DeliveryAttemptConnection,
    description: 'Its attempts, by number.',
    complexity: pageComplexity,
    args: pageArgs,
    resolve: (delivery, args, context, info) =>
      resolvePage(context, info, source, {
        args,
        where: [],
        parent: { column: 'delivery_id', id: delivery.id },
      }),
  }),
  lastAttempt: t.field({
    type: DeliveryAttemptNode,
    nullable: true,
    description: 'The latest attempt; null before the first, and when it is no longer kept.',
    resolve: (delivery, _args, { loaders }) =>
      delivery.lastAttemptId ? orNull(loaders.attempt.load(delivery.lastAttemptId)) : null,
  }),
}));
