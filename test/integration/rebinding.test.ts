import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressPolicy } from '../../src/delivery/address-policy.ts';
import { resolveWith } from '../../src/delivery/name-servers.ts';
import { OperatorError } from '../../src/errors.ts';
import { startHttpProxy } from '../support/egress-proxy.ts';
import { followFeed } from '../support/feed.ts';
import { startHookline } from '../support/hookline.ts';
import { startNameServer, type Zone } from '../support/name-server.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import {
  certificateFor,
  type Listening,
  listen,
  request,
  secureReceiver,
  startSender,
} from '../support/sending.ts';

/** Stands for a public address: it is allowed, as 127.0.0.1 is not, behind which the trap is. */
const OUTSIDE = '127.0.0.2';
const INSIDE = '127.0.0.1';

const certificate = certificateFor('rebound.example', 'a.example');
const policy = createAddressPolicy({ allowLoopback: false, allowCidrs: [`${OUTSIDE}/32`, '127.0.0.3/32'] });

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

/** A receiver outside, and on the same port inside what must never be reached. */
async function listenOnBoth(): Promise<{ outside: Listening; inside: Listening }> {
  for (;;) {
    const outside = await secureReceiver(certificate, OUTSIDE);
    try {
      const inside = await listen(net.createServer(), INSIDE, outside.port);
      return { outside: stack.use(outside), inside: stack.use(inside) };
    } catch (error) {
      await outside[Symbol.asyncDispose]();
      // What is free on one address may be taken on the other.
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

async function setUp(zone: Zone) {
  const { outside, inside } = await listenOnBoth();
  const nameServer = stack.use(await startNameServer(zone));
  const options = { policy, extraCa: [certificate.cert], nameServers: [nameServer.address] };
  const sender = stack.use(startSender(options));
  return { outside, inside, nameServer, options, sender, url: `https://rebound.example:${outside.port}/` };
}

/** Different answers to the first, the second, … question, the last one for ever. */
const inTurn =
  (...answers: (readonly string[])[]): Zone =>
  (_name, _type, count) =>
    answers[Math.min(count, answers.length) - 1] ?? [];

const BLOCKED = { kind: 'blocked', message: 'rebound.example resolves to an address that is not public' };

describe('a name server that rebinds', () => {
  it('is asked once for each connection, which goes to what was judged', async () => {
    const { outside, inside, nameServer, sender, url } = await setUp(inTurn([OUTSIDE], [INSIDE]));
    expect(await sender.send(request(url))).toMatchObject({ kind: 'response', status: 200 });
    expect(nameServer.questions.toSorted()).toEqual(['A rebound.example', 'AAAA rebound.example']);
    expect([outside.connections(), inside.connections()]).toEqual([1, 0]);
  });

  it('gains nothing with the next connection', async () => {
    const { inside, options, url } = await setUp(inTurn([OUTSIDE], [INSIDE]));
    for (const expected of [{ kind: 'response' }, BLOCKED, BLOCKED]) {
      const sender = stack.use(startSender(options));
      expect(await sender.send(request(url))).toMatchObject(expected);
    }
    expect(inside.connections()).toBe(0);
  });

  it.each([
    ['the inner address first', [INSIDE, OUTSIDE]],
    ['the inner address last', [OUTSIDE, INSIDE]],
    ['the inner address of the other family', [OUTSIDE, '::1']],
    ['the inner address in the clothes of IPv6', [OUTSIDE, `::ffff:${INSIDE}`]],
    ['a private address among public ones', ['8.8.8.8', '10.0.0.1', '2606:4700::1111']],
    ['metadata', ['169.254.169.254']],
    ['metadata on IPv6', ['8.8.8.8', 'fd00:ec2::254']],
    ['the unspecified address', ['0.0.0.0']],
  ])('is not followed when it answers with %s', async (_, addresses) => {
    const { outside, inside, sender, url } = await setUp(() => addresses);
    expect(await sender.send(request(url))).toMatchObject(BLOCKED);
    expect([outside.connections(), inside.connections()]).toEqual([0, 0]);
  });

  it('may give several addresses that are all good, of which one answers', async () => {
    const { outside, sender, url } = await setUp(() => ['127.0.0.3', OUTSIDE]);
    expect(await sender.send(request(url))).toMatchObject({ kind: 'response', status: 200 });
    expect(outside.connections()).toBe(1);
  });

  it('gains nothing by way of a proxy, which is asked for what was judged', async () => {
    const { outside, inside, nameServer, options, url } = await setUp(inTurn([OUTSIDE], [INSIDE]));
    const proxy = stack.use(await startHttpProxy());
    const egress = { url: proxy.url.href, resolvesNames: false };
    for (const expected of [{ kind: 'response' }, BLOCKED]) {
      const sender = stack.use(startSender({ ...options, proxy: egress }));
      expect(await sender.send(request(url))).toMatchObject(expected);
    }
    expect(proxy.asked).toEqual([`${OUTSIDE}:${outside.port}`]);
    expect(nameServer.questions).toHaveLength(4);
    expect(inside.connections()).toBe(0);
  });
});

describe('a name server', () => {
  it('that knows no such name says so', async () => {
    const { sender, url } = await setUp(() => null);
    const none = { kind: 'connection_failed', code: 'ENOTFOUND', message: 'no such host' };
    expect(await sender.send(request(url))).toMatchObject(none);
    const { sender: another, url: empty } = await setUp(() => []);
    expect(await another.send(request(empty))).toMatchObject(none);
  });

  it('tells of every address which family it is of', async () => {
    const { address } = stack.use(await startNameServer(() => [OUTSIDE, '::1']));
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const { signal } = new AbortController();
    resolveWith([address], signal)('a.example', { all: true }, (_error, addresses) => resolve(addresses));
    expect(await promise).toEqual([
      { address: OUTSIDE, family: 4 },
      { address: '::1', family: 6 },
    ]);
  });

  it('that says nothing of one family is let go of at once, and has not said that there is no such name', async () => {
    const silence = Promise.withResolvers<void>();
    const { address } = stack.use(
      await startNameServer((_name, type, count) => {
        if (type === 'A') return null;
        // The other question is answered by the time that this one is asked again.
        if (count === 2) silence.resolve();
        return undefined;
      }),
    );
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const stop = new AbortController();
    resolveWith([address], stop.signal)('a.example', { all: true }, resolve);
    await silence.promise;
    const startedMs = performance.now();
    stop.abort();
    expect(await promise).toMatchObject({ code: 'EAI_AGAIN' });
    // Before it would be asked again.
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });

  it('that does not listen is no fault of the name', async () => {
    const gone = await startNameServer(() => [OUTSIDE]);
    await gone[Symbol.asyncDispose]();
    const sender = stack.use(startSender({ policy, nameServers: [gone.address] }));
    const url = 'https://rebound.example/';
    expect(await sender.send(request(url))).toMatchObject({
      kind: 'connection_failed',
      code: 'EAI_AGAIN',
      message: 'the host name could not be resolved for now',
    });
  });

  it('that has always answered quickly may lose two questions', async () => {
    const { sender, outside } = await setUp((name, _type, count) =>
      name === 'a.example' && count <= 2 ? undefined : [OUTSIDE],
    );
    // The resolver needs a few answers before it takes them for the rule.
    for (let asked = 0; asked < 5; asked++)
      await sender.send(request(`https://quick${asked}.example:${outside.port}/`));
    expect(await sender.send(request(`https://a.example:${outside.port}/`))).toMatchObject({
      kind: 'response',
      status: 200,
    });
  });

  it('that does not answer for some names holds up no others', async () => {
    const { options, outside, url } = await setUp((name) =>
      name.startsWith('dead') ? undefined : [OUTSIDE],
    );
    const sender = stack.use(startSender(options));
    // More than the threads that the system's look-up has to share.
    const dead = Array.from({ length: 20 }, (_, index) =>
      sender.send(request(`https://dead${index}.example:${outside.port}/`, { timeoutMs: 60_000 })),
    );
    const first = await Promise.race([...dead, sender.send(request(url))]);
    expect(first).toMatchObject({ kind: 'response', status: 200 });
    await sender[Symbol.asyncDispose]();
    expect((await Promise.all(dead)).map(({ kind }) => kind)).toEqual(Array(20).fill('aborted'));
  });

  it('is not asked for literal addresses and names of this machine', async () => {
    const { nameServer, sender } = await setUp(() => ['8.8.8.8']);
    for (const host of ['127.0.0.1', '[::1]', 'localhost', 'a.localhost'])
      expect(await sender.send(request(`https://${host}/`))).toMatchObject({ kind: 'blocked' });
    expect(nameServer.questions).toEqual([]);
  });
});

describe('the whole product', () => {
  it('delivers to a name, records that it was rebound as BLOCKED, and retries that', async () => {
    const { outside, inside, nameServer } = await setUp((name, _type, count) =>
      name === 'a.example' || count === 3 ? [OUTSIDE] : [INSIDE],
    );
    const folder = await mkdtemp(join(tmpdir(), 'hookline-test-'));
    stack.defer(() => rm(folder, { recursive: true }));
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, certificate.cert);
    const hookline = stack.use(
      await startHookline({
        env: {
          HOOKLINE_DELIVERY_DENY_CIDRS: `${INSIDE}/32,192.0.2.0/24`,
          HOOKLINE_DELIVERY_ALLOWED_PORTS: `${outside.port}`,
          HOOKLINE_DELIVERY_DNS_SERVERS: nameServer.address,
          HOOKLINE_DELIVERY_CA_FILE: caFile,
        },
      }),
    );
    const { client, key } = await hookline.createOrganization();
    await addEventType(hookline.admin, 'invoice.paid');
    const query =
      'subscription ($after: String) { deliveryFeed(after: $after) { ... on AttemptRecorded { attempt { number outcome errorMessage } } } }';
    const feed = stack.use(await followFeed<{ attempt?: { number: number } }>(hookline.url, key, { query }));
    await addEndpoint(client, { url: `https://rebound.example:${outside.port}/` });
    await publish(client, { type: 'invoice.paid' });
    const attempt = async () => (await feed.next((item) => item.attempt !== undefined)).attempt;
    const errorMessage = 'rebound.example resolves to an address to which nothing is sent from here';
    expect(await attempt()).toEqual({ number: 1, outcome: 'BLOCKED', errorMessage });
    expect(await attempt()).toEqual({ number: 2, outcome: 'BLOCKED', errorMessage });
    expect(await attempt()).toEqual({ number: 3, outcome: 'SUCCEEDED', errorMessage: null });
    expect([outside.connections(), inside.connections()]).toEqual([1, 0]);
  });

  it.each([
    ['HOOKLINE_DELIVERY_ALLOW_CIDRS', '10.0.0.0/8,169.254.169.254/32'],
    ['HOOKLINE_DELIVERY_CA_FILE', '/nowhere/ca.pem'],
  ])('does not start with %s=%s', async (name, value) => {
    const starting = startHookline({ env: { [name]: value } });
    await expect(starting).rejects.toThrow(OperatorError);
    await expect(starting).rejects.toThrow(name);
  });

  it('refuses at creation what the URL alone tells, by the settings', async () => {
    const hookline = stack.use(
      await startHookline({
        roles: { api: true, worker: false },
        env: { HOOKLINE_DELIVERY_ALLOW_CIDRS: '10.0.0.0/8', HOOKLINE_DELIVERY_DENY_CIDRS: '10.9.0.0/16' },
      }),
    );
    const create = async (url: string) => {
      const { endpointCreate } = await hookline.admin.data<{ endpointCreate: object }>(
        `mutation ($url: String!) { endpointCreate(input: { url: $url }) {
          ... on EndpointCreateSuccess { endpoint { url } } ... on ValidationError { issues { path type } } } }`,
        { url },
      );
      return endpointCreate;
    };
    const issue = (type: string) => ({ issues: [{ path: ['input', 'url'], type }] });
    expect(await create('https://10.0.0.1/')).toEqual({ endpoint: { url: 'https://10.0.0.1/' } });
    expect(await create('https://10.9.0.1/')).toEqual(issue('address_forbidden'));
    expect(await create('https://192.168.0.1/')).toEqual(issue('address_forbidden'));
    expect(await create('https://example.com:6379/')).toEqual(issue('port_forbidden'));
  });
});
