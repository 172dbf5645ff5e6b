import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { blocked } from '../support/waiting.ts';

const AT_ONCE = 2;
const ACT = 'mutation { eventTypeCreate(input: { name: "a.b" }) { __typename } }';
const WAITS = '{ endpoints { nodes { id } } }';
/** Characters of a body: Node's server reads of one that waits what it may buffer, 64 KiB, and then nothing more anyway. */
const LONG = 60_000;

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
  readonly socket: Socket;
  /** Of the answers that have begun to come. */
  readonly statuses: () => number[];
  /** The numbers of the named operations that were answered, in the order of the answers. */
  readonly numbers: () => number[];
}

async function open(): Promise<Client> {
  const { hostname, port } = new URL(hookline.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  return {
    socket,
    statuses: () => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)),
    numbers: () => [...text.matchAll(/"n(\d+)"/g)].map(([, number]) => Number(number)),
    async [Symbol.asyncDispose]() {
      if (!socket.closed) await once(socket.destroy(), 'close');
    },
  };
}

function post(query: string, { padding = 0, key = tenant.key } = {}): string {
  const body = JSON.stringify({ query, extensions: { padding: 'x'.repeat(padding) } });
  return (
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  );
}

const named = (number: number, padding = 0) => post(`{ n${number}: __typename }`, { padding });
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

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

async function blockedNow(): Promise<number> {
  const { rows } = await hookline.app.core.database.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.n ?? 0;
}

describe('requests that come over a connection before others are answered', () => {
  it('wait their turn beyond those that may be under way at once, and are all answered', async () => {
    await using client = await open();
    await using other = await open();
    {
      await using _lock = await lockEndpoints();
      client.socket.write(post(WAITS).repeat(AT_ONCE + 3));
      await blocked(hookline.app.core.database.pool, AT_ONCE);
      for (const number of upTo(3)) {
        other.socket.write(named(number));
        await expect.poll(other.numbers).toEqual(upTo(number + 1));
      }
      expect(await blockedNow()).toBe(AT_ONCE);
    }
    await expect.poll(client.statuses).toEqual(Array(AT_ONCE + 3).fill(200));
  });

  it('are read no further than that, and as a whole when those before are answered', async () => {
    const many = 250;
    await using client = await open();
    await using other = await open();
    let sent = 0;
    {
      await using _lock = await lockEndpoints();
      client.socket.write(post(WAITS).repeat(AT_ONCE));
      await blocked(hookline.app.core.database.pool, AT_ONCE);
      for (const number of upTo(many)) {
        const request = post(`{ n${number}: endpoints { nodes { id } } }`, { padding: LONG });
        client.socket.write(request, () => {
          sent += 1;
        });
      }
      // What waits for nothing is sent later, and all of it read.
      for (const number of upTo(many)) other.socket.write(named(number, LONG));
      await expect.poll(other.numbers).toEqual(upTo(many));
      expect(sent).toBeLessThan(many);
    }
    await expect.poll(client.numbers).toEqual(upTo(many));
  });

  it('are given up with their connection', async () => {
    {
      await using _lock = await lockEndpoints();
      await using client = await open();
      client.socket.write(post(WAITS).repeat(AT_ONCE) + post(ACT, { key: hookline.adminKey }));
      await blocked(hookline.app.core.database.pool, AT_ONCE);
      // Of a client that only ends its connection nothing is known before it has refused an answer.
      client.socket.resetAndDestroy();
    }
    await using other = await open();
    other.socket.write(named(0));
    await expect.poll(other.numbers).toEqual([0]);
    expect(
      await hookline.app.core.database.prisma.eventType.findUnique({ where: { name: 'a.b' } }),
    ).toBeNull();
  });
});

describe('an upgrade to WebSocket', () => {
  const upgrade =
    'GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';

  it('that comes before others are answered is passed over', async () => {
    await using client = await open();
    client.socket.write(named(0) + named(1) + upgrade);
    await expect.poll(client.statuses).toEqual([200, 200, 401]);
    expect(client.numbers()).toEqual([0, 1]);
  });

  it('is granted after they were', async () => {
    await using client = await open();
    client.socket.write(named(0));
    await expect.poll(client.numbers).toEqual([0]);
    client.socket.write(upgrade);
    await expect.poll(client.statuses).toEqual([200, 101]);
  });
});
