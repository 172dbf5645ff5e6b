import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint } from '../support/pipeline.ts';
import { createRefusals, type Fault, type Refusals } from '../support/refusals.ts';

const BEYOND =
  'JSON holds an integer beyond ±(2^53-1), which would be rounded. Send it as text (payloadText).';
const ENDLESS = 'JSON holds a number beyond ±1.8e308. Send it as text (payloadText).';
const TOO_DEEP = 'JSON is nested deeper than 100 levels.';
const NO_DATE = 'DateTime must be an RFC 3339 date and time with an offset, like 2026-01-31T12:00:00Z.';
const NO_YEAR = 'DateTime must be in the years 0001 to 9999 of UTC.';

let hookline: Hookline;
let refusals: Refusals;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  refusals = createRefusals(hookline, hookline.adminKey);
});
afterAll(() => hookline[Symbol.asyncDispose]());

const notText = (value: unknown) => `String cannot represent a non string value: ${value}`;
const missing = (field: string) => `Field "${field}" of required type "String!" was not provided.`;
const fault = (
  path: string[],
  type: string,
  message: string,
  suggestion: string | null = null,
): Required<Fault> => ({ path, type, message, suggestion, context: {} });

describe('input that GraphQL refuses', () => {
  const cases: [what: string, field: string, input: string, fault: Fault, inLiteral?: Partial<Fault>][] = [
    [
      'a missing field',
      'eventPublish',
      '{ "payload": {} }',
      fault(['input', 'type'], 'required', missing('type')),
      { message: missing('EventPublishInput.type') },
    ],
    [
      'a missing field in a list',
      'endpointCreate',
      '{ "url": "", "headers": [{ "name": "a", "value": "b" }, { "name": "a" }] }',
      fault(['input', 'headers', '1', 'value'], 'required', missing('value')),
      { message: missing('HttpHeaderInput.value') },
    ],
    [
      'null for a required field',
      'eventPublish',
      '{ "type": null, "payload": {} }',
      fault(['input', 'type'], 'invalid_type', 'Expected non-nullable type "String!" not to be null.'),
      { message: 'Expected value of type "String!", found null.' },
    ],
    [
      'a number for text',
      'endpointCreate',
      '{ "url": 5 }',
      fault(['input', 'url'], 'invalid_type', notText(5)),
    ],
    [
      'text for a number',
      'endpointCreate',
      '{ "url": "", "maxRetries": "x" }',
      fault(['input', 'maxRetries'], 'invalid_type', 'Int cannot represent non-integer value: "x"'),
    ],
    [
      'a number beyond 32 bits',
      'endpointCreate',
      '{ "url": "", "maxRetries": 2147483648 }',
      fault(
        ['input', 'maxRetries'],
        'invalid_type',
        'Int cannot represent non 32-bit signed integer value: 2147483648',
      ),
    ],
    [
      'a number in a list of texts',
      'endpointCreate',
      '{ "url": "", "labels": ["a", 1] }',
      fault(['input', 'labels', '1'], 'invalid_type', notText(1)),
    ],
    [
      'an unknown field',
      'endpointCreate',
      '{ "url": "", "urls": 1 }',
      fault(
        ['input', 'urls'],
        'unknown_field',
        'Field "urls" is not defined by type "EndpointCreateInput". Did you mean "url"?',
        'url',
      ),
    ],
    [
      'an integer that would be rounded',
      'eventPublish',
      '{ "type": "", "payload": { "a": [9007199254740992] } }',
      fault(['input', 'payload'], 'invalid_type', BEYOND),
    ],
    [
      'a negative integer that would be rounded',
      'eventPublish',
      '{ "type": "", "payload": -9007199254740992 }',
      fault(['input', 'payload'], 'invalid_type', BEYOND),
    ],
    [
      'a number that would become null',
      'eventPublish',
      '{ "type": "", "payload": 1e400 }',
      fault(['input', 'payload'], 'invalid_type', ENDLESS),
    ],
    [
      'JSON 101 deep',
      'eventPublish',
      `{ "type": "", "payload": ${'['.repeat(101)}${']'.repeat(101)} }`,
      fault(['input', 'payload'], 'invalid_type', TOO_DEEP),
    ],
    [
      'a day that is none',
      'eventPublish',
      '{ "type": "", "occurredAt": "2026-02-30T00:00:00Z" }',
      fault(['input', 'occurredAt'], 'invalid_type', NO_DATE),
    ],
    [
      'an hour that is none',
      'eventPublish',
      '{ "type": "", "occurredAt": "2026-01-31T24:00:00Z" }',
      fault(['input', 'occurredAt'], 'invalid_type', NO_DATE),
    ],
    [
      'a time of the year 0',
      'eventPublish',
      '{ "type": "", "occurredAt": "0001-01-01T00:00:00+00:01" }',
      fault(['input', 'occurredAt'], 'invalid_type', NO_YEAR),
    ],
    [
      'a time of the year 10000',
      'eventPublish',
      '{ "type": "", "occurredAt": "9999-12-31T23:59:59-00:01" }',
      fault(['input', 'occurredAt'], 'invalid_type', NO_YEAR),
    ],
    [
      'a number for a time',
      'eventPublish',
      '{ "type": "", "occurredAt": 1790000000 }',
      fault(['input', 'occurredAt'], 'invalid_type', NO_DATE),
    ],
  ];

  it.each(cases)(
    '%s is an issue, in variables and in literals',
    async (_what, field, json, issue, inLiteral) => {
      const type = field === 'eventPublish' ? 'EventPublishInput' : 'EndpointCreateInput';
      const withVariable = `mutation ($given: ${type}!) { ${field}(input: $given) { __typename } }`;
      expect(await refusals.issuesBeforeExecution(withVariable, `{"given":${json}}`)).toEqual([issue]);
      const literal = json.replaceAll(/"(\w+)":/g, '$1:');
      const withLiteral = `mutation { ${field}(input: ${literal}) { __typename } }`;
      expect(await refusals.issuesBeforeExecution(withLiteral)).toEqual([{ ...issue, ...inLiteral }]);
    },
  );

  it('JSON 20,000 deep in a variable is an issue', async () => {
    const query = 'mutation ($input: EventPublishInput!) { eventPublish(input: $input) { __typename } }';
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const issue = (field: string, message: string) => [fault(['input', field], 'invalid_type', message)];
    const inJson = await refusals.issuesBeforeExecution(query, `{"input":{"type":"","payload":${deep}}}`);
    expect(inJson).toEqual(issue('payload', TOO_DEEP));
    const inText = await refusals.issuesBeforeExecution(query, `{"input":{"type":${deep}}}`);
    expect(inText).toEqual(issue('type', notText('[[[Array]]]')));
  });

  it('a missing variable is an issue of the argument that it fills', async () => {
    const query =
      'mutation ($id: ID!, $name: String!) { endpointUpdate(id: $id, input: { name: $name }) { __typename } }';
    expect(await refusals.issuesBeforeExecution(query, '{"id":"x"}')).toEqual([
      fault(['input', 'name'], 'required', '$name of type String! must be given.'),
    ]);
  });

  it('a variable in a fragment is an issue of the argument that it fills in its own operation', async () => {
    const query = `fragment A on Query { endpoint(id: $v) { id } } fragment B on Query { nodes(ids: [$v]) { id } }
      query A($v: ID!) { ...A } query B($v: ID!) { ...B }`;
    const body = (operationName: string) =>
      JSON.stringify({ query, operationName, variables: { v: ['not', 'an', 'id'] } });
    const pathOf = async (operationName: string) => {
      const headers = { 'content-type': 'application/json', 'x-api-key': hookline.adminKey };
      const response = await fetch(`${hookline.url}/graphql`, {
        method: 'POST',
        headers,
        body: body(operationName),
      });
      const { errors } = (await response.json()) as { errors: { extensions: { issues: Fault[] } }[] };
      return errors.flatMap(({ extensions }) => extensions.issues.map(({ path }) => path));
    };
    expect([await pathOf('A'), await pathOf('B')]).toEqual([[['id']], [['ids', '0']]]);
  });

  it.each([
    [
      'mutation ($n: String) { endpointCreate(input: { url: "", maxRetries: $n }) { __typename } }',
      ['input', 'maxRetries'],
      'Variable "$n" of type "String" used in position expecting type "Int".',
    ],
    [
      'query ($id: ID) { endpoint(id: $id) { id } }',
      ['id'],
      'Variable "$id" of type "ID" used in position expecting type "ID!".',
    ],
    [
      'query ($s: String!) { endpoints(filter: { status: [ACTIVE, $s] }) { nodes { id } } }',
      ['filter', 'status', '1'],
      'Variable "$s" of type "String!" used in position expecting type "EndpointStatus!".',
    ],
  ])(
    'a variable of another type is an issue of the argument that it fills: %s',
    async (query, path, message) => {
      expect(await refusals.issuesBeforeExecution(query)).toEqual([fault(path, 'invalid_type', message)]);
    },
  );

  it.each(['toString', 'constructor', '__proto__'])('a variable called %s may be missing', async (name) => {
    const query = `query ($${name}: Int) { endpoints(first: $${name}) { nodes { id } } }`;
    expect(await refusals.send(query, {})).toMatchObject({ status: 200, data: {} });
    expect(await refusals.issuesBeforeExecution(query.replace('Int', 'Int!'), '{}')).toEqual([
      fault(['first'], 'required', `$${name} of type Int! must be given.`),
    ]);
  });

  it('a hundred of more missing variables are issues', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `$v${index}`);
    const query = `query (${names.map((name) => `${name}: ID!`).join()}) { nodes(ids: [${names.join()}]) { id } }`;
    const issues = await refusals.issuesBeforeExecution(query);
    expect(issues.map(({ path }) => path.join('.'))).toEqual(
      names.slice(0, 100).map((_, index) => `ids.${index}`),
    );
  });

  it.each([
    [
      'mutation ($v: ID = "x") { eventTypeCreate(input: { name: "a.b" }) { __typename } endpointPause(id: $v) { __typename } }',
      ['id'],
    ],
    [
      'mutation ($v: String = "x") { endpointCreate(input: { url: "", labels: ["a", $v] }) { __typename } }',
      ['input', 'labels', '1'],
    ],
    ['query ($v: [ID!] = ["x"]) { ...F } fragment F on Query { nodes(ids: $v) { id } }', ['ids']],
    [
      'mutation ($v: String = "x") { endpointCreate(input: { name: $v, url: "", labels: [$v] }) { __typename } }',
      ['input', 'labels', '0'],
    ],
  ])('null is an issue where a default lets a variable stand that may be null: %s', async (query, path) => {
    const issue = fault(path, 'invalid_type', '$v must not be null here.');
    expect(await refusals.issuesBeforeExecution(query, '{"v":null}')).toEqual([issue]);
  });

  it('null is taken where another operation of the document has such a variable', async () => {
    const query = `query A($v: Int = 1) { endpoints(first: $v) { nodes { id } } }
      query B($v: [ID!] = ["x"]) { ...F } fragment F on Query { nodes(ids: $v) { id } }`;
    const response = await fetch(`${hookline.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': hookline.adminKey },
      body: JSON.stringify({ query, operationName: 'A', variables: { v: null } }),
    });
    expect(await response.json()).toMatchObject({ data: { endpoints: { nodes: expect.any(Array) } } });
  });

  it.each([
    'query ($v: ID = "x", $do: Boolean!) { viewer { subject } endpoint(id: $v) @include(if: $do) { id } }',
    'query ($v: ID = "x", $do: Boolean = false) { ... @include(if: $do) { ...F } } fragment F on Query { endpoint(id: $v) { id } }',
    'query ($v: ID = "x", $do: Boolean!) { viewer { subject } ...F @include(if: $do) } fragment F on Query { ...G } fragment G on Query { endpoint(id: $v) { id } }',
  ])('null is taken where its field is left out: %s', async (query) => {
    const left = await refusals.send(query, { v: null, do: false });
    expect([left.status, left.errors]).toEqual([200, undefined]);
    const asked = await refusals.issuesBeforeExecution(query, '{"v":null,"do":true}');
    expect(asked).toEqual([fault(['id'], 'invalid_type', '$v must not be null here.')]);
  });

  it('null is taken where a variable with a default may be null', async () => {
    const query = 'query ($v: Int = 1) { endpoints(first: $v) { nodes { id } } }';
    expect(await refusals.send(query, { v: null })).toMatchObject({ status: 200, data: {} });
    const issue = fault(['first'], 'invalid_type', 'Expected non-nullable type "Int!" not to be null.');
    const strict = query.replace('Int', 'Int!');
    expect(await refusals.issuesBeforeExecution(strict, '{"v":null}')).toEqual([issue]);
  });

  it('a missing argument is an issue', async () => {
    expect(await refusals.issuesBeforeExecution('mutation { endpointPause { __typename } }')).toEqual([
      fault(
        ['id'],
        'required',
        'Field "endpointPause" argument "id" of type "ID!" is required, but it was not provided.',
      ),
    ]);
  });

  it('an unknown argument is an issue, with what may have been meant', async () => {
    const message = 'Unknown argument "firs" on field "Query.endpoints".';
    expect(await refusals.issuesBeforeExecution('{ endpoints(firs: 1) { nodes { id } } }')).toEqual([
      fault(['firs'], 'unknown_argument', `${message} Did you mean "first"?`, 'first'),
    ]);
    expect(await refusals.issuesBeforeExecution('{ endpoints(zzz: 1) { nodes { id } } }')).toEqual([
      fault(['zzz'], 'unknown_argument', message.replace('firs', 'zzz')),
    ]);
  });

  it('an unknown value is an issue, with what may have been meant, in variables and in literals', async () => {
    const issue = (path: string[]) =>
      fault(
        path,
        'invalid_type',
        'Value "ACTIV" does not exist in "EndpointStatus" enum. Did you mean the enum value "ACTIVE"?',
        'ACTIVE',
      );
    const literal = '{ endpoints(filter: { status: [ACTIV] }) { nodes { id } } }';
    expect(await refusals.issuesBeforeExecution(literal)).toEqual([issue(['filter', 'status', '0'])]);
    const query =
      'query ($status: [EndpointStatus!]) { endpoints(filter: { status: $status }) { nodes { id } } }';
    expect(await refusals.issuesBeforeExecution(query, '{"status":["ACTIV"]}')).toEqual([
      issue(['filter', 'status', '0']),
    ]);
  });

  it('a value that ends like a suggestion is none', async () => {
    const query = 'query ($first: Int) { endpoints(first: $first) { nodes { id } } }';
    const first = ' Did you mean "x"?';
    const [issue] = await refusals.issuesBeforeExecution(query, JSON.stringify({ first }));
    expect(issue).toMatchObject({ type: 'invalid_type', suggestion: null });
  });

  it('every fault is named at once', async () => {
    const query = 'mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) { __typename } }';
    const issues = await refusals.issuesBeforeExecution(query, '{"input":{"name":1,"maxRetries":"x"}}');
    expect(issues.map(({ path }) => path.join('.')).sort()).toEqual([
      'input.maxRetries',
      'input.name',
      'input.url',
    ]);
  });
});

describe('a page', () => {
  const lists = ['endpoints', 'deliveries', 'events', 'eventTypes', 'organizations'];
  const range = 'must be between 0 and 100';

  it.each([
    ['first: -1', { ...fault(['first'], 'too_small', range), context: { minimum: 0 } }],
    ['first: 101', { ...fault(['first'], 'too_large', range), context: { maximum: 100 } }],
    ['last: -1', { ...fault(['last'], 'too_small', range), context: { minimum: 0 } }],
    ['last: 101', { ...fault(['last'], 'too_large', range), context: { maximum: 100 } }],
    ['first: 1, last: 1', fault(['last'], 'ambiguous', 'Give first or last, not both.')],
  ])('with %s is refused', async (args, issue) => {
    for (const list of lists) {
      expect(await refusals.issueOfField(`{ ${list}(${args}) { nodes { id } } }`, list)).toEqual(issue);
    }
  });

  it.each([
    ['first: 1.5', fault(['first'], 'invalid_type', 'Int cannot represent non-integer value: 1.5')],
    ['last: "1"', fault(['last'], 'invalid_type', 'Int cannot represent non-integer value: "1"')],
    ['after: 1', fault(['after'], 'invalid_type', notText(1))],
  ])('with %s is refused before it is executed', async (args, issue) => {
    for (const list of lists) {
      expect(await refusals.issuesBeforeExecution(`{ ${list}(${args}) { nodes { id } } }`)).toEqual([issue]);
    }
  });

  it.each(['after', 'before'])('%s a text that is no cursor of the list is refused', async (name) => {
    const feedCursor = (
      (await refusals.send('{ deliveryFeedCursor }')).data as { deliveryFeedCursor: string }
    ).deliveryFeedCursor;
    const encode = (text: string) => Buffer.from(text).toString('base64url');
    const id = '01991234-5678-7ABC-8DEF-0123456789AB';
    const cursors = [
      ['endpoints', ['', 'x', '\0', feedCursor, encode('k'), encode(id)]],
      [
        'endpoints',
        ['', "k' or true", 'k\0', id, `${id.toLowerCase()}\0`].map((key) => encode(`endpoint:${key}`)),
      ],
      ['eventTypes', ['', 'k\0', 'k\n', 'ké'].map((key) => encode(`event_type:${key}`))],
    ] as const;
    for (const [list, cursor] of cursors.flatMap(([list, some]) => some.map((one) => [list, one] as const))) {
      const query = `query ($cursor: String!) { ${list}(${name}: $cursor) { nodes { id } } }`;
      const { status, data, errors } = await refusals.send(query, { cursor });
      expect([status, data]).toEqual([400, null]);
      expect(errors).toMatchObject([
        {
          message: `${name} is not a cursor of this list.`,
          path: [list],
          extensions: { code: 'CURSOR_INVALID' },
        },
      ]);
    }
  });
});

describe('a filter', () => {
  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])(
    'by the time %s is answered',
    async (time) => {
      const query = `query ($time: DateTime) {
      events(filter: { since: $time, until: $time }) { nodes { id } }
      deliveries(filter: { since: $time, until: $time }) { nodes { id } } }`;
      const { status, data, errors } = await refusals.send(query, { time });
      expect([status, errors]).toEqual([200, undefined]);
      expect(data).toEqual({ events: { nodes: [] }, deliveries: { nodes: [] } });
    },
  );

  it('by a time beyond those that the database holds is refused before it is executed', async () => {
    const query = 'query ($time: DateTime) { deliveries(filter: { since: $time }) { nodes { id } } }';
    for (const time of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-23:59']) {
      const issues = await refusals.issuesBeforeExecution(query, JSON.stringify({ time }));
      expect(issues).toEqual([fault(['filter', 'since'], 'invalid_type', NO_YEAR)]);
    }
  });

  it.each([
    ['endpoints', 'search'],
    ['endpoints', 'externalId'],
    ['endpoints', 'label'],
    ['endpoints', 'eventType'],
    ['endpoints', 'partnerId'],
    ['endpoints', 'organizationId'],
    ['deliveries', 'eventType'],
    ['deliveries', 'partnerId'],
    ['deliveries', 'eventId'],
    ['events', 'type'],
    ['events', 'idempotencyKey'],
    ['events', 'partnerId'],
    ['organizations', 'search'],
    ['organizations', 'partnerId'],
    ['organizations', 'externalId'],
  ])('of %s by a %s that no row can hold matches nothing', async (list, member) => {
    await addEndpoint(hookline.admin, { url: 'https://example.com', eventPatterns: [] });
    for (const text of ['\0', 'a\0b', '\ud800', '\udc00x']) {
      const query = `query ($text: ${member.endsWith('Id') && !/^(partner|external)/.test(member) ? 'ID' : 'String'}) {
        ${list}(filter: { ${member}: $text }) { nodes { id } } }`;
      const { status, data, errors } = await refusals.send(query, { text });
      expect([status, errors]).toEqual([200, undefined]);
      expect(data).toEqual({ [list]: { nodes: [] } });
    }
  });
});
