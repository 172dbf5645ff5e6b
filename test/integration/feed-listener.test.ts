import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/db/client.ts';
import {
  CHANNELS,
  createListener,
  type Listener,
  notify,
  notifyWork,
  URGENT,
} from '../../src/db/listener.ts';
import { isBehindPooler } from '../../src/db/pooler.ts';
import { createLiveFeed } from '../../src/feed/live.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { startHookline } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';
import { startProxy } from '../support/proxy.ts';

const CHECKS = { checkMs: 50, hearMs: 300 };
const WAIT = { timeout: 20_000 };

/** What becomes of a LISTEN in a pooler's transaction mode: it is taken, and nothing ever comes of it. */
let isDeaf: boolean;
/** Or it is lost on the way, and nobody answers. */
let losesListens: boolean;
const withoutListening = (chunk: Buffer) => {
  if (losesListens && chunk.includes('LISTEN ')) return Buffer.alloc(0);
  return isDeaf ? Buffer.from(chunk.toString('latin1').replaceAll('LISTEN ', 'NOTIFY '), 'latin1') : chunk;
};

/** A pooler gives each client a number and a key of its own, to cancel queries by. */
const withOwnKeys = (chunk: Buffer) => {
  const at = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
  if (isDeaf && at !== -1) chunk.writeUInt32BE(2 ** 30, at + 5);
  return chunk;
};

let stack: AsyncDisposableStack;
let url: string;
let database: Database;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let errors: Error[];
let told: string[];
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  isDeaf = false;
  losesListens = false;
  errors = [];
  told = [];
  url = stack.use(await createTestDatabase()).url;
  database = stack.use(openDatabase({ url, poolSize: 4, onError }));
  proxy = stack.use(await startProxy(url, { sending: withoutListening, receiving: withOwnKeys }));
});
afterEach(() => stack.disposeAsync());

const onError = (error: Error) => errors.push(error);

async function listen(options: { answerTimeoutMs?: number } = {}): Promise<Listener> {
  const hearing = {
    pool: database.pool,
    onDeaf: () => told.push('deaf'),
    onMended: () => told.push('mended'),
    ...CHECKS,
  };
  return stack.use(await createListener({ url: proxy.url, onError, hearing, ...options }));
}

/** How often a channel woke its subscriber. */
function countWakes(listener: Listener, channel: (typeof CHANNELS)[keyof typeof CHANNELS]) {
  const wakes: string[] = [];
  listener.subscribe(channel, (payload) => wakes.push(payload));
  return wakes;
}

/** Resolves when somebody has looked that often whether it hears. */
async function checked(times: number): Promise<void> {
  const checks: string[] = [];
  await using other = openDatabase({ url, poolSize: 1, onError });
  const client = await other.pool.connect();
  await client.query('listen hookline_hearing');
  client.on('notification', ({ payload }) => checks.push(payload ?? ''));
  await vi.waitFor(() => expect(checks.length).toBeGreaterThanOrEqual(times), WAIT);
  client.release(true);
}

describe('a listener whose LISTEN comes to nothing', () => {
  it('says so once, has the feed looked at meanwhile, and hears again once that is mended', async () => {
    isDeaf = true;
    const listener = await listen();
    await vi.waitFor(() => expect(told).toEqual(['deaf']), WAIT);
    // Nothing is notified to it: it looks by itself, for the feed only.
    const [feedWakes, workWakes] = [countWakes(listener, CHANNELS.feed), countWakes(listener, CHANNELS.work)];
    await vi.waitFor(() => expect(feedWakes.length).toBeGreaterThan(2), WAIT);
    expect(workWakes).toEqual([]);
    expect(told).toEqual(['deaf']);

    isDeaf = false;
    await vi.waitFor(() => expect(told).toEqual(['deaf', 'mended']), WAIT);
    const heard = feedWakes.length;
    await database.pool.query(`select pg_notify($1, 'heard')`, [CHANNELS.feed]);
    await vi.waitFor(() => expect(feedWakes).toContain('heard'), WAIT);
    // For longer than it takes from one look to the next.
    await checked(8);
    expect(feedWakes.slice(heard)).toEqual(['heard']);
    expect(errors).toEqual([]);
  });

  it('lets the feed go on', async () => {
    isDeaf = true;
    const listener = await listen();
    const feed = stack.use(createLiveFeed({ database, listener, onError }));
    await vi.waitFor(() => expect(told).toEqual(['deaf']), WAIT);
    const items = await feed.subscribe({});
    const first = items.next();
    const organizationId = newId();
    await appendItems(database.pool, [attemptItem({ organizationId }), attemptItem({ organizationId })]);
    expect([(await first).value.number, (await items.next()).value.number]).toEqual([1n, 2n]);
    await items.return?.();
  });

  it('is told of in the log, where the database is behind a pooler in transaction mode', async () => {
    isDeaf = true;
    const log = collectLog();
    const hookline = await startHookline({
      databaseUrl: url,
      env: { DATABASE_URL: proxy.url },
      log: log.logger,
    });
    await using _ = hookline;
    const warnings = () =>
      log.lines().filter(({ msg }) => String(msg).startsWith('notifications of the database do not come'));
    await vi.waitFor(() => expect(warnings()).toHaveLength(1), WAIT);
    expect(warnings()[0]?.msg).toContain('DATABASE_DIRECT_URL');
    // A statement that one transaction prepares is not there for the next.
    expect(hookline.app.core.database.statement('name', 'select 1', [])).not.toHaveProperty('name');
    // Nor is it known what becomes of one that is sent before the answer to another.
    expect(hookline.app.core.database.isPipelined).toBe(false);
    const { pool } = hookline.app.core.database;
    const items = await hookline.app.feed?.subscribe({});
    const first = items?.next();
    await appendItems(pool, [attemptItem({ organizationId: newId() })]);
    expect((await first)?.value.number).toBe(1n);
    await items?.return?.();
    expect(warnings()).toHaveLength(1);
  });
});

