import { type PublishFailure, publishBatch, publishEvent } from '../../domain/publish.ts';
import type { AcceptedEvent } from '../../domain/store-events.ts';
import { ConflictError, NotFoundError, ValidationError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { EventNode } from './event.ts';

const EventPublishInput = builder.inputType('EventPublishInput', {
  description: 'An event. Exactly one of payload and payloadText.',
  fields: (t) => ({
    organizationId: t.id({
      description:
        'The organization that it belongs to; the key’s own when absent. A key without one must give it.',
    }),
    organizationExternalId: t.string({
      description: 'The organization’s externalId, instead of organizationId.',
    }),
    type: t.string({ required: true, description: 'A registered event type.' }),
    payload: t.field({
      type: 'JSON',
      description:
        'At most 256 KiB of JSON. Null is JSON’s null; together with payloadText it counts as absent.',
    }),
    payloadText: t.string({ description: 'JSON text, sent digit for digit; at most 256 KiB.' }),
    idempotencyKey: t.string({
      description:
        'At most 256 characters. For 7 days, the same key with the same content is the same event, also when its type has changed or was archived since; with other content it is a CONFLICT.',
    }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'The body’s timestamp, at most 5 minutes in the future; now when absent.',
    }),
  }),
});

const EventPublishSuccess = builder.objectRef<AcceptedEvent>('EventPublishSuccess').implement({
  description:
    'The event is stored and cannot be lost. So are its deliveries; those of an event for more than 200 endpoints are created right after.',
  fields: (t) => ({
    event: t.field({
      type: EventNode,
      description: 'The event; for a duplicate, the first one.',
      resolve: ({ event, eventId }, _args, { loaders }) => event ?? loaders.event.load(eventId),
    }),
    duplicate: t.exposeBoolean('duplicate', {
      description: 'Whether the same event had been published with this idempotencyKey before.',
    }),
  }),
});

/** Shared by eventPublish, whose failures are thrown, and the batch, whose failures are items of a list. */
const EventPublishResult = builder.errorUnion('EventPublishResult', {
  description: 'The mutation’s answer: its success, or an expected failure.',
  types: [EventPublishSuccess, ValidationError, NotFoundError, ConflictError],
  resolveType: (result) => (result instanceof Error ? result.constructor.name : 'EventPublishSuccess'),
});

builder.mutationField('eventPublish', (t) =>
  t.field({
    type: EventPublishResult,
    description: 'Accepts an event and creates its deliveries. Scope: EVENTS_PUBLISH.',
    authScopes: { scope: 'EVENTS_PUBLISH' },
    args: { input: t.arg({ type: EventPublishInput, required: true, description: 'The event.' }) },
    resolve: (_root, { input }, { core, viewer }) => publishEvent(core, viewer, input),
  }),
);

const EventPublishBatchSuccess = builder
  .objectRef<{ results: (AcceptedEvent | PublishFailure)[] }>('EventPublishBatchSuccess')
  .implement({
    description: 'Each event without a fault is stored.',
    fields: (t) => ({
      results: t.expose('results', {
        type: [EventPublishResult],
        description: 'What became of each event, in order.',
      }),
    }),
  });

builder.mutationField('eventPublishBatch', (t) =>
  t.field({
    type: EventPublishBatchSuccess,
    errors: { types: [ValidationError] },
    description:
      'Accepts 1 to 1,000 events in one transaction; a faulty one does not affect the others. Scope: EVENTS_PUBLISH.',
    authScopes: { scope: 'EVENTS_PUBLISH' },
    args: { input: t.arg({ type: [EventPublishInput], required: true, description: 'The events.' }) },
    resolve: async (_root, { input }, { core, viewer }) => ({
      results: await publishBatch(core, viewer, input),
    }),
  }),
);
