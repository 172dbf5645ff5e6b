import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Api, createApi, LostError } from '../../src/cli/api.ts';
import { feedCursor, followFeed } from '../../src/cli/feed.ts';
import { OperatorError } from '../../src/errors.ts';
import { createCertificate } from '../support/certificate.ts';
import { startCli } from '../support/cli.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { type Behaviour, startReceiver } from '../support/receiver.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** What a command makes of a request that is answered so. */
async function failureOf(behaviour: Behaviour, signal?: AbortSignal): Promise<unknown> {
  await using server = await startReceiver(behaviour);
  const request = createApi(new URL(server.url), 'hk_any').request('{ __typename }', {}, signal);
  return await request.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('a command that asks its server', () => {
  it.each([502, 503, 504])(
    'tries again when a proxy in front answers %i, as it does while the server starts anew',
    async (status) => {
      const failure = await failureOf(() => status);
      expect(failure).toBeInstanceOf(LostError);
      expect(failure).toMatchObject({ reason: `status ${status}` });
    },
  );

  it('tries again when its answer breaks off', async () => {
    const failure = await failureOf((_request, response) => {
      response.writeHead(200, JSON_TYPE).write('{"data":', () => response.destroy());
      return undefined;
    });
    expect(failure).toBeInstanceOf(LostError);
  });

  it('that is interrupted in the middle of an answer was interrupted', async () => {
    const interrupt = new AbortController();
    const failure = await failureOf((_request, response) => {
      response.writeHead(200, JSON_TYPE).write('{"data":', () => interrupt.abort('SIGINT'));
      return undefined;
    }, interrupt.signal);
    expect(failure).toBe('SIGINT');
  });

  it('says of one with a certificate of its own that it is not trusted, and not that there is none', async () => {
    const hourMs = 3_600_000;
    const certificate = createCertificate(
      'localhost',
      new Date(Date.now() - hourMs),
      new Date(Date.now() + hourMs),
    );
    const server = createServer(certificate).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = new URL(`https://localhost:${(server.address() as AddressInfo).port}/graphql`);
    const failure = await createApi(url, 'hk_any')
      .request('{ __typename }')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LostError);
    expect(failure).toMatchObject({
      message: expect.stringContaining('is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'),
      remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  it.each([200, 404, 500])('gives up on what answers %i and no GraphQL', async (status) => {
    const failure = await failureOf(() => status);
    expect(failure).toBeInstanceOf(OperatorError);
    expect(failure).not.toBeInstanceOf(LostError);
    expect((failure as Error).message).toContain(`it answered ${status} and no GraphQL`);
  });
});

describe('a command that is interrupted while its server hangs', () => {
  const organization = { id: 'org_1', name: 'ACME' };
  const scopes = ['ADMIN'];
  const answers: [asked: string, data: object][] = [
    ['viewer {', { viewer: { scopes, organization } }],
    ['deliveryFeedCursor', { deliveryFeedCursor: 'c' }],
    ['eventType(', { eventType: null }],
    ['eventPublish(', { eventPublish: { event: { id: 'evt_1', type: 'a', organization } } }],
  ];
  /** Answers what comes before the question, and that never. */
  const hangAt =
    (question: string): Behaviour =>
    ({ body }, response) => {
      const { query } = JSON.parse(body) as { query: string };
      if (query.includes(question)) return undefined;
      const data = answers.find(([asked]) => query.includes(asked))?.[1];
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ data }));
      return undefined;
    };

  it.each([
    [['listen', '3000', '--endpoint', 'ep_1'], 'endpoint(id:', 3, 0],
    [['listen', '3000'], 'endpoints(', 3, 0],
    [['trigger', 'a'], 'deliveries(', 5, 130],
  ] as const)('ends at once: %j at %s', async (args, question, requests, code) => {
    await using server = await startReceiver(hangAt(question));
    await using cli = await startCli(args, { url: server.url, key: 'hk_any' });
    await server.received(requests);
    const startedMs = performance.now();
    expect(await cli.interrupt()).toBe(code);
    // A request that is not answered is given up after 30 s.
    expect(performance.now() - startedMs).toBeLessThan(15_000);
  });
});

describe('a command that follows the feed', () => {
  let server: Hookline;
  let api: Api;
  beforeAll(async () => {
    server = await startHookline();
    api = createApi(new URL('/graphql', server.url), server.adminKey);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('waits longer each time when the feed comes and nothing else does', async () => {
    const { signal } = new AbortController();
    const after = await feedCursor(api, signal);
    let tries = 0;
    let lostMs = 0;
    const waitedMs: number[] = [];
    const items = followFeed<{ cursor: string }, number>(api, {
      // It is asked for when the wait is over, and before the next connection, which may take any time.
      get query() {
        if (lostMs > 0) waitedMs.push(performance.now() - lostMs);
        return 'subscription ($after: String) { deliveryFeed(after: $after, checkpoints: true) { __typename cursor } }';
      },
      after,
      signal,
      onLost: () => {
        lostMs = performance.now();
      },
      load: async () => {
        tries += 1;
        if (tries < 4) throw new LostError(api.url, 'status 502');
        return tries;
      },
    });
    expect((await items.next()).value).toBe(4);
    await items.return();
    expect(waitedMs).toHaveLength(3);
    // A timer may end a moment early by another clock.
    for (const [index, ms] of [250, 500, 1000].entries()) expect(waitedMs[index]).toBeGreaterThan(ms - 10);
  });
});
