import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { generateKey } from '../../src/keyring.ts';
import { SHARD_COUNT } from '../../src/queue/shards.ts';
import { createClient } from '../support/client.ts';
import { createTestDatabase } from '../support/database.ts';
import { followFeed } from '../support/feed.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { MAIN, type Program, startProgram } from '../support/process.ts';
import { startProxy } from '../support/proxy.ts';
import { startReceiver } from '../support/receiver.ts';
import { eventually } from '../support/waiting.ts';

// Each test starts processes, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 60_000 });

/** Of a stop: what is in flight gets one second, and the queue and the connections some more. */
const STOP_LIMIT_MS = 8000;

interface Site extends AsyncDisposable {
  /** Of the database. */
  url: string;
  pool: pg.Pool;
  env: Readonly<Record<string, string>>;
  start(role?: string, env?: Record<string, string>): Promise<Program>;
}

/** A database, and what processes on it share. */
async function site(): Promise<Site> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  stack.defer(() => pool.end());
  const shared = {
    DATABASE_URL: database.url,
    HOOKLINE_MIGRATE: 'false',
    HOOKLINE_ENCRYPTION_KEYS: generateKey(),
    HOOKLINE_SHUTDOWN_SECONDS: '1',
  };
  const programs = new AsyncDisposableStack();
  stack.defer(() => programs.disposeAsync());
  const running = stack.move();
  return {
    url: database.url,
    pool,
    env: shared,
    start: async (role = 'serve', env = {}) =>
      programs.use(await startProgram(role, { env: { ...shared, ...env } })),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function endpointAt(program: Program, url: string) {
  const admin = createClient(program.url, program.key);
  await addEventType(admin, 'invoice.paid');
  await addEndpoint(admin, { url, timeoutSeconds: 60 });
  return admin;
}

/** How many shards are in which state: `active` is held by a worker, `retry` was handed back. */
const shards = (pool: pg.Pool) =>
  rowsOf(pool, `select state, count(*)::int from pgboss.job where name = 'shard' group by state`);
const HELD = [{ state: 'active', count: SHARD_COUNT }];
const HANDED_BACK = [{ state: 'retry', count: SHARD_COUNT }];

/** A process that has only just said that it is ready may hold none yet, and then has none to hand back. */
const untilHeld = (pool: pg.Pool) =>
  eventually('all shards to be held', async () => isDeepStrictEqual(await shards(pool), HELD) || undefined);

const due = async (pool: pg.Pool) =>
  (await rowsOf(pool, 'select 1 from delivery where next_attempt_at <= now()')).length;

async function stop(program: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const startedMs = performance.now();
  program.kill(signal);
  expect(await program.ended, program.output).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(STOP_LIMIT_MS);
}

describe('SIGTERM', () => {
  it('breaks off what takes too long, hands it back, and the next start delivers it at once', async () => {
    let answer = false;
    await using receiver = await startReceiver(() => (answer ? 200 : undefined));
    await using at = await site();
    const first = await at.start();
    const admin = await endpointAt(first, receiver.url);
    await publish(admin, { type: 'invoice.paid' });
    await publish(admin, { type: 'invoice.paid' });
    await receiver.received(2);
    expect(await shards(at.pool)).toEqual(HELD);

    await stop(first);
    expect(await shards(at.pool)).toEqual(HANDED_BACK);
    expect(await rowsOf(at.pool, 'select 1 from worker')).toEqual([]);
    expect(await due(at.pool)).toBe(2);
    // Nothing is known of them, so nothing is recorded.
    expect(await rowsOf(at.pool, 'select status, attempt_count from delivery')).toEqual([
      { status: 'PENDING', attempt_count: 0 },
      { status: 'PENDING', attempt_count: 0 },
    ]);

    answer = true;
    await at.start();
    const requests = await receiver.received(4);
    expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    await eventually('both to be recorded', async () => {
      const rows = await rowsOf(
        at.pool,
        `select 1 from delivery where status = 'SUCCEEDED' and attempt_count = 1`,
      );
      return rows.length === 2 || undefined;
    });
    expect(await due(at.pool)).toBe(0);
  });

  it('waits for what ends in time, and records it', async () => {
    const held = Promise.withResolvers<ServerResponse>();
    await using receiver = await startReceiver((_request, response) => {
      held.resolve(response);
      return undefined;
    });
    await using at = await site();
    const program = await at.start('serve', { HOOKLINE_SHUTDOWN_SECONDS: '20' });
    const admin = await endpointAt(program, receiver.url);
    await publish(admin, { type: 'invoice.paid' });
    const response = await held.promise;
    program.kill('SIGTERM');
    await eventually('the stop to begin', async () => /SIGTERM: finishing/.test(program.output) || undefined);
    response.writeHead(200).end();
    expect(await program.ended, program.output).toBe(0);
    expect(await rowsOf(at.pool, 'select status, attempt_count from delivery')).toEqual([
      { status: 'SUCCEEDED', attempt_count: 1 },
    ]);
    expect(await shards(at.pool)).toEqual(HANDED_BACK);
    expect(await due(at.pool)).toBe(0);
    expect(receiver.requests).toHaveLength(1);
  });

  it('closes subscriptions as going away, and idle connections with them', async () => {
    await using at = await site();
    const program = await at.start();
    await fetch(`${program.url}/healthz`, { headers: { connection: 'keep-alive' } });
    const socket = new WebSocket(`${program.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const acknowledged = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<number>();
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { 'X-API-Key': program.key } })),
    );
    socket.on('message', () => acknowledged.resolve());
    socket.on('close', closed.resolve);
    await acknowledged.promise;
    socket.send(
      JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: { query: 'subscription { deliveryFeed { cursor } }' },
      }),
    );
    await stop(program);
    expect(await closed.promise).toBe(1001);
  });

  it('given twice, as npm and the terminal both do, is no more than once', async () => {
    await using receiver = await startReceiver(() => undefined);
    await using at = await site();
    const program = await at.start();
    const admin = await endpointAt(program, receiver.url);
    await publish(admin, { type: 'invoice.paid' });
    await receiver.received(1);
    program.kill('SIGINT');
    await eventually('the stop to begin', async () => /SIGINT: finishing/.test(program.output) || undefined);
    program.kill('SIGINT');
    expect(await program.ended, program.output).toBe(0);
    expect(await shards(at.pool)).toEqual(HANDED_BACK);
    expect(await due(at.pool)).toBe(1);
  });
});

it('SIGHUP, of a terminal that is closed, is no less than SIGTERM, though nobody reads what is printed', async () => {
  await using at = await site();
  const program = await at.start();
  await untilHeld(at.pool);
  program.stopReading();
  await stop(program, 'SIGHUP');
  expect(await shards(at.pool)).toEqual(HANDED_BACK);
});

/** A pipe in which there is no room, and whose reader does not read. @returns what to write to */
async function fullPipe(stack: AsyncDisposableStack): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-test-'));
  stack.defer(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [path]);
  const filling = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  stack.defer(() => closeSync(filling));
  for (const size of [4096, 1]) {
    try {
      for (;;) writeSync(filling, Buffer.alloc(size));
    } catch (error) {
      expect(error).toMatchObject({ code: 'EAGAIN' });
    }
  }
  const full = openSync(path, 'w');
  stack.defer(() => closeSync(full));
  return full;
}

it('SIGTERM ends a process whose log nobody reads any more, though its pipe stays open', async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  stack.defer(() => pool.end());
  const child = spawn(process.execPath, [MAIN, 'worker'], {
    stdio: ['ignore', await fullPipe(stack), 'inherit'],
    env: {
      DATABASE_URL: database.url,
      HOOKLINE_MIGRATE: 'false',
      HOOKLINE_ENCRYPTION_KEYS: generateKey(),
    },
  });
  stack.defer(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  await untilHeld(pool);
  child.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(await shards(pool)).toEqual(HANDED_BACK);
});

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // All of it has ended.
    expect(error).toMatchObject({ code: 'ESRCH' });
  }
}

it('SIGTERM of npm, as a script or a supervisor started it, stops what it runs', async () => {
  await using stack = new AsyncDisposableStack();
  await using at = await site();
  const npm = spawn('npm', ['start'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, in which also what npm leaves behind is found.
    detached: true,
    env: { PATH: process.env.PATH, HOOKLINE_PORT: '0', ...at.env },
  });
  stack.defer(() => (npm.pid ? endGroup(npm.pid) : undefined));
  let output = '';
  npm.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const ended = once(npm, 'close');
  await untilHeld(at.pool);
  npm.kill('SIGTERM');
  expect(await ended, output).toEqual([0, null]);
  expect(output).toContain('SIGTERM: finishing');
  expect(await shards(at.pool)).toEqual(HANDED_BACK);
});

it('SIGTERM ends a process whose PostgreSQL neither answers nor closes its connections', async () => {
  await using at = await site();
  await using proxy = await startProxy(at.url);
  const program = await at.start('serve', { DATABASE_URL: proxy.url });
  proxy.hang();
  const startedMs = performance.now();
  program.kill('SIGTERM');
  expect(await program.ended, program.output).toBe('SIGTERM');
  expect(program.output).toContain('stopping takes too long');
  // Twice the second that is set, ten to record and for the queue, and what a busy machine takes.
  expect(performance.now() - startedMs).toBeLessThan(20_000);
});

it('SIGTERM tells of acts that still wait for the database that it was not available, and of no mistake', async () => {
  await using at = await site();
  const program = await at.start('api', { HOOKLINE_POOL_SIZE: '2' });
  const admin = createClient(program.url, program.key);
  await addEventType(admin, 'invoice.paid');
  await using stack = new AsyncDisposableStack();
  const locker = stack.adopt(new pg.Client(at.url), (client) => client.end());
  await locker.connect();
  await locker.query('begin; lock table event in share mode');
  // Their connections are cut when the time of the stop is over.
  const acts = Array.from({ length: 12 }, () =>
    publish(admin, { type: 'invoice.paid' }).catch(() => undefined),
  );
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await eventually('both connections to wait', async () =>
    (await rowsOf(at.pool, waiting)).length === 2 ? true : undefined,
  );
  program.kill('SIGTERM');
  await eventually(
    'what waits to be told',
    async () => program.output.includes('the database was not available') || undefined,
  );
  await locker.query('rollback');
  expect(await program.ended, program.output).toBe(0);
  await Promise.all(acts);
  expect(program.output).not.toContain('an operation failed');
});

describe('two processes on one database', () => {
  it('share the work: one serves the API, the other delivers, and the feed of the first shows it', async () => {
    await using receiver = await startReceiver((_request, _response, count) => (count === 1 ? 500 : 200));
    await using at = await site();
    const [api, worker] = await Promise.all([at.start('api'), at.start('worker')]);
    const admin = await endpointAt(api, receiver.url);
    await using feed = await followFeed(api.url, api.key);
    await publish(admin, { type: 'invoice.paid', payload: { amount: 1 } });
    expect(await feed.next()).toMatchObject({ attemptNumber: 1, deliveryStatus: 'RETRYING' });
    expect(await feed.next()).toMatchObject({ attemptNumber: 2, deliveryStatus: 'SUCCEEDED' });
    // Lines are written together, a moment later.
    await eventually(
      'the worker’s line',
      async () => worker.output.includes('delivery attempted') || undefined,
    );
    expect(api.output).not.toContain('delivery attempted');
    expect(worker.url).toBe('');
    await Promise.all([stop(api), stop(worker)]);
  });
});
