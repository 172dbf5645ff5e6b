import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
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

export const schema = builder.toSchema({ sortSchema: false });

/** The contract as text, in an order that does not change with the order of the code. */
export function printContract(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
