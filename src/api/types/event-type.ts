import type { EventType } from '../../db/generated/prisma/client.ts';
import { Prisma } from '../../db/generated/prisma/client.ts';
import { createEventType, setEventTypeArchived, updateEventType } from '../../domain/event-types.ts';
import { isStorableText } from '../../domain/input.ts';
import { ConflictError, LimitReachedError, NotFoundError, ValidationError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { type ListSource, resolvePage } from '../pagination.ts';
import { jsonValue } from '../scalars.ts';

const EventTypeNode = builder.prismaNode('EventType', {
  description:
    'A kind of event; the whole installation shares one catalogue. Those of `hookline.*` tell of endpoints and deliveries: Hookline alone publishes them, and they do not change.',
  id: { field: 'id' },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Like invoice.paid; it never changes.' }),
    description: t.exposeString('description', { nullable: true, description: 'What the event means.' }),
    payloadSchema: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'JSON Schema (draft 2020-12) that payloads are checked against when they are published, or given for a test; null: any payload.',
      resolve: (row) => jsonValue(row.payloadSchema),
    }),
    example: t.field({
      type: 'JSON',
      nullable: true,
      description: 'A payload to show and to test with.',
      resolve: (row) => jsonValue(row.example),
    }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it can no longer be published; null: it can.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});

const EventTypeConnection = builder.connectionObject(
  { type: EventTypeNode, name: 'EventTypeConnection', description: 'A page of event types.' },
  { name: 'EventTypeEdge', description: 'An event type and its place in the list.' },
);

const source: ListSource<EventType> = {
  typeName: 'EventType',
  table: 'event_type',
  key: { column: 'name', type: 'text', order: 'asc', of: (row) => row.name },
  load: (context, query, names) =>
    context.core.database.prisma.eventType.findMany({ ...query, where: { name: { in: names } } }),
};

builder.queryFields((t) => ({
  eventType: t.prismaField({
    type: 'EventType',
    nullable: true,
    description: 'One event type; null when none has this name. Scope: any.',
    authScopes: { authenticated: true },
    args: { name: t.arg.string({ required: true, description: 'Its exact name.' }) },
    resolve: (query, _root, { name }, { core }) =>
      isStorableText(name) ? core.database.prisma.eventType.findUnique({ ...query, where: { name } }) : null,
  }),
  eventTypes: t.field({
    type: EventTypeConnection,
    description: 'The catalogue, by name. Scope: any.',
    authScopes: { authenticated: true },
    complexity: pageComplexity,
    args: {
      ...pageArgs,
      includeArchived: t.arg.boolean({
        defaultValue: false,
        description: 'Whether to show those that can no longer be published.',
      }),
    },
    resolve: (_root, args, context, info) =>
      resolvePage(context, info, source, {
        args,
        where: args.includeArchived ? [] : [Prisma.sql`archived_at is null`],
      }),
  }),
}));

const EXAMPLE = 'A payload to show and to test with; at most 256 KiB of JSON.';

const EventTypeCreateInput = builder.inputType('EventTypeCreateInput', {
  description: 'A new event type.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'Segments of letters, digits, `_` and `-`, joined by dots; at most 128 characters; not `hookline.*`.',
    }),
    description: t.string({ description: 'What the event means; at most 1000 characters.' }),
    payloadSchema: t.field({
      type: 'JSON',
      description:
        'JSON Schema, draft 2020-12, at most 256 KiB, without $async, references to other documents, and parts that refer to themselves for the same value. Null: any payload is accepted.',
    }),
    example: t.field({ type: 'JSON', description: EXAMPLE }),
  }),
});

function eventTypeSuccess(
  name: string,
  description: string,
  eventTypeDescription = 'The event type after the act.',
) {
  return builder.objectRef<{ eventType: EventType }>(name).implement({
    description,
    fields: (t) => ({
      eventType: t.expose('eventType', { type: EventTypeNode, description: eventTypeDescription }),
    }),
  });
}

const EventTypeCreateSuccess = eventTypeSuccess(
  'EventTypeCreateSuccess',
  'The event type can be published now.',
  'The new event type.',
);

builder.mutationField('eventTypeCreate', (t) =>
  t.field({
    type: EventTypeCreateSuccess,
    errors: { types: [ValidationError, ConflictError, LimitReachedError] },
    description: 'Adds a type to the catalogue. Scope: ADMIN.',
    authScopes: { scope: 'ADMIN' },
    args: { input: t.arg({ type: EventTypeCreateInput, required: true, description: 'The type.' }) },
    resolve: async (_root, { input }, { core }) => ({ eventType: await createEventType(core, input) }),
  }),
);

const EventTypeUpdateInput = builder.inputType('EventTypeUpdateInput', {
  description: 'An absent field is unchanged; null clears it.',
  fields: (t) => ({
    description: t.string({ description: 'What the event means; at most 1000 characters.' }),
    payloadSchema: t.field({
      type: 'JSON',
      description: 'Checked from the next publish on; null: any payload is accepted.',
    }),
    example: t.field({ type: 'JSON', description: EXAMPLE }),
  }),
});

const EventTypeUpdateSuccess = eventTypeSuccess('EventTypeUpdateSuccess', 'The changes are in effect.');
const EventTypeArchiveSuccess = eventTypeSuccess(
  'EventTypeArchiveSuccess',
  'It can no longer be published, nor named by new patterns.',
);
const EventTypeRestoreSuccess = eventTypeSuccess('EventTypeRestoreSuccess', 'It can be published again.');

builder.mutationFields((t) => ({
  eventTypeUpdate: t.field({
    type: EventTypeUpdateSuccess,
    errors: { types: [ValidationError, NotFoundError] },
    description: 'Changes what is given and nothing else; a name never changes. Scope: ADMIN.',
    authScopes: { scope: 'ADMIN' },
    args: {
      name: t.arg.string({ required: true, description: 'Its exact name.' }),
      input: t.arg({ type: EventTypeUpdateInput, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { name, input }, { core }) => ({
      eventType: await updateEventType(core, name, input),
    }),
  }),
  eventTypeArchive: t.field({
    type: EventTypeArchiveSuccess,
    errors: { types: [ValidationError, NotFoundError] },
    description:
      'Stops it from being published; patterns that name it stay, and may be sent back in an update. Scope: ADMIN.',
    authScopes: { scope: 'ADMIN' },
    args: { name: t.arg.string({ required: true, description: 'Its exact name.' }) },
    resolve: async (_root, { name }, { core }) => ({
      eventType: await setEventTypeArchived(core, name, true),
    }),
  }),
  eventTypeRestore: t.field({
    type: EventTypeRestoreSuccess,
    errors: { types: [ValidationError, NotFoundError] },
    description: 'Lets an archived type be published again. Scope: ADMIN.',
    authScopes: { scope: 'ADMIN' },
    args: { name: t.arg.string({ required: true, description: 'Its exact name.' }) },
    resolve: async (_root, { name }, { core }) => ({
      eventType: await setEventTypeArchived(core, name, false),
    }),
  }),
}));
