import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Endpoint } from '../../db/generated/prisma/client.ts';
import { type StoredHeader, shownHeaders } from '../../domain/headers.ts';
import { within } from '../../domain/visible.ts';
import { parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { type ListSource, type Page, placeOf, resolvePage } from '../pagination.ts';
import { jsonValue } from '../scalars.ts';
import { countEndpoints, countEndpointsOf, EndpointFilter, endpointConditions } from './endpoint-filter.ts';
import { EndpointDisabledReasonEnum, EndpointStatusEnum, SigningVersionEnum } from './enums.ts';
import { HttpHeaderType } from './http-header.ts';
import { OrganizationNode, visibleOrganization } from './organization.ts';

builder.prismaObject('SigningSecret', {
  description:
    'A secret that signs an endpoint’s deliveries; its value is shown only once, when it is created.',
  fields: (t) => ({
    hint: t.exposeString('hint', { description: 'The last 4 characters of the secret.' }),
    version: t.expose('version', { type: SigningVersionEnum, description: 'The scheme it signs with.' }),
    publicKey: t.exposeString('publicKey', {
      nullable: true,
      description: 'V1A: "whpk_…", to verify signatures with; null for V1.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it stops signing; null: it does not.',
    }),
  }),
});

/** Every secret that signs now, newest first. */
const secretsThatSign = (_args: object, { loaders }: Context) => ({
  where: { OR: [{ expiresAt: null }, { expiresAt: { gt: loaders.moment() } }] },
  orderBy: [{ createdAt: 'desc' as const }, { id: 'desc' as const }],
});

export const EndpointNode = builder.prismaNode('Endpoint', {
  description: 'A URL of an organization that receives the events which match its patterns.',
  id: { field: 'id' },
  fields: (t) => ({
    organization: t.relation('organization', { description: 'The organization that it belongs to.' }),
    createdBy: t.exposeString('createdBy', { description: 'Viewer.subject of whoever created it.' }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The customer’s own id for it; unique in the organization.',
    }),
    name: t.exposeString('name', { nullable: true, description: '1 to 120 characters.' }),
    url: t.expose('url', {
      type: 'URL',
      description:
        'Where deliveries go. `listen:` and a name: nowhere but into the feed, from which `hookline listen` takes them.',
    }),
    description: t.exposeString('description', { nullable: true, description: 'At most 1000 characters.' }),
    labels: t.exposeStringList('labels', { description: 'At most 8 tags.' }),
    metadata: t.field({
      type: 'JSON',
      description: 'A flat object of strings, at most 4 KiB; it is not sent.',
      resolve: (row) => jsonValue(row.metadata),
    }),
    status: t.expose('status', { type: EndpointStatusEnum, description: 'Whether it receives deliveries.' }),
    enabled: t.boolean({
      description: 'Whether status is not DISABLED.',
      resolve: (row) => row.status !== 'DISABLED',
    }),
    pausedAt: t.expose('pausedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is PAUSED; null: it is not.',
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is DISABLED; null: it is not.',
    }),
    disabledReason: t.expose('disabledReason', {
      type: EndpointDisabledReasonEnum,
      nullable: true,
      description: 'Why it is DISABLED; null: it is not.',
    }),
    eventPatterns: t.exposeStringList('eventPatterns', {
      description:
        '`[]` and `"*"` are every type but `hookline.*`; a last `*` is one or more segments, an inner `*` exactly one.',
    }),
    headers: t.field({
      type: [HttpHeaderType],
      description: 'Sent with each delivery, besides the signature.',
      resolve: (row) => shownHeaders(row.headers as StoredHeader[]),
    }),
    timeoutSeconds: t.exposeInt('timeoutSeconds', {
      description:
        'Seconds for connection, request and answer together, 3 to 60; connecting may take at most 10 of them.',
    }),
    maxRetries: t.exposeInt('maxRetries', { description: 'Attempts after the first; 1 to 7.' }),
    rateLimitPerSecond: t.exposeInt('rateLimitPerSecond', {
      nullable: true,
      description: 'Requests started per second, across all workers; null: no limit.',
    }),
    maxConcurrency: t.exposeInt('maxConcurrency', {
      description: 'Requests in flight at once, across all workers; 1 to 100.',
    }),
    undeliveredPayloadRetentionHours: t.exposeInt('undeliveredPayloadRetentionHours', {
      description:
        'How long a payload is kept after its delivery ended without success; 0 to 720, 0 purges it at once.',
    }),
    signingVersion: t.expose('signingVersion', {
      type: SigningVersionEnum,
      description: 'The scheme that deliveries are signed with.',
    }),
    secretHint: t.string({
      description: 'The last 4 characters of the newest secret.',
      select: (args, context) => ({ secrets: secretsThatSign(args, context) }),
      resolve: (row) => row.secrets[0]?.hint ?? '',
    }),
    secrets: t.relation('secrets', {
      query: secretsThatSign,
      description: 'All secrets that sign now, newest first.',
    }),
    consecutiveFailures: t.exposeInt('consecutiveFailures', {
      description: 'Failed attempts since the last success; tests do not count.',
    }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'The first failure since the last success; null: it does not fail.',
    }),
    lastVerifiedAt: t.expose('lastVerifiedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The last test that succeeded; null again when the URL changes.',
    }),
    lastDeliveryAt: t.expose('lastDeliveryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the latest attempt that was not a test ended; null before the first.',
    }),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description: 'What went wrong last, tests aside; null after a success.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description:
        'When its configuration or status last changed. Giving a secret or a sensitive header counts as a change.',
    }),
  }),
});

