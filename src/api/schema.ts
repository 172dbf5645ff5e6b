import { defaultFieldResolver, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import './scalars.ts';
import './types/errors.ts';
import './types/organization-mutations.ts';
import './types/api-key-fields.ts';
import './types/viewer.ts';
import './types/event-type.ts';
import './types/endpoint.ts';
import './types/endpoint-mutations.ts';
import './types/endpoint-acts.ts';
import './types/delivery.ts';
import './types/delivery-attempt.ts';
import './types/delivery-mutations.ts';
import './types/event.ts';
import './types/stats.ts';
import './types/publish.ts';
import './types/feed-fields.ts';
import './types/node.ts';

export const schema = readingAnewForEachAct(builder.toSchema({ sortSchema: false }));

/**
 * Loaders keep what they have read, which an act may change: a payload that it purged would still be shown. GraphQL runs
 * the acts of an operation one after the other, each when the answer of the one before is complete.
 */
function readingAnewForEachAct(built: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(built.getMutationType()?.getFields() ?? {})) {
    const act = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args, context: Context, info) => {
      context.loaders.clear();
      return act(root, args, context, info);
    };
  }
  return built;
}

/** The contract as text, in an order that does not change with the order of the code. */
export function printContract(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
