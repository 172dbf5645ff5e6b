import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { createClient, type GraphqlClient, type Issue } from '../support/client.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';

const ISSUES = '... on ValidationError { issues { path type } }';
const CREATE = `mutation ($input: EndpointCreateInput!) { act: endpointCreate(input: $input) { ${ISSUES} } }`;
const CREATE_KEY = `mutation ($input: ApiKeyCreateInput!) { act: apiKeyCreate(input: $input) { ${ISSUES} } }`;
const PUBLISH = `mutation ($input: EventPublishInput!) { act: eventPublish(input: $input) { ${ISSUES} } }`;
const UPDATE = `mutation ($id: ID!, $input: EndpointUpdateInput!) { act: endpointUpdate(id: $id, input: $input) { ${ISSUES} } }`;
const ROTATE = `mutation ($id: ID!, $input: EndpointSecretRotateInput) { act: endpointSecretRotate(id: $id, input: $input) { ${ISSUES} } }`;
const TEST = `mutation ($id: ID!, $input: EndpointTestInput) { act: endpointTest(id: $id, input: $input) { ${ISSUES} } }`;

let hookline: Hookline;
/** Of an administrator who belongs to no organization. */
let ofNone: GraphqlClient;
let tenant: GraphqlClient;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  const { database } = hookline.app.core;
  const { key } = await createApiKey(database, { organizationId: null, name: 'admin', scopes: ['ADMIN'] });
  ofNone = createClient(hookline.url, key);
  tenant = (await hookline.createOrganization()).client;
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** Each issue as its path within the input and its type. */
async function issuesOf(client: GraphqlClient, mutation: string, variables: object): Promise<string[]> {
  const { act } = await client.data<{ act: { issues?: Issue[] } }>(mutation, variables);
  return (act.issues ?? []).map(({ path, type }) => `${path.slice(1).join('.')}: ${type}`);
}

const PAST = '2001-01-01T00:00:00Z';

describe('an organization that cannot be told', () => {
  it('is told with what else is wrong with an endpoint', async () => {
    expect(await issuesOf(ofNone, CREATE, { input: { url: 'nope', name: '' } })).toEqual([
      'organizationId: required',
      'url: url_invalid',
      'name: too_short',
    ]);
  });

  it('is told alone of an endpoint that has no other fault', async () => {
    expect(await issuesOf(ofNone, CREATE, { input: { url: 'listen:a' } })).toEqual([
      'organizationId: required',
    ]);
  });

  it('is told with what else is wrong with an event', async () => {
    const input = { type: 'no.such', payloadText: '{', idempotencyKey: '' };
    const others = ['type: event_type_unknown', 'payloadText: json_invalid', 'idempotencyKey: too_short'];
    expect(await issuesOf(ofNone, PUBLISH, { input })).toEqual(['organizationId: required', ...others]);
    const both = { ...input, organizationId: 'org_1', organizationExternalId: 'a' };
    expect(await issuesOf(tenant, PUBLISH, { input: both })).toEqual([
      'organizationExternalId: ambiguous',
      ...others,
    ]);
  });

  it('is told with a type alone that nobody registered', async () => {
    expect(await issuesOf(ofNone, PUBLISH, { input: { type: 'no.such', payload: {} } })).toEqual([
      'organizationId: required',
      'type: event_type_unknown',
    ]);
  });

  it('is told with what else is wrong with a key', async () => {
    const input = { name: '', scopes: ['EVENTS_READ'], expiresAt: PAST };
    expect(await issuesOf(ofNone, CREATE_KEY, { input })).toEqual([
      'organizationId: required',
      'name: too_short',
      'expiresAt: in_past',
    ]);
  });
});

describe('apiKeyCreate', () => {
  it('tells of scopes and time with the name', async () => {
    const input = { name: '', scopes: ['EVENTS_READ', 'ADMIN'], expiresAt: PAST };
    expect(await issuesOf(tenant, CREATE_KEY, { input })).toEqual([
      'name: too_short',
      'scopes.1: scope_not_held',
      'expiresAt: in_past',
    ]);
  });
});

describe('an endpoint that signs with a key pair', () => {
  let id: string;
  beforeAll(async () => {
    const { act } = await tenant.data<{ act: { endpoint: { id: string } } }>(
      `mutation { act: endpointCreate(input: { url: "listen:a", signingVersion: V1A }) {
        ... on EndpointCreateSuccess { endpoint { id } }
      } }`,
    );
    id = act.endpoint.id;
  });
  const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;

  it('is told to have no shared secret with what else is wrong', async () => {
    expect(await issuesOf(tenant, UPDATE, { id, input: { name: '', secret } })).toEqual([
      'name: too_short',
      'secret: secret_not_shared',
    ]);
    expect(await issuesOf(tenant, ROTATE, { id, input: { graceHours: 169, secret } })).toEqual([
      'graceHours: too_large',
      'secret: secret_not_shared',
    ]);
  });

  it('is told of a test’s type and payload at once', async () => {
    const input = { eventType: 'no.such', payload: 'x'.repeat(256 * 1024) };
    expect(await issuesOf(tenant, TEST, { id, input })).toEqual([
      'eventType: event_type_unknown',
      'payload: too_large',
    ]);
  });
});
