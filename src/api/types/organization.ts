import type { Organization } from '../../db/generated/prisma/client.ts';
import { Prisma } from '../../db/generated/prisma/client.ts';
import { parseIdOf } from '../../ids.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { type ListSource, resolvePage } from '../pagination.ts';
import { contains, equals } from '../sql-filter.ts';

export const OrganizationNode = builder.prismaNode('Organization', {
  description: 'A tenant, to which endpoints, events and keys belong.',
  id: { field: 'id' },
  fields: (t) => ({
    name: t.exposeString('name', { description: '1 to 120 characters.' }),
    partnerId: t.exposeString('partnerId', {
      nullable: true,
      description: 'The partner it belongs to; null: none.',
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The operator’s own id for this customer; unique.',
    }),
    maxEndpoints: t.exposeInt('maxEndpoints', { description: 'How many endpoints it may have.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});

const OrganizationConnection = builder.connectionObject(
  { type: OrganizationNode, name: 'OrganizationConnection', description: 'A page of organizations.' },
  { name: 'OrganizationEdge', description: 'An organization and its place in the list.' },
);

const source: ListSource<Organization> = {
  typeName: 'Organization',
  table: 'organization',
  key: { column: 'id', type: 'uuid', order: 'desc', of: (row) => row.id },
  load: (context, query, ids) =>
    context.core.database.prisma.organization.findMany({ ...query, where: { id: { in: ids } } }),
};

const OrganizationFilter = builder.inputType('OrganizationFilter', {
  description: 'Conditions are joined by AND.',
  fields: (t) => ({
    partnerId: t.string({ description: 'Only this partner’s.' }),
    externalId: t.string({ description: 'Only the one with this externalId.' }),
    search: t.string({ description: 'Only those whose name contains this, in any case.' }),
  }),
});

/** The condition that confines a list to what the viewer may see. */
export function visibleOrganization(context: Context, column = 'organization_id'): Prisma.Sql[] {
  return context.only === null ? [] : [Prisma.sql`${Prisma.raw(column)} = ${context.only}::uuid`];
}

builder.queryFields((t) => ({
  organization: t.prismaField({
    type: 'Organization',
    nullable: true,
    description: 'One organization; null when the id names none that you may see. Scope: any.',
    authScopes: { authenticated: true },
    args: { id: t.arg.id({ required: true, description: '`org_…`' }) },
    resolve: async (query, _root, { id }, context) => {
      const uuid = parseIdOf('Organization', id);
      if (!uuid || (context.only !== null && context.only !== uuid)) return null;
      return context.core.database.prisma.organization.findUnique({ ...query, where: { id: uuid } });
    },
  }),
  organizations: t.field({
    type: OrganizationConnection,
    description: 'Every organization that you may see: your own, or all with the scope ADMIN. Scope: any.',
    authScopes: { authenticated: true },
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: OrganizationFilter, description: 'Which of them.' }) },
    resolve: (_root, args, context, info) => {
      const { partnerId, externalId, search } = args.filter ?? {};
      return resolvePage(context, info, source, {
        args,
        where: [
          ...visibleOrganization(context, 'id'),
          ...equals('partner_id', partnerId),
          ...equals('external_id', externalId),
          ...(search == null ? [] : contains(['name'], search)),
        ],
      });
    },
  }),
}));
