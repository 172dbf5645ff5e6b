import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEventType } from '../support/pipeline.ts';
import { createRefusals, FAILURES, type Fault, type Refusals } from '../support/refusals.ts';

const PAYLOAD_MAX_BYTES = 256 * 1024;
const CREATE = `mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) { ${FAILURES} } }`;
const PUBLISH = `mutation ($input: EventPublishInput!) { eventPublish(input: $input) { ${FAILURES} } }`;

let hookline: Hookline;
let refusals: Refusals;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  refusals = createRefusals(hookline, tenant.key);
});
afterAll(() => hookline[Symbol.asyncDispose]());

describe('endpointCreate', () => {
  const onlyHttps = { type: 'url_scheme', message: 'only https URLs are allowed' };
  const noUrl = { type: 'url_invalid', message: 'not an absolute URL such as https://example.com/webhooks' };

  it.each([
    ['http://example.com/hook', onlyHttps],
    ['ftp://example.com/hook', onlyHttps],
    ['javascript:alert(1)', onlyHttps],
    ['', noUrl],
    ['example.com/hook', noUrl],
    ['https://exa mple.com', noUrl],
    ['https://example.com/\0', noUrl],
    ['https://10.0.0.1/', { type: 'address_forbidden', message: '10.0.0.1 is not a public address' }],
    [
      'https://me:pw@example.com/',
      { type: 'url_credentials', message: 'a URL must not contain a user name or password' },
    ],
  ])('refuses the URL "%s"', async (url, fault) => {
    expect(await refusals.issueOf(CREATE, { url })).toEqual({
      path: ['input', 'url'],
      suggestion: null,
      context: {},
      ...fault,
    });
  });

  it.each([
    ['url', `https://example.com/${'a'.repeat(2048)}`, 'url_too_long', 2048],
    ['metadata', { a: 'b'.repeat(4096) }, 'too_long', 4096],
    [
      'headers',
      Array.from({ length: 21 }, (_, index) => ({ name: `x-${index}`, value: '' })),
      'too_many_headers',
      20,
    ],
    ['headers', [{ name: 'x', value: 'v'.repeat(4096) }], 'headers_too_large', 4096],
    // An issue for each would let a request choose how long its answer is, and how long that takes.
    ['eventPatterns', Array.from({ length: 101 }, (_, index) => `unknown.${index}`), 'too_many', 100],
  ])('tells the limit that is broken in %s', async (field, value, type, maximum) => {
    expect(await refusals.issueOf(CREATE, { url: 'https://example.com', [field]: value })).toMatchObject({
      path: ['input', field],
      type,
      context: { maximum },
    });
  });

  it.each([
    [['name'], 'a\0'],
    [['name'], '\ud800'],
    [['description'], 'a\udc00b'],
    [['externalId'], '\0'],
    [['labels', '0'], ['\0']],
    [['metadata'], { 'a\0': '' }],
    [['metadata'], { a: '\ud800' }],
  ])('refuses NUL and halves of surrogate pairs in %j', async (path, value) => {
    const input = { url: 'https://example.com', [path[0] as string]: value };
    expect(await refusals.issueOf(CREATE, input)).toEqual({
      path: ['input', ...path],
      type: 'invalid_text',
      message: 'must not contain NUL or half a surrogate pair',
      suggestion: null,
      context: {},
    });
  });
});

describe('eventPublish', () => {
  const type = 'invoice.paid';
  const unknown = (name: string) => `No event type ${name} is registered.`;
  const tooLarge = (bytes: number) => ({
    type: 'too_large',
    message: `A payload is at most ${PAYLOAD_MAX_BYTES} bytes of JSON; this one has ${bytes}.`,
    context: { maximum: PAYLOAD_MAX_BYTES, actual: bytes },
  });
  const notOne = 'Give exactly one of payload and payloadText.';
  const badKey = 'must be 1 to 256 characters without NUL';
  const badText = 'The text holds NUL or half a surrogate pair.';

  type Expected = Omit<Fault, 'path'> & { path: string };
  const refusedInputs: [what: string, input: object, expected: Expected][] = [
    [
      'an unregistered type',
      { type: 'invoice.payed', payload: {} },
      {
        path: 'type',
        type: 'event_type_unknown',
        message: `${unknown('invoice.payed')} Did you mean invoice.paid?`,
        suggestion: 'invoice.paid',
      },
    ],
    [
      'a type like none',
      { type: 'x', payload: {} },
      { path: 'type', type: 'event_type_unknown', message: unknown('x') },
    ],
    [
      'a type with NUL',
      { type: 'user\0created', payload: {} },
      { path: 'type', type: 'event_type_unknown', message: unknown('user\0created') },
    ],
    [
      'a large payload',
      { type, payload: 'x'.repeat(PAYLOAD_MAX_BYTES) },
      { path: 'payload', ...tooLarge(PAYLOAD_MAX_BYTES + 2) },
    ],
    [
      'a large payloadText',
      { type, payloadText: `"${'é'.repeat(PAYLOAD_MAX_BYTES / 2)}"` },
      { path: 'payloadText', ...tooLarge(PAYLOAD_MAX_BYTES + 2) },
    ],
    [
      'both payloads',
      { type, payload: {}, payloadText: '{}' },
      { path: 'payload', type: 'ambiguous', message: notOne },
    ],
    ['no payload', { type }, { path: 'payload', type: 'required', message: notOne }],
    [
      'NUL in payloadText',
      { type, payloadText: '"\0"' },
      { path: 'payloadText', type: 'json_invalid', message: badText },
    ],
    [
      'half a surrogate pair in payloadText',
      { type, payloadText: '"\ud800"' },
      { path: 'payloadText', type: 'json_invalid', message: badText },
    ],
    [
      'a payloadText 20,000 deep',
      { type, payloadText: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
      { path: 'payloadText', type: 'json_invalid', message: 'The payload is nested deeper than 100 levels.' },
    ],
    [
      'no text as its type',
      { type: '', payload: {} },
      { path: 'type', type: 'too_short', message: 'must not be empty', context: { minimum: 1 } },
    ],
    [
      'no text as its idempotencyKey',
      { type, payload: {}, idempotencyKey: '' },
      { path: 'idempotencyKey', type: 'too_short', message: badKey, context: { minimum: 1 } },
    ],
    [
      'a long idempotencyKey',
      { type, payload: {}, idempotencyKey: 'k'.repeat(257) },
      { path: 'idempotencyKey', type: 'too_long', message: badKey, context: { maximum: 256 } },
    ],
    [
      'NUL in its idempotencyKey',
      { type, payload: {}, idempotencyKey: '\0' },
      { path: 'idempotencyKey', type: 'invalid_text', message: badKey },
    ],
  ];

  it.each(refusedInputs)('refuses %s', async (_what, input, { path, ...fault }) => {
    const issue = await refusals.issueOf(PUBLISH, input);
    expect(issue).toEqual({ path: ['input', path], suggestion: null, context: {}, ...fault });
  });

  it.each(['', ' ', '{"a":', '{a:1}', '01', 'NaN', "'a'", '1,2', '1},{"a":2', '\ufeff{}', '{"a":1}x'])(
    'refuses the payloadText %j',
    async (payloadText) => {
      expect(await refusals.issueOf(PUBLISH, { type, payloadText })).toEqual({
        path: ['input', 'payloadText'],
        type: 'json_invalid',
        message: expect.stringMatching(/^This is not JSON: ./),
        suggestion: null,
        context: {},
      });
    },
  );
});
