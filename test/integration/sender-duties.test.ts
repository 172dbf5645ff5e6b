import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEventType, publish } from '../support/pipeline.ts';
import { type ReceivedRequest, type Receiver, startReceiver } from '../support/receiver.ts';
import { isVerified, isVerifiedByKey, verifyWebhook } from '../support/verify-webhook.ts';

/**
 * What Standard Webhooks asks of whoever sends, of the message and its signature. What it asks of retries, of status
 * codes and of endpoints that keep failing has tests beside what does it.
 */

const CREATE = `mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) {
  ... on EndpointCreateSuccess { secret endpoint { id secrets { publicKey } } } } }`;

interface Created {
  endpointCreate: {
    secret: string | null;
    endpoint: { id: string; secrets: { publicKey: string | null }[] };
  };
}

let hookline: Hookline;
let receiver: Receiver;
beforeAll(async () => {
  // The first retry is more than a second after the first attempt, whose time is told in seconds.
  hookline = await startHookline({ env: { HOOKLINE_RETRY_SCHEDULE_SECONDS: '2,0,0,0,0,0,0' } });
  receiver = await startReceiver((_request, _response, count) => (count === 1 ? 503 : 200));
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** An endpoint of a tenant of its own, and what it receives of an event that is published. */
async function deliver(input: object = {}, payload: unknown = { amount: 1 }, count = 1) {
  const tenant = await hookline.createOrganization();
  const { endpointCreate } = await tenant.client.data<Created>(CREATE, {
    input: { url: receiver.url, ...input },
  });
  const before = receiver.requests.length;
  const event = await publish(tenant.client, { type: 'invoice.paid', payload });
  const requests = (await receiver.received(before + count)).slice(before);
  const [request] = requests as [ReceivedRequest];
  const secret = endpointCreate.secret ?? '';
  return { event, secret, publicKey: endpointCreate.endpoint.secrets[0]?.publicKey ?? '', request, requests };
}

const headerOf = ({ headers }: ReceivedRequest, name: string) => String(headers[name]);

describe('a message', () => {
  it('keeps its id at every attempt, and tells the time of each, under a signature of its own', async () => {
    const { event, secret, requests } = await deliver({}, { amount: 1 }, 2);
    const [first, second] = requests as [ReceivedRequest, ReceivedRequest];
    for (const request of requests) {
      expect(headerOf(request, 'webhook-id')).toBe(`evt_${event}`);
      expect(request.body).toBe(first.body);
      expect(isVerified(request, secret)).toBe(true);
    }
    const seconds = requests.map((request) => Number(headerOf(request, 'webhook-timestamp')));
    expect(seconds[1]).toBeGreaterThan(seconds[0] ?? 0);
    for (const time of seconds) expect(Math.abs(time - Date.now() / 1000)).toBeLessThan(60);
    expect(headerOf(second, 'webhook-signature')).not.toBe(headerOf(first, 'webhook-signature'));
  });

  it('has the body that the specification describes, and is a POST of JSON from a sender with a name', async () => {
    const { request, secret } = await deliver({}, { text: 'žluťoučký 馬 🐎 \u2028', n: [1, null] });
    expect(verifyWebhook(request, secret)).toEqual({
      type: 'invoice.paid',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { text: 'žluťoučký 馬 🐎 \u2028', n: [1, null] },
    });
    expect(request.method).toBe('POST');
    expect(headerOf(request, 'content-type')).toBe('application/json');
    expect(headerOf(request, 'user-agent')).toMatch(/^Hookline\//);
  });
});

describe('a signature', () => {
  it.each<[string, (request: ReceivedRequest) => ReceivedRequest]>([
    ['another body', (request) => ({ ...request, body: request.body.replace('1', '2') })],
    ['a blank more', (request) => ({ ...request, body: `${request.body} ` })],
    ['another id', withHeader('webhook-id', (id) => `${id}0`)],
    ['a later time', withHeader('webhook-timestamp', (time) => String(Number(time) + 1))],
    ['an hour ago', withHeader('webhook-timestamp', (time) => String(Number(time) - 3600))],
    ['a signature cut short', withHeader('webhook-signature', (text) => text.slice(0, -5))],
    ['a signature of no version', withHeader('webhook-signature', (text) => text.replace('v1,', ''))],
  ])('is refused with %s', async (_what, change) => {
    const { request, secret } = await deliver();
    expect(isVerified(request, secret)).toBe(true);
    expect(() => verifyWebhook(change(request), secret)).toThrow();
  });

  it('is made with a secret that no other endpoint has, of 24 bytes at least', async () => {
    const [one, other] = [await deliver(), await deliver()];
    expect(one.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/);
    expect(one.secret).not.toBe(other.secret);
    expect(isVerified(one.request, other.secret)).toBe(false);
  });

  it('with a key pair is verified by the public key, and by no other', async () => {
    const [one, other] = [await deliver({ signingVersion: 'V1A' }), await deliver({ signingVersion: 'V1A' })];
    expect(one.secret).toBe('');
    expect(isVerifiedByKey(one.request, one.publicKey)).toBe(true);
    expect(isVerifiedByKey(one.request, other.publicKey)).toBe(false);
    expect(isVerifiedByKey(withHeader('webhook-id', () => 'evt_1')(one.request), one.publicKey)).toBe(false);
  });
});

function withHeader(name: string, change: (value: string) => string) {
  return (request: ReceivedRequest): ReceivedRequest => ({
    ...request,
    headers: { ...request.headers, [name]: change(headerOf(request, name)) },
  });
}
