import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../support/client.ts';
import { openEventStream } from '../support/event-stream.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType } from '../support/pipeline.ts';
import { writingNothing } from '../support/rows.ts';
import { openSocket } from '../support/socket.ts';

const ERROR_ID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const INPUT = '{ type: "invoice.paid", payload: { n: 1 } }';
const PUBLISH = `eventPublish(input: ${INPUT})`;
const DELIVERIES = 'deliveries { nodes { id } }';

let hookline: Hookline;
let producer: Tenant;
let reader: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
  producer = await hookline.createOrganization({ scopes: ['EVENTS_PUBLISH'] });
  reader = await hookline.createOrganization({ scopes: ['DELIVERIES_READ'] });
  await addEndpoint((await hookline.createOrganization()).client, { url: 'https://a.example' });
});
afterAll(() => hookline[Symbol.asyncDispose]());

const writesNothing = <T>(act: () => Promise<T>) => writingNothing(hookline.app.core.database.pool, act);

const SCOPES: Readonly<Record<string, string>> = {
  'Event.deliveries': 'DELIVERIES_READ',
  'Mutation.endpointDelete': 'ENDPOINTS_WRITE',
  'Mutation.endpointPause': 'ENDPOINTS_WRITE',
  'Organization.endpoints': 'ENDPOINTS_READ',
};

/** The error of a field, of which nothing is said but where it is and which scope's lack it is. */
const errorOf = (field: string, path: string[]) => ({
  message: `This credential lacks the scope ${SCOPES[field]}, which ${field} needs.`,
  path,
  locations: [expect.anything()],
  extensions: { code: 'FORBIDDEN', errorId: ERROR_ID },
});

/** An answer without data: nothing was executed. */
const refusal = (field: string, path: string[]) => ({
  errors: [errorOf(field, path)],
  extensions: { cost: expect.anything() },
});

type Variables = Record<string, unknown>;

const refused: [what: string, query: string, variables: Variables, field: string, path: string[]][] = [
  [
    'a field of what was made',
    `mutation { ${PUBLISH} { ... on EventPublishSuccess { event { id ${DELIVERIES} } } } }`,
    {},
    'Event.deliveries',
    ['eventPublish', 'event', 'deliveries'],
  ],
  [
    'one act of several',
    `mutation { a: ${PUBLISH} { __typename } b: endpointPause(id: "x") { __typename } }`,
    {},
    'Mutation.endpointPause',
    ['b'],
  ],
  [
    'a field in fragments',
    `mutation { ...a } fragment a on Mutation { ${PUBLISH} { ... { ...b } } }
     fragment b on EventPublishSuccess { event { ... on Node { ... on Event { of: ${DELIVERIES} } } } }`,
    {},
    'Event.deliveries',
    ['eventPublish', 'event', 'of'],
  ],
  [
    'a field of a list, whose entries have no place yet',
    `mutation { eventPublishBatch(input: [${INPUT}]) { ... on EventPublishBatchSuccess { results {
       ... on EventPublishSuccess { event { ${DELIVERIES} } } } } } }`,
    {},
    'Event.deliveries',
    ['eventPublishBatch', 'results'],
  ],
  [
    'a field that a variable includes',
    `mutation ($on: Boolean!, $off: Boolean = false) { ${PUBLISH} { ... on EventPublishSuccess {
       event @include(if: $on) { ${DELIVERIES.replace('{', '@skip(if: $off) {')} } } } }`,
    { on: true },
    'Event.deliveries',
    ['eventPublish', 'event', 'deliveries'],
  ],
  [
    'an act of another operation’s document',
    `query A { viewer { subject } } mutation B { ${PUBLISH} { __typename } removed: endpointDelete(id: "x") { __typename } }`,
    { operationName: 'B' },
    'Mutation.endpointDelete',
    ['removed'],
  ],
];

