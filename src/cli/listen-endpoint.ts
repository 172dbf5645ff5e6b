import { randomBytes, randomUUID } from 'node:crypto';
import { listenAddress } from '../delivery/listen-address.ts';
import { createSigningKey, formatSecret, parseSecret, type SigningKey } from '../delivery/sign.ts';
import { OperatorError } from '../errors.ts';
import { type Api, FAILURE, type Result, succeeded } from './api.ts';
import type { ListenArguments } from './arguments.ts';
import { type CliViewer, organizationOf } from './viewer.ts';

const SECRET_BYTES = 32;

/** Whose attempts are forwarded. */
export interface ListenEndpoint {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly eventPatterns: readonly string[];
  readonly timeoutSeconds: number;
  readonly organization: { readonly name: string };
}

export interface Source {
  readonly endpoint: ListenEndpoint;
  /** Of its own endpoint: what that names it by until another listener takes it over; null: it mirrors one. */
  readonly listener: string | null;
  readonly found: boolean;
  /** What signs anew; null: the signature of the attempt is passed on. */
  readonly signing: { readonly secret: string; readonly key: SigningKey } | null;
}

/** What an endpoint says of the listener that it is for. */
export interface Claim {
  readonly metadata: { readonly listener?: unknown };
}

const FIELDS = 'id url status eventPatterns timeoutSeconds organization { name }';

/** The endpoint to mirror. @throws OperatorError */
export async function mirroredEndpoint(
  api: Api,
  id: string,
  secret: string | null,
  signal: AbortSignal,
): Promise<Source> {
  const { endpoint } = await api.request<{ endpoint: ListenEndpoint | null }>(
    `query ($id: ID!) { endpoint(id: $id) { ${FIELDS} } }`,
    { id },
    signal,
  );
  if (!endpoint)
    throw new OperatorError(`This key sees no endpoint ${id}.`, 'Give one of its organization: ep_….');
  return { endpoint, listener: null, found: true, signing: secret === null ? null : signingWith(secret) };
}

/** The endpoint `listen:<name>`, made now or, where a listener has left it, found again. @throws OperatorError */
export async function ownEndpoint(
  api: Api,
  args: ListenArguments,
  viewer: CliViewer,
  signal: AbortSignal,
): Promise<Source> {
  const signing = signingWith(args.secret ?? formatSecret(randomBytes(SECRET_BYTES)));
  const url = listenAddress(args.name);
  const listener = randomUUID();
  // The secret is shown only once, so a new run signs with a new one, which replaces the old.
  const input = { url, eventPatterns: args.events, secret: signing.secret, metadata: { listener } };
  const organizationId = organizationOf(viewer, args.organization);
  const existing = await findOwn(api, url, organizationId, signal);
  if (existing) {
    const { endpointUpdate } = await api.request<{
      endpointUpdate: Result<{ endpoint: ListenEndpoint }>;
    }>(
      `mutation ($id: ID!, $input: EndpointUpdateInput!) { endpointUpdate(id: $id, input: $input) {
         ... on EndpointUpdateSuccess { endpoint { ${FIELDS} } } ${FAILURE} } }`,
      { id: existing, input },
    );
    return { ...succeeded(endpointUpdate, `Changing ${url}`), listener, found: true, signing };
  }
  const { endpointCreate } = await api.request<{ endpointCreate: Result<{ endpoint: ListenEndpoint }> }>(
    `mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) {
       ... on EndpointCreateSuccess { endpoint { ${FIELDS} } } ${FAILURE} } }`,
    { input: { ...input, organizationId, externalId: url } },
  );
  return { ...succeeded(endpointCreate, `Making ${url}`), listener, found: false, signing };
}

async function findOwn(
  api: Api,
  url: string,
  organizationId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { endpoints } = await api.request<{ endpoints: { nodes: { id: string; url: string }[] } }>(
    'query ($filter: EndpointFilter!) { endpoints(first: 1, filter: $filter) { nodes { id url } } }',
    { filter: { organizationId, externalId: url } },
    signal,
  );
  return endpoints.nodes[0]?.id ?? null;
}

/** Whether a later listener of the same name has it now. */
export async function isTakenOver(api: Api, source: Source, signal: AbortSignal): Promise<boolean> {
  if (source.listener === null) return false;
  const { endpoint } = await api.request<{ endpoint: Claim | null }>(
    'query ($id: ID!) { endpoint(id: $id) { metadata } }',
    { id: source.endpoint.id },
    signal,
  );
  return !holds(source, endpoint);
}

/** @param claim null: the endpoint was deleted, which is told otherwise */
export function holds({ listener }: Source, claim: Claim | null): boolean {
  // Whoever wrote other metadata by hand is no listener.
  const named = claim?.metadata.listener;
  return listener === null || typeof named !== 'string' || named === listener;
}

export function takenOver({ endpoint }: Source): OperatorError {
  return new OperatorError(
    `Another listener has taken ${endpoint.url} over, and nothing more is forwarded here.`,
    'Give each listener a --name of its own.',
  );
}

/** @returns whether it was still there @throws OperatorError when it may be there yet */
export async function deleteEndpoint(api: Api, id: string, signal: AbortSignal): Promise<boolean> {
  const { endpointDelete } = await api.request<{ endpointDelete: Result<object> }>(
    `mutation ($id: ID!) { endpointDelete(id: $id) { __typename ... on Error { code message } } }`,
    { id },
    signal,
  );
  if (endpointDelete.code === 'NOT_FOUND') return false;
  succeeded(endpointDelete, `Deleting ${id}`);
  return true;
}

function signingWith(secret: string) {
  const bytes = parseSecret(secret);
  if (bytes === null) throw new Error('the secret was checked when it was given');
  return { secret, key: createSigningKey('V1', bytes) };
}
