import type { ApiKey } from '../../db/generated/prisma/client.ts';
import { Prisma } from '../../db/generated/prisma/client.ts';
import { issueApiKey, revokeApiKey } from '../../domain/api-key-acts.ts';
import { LimitReachedError, NotFoundError, ValidationError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { type ListSource, resolvePage } from '../pagination.ts';
import { hasId } from '../sql-filter.ts';
import { ApiKeyNode } from './api-key.ts';
import { ScopeEnum } from './enums.ts';
import { visibleOrganization } from './organization.ts';

const ApiKeyConnection = builder.connectionObject(
  { type: ApiKeyNode, name: 'ApiKeyConnection', description: 'A page of API keys.' },
  { name: 'ApiKeyEdge', description: 'An API key and its place in the list.' },
);

const source: ListSource<ApiKey> = {
  typeName: 'ApiKey',
  table: 'api_key',
  key: { column: 'id', type: 'uuid', order: 'desc', of: (row) => row.id },
  load: (context, query, ids) =>
    context.core.database.prisma.apiKey.findMany({ ...query, where: { id: { in: ids } } }),
};

const ApiKeyFilter = builder.inputType('ApiKeyFilter', {
  description: 'Conditions are joined by AND. An id that is not visible matches nothing.',
  fields: (t) => ({
    organizationId: t.id({ description: 'Only this organization’s.' }),
    includeRevoked: t.boolean({
      defaultValue: false,
      description: 'Whether to show those that were revoked.',
    }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.field({
    type: ApiKeyConnection,
    description: 'The API keys that you may see, newest first. Scope: API_KEYS_READ.',
    authScopes: { scope: 'API_KEYS_READ' },
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: ApiKeyFilter, description: 'Which of them.' }) },
    resolve: (_root, args, context, info) =>
      resolvePage(context, info, source, {
        args,
        where: [
          ...visibleOrganization(context),
          ...hasId('organization_id', 'Organization', args.filter?.organizationId),
          ...(args.filter?.includeRevoked ? [] : [Prisma.sql`revoked_at is null`]),
        ],
      }),
  }),
);

const ApiKeyCreateInput = builder.inputType('ApiKeyCreateInput', {
  description: 'A new API key.',
  fields: (t) => ({
    organizationId: t.id({ description: 'The organization that it will belong to; your own when absent.' }),
    name: t.string({ required: true, description: 'What it is for; 1 to 120 characters.' }),
    scopes: t.field({
      type: [ScopeEnum],
      required: true,
      description: 'What it may do; only scopes that you have.',
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it expires; never when absent.' }),
  }),
});

const ApiKeyCreateSuccess = builder
  .objectRef<{ apiKey: ApiKey; key: string }>('ApiKeyCreateSuccess')
  .implement({
    description: 'The key can be used now.',
    fields: (t) => ({
      apiKey: t.expose('apiKey', { type: ApiKeyNode, description: 'What is known of the key from now on.' }),
      key: t.exposeString('key', { description: 'The key itself, shown only this once.' }),
    }),
  });

const ApiKeyRevokeSuccess = builder.objectRef<{ apiKey: ApiKey }>('ApiKeyRevokeSuccess').implement({
  description: 'The key is refused from now on.',
  fields: (t) => ({
    apiKey: t.expose('apiKey', { type: ApiKeyNode, description: 'The revoked key.' }),
  }),
});

builder.mutationFields((t) => ({
  apiKeyCreate: t.field({
    type: ApiKeyCreateSuccess,
    errors: { types: [ValidationError, NotFoundError, LimitReachedError] },
    description: 'Creates a key. Scope: API_KEYS_WRITE.',
    authScopes: { scope: 'API_KEYS_WRITE' },
    args: { input: t.arg({ type: ApiKeyCreateInput, required: true, description: 'The key.' }) },
    resolve: (_root, { input }, { core, viewer }) => issueApiKey(core, viewer, input),
  }),
  apiKeyRevoke: t.field({
    type: ApiKeyRevokeSuccess,
    errors: { types: [NotFoundError] },
    description: 'Ends a key at once, for open subscriptions too. Scope: API_KEYS_WRITE.',
    authScopes: { scope: 'API_KEYS_WRITE' },
    args: { id: t.arg.id({ required: true, description: '`key_…`' }) },
    resolve: async (_root, { id }, { core, viewer }) => ({ apiKey: await revokeApiKey(core, viewer, id) }),
  }),
}));
