import { createEndpoint, deleteEndpoint, updateEndpoint } from '../../domain/endpoints.ts';
import { ConflictError, LimitReachedError, NotFoundError, ValidationError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { endpointSuccess } from './endpoint-success.ts';
import { SigningVersionEnum } from './enums.ts';

const HttpHeaderInput = builder.inputType('HttpHeaderInput', {
  description: 'A header to send with each delivery. At most 20, together at most 4 KiB.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'Not one that HTTP or the signature needs: host, `content-*`, `webhook-*`, user-agent, connection and their like.',
    }),
    value: t.string({ required: true, description: 'Printable ASCII.' }),
    sensitive: t.boolean({
      defaultValue: false,
      description: 'Whether the value is a secret: stored encrypted, sent, never shown.',
    }),
  }),
});

const descriptions = {
  url: 'https, at most 2048 characters, to a public address; http to this machine in development only. Or `listen:` and a name of 1 to 64 lower-case letters, digits, dots and hyphens, for `hookline listen`.',
  name: '1 to 120 characters.',
  description: 'At most 1000 characters.',
  labels: 'At most 8, each 1 to 64 characters.',
  externalId: 'Your own id for it, at most 200 characters; unique in the organization.',
  metadata: 'A flat object of strings, at most 4 KiB of JSON; it is not sent.',
  eventPatterns: 'Which types it receives, at most 100 patterns; `[]` is every type but `hookline.*`.',
  headers: 'Sent with each delivery.',
  timeoutSeconds:
    'Seconds for connection, request and answer together, 3 to 60; connecting may take at most 10 of them.',
  maxRetries: 'Attempts after the first; 1 to 7.',
  rateLimitPerSecond: 'Requests started per second, across all workers, 1 to 10000; null: no limit.',
  maxConcurrency: 'Requests in flight at once, across all workers, 1 to 100',
  undeliveredPayloadRetentionHours:
    'How long a payload is kept after its delivery ended without success; 0 to 720, 0 purges it at once.',
};

const EndpointCreateInput = builder.inputType('EndpointCreateInput', {
  description: 'A new endpoint. Null means the same as absent.',
  fields: (t) => ({
    organizationId: t.id({
      description:
        'The organization that it will belong to; the key’s own when absent. A key without one must give it.',
    }),
    url: t.string({ required: true, description: descriptions.url }),
    name: t.string({ description: descriptions.name }),
    description: t.string({ description: descriptions.description }),
    labels: t.stringList({ description: descriptions.labels }),
    externalId: t.string({ description: descriptions.externalId }),
    metadata: t.field({ type: 'JSON', description: descriptions.metadata }),
    enabled: t.boolean({ defaultValue: true, description: 'False: it starts DISABLED.' }),
    eventPatterns: t.stringList({ description: descriptions.eventPatterns }),
    headers: t.field({ type: [HttpHeaderInput], description: descriptions.headers }),
    secret: t.string({
      description: '"whsec_" and the base64 of 24 to 64 bytes; a random one is made when absent.',
    }),
    timeoutSeconds: t.int({ defaultValue: 10, description: descriptions.timeoutSeconds }),
    maxRetries: t.int({ defaultValue: 7, description: descriptions.maxRetries }),
    undeliveredPayloadRetentionHours: t.int({
      defaultValue: 72,
      description: descriptions.undeliveredPayloadRetentionHours,
    }),
    rateLimitPerSecond: t.int({ description: descriptions.rateLimitPerSecond }),
    maxConcurrency: t.int({ description: `${descriptions.maxConcurrency}; 10 when absent.` }),
    signingVersion: t.field({
      type: SigningVersionEnum,
      defaultValue: 'V1',
      description: 'The scheme that deliveries are signed with.',
    }),
  }),
});

