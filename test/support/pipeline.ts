import type pg from 'pg';
import { parseId } from '../../src/ids.ts';
import type { GraphqlClient } from './client.ts';

/** The UUID behind an id of any type. */
export function uuidOf(id: string): string {
  const parsed = parseId(id);
  if (!parsed) throw new Error(`${id} is no id`);
  return parsed.uuid;
}

/** Rows of a query, for looking at what the product wrote. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  client: Pick<pg.Pool, 'query'>,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await client.query<Row>(sql, values)).rows;
}

export async function addEventType(
  admin: GraphqlClient,
  name: string,
  payloadSchema?: object,
): Promise<void> {
  const { eventTypeCreate } = await admin.data<{ eventTypeCreate: { __typename: string } }>(
    'mutation ($input: EventTypeCreateInput!) { eventTypeCreate(input: $input) { __typename } }',
    { input: { name, ...(payloadSchema && { payloadSchema }) } },
  );
  if (eventTypeCreate.__typename !== 'EventTypeCreateSuccess') throw new Error(eventTypeCreate.__typename);
}

export interface AddedEndpoint {
  /** `ep_…` */
  readonly id: string;
  readonly uuid: string;
  readonly secret: string;
}

export async function addEndpoint(
  client: GraphqlClient,
  input: { url: string } & Record<string, unknown>,
): Promise<AddedEndpoint> {
  const { endpointCreate } = await client.data<{
    endpointCreate: { message?: string; secret: string; endpoint: { id: string } };
  }>(
    `mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) {
       ... on EndpointCreateSuccess { secret endpoint { id } } ... on Error { message } } }`,
    { input },
  );
  if (endpointCreate.message !== undefined) throw new Error(endpointCreate.message);
  const { id } = endpointCreate.endpoint;
  return { id, uuid: uuidOf(id), secret: endpointCreate.secret };
}

/** What `eventPublish` answers, whichever member of its union that is. */
export interface Published {
  readonly __typename: string;
  readonly event?: { id: string };
  readonly duplicate?: boolean;
  readonly code?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly issues?: { path: string[]; type: string; message: string; suggestion?: string }[];
}

export async function tryPublish(client: GraphqlClient, input: Record<string, unknown>): Promise<Published> {
  const { eventPublish } = await client.data<{ eventPublish: Published }>(
    `mutation ($input: EventPublishInput!) { eventPublish(input: $input) { __typename
       ... on EventPublishSuccess { duplicate event { id } } ... on Error { code message }
       ... on ConflictError { reason } ... on ValidationError { issues { path type message suggestion } } } }`,
    { input },
  );
  return eventPublish;
}

/** Publishes an event that must be accepted. @returns its UUID */
export async function publish(
  client: GraphqlClient,
  input: { type: string } & Record<string, unknown>,
): Promise<string> {
  const answer = await tryPublish(client, { payload: {}, ...input });
  if (!answer.event) throw new Error(answer.message ?? answer.__typename);
  return uuidOf(answer.event.id);
}
