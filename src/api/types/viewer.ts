import type { Viewer } from '../../domain/viewer.ts';
import { builder } from '../builder.ts';
import { ApiKeyNode } from './api-key.ts';
import { ScopeEnum } from './enums.ts';
import { OrganizationNode } from './organization.ts';

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who is asking: the credential that came with this request.',
  fields: (t) => ({
    subject: t.exposeString('subject', {
      description: 'A stable name of the caller; endpoints keep it as createdBy.',
    }),
    scopes: t.field({
      type: [ScopeEnum],
      description: 'What the caller may do.',
      resolve: (viewer) => [...viewer.scopes],
    }),
    organization: t.prismaField({
      type: OrganizationNode,
      nullable: true,
      description: 'The caller’s organization; null: none (ADMIN).',
      resolve: (query, { organizationId }, _args, { core }) =>
        organizationId === null
          ? null
          : core.database.prisma.organization.findUnique({ ...query, where: { id: organizationId } }),
    }),
    apiKey: t.prismaField({
      type: ApiKeyNode,
      nullable: true,
      description: 'The API key that was used; null for another kind of credential.',
      resolve: (query, { apiKeyId }, _args, { core }) =>
        apiKeyId === null
          ? null
          : core.database.prisma.apiKey.findUnique({ ...query, where: { id: apiKeyId } }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Who is asking. Scope: any.',
    authScopes: { authenticated: true },
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);