const EndpointUpdateInput = builder.inputType('EndpointUpdateInput', {
  description:
    'An absent field is unchanged; null clears one that may be empty (name, description, externalId, rateLimitPerSecond).',
  fields: (t) => ({
    url: t.string({
      description: `${descriptions.url} Another URL clears lastVerifiedAt and the failure counters.`,
    }),
    name: t.string({ description: descriptions.name }),
    description: t.string({ description: descriptions.description }),
    labels: t.stringList({ description: descriptions.labels }),
    externalId: t.string({ description: descriptions.externalId }),
    metadata: t.field({ type: 'JSON', description: descriptions.metadata }),
    eventPatterns: t.stringList({
      description: `${descriptions.eventPatterns} No existing delivery is touched.`,
    }),
    headers: t.field({
      type: [HttpHeaderInput],
      description: `${descriptions.headers} The whole list is replaced.`,
    }),
    secret: t.string({
      description: 'Replaces every secret at once: "whsec_" and the base64 of 24 to 64 bytes.',
    }),
    timeoutSeconds: t.int({ description: descriptions.timeoutSeconds }),
    maxRetries: t.int({ description: descriptions.maxRetries }),
    undeliveredPayloadRetentionHours: t.int({ description: descriptions.undeliveredPayloadRetentionHours }),
    rateLimitPerSecond: t.int({ description: descriptions.rateLimitPerSecond }),
    maxConcurrency: t.int({ description: `${descriptions.maxConcurrency}.` }),
  }),
});

const EndpointCreateSuccess = endpointSuccess<{ id: string; secret: string | null }>(
  'EndpointCreateSuccess',
  'The endpoint receives from now on.',
  'The new endpoint.',
);

builder.objectField(EndpointCreateSuccess, 'secret', (t) =>
  t.exposeString('secret', {
    nullable: true,
    description:
      'The secret to verify its signatures with; shown only this once. Null for V1A, whose publicKey is on the endpoint.',
  }),
);

const EndpointUpdateSuccess = endpointSuccess<{ id: string }>(
  'EndpointUpdateSuccess',
  'The changes apply to attempts that start from now on.',
);

const EndpointDeleteSuccess = builder
  .objectRef<{ deletedEndpointId: string }>('EndpointDeleteSuccess')
  .implement({
    description: 'The endpoint and its secrets are gone; its history stays readable.',
    fields: (t) => ({
      deletedEndpointId: t.exposeID('deletedEndpointId', { description: 'The id it had.' }),
    }),
  });

builder.mutationFields((t) => ({
  endpointCreate: t.field({
    type: EndpointCreateSuccess,
    errors: { types: [ValidationError, NotFoundError, ConflictError, LimitReachedError] },
    description: 'Registers a URL. Scope: ENDPOINTS_WRITE.',
    authScopes: { scope: 'ENDPOINTS_WRITE' },
    args: { input: t.arg({ type: EndpointCreateInput, required: true, description: 'The endpoint.' }) },
    resolve: (_root, { input }, { core, viewer }) => createEndpoint(core, viewer, input),
  }),
  endpointUpdate: t.field({
    type: EndpointUpdateSuccess,
    errors: { types: [ValidationError, NotFoundError, ConflictError] },
    description: 'Changes what is given and nothing else. Scope: ENDPOINTS_WRITE.',
    authScopes: { scope: 'ENDPOINTS_WRITE' },
    args: {
      id: t.arg.id({ required: true, description: '`ep_…`' }),
      input: t.arg({ type: EndpointUpdateInput, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { id, input }, { core, viewer }) => ({
      id: await updateEndpoint(core, viewer, id, input),
    }),
  }),
  endpointDelete: t.field({
    type: EndpointDeleteSuccess,
    errors: { types: [NotFoundError] },
    description:
      'Deletes an endpoint for good; what waits for it is CANCELED, and its payloads, which can never be sent again, are purged at once unless another delivery needs them. Repeating it is a NotFoundError, as nothing has the id any more. Scope: ENDPOINTS_WRITE.',
    authScopes: { scope: 'ENDPOINTS_WRITE' },
    args: { id: t.arg.id({ required: true, description: '`ep_…`' }) },
    resolve: async (_root, { id }, { core, viewer }) => {
      await deleteEndpoint(core, viewer, id);
      return { deletedEndpointId: id };
    },
  }),
}));
