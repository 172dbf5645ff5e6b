import type { Organization } from '../../db/generated/prisma/client.ts';
import { createOrganization, updateOrganization } from '../../domain/organizations.ts';
import { ConflictError, NotFoundError, ValidationError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { OrganizationNode } from './organization.ts';

const descriptions = {
  name: '1 to 120 characters.',
  externalId: 'Your own id for this customer, at most 200 characters; unique.',
  partnerId: 'The partner it belongs to, at most 200 characters.',
  maxEndpoints: 'How many endpoints it may have, 0 to 100000.',
};

const OrganizationCreateInput = builder.inputType('OrganizationCreateInput', {
  description: 'A new organization. Null means the same as absent.',
  fields: (t) => ({
    name: t.string({ required: true, description: descriptions.name }),
    externalId: t.string({ description: descriptions.externalId }),
    partnerId: t.string({ description: descriptions.partnerId }),
    maxEndpoints: t.int({ defaultValue: 50, description: descriptions.maxEndpoints }),
  }),
});

const OrganizationUpdateInput = builder.inputType('OrganizationUpdateInput', {
  description: 'An absent field is unchanged; null clears externalId and partnerId.',
  fields: (t) => ({
    name: t.string({ description: descriptions.name }),
    externalId: t.string({ description: descriptions.externalId }),
    partnerId: t.string({ description: descriptions.partnerId }),
    maxEndpoints: t.int({ description: `${descriptions.maxEndpoints} Existing ones stay.` }),
  }),
});

function organizationSuccess(name: string, description: string, organizationDescription: string) {
  return builder.objectRef<{ organization: Organization }>(name).implement({
    description,
    fields: (t) => ({
      organization: t.expose('organization', {
        type: OrganizationNode,
        description: organizationDescription,
      }),
    }),
  });
}

const OrganizationCreateSuccess = organizationSuccess(
  'OrganizationCreateSuccess',
  'The organization can have endpoints, events and keys now.',
  'The new organization.',
);
const OrganizationUpdateSuccess = organizationSuccess(
  'OrganizationUpdateSuccess',
  'The changes are in effect.',
  'The organization after the change.',
);

builder.mutationFields((t) => ({
  organizationCreate: t.field({
    type: OrganizationCreateSuccess,
    errors: { types: [ValidationError, ConflictError] },
    description: 'Creates a tenant. Scope: ADMIN.',
    authScopes: { scope: 'ADMIN' },
    args: {
      input: t.arg({ type: OrganizationCreateInput, required: true, description: 'The organization.' }),
    },
    resolve: async (_root, { input }, { core }) => ({ organization: await createOrganization(core, input) }),
  }),
  organizationUpdate: t.field({
    type: OrganizationUpdateSuccess,
    errors: { types: [ValidationError, NotFoundError, ConflictError] },
    description: 'Changes what is given and nothing else. Scope: ADMIN.',
    authScopes: { scope: 'ADMIN' },
    args: {
      id: t.arg.id({ required: true, description: '`org_…`' }),
      input: t.arg({ type: OrganizationUpdateInput, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { id, input }, { core }) => ({
      organization: await updateOrganization(core, id, input),
    }),
  }),
}));
