import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type PrismaTypes from '../db/generated/pothos.ts';
import { getDatamodel } from '../db/generated/pothos.ts';
import type { Scope } from '../db/generated/prisma/enums.ts';
import { hasScope } from '../domain/viewer.ts';
import { formatId, type NodeType } from '../ids.ts';
import type { Context } from './context.ts';
import { forbiddenField } from './operation-scopes.ts';

/** An operation may cost this much: see `operation` under Limits in the README. */
export const LIMITS = { complexity: 50_000, depth: 15, breadth: 300 } as const;
export const PAGE_SIZE_DEFAULT = 20;

interface Types {
  Context: Context;
  PrismaTypes: PrismaTypes;
  AuthScopes: { authenticated: boolean; scope: Scope };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    URL: { Input: string; Output: string };
  };
}

export const builder = new SchemaBuilder<Types>({
  plugins: [ErrorsPlugin, ScopeAuthPlugin, ComplexityPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: (context) => context.core.database.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    onUnusedQuery: null,
  },
  relay: {
    encodeGlobalID: (typeName, id) => formatId(typeName as NodeType, String(id)),
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodesOnConnection: { description: 'The page without cursors.' },
    cursorType: 'String',
    pageInfoFieldOptions: { description: 'Where the page lies in the list.' },
    cursorFieldOptions: { description: 'The entry’s place in the list.' },
    hasNextPageFieldOptions: { description: 'Whether more follows.' },
    hasPreviousPageFieldOptions: { description: 'Whether more comes before.' },
    startCursorFieldOptions: { description: 'The first entry’s cursor; null when the page is empty.' },
    endCursorFieldOptions: {
      description:
        'The last entry’s cursor; null when the page is empty, except in deliveryFeed, where it is then the cursor given as `after`.',
    },
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The page, each entry with its cursor.',
    },
    nodeFieldOptions: { nullable: false, description: 'The entry.' },
    nodeTypeOptions: {
      description:
        'Whatever has an id of its own. Ids are `prefix_uuidv7` in lower case, and sort by the time of their creation.',
    },
    idFieldOptions: { description: 'Prefixed and sortable.' },
    pageInfoTypeOptions: { description: 'Where a page lies in its list (Relay).' },
  },
  scopeAuth: {
    // Else a subscription without the scope would stay open until its first item.
    authorizeOnSubscribe: true,
    authScopes: ({ viewer }) => ({ authenticated: true, scope: (scope) => hasScope(viewer, scope) }),
    unauthorizedError: (_parent, _context, info) => forbiddenField(info),
  },
  errors: {
    directResult: true,
    defaultUnionOptions: {
      description: 'The mutation’s answer: its success, or an expected failure.',
      name: ({ fieldName }) => `${fieldName.charAt(0).toUpperCase()}${fieldName.slice(1)}Result`,
    },
  },
  complexity: {
    // A list without a page size is one of a row's own small lists.
    defaultListMultiplier: 1,
    // Checked before an operation begins (operation-cost.ts), subscriptions included.
    disabled: true,
  },
});

builder.queryType({ description: 'What can be read. Lists are newest first unless said otherwise.' });
builder.mutationType({
  description:
    'What can be done. Repeating an act that has already taken effect succeeds and changes nothing. Expected failures are members of the result union: select `... on Error { code message }`. A mutation that asks for a field without its scope is FORBIDDEN as a whole, and does nothing.',
});
builder.subscriptionType({
  description: 'What can be followed live, over WebSocket (graphql-transport-ws) or server-sent events.',
});