describe('a pooler', () => {
  it('is told from the database itself', async () => {
    expect([await isBehindPooler(url), await isBehindPooler(proxy.url)]).toEqual([false, false]);
    isDeaf = true;
    expect(await isBehindPooler(proxy.url)).toBe(true);
  });
});

describe('a listener', () => {
  it('whose connection is dead, though nobody closed it, opens another and has everything looked at', async () => {
    const listener = await listen();
    const wakes = countWakes(listener, CHANNELS.feed);
    await notify(database.pool, CHANNELS.feed);
    await vi.waitFor(() => expect(wakes).toEqual(['']), WAIT);
    proxy.forget();
    await database.pool.query(`select pg_notify($1, 'lost')`, [CHANNELS.feed]);
    await vi.waitFor(() => expect(wakes).toEqual(['', '']), WAIT);
    await database.pool.query(`select pg_notify($1, 'heard')`, [CHANNELS.feed]);
    await vi.waitFor(() => expect(wakes).toEqual(['', '', 'heard']), WAIT);
    expect(told).toEqual([]);
  });

  it('is not taken for deaf while its new connection is being opened, however long that takes', async () => {
    const listener = await listen({ answerTimeoutMs: 60_000 });
    const wakes = countWakes(listener, CHANNELS.feed);
    const opening = proxy.hold();
    proxy.forget();
    await opening;
    // Another one checks meanwhile, which takes it longer than this one would wait to hear itself.
    const hearing = { pool: database.pool, onDeaf: () => {}, onMended: () => {}, ...CHECKS };
    stack.use(await createListener({ url, onError, hearing }));
    await checked(10);
    expect(told).toEqual([]);
    proxy.mend();
    await vi.waitFor(() => expect(wakes).toEqual(['']), WAIT);
    await database.pool.query(`select pg_notify($1, 'heard')`, [CHANNELS.feed]);
    await vi.waitFor(() => expect(wakes).toEqual(['', 'heard']), WAIT);
    expect([told, errors]).toEqual([[], []]);
  });

  it('gives up a new connection that does not come to stand, and opens another', async () => {
    const listener = await listen({ answerTimeoutMs: 3000 });
    const wakes = countWakes(listener, CHANNELS.feed);
    const opening = proxy.hold();
    proxy.forget();
    await opening;
    // The first one stays as it is, whatever becomes of those after it.
    await proxy.hold();
    proxy.mend();
    await vi.waitFor(() => expect(wakes).toEqual(['']), WAIT);
    await database.pool.query(`select pg_notify($1, 'heard')`, [CHANNELS.feed]);
    await vi.waitFor(() => expect(wakes).toEqual(['', 'heard']), WAIT);
    expect(errors[0]?.message).toMatch(/timeout/);
    expect(told).toEqual([]);
  });

  it('gives up a new connection that does not answer LISTEN, and opens another', async () => {
    const listener = await listen({ answerTimeoutMs: 3000 });
    const wakes = countWakes(listener, CHANNELS.feed);
    losesListens = true;
    proxy.forget();
    await vi.waitFor(() => expect(errors[0]?.message).toMatch(/timeout/), WAIT);
    losesListens = false;
    await vi.waitFor(() => expect(wakes).toEqual(['']), WAIT);
    await database.pool.query(`select pg_notify($1, 'heard')`, [CHANNELS.feed]);
    await vi.waitFor(() => expect(wakes).toEqual(['', 'heard']), WAIT);
    expect(told).toEqual([]);
  });

  it('that cannot connect at first fails, and tries no more behind the back of who wanted it', async () => {
    proxy.cut();
    await expect(listen()).rejects.toThrow();
    // Its connection has ended by now.
    await database.pool.query('select 1');
    expect(errors).toEqual([]);
  });

  it('is told which endpoints have work, and of more than 2,000 only that they have', async () => {
    const listener = await listen();
    const wakes = countWakes(listener, CHANNELS.work);
    const ids = Array.from({ length: 2000 }, newId);
    await notifyWork(database.pool, [...ids, ...ids], URGENT);
    await vi.waitFor(() => expect(wakes.join().split(',')).toHaveLength(ids.length), WAIT);
    expect(wakes.join().split(',')).toEqual(ids.map((id) => `${id}!`));
    const told = wakes.length;
    await notifyWork(database.pool, [...ids, newId()]);
    await notifyWork(database.pool, []);
    await notifyWork(database.pool, ['last']);
    await vi.waitFor(() => expect(wakes.slice(told)).toContain('last'), WAIT);
    expect(wakes.slice(told)).toEqual(['', 'last']);
  });

  it('that hears is left in peace', async () => {
    const listener = await listen();
    const wakes = countWakes(listener, CHANNELS.feed);
    await checked(6);
    expect([wakes, told, errors]).toEqual([[], [], []]);
  });
});