describe('a mutation that is forbidden in part is refused as a whole, and does nothing:', () => {
  it.each(refused)('%s', async (_what, query, { operationName, ...variables }, field, path) => {
    const response = await writesNothing(() =>
      fetch(`${hookline.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': producer.key },
        body: JSON.stringify({ query, variables, operationName }),
      }),
    );
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual(refusal(field, path));
  });

  it('each forbidden field has an error, once', async () => {
    const twice = (name: string) =>
      `${name}: ${PUBLISH} { ... on EventPublishSuccess { event { ${DELIVERIES} } } }`;
    const query = `mutation { ${twice('a')} ${twice('b')} endpointPause(id: "x") { __typename } }`;
    const { status, errors } = await writesNothing(() => producer.client.send(query));
    expect({ status, errors }).toEqual({
      status: 403,
      errors: [
        errorOf('Event.deliveries', ['a', 'event', 'deliveries']),
        errorOf('Mutation.endpointPause', ['endpointPause']),
      ],
    });
  });

  it('over a WebSocket too', async () => {
    await using socket = openSocket(hookline.url, { 'X-API-Key': producer.key });
    const { value } = await writesNothing(() => socket.run(refused[0]?.[1] ?? '').next());
    expect(value).toEqual(refusal('Event.deliveries', ['eventPublish', 'event', 'deliveries']));
  });
});

describe('a mutation is not refused for a field that', () => {
  it.each([
    ['@skip leaves out', `${DELIVERIES.replace('{', '@skip(if: true) {')}`, {}],
    ['a variable leaves out', `${DELIVERIES.replace('{', '@include(if: $with) {')}`, { with: false }],
    ['a variable’s default leaves out', `${DELIVERIES.replace('{', '@skip(if: $without) {')}`, {}],
    [
      'the default of a variable called constructor leaves out',
      `${DELIVERIES.replace('{', '@include(if: $constructor) {')}`,
      {},
    ],
    [
      'stands in a fragment that is left out',
      `... on Event @include(if: $with) { ${DELIVERIES} }`,
      { with: false },
    ],
    ['can be of no such object', `... on Node { ... on Organization { stats { total } } }`, {}],
    ['tells of the schema', '__typename', {}],
    ['is null without its scope', 'payloadText', {}],
  ])('%s', async (_what, selection, variables) => {
    const query = `mutation ($with: Boolean = true, $without: Boolean! = true, $constructor: Boolean = false) { __typename ${PUBLISH} {
      ... on EventPublishSuccess { duplicate event { id occurredAt @include(if: $constructor) type @include(if: $with) createdAt @skip(if: $without) ${selection} } } } }`;
    const { eventPublish } = await producer.client.data<{ eventPublish: object }>(query, variables);
    expect(eventPublish).toMatchObject({ duplicate: false, event: { id: expect.stringMatching(/^evt_/) } });
  });

  it('stands in another operation of its document', async () => {
    const query = `mutation A { ${PUBLISH} { __typename } } mutation B { endpointPause(id: "x") { __typename } }`;
    const response = await fetch(`${hookline.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': producer.key },
      body: JSON.stringify({ query, operationName: 'A' }),
    });
    expect(await response.json()).toMatchObject({
      data: { eventPublish: { __typename: 'EventPublishSuccess' } },
    });
  });
});

describe('a subscription that would show a forbidden field is refused before its first item', () => {
  const query =
    'subscription { deliveryFeed { cursor ... on AttemptRecorded { delivery { endpoint { owner: organization { endpoints { totalCount } } } } } } }';
  const expected = errorOf('Organization.endpoints', [
    'deliveryFeed',
    'delivery',
    'endpoint',
    'owner',
    'endpoints',
  ]);

  it('over server-sent events', async () => {
    await using stream = await openEventStream(hookline.url, reader.key, { query });
    expect(stream.status).toBe(403);
    expect(await stream.next()).toEqual({ errors: [expected] });
  });

  it('over a WebSocket', async () => {
    await using socket = openSocket(hookline.url, { 'X-API-Key': reader.key });
    expect(await socket.run(query).next()).toMatchObject({ value: { errors: [expected] } });
  });
});

it('a query gets what it may see', async () => {
  const client = createClient(hookline.url, producer.key);
  expect(await client.send('{ viewer { subject } endpoints { totalCount } }')).toMatchObject({
    errors: [
      {
        message: 'This credential lacks the scope ENDPOINTS_READ, which Query.endpoints needs.',
        extensions: { code: 'FORBIDDEN' },
      },
    ],
  });
  expect(await client.send('{ viewer { subject } endpoint(id: "x") { id } }')).toMatchObject({
    status: 200,
    data: { viewer: { subject: expect.any(String) }, endpoint: null },
    errors: [{ path: ['endpoint'], extensions: { code: 'FORBIDDEN' } }],
  });
});
