import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { blocked } from '../support/waiting.ts';

const AT_ONCE = 2;
const WAITS = '{ endpoints { nodes { id } } }';
const NAME = '{ __typename }';
const FEED = 'subscription { deliveryFeed { cursor } }';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({
    roles: { api: true, worker: false },
    env: { HOOKLINE_OPERATIONS_PER_CONNECTION: String(AT_ONCE) },
  });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

interface Client extends AsyncDisposable {
  /** What came, as `type id`. */
  readonly came: readonly string[];
  /** The payloads of what was `next`. */
  readonly answers: readonly unknown[];
  ask(id: string, query: string): void;
  send(message: object): void;
}

async function open(): Promise<Client> {
  const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const came: string[] = [];
  const answers: unknown[] = [];
  const send = (message: object) => socket.send(JSON.stringify(message));
  await once(socket, 'open');
  send({ type: 'connection_init', payload: { 'X-API-Key': tenant.key } });
  await once(socket, 'message');
  socket.on('message', (data) => {
    const { type, id, payload } = JSON.parse(String(data));
    if (type === 'next') answers.push(payload);
    came.push(id ? `${type} ${id}` : type);
  });
  return {
    came,
    answers,
    send,
    ask: (id, query) => send({ id, type: 'subscribe', payload: { query } }),
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** While it is held, no endpoint can be read. */
async function lockEndpoints(): Promise<AsyncDisposable> {
  const client = await hookline.app.core.database.pool.connect();
  await client.query('begin; lock table endpoint in access exclusive mode');
  return {
    async [Symbol.asyncDispose]() {
      await client.query('rollback');
      client.release();
    },
  };
}

const all = (client: Client, messages: readonly string[]) => expect.poll(() => client.came).toEqual(messages);

describe('operations of a WebSocket beyond those that may be under way at once', () => {
  it('wait their turn, and are all answered', async () => {
    await using client = await open();
    await using other = await open();
    {
      await using _lock = await lockEndpoints();
      for (const id of ['1', '2']) client.ask(id, WAITS);
      for (const id of ['3', '4', '5']) client.ask(id, NAME);
      client.send({ type: 'ping' });
      await blocked(hookline.app.core.database.pool, AT_ONCE);
      for (const id of ['1', '2', '3']) {
        other.ask(id, NAME);
        await expect.poll(() => other.came).toContain(`complete ${id}`);
      }
      expect(client.came).toEqual([]);
    }
    await expect.poll(() => client.came).toHaveLength(11);
    expect(client.came.slice(0, 1)).toEqual([expect.stringMatching(/next [12]/)]);
    expect(client.came.toSorted()).toEqual(
      [...['1', '2', '3', '4', '5'].flatMap((id) => [`complete ${id}`, `next ${id}`]), 'pong'].toSorted(),
    );
  });

  it('are not those of subscriptions that have begun, nor is what there is a place for made to wait', async () => {
    await using client = await open();
    for (const id of ['a', 'b', 'c']) client.ask(id, FEED);
    await expect.poll(() => hookline.app.feed?.subscriberCount).toBe(3);
    client.ask('1', NAME);
    await all(client, ['next 1', 'complete 1']);
    await using _lock = await lockEndpoints();
    client.ask('2', WAITS);
    await blocked(hookline.app.core.database.pool, 1);
    client.send({ type: 'ping' });
    client.ask('3', NAME);
    await all(client, ['next 1', 'complete 1', 'pong', 'next 3', 'complete 3']);
  });

  it('wait for what nobody waits for any more, too', async () => {
    await using client = await open();
    await using other = await open();
    {
      await using _lock = await lockEndpoints();
      for (const id of ['1', '2']) client.ask(id, WAITS);
      for (const id of ['1', '2']) client.send({ id, type: 'complete' });
      client.ask('3', NAME);
      await blocked(hookline.app.core.database.pool, AT_ONCE);
      other.ask('1', NAME);
      await all(other, ['next 1', 'complete 1']);
      expect(client.came).toEqual([]);
    }
    await all(client, ['next 3', 'complete 3']);
  });
});

describe('an operation with the id of one that was given up', () => {
  const subscribers = (count: number) => expect.poll(() => hookline.app.feed?.subscriberCount).toBe(count);
  const append = () =>
    appendItems(hookline.app.core.database.pool, [
      attemptItem({ organizationId: tenant.uuid, attemptNumber: 1 }),
    ]);

  it('is the only one to follow the feed, and is given up itself with its socket', async () => {
    {
      await using client = await open();
      for (let time = 0; time < 5; time += 1) {
        client.ask('1', FEED);
        client.send({ id: '1', type: 'complete' });
      }
      client.ask('1', FEED);
      client.ask('2', NAME);
      await all(client, ['next 2', 'complete 2']);
      await subscribers(1);
      await append();
      await expect.poll(() => client.came).toContain('next 1');
      client.ask('3', NAME);
      await expect.poll(() => client.came).toContain('complete 3');
      expect(client.came.filter((message) => message === 'next 1')).toEqual(['next 1']);
    }
    await subscribers(0);
  });

  it('gets its own answer', async () => {
    await using client = await open();
    {
      await using _lock = await lockEndpoints();
      client.ask('1', WAITS);
      await blocked(hookline.app.core.database.pool, 1);
      client.send({ id: '1', type: 'complete' });
      client.ask('1', 'mutation { endpointPause(id: "ep_x") { __typename } }');
    }
    await all(client, ['next 1', 'complete 1']);
    expect(client.answers).toMatchObject([{ data: { endpointPause: { __typename: 'NotFoundError' } } }]);
  });
});
