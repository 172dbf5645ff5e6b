import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, createApi, LostError } from '../../src/cli/api.ts';
import { feedCursor, followFeed } from '../../src/cli/feed.ts';
import { OperatorError } from '../../src/errors.ts';
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

  it.each([200, 404, 500])('gives up on what answers %i and no GraphQL', async (status) => {
    const failure = await failureOf(() => status);
    expect(failure).toBeInstanceOf(OperatorError);
    expect(failure).not.toBeInstanceOf(LostError);
    expect((failure as Error).message).toContain(`it answered ${status} and no GraphQL`);
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
    const items = followFeed<{ cursor: string }, number>(api, {
      query:
        'subscription ($after: String) { deliveryFeed(after: $after, checkpoints: true) { __typename cursor } }',
      after,
      signal,
      load: async () => {
        tries += 1;
        if (tries < 4) throw new LostError(api.url, 'status 502');
        return tries;
      },
    });
    const startedMs = performance.now();
    expect((await items.next()).value).toBe(4);
    await items.return();
    // 250, 500 and 1,000 ms.
    expect(performance.now() - startedMs).toBeGreaterThan(1700);
  });
});