const EndpointConnection = builder.connectionObject(
  {
    type: EndpointNode,
    name: 'EndpointConnection',
    description: 'A page of endpoints.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many entries the whole list has.',
        resolve: (page) => (page as CountedPage).countAll(),
      }),
    }),
  },
  { name: 'EndpointEdge', description: 'An endpoint and its place in the list.' },
);

/** Counted only when it is asked for. */
interface CountedPage extends Page<Endpoint> {
  countAll(): Promise<number>;
}

const source: ListSource<Endpoint> = {
  typeName: 'Endpoint',
  table: 'endpoint',
  key: { column: 'id', type: 'uuid', order: 'desc', of: (row) => row.id },
  load: (context, query, ids) =>
    context.core.database.prisma.endpoint.findMany({ ...query, where: { id: { in: ids } } }),
};

/** One endpoint that the viewer may see, by its UUID, with what the operation asks for. */
export function findEndpoint({ core, viewer }: Context, query: object, id: string): Promise<Endpoint | null> {
  return core.database.prisma.endpoint.findUnique({
    ...query,
    where: { id, ...within(viewer) },
  });
}

builder.objectField(OrganizationNode, 'endpoints', (t) =>
  t.field({
    type: EndpointConnection,
    description: 'Its endpoints, newest first. Scope: ENDPOINTS_READ.',
    authScopes: { scope: 'ENDPOINTS_READ' },
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: EndpointFilter, description: 'Which of them.' }) },
    resolve: async (organization, args, context, info) => {
      const where = endpointConditions(args.filter);
      const page = await resolvePage(context, info, source, {
        args,
        where,
        parent: { column: 'organization_id', id: organization.id },
      });
      return { ...page, countAll: () => countLoader(context, info, where).load(organization.id) };
    },
  }),
);

builder.queryFields((t) => ({
  endpoint: t.prismaField({
    type: 'Endpoint',
    nullable: true,
    description: 'One endpoint; null when the id names none that you may see. Scope: ENDPOINTS_READ.',
    authScopes: { scope: 'ENDPOINTS_READ' },
    args: { id: t.arg.id({ required: true, description: '`ep_…`' }) },
    resolve: (query, _root, { id }, context) => {
      const uuid = parseIdOf('Endpoint', id);
      return uuid ? findEndpoint(context, query, uuid) : null;
    },
  }),
  endpoints: t.field({
    type: EndpointConnection,
    description: 'The endpoints that you may see, newest first. Scope: ENDPOINTS_READ.',
    authScopes: { scope: 'ENDPOINTS_READ' },
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: EndpointFilter, description: 'Which of them.' }) },
    resolve: async (_root, args, context, info) => {
      const where = [...visibleOrganization(context), ...endpointConditions(args.filter)];
      const page = await resolvePage(context, info, source, { args, where });
      return { ...page, countAll: () => countEndpoints(context, where) };
    },
  }),
}));

/** Counts for all organizations of a list at once. */
function countLoader(
  context: Context,
  info: GraphQLResolveInfo,
  where: ReturnType<typeof endpointConditions>,
): DataLoader<string, number> {
  const loaders = context.loaders.pages as Map<string, DataLoader<string, number>>;
  const place = `${placeOf(info)}/totalCount`;
  const loader = loaders.get(place) ?? new DataLoader((ids) => countEndpointsOf(context, ids, where));
  loaders.set(place, loader);
  return loader;
}
