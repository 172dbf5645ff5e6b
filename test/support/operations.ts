import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, isUnionType } from 'graphql';
import { expect } from 'vitest';
import type { GraphqlClient, Issue } from './client.ts';

/** The committed contract: what a client would build its operations from. */
export const contract: GraphQLSchema = buildSchema(
  readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
);

/** What every failure of a mutation can say of itself. */
export interface Failure {
  __typename: string;
  code?: string;
  errorId?: string;
  message?: string;
  reason?: string;
  path?: string[];
  resource?: string;
  limit?: number;
  issues?: (Issue & { context: Record<string, unknown> })[];
}

const FAILURES = `
  ... on Error { code errorId message }
  ... on ValidationError { issues { path type message suggestion context } }
  ... on NotFoundError { path }
  ... on ConflictError { reason }
  ... on LimitReachedError { resource limit }`;

/**
 * The text of an operation of one root field, each given argument as a variable of its own name.
 * @param selection of the field's type; of the success where the field answers with a result union
 */
export function operationText(
  kind: 'query' | 'mutation' | 'subscription',
  fieldName: string,
  argNames: readonly string[],
  selection: string,
): string {
  const root = { query: contract.getQueryType, mutation: contract.getMutationType }[
    kind === 'subscription' ? 'query' : kind
  ];
  const type = kind === 'subscription' ? contract.getSubscriptionType() : root.call(contract);
  const field = type?.getFields()[fieldName];
  if (!field) throw new Error(`there is no ${kind} ${fieldName}`);
  const args = argNames.map((name) => {
    const arg = field.args.find((candidate) => candidate.name === name);
    if (!arg) throw new Error(`${fieldName} has no argument ${name}`);
    return arg;
  });
  const definitions = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const values = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const head = args.length > 0 ? [`(${definitions})`, `(${values})`] : ['', ''];
  return `${kind} ${head[0]} { ${fieldName}${head[1]} ${selectionOf(fieldName, selection)} }`;
}

function selectionOf(fieldName: string, selection: string): string {
  const result = contract.getType(`${fieldName.charAt(0).toUpperCase()}${fieldName.slice(1)}Result`);
  if (!result || !isUnionType(result)) return selection === '' ? '' : `{ ${selection} }`;
  const success = result.getTypes().find(({ name }) => name.endsWith('Success'));
  const members = result.getTypes().map(({ name }) => name);
  // A fragment on a member that the union lacks would be refused.
  const failures = FAILURES.split('\n').filter((line) => {
    const on = /on (\w+)/.exec(line)?.[1];
    return on === 'Error' || (on !== undefined && members.includes(on));
  });
  return `{ __typename ${failures.join(' ')} ... on ${success?.name} { ${selection} } }`;
}

/** Runs a mutation; what it answers, whichever member of its union that is. */
export async function act<Success extends object = object>(
  client: GraphqlClient,
  fieldName: string,
  args: Record<string, unknown>,
  selection = '__typename',
): Promise<Failure & Partial<Success>> {
  const text = operationText('mutation', fieldName, Object.keys(args), selection);
  const data = await client.data<Record<string, Failure & Partial<Success>>>(text, args);
  return data[fieldName] as Failure & Partial<Success>;
}

/** Runs a mutation that must succeed. */
export async function succeed<Success extends object = object>(
  client: GraphqlClient,
  fieldName: string,
  args: Record<string, unknown>,
  selection = '__typename',
): Promise<Success> {
  const answer = await act<Success>(client, fieldName, args, selection);
  expect(answer, `${fieldName} must succeed`).toMatchObject({
    __typename: expect.stringMatching(/Success$/),
  });
  return answer as unknown as Success;
}

/** Runs a query of one root field that must have no errors. */
export async function read<Data = unknown>(
  client: GraphqlClient,
  fieldName: string,
  args: Record<string, unknown>,
  selection: string,
): Promise<Data> {
  const text = operationText('query', fieldName, Object.keys(args), selection);
  return (await client.data<Record<string, Data>>(text, args))[fieldName] as Data;
}
