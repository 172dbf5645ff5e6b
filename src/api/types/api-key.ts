import { builder } from '../builder.ts';
import { ScopeEnum } from './enums.ts';

export const ApiKeyNode = builder.prismaNode('ApiKey', {
  description: 'A key that programs act with. The key itself is shown once, when it is made.',
  id: { field: 'id' },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    hint: t.exposeString('hint', { description: 'The last 4 characters of the key.' }),
    scopes: t.expose('scopes', { type: [ScopeEnum], description: 'What may be done with it.' }),
    organization: t.relation('organization', {
      nullable: true,
      description: 'Whose it is; null: no one organization’s (ADMIN).',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends; null: never.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Last use, to the minute; null: none yet.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null: it was not.',
    }),
  }),
});
