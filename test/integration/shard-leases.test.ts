import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { newId } from '../../src/ids.ts';
import { type ShardLeases, startShardLeases } from '../../src/jobs/shard-leases.ts';
import { type PgBoss, startBoss } from '../../src/queue/boss.ts';
import { ensureShards, SHARD_COUNT } from '../../src/queue/shards.ts';
import { reportWorker, retireWorker } from '../../src/queue/workers.ts';
import { createTestDatabase } from '../support/database.ts';
import { rowsOf } from '../support/pipeline.ts';
import { blocked, eventually, holdLock } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

const HALF = SHARD_COUNT / 2;
/** An endpoint of each shard. */
const ENDPOINTS = Array.from(
  { length: SHARD_COUNT },
  (_, shard) => `01990000-0000-7000-8000-0000000000${shard.toString(16).padStart(2, '0')}`,
);

let stack: AsyncDisposableStack;
let url: string;
let pool: pg.Pool;
let boss: PgBoss;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  ({ url } = stack.use(await createTestDatabase()));
  const onError = (error: Error) => expect.unreachable(error.message);
  ({ pool } = stack.use(openDatabase({ url, poolSize: 4, onError })));
  boss = stack.use(await startBoss({ url, work: false, onError }));
  await ensureShards(boss);
});
afterEach(() => stack.disposeAsync());

function start(
  isBusy: (shard: number) => boolean = () => false,
  onError: (error: unknown) => void = (error) => expect.unreachable(String(error)),
): ShardLeases {
  const leases = startShardLeases({ boss, pool, onGained() {}, isBusy, onError });
  stack.defer(() => leases.stop());
  return leases;
}

const held = (leases: ShardLeases) => ENDPOINTS.filter((endpointId) => leases.holds(endpointId)).length;

const reached = (what: string, isReached: () => boolean) =>
  eventually(what, async () => isReached() || undefined);

const handedBack = async () =>
  (await rowsOf(pool, `select 1 from pgboss.job where name = 'shard' and state = 'retry'`)).length;

const lock = (statement: string) => holdLock(stack, url, statement);

describe('shards', () => {
  it('are all held, however many workers share them', async () => {
    const all = [start(), start(), start()];
    await reached('three to hold as many as one would', () => {
      const counts = all.map(held);
      return Math.max(...counts) === 22 && counts.reduce((sum, count) => sum + count) === SHARD_COUNT;
    });
  });

  it('that are busy are left to another worker once they are at rest, and nothing starts in them until then', async () => {
    let isBusy = true;
    const leases = start(() => isBusy);
    await reached('one worker to hold all', () => held(leases) === SHARD_COUNT);
    const other = newId();
    await reportWorker(pool, other);
    await reached('half to be on their way', () => held(leases) === HALF);
    expect([leases.count(), await handedBack()]).toEqual([SHARD_COUNT, 0]);
    isBusy = false;
    await reportWorker(pool, other);
    await reached('half to be gone', () => leases.count() === HALF);
    expect(held(leases)).toBe(HALF);
  });

  it('that are on their way to another worker are attempted from again when that one is gone', async () => {
    const leases = start(() => true);
    await reached('one worker to hold all', () => held(leases) === SHARD_COUNT);
    const other = newId();
    await reportWorker(pool, other);
    await reached('half to be on their way', () => held(leases) === HALF);
    await retireWorker(pool, other);
    await reached('all to be held again', () => held(leases) === SHARD_COUNT);
  });
});

describe('a worker that retires', () => {
  it('hands back at once what is at rest, and the rest at its end', async () => {
    const leases = start((shard) => shard === 7);
    await reached('one worker to hold all', () => held(leases) === SHARD_COUNT);
    leases.retire();
    await reached('all but one to be handed back', () => leases.count() === 1);
    await eventually('others to know', async () => (await handedBack()) === SHARD_COUNT - 1 || undefined);
    expect([held(leases), await rowsOf(pool, 'select 1 from worker')]).toEqual([0, []]);
    await leases.stop();
    expect([leases.count(), await handedBack()]).toEqual([0, SHARD_COUNT]);
  });

  it('takes no more, not even when it was about to', async () => {
    const taken = vi.spyOn(boss, 'fetch');
    const release = await lock('lock table worker in access exclusive mode');
    const leases = start();
    await blocked(pool, 1);
    leases.retire();
    await release();
    await leases.stop();
    expect(taken).not.toHaveBeenCalled();
    expect(await rowsOf(pool, 'select 1 from worker')).toEqual([]);
  });
});

describe('a lease is as old as the question, however late its answer is', () => {
  it('when it is taken', async () => {
    onTestFinished(() => void vi.useRealTimers());
    const asked = vi.spyOn(boss, 'fetch');
    const release = await lock('lock table pgboss.job in access exclusive mode');
    const leases = start();
    await blocked(pool, 1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
    await release();
    await asked.mock.results[0]?.value;
    await reached('the leases to be there', () => leases.count() === SHARD_COUNT);
    expect(held(leases)).toBe(0);
  });

  it('when it is renewed', async () => {
    onTestFinished(() => void vi.useRealTimers());
    const leases = start();
    await reached('one worker to hold all', () => held(leases) === SHARD_COUNT);
    const release = await lock(`select 1 from pgboss.job where name = 'shard' for update`);
    const asked = vi.spyOn(boss, 'touch');
    await blocked(pool, 1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
    await release();
    await asked.mock.results[0]?.value;
    await new Promise(setImmediate);
    expect(held(leases)).toBe(0);
    await reached('the next renewal', () => held(leases) === SHARD_COUNT);
  });
});

it('leases are renewed again after the database could not be asked', async () => {
  onTestFinished(() => void vi.useRealTimers());
  const onError = vi.fn();
  const leases = start(() => false, onError);
  await reached('one worker to hold all', () => held(leases) === SHARD_COUNT);
  const sql = `select table_name as name from pgboss.queue where name = 'shard'`;
  const [table] = await rowsOf<{ name: string }>(pool, sql);
  await pool.query(`alter table pgboss.${table?.name} rename to elsewhere`);
  await reached('a renewal that failed', () => onError.mock.calls.length > 0);
  await pool.query(`alter table pgboss.elsewhere rename to ${table?.name}`);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
  await reached('the next renewal', () => held(leases) === SHARD_COUNT);
});

describe('workers that are alive', () => {
  it('are those that were heard of within ten seconds; what was not for minutes is forgotten', async () => {
    const silent = (seconds: number) =>
      pool.query(`insert into worker (id, seen_at) values ($1, now() - $2 * interval '1 second')`, [
        newId(),
        seconds,
      ]);
    for (const seconds of [0, 5, 11, 300, 601]) await silent(seconds);
    const me = newId();
    for (let time = 0; time < 2; time++) expect(await reportWorker(pool, me)).toBe(3);
    expect(await rowsOf(pool, 'select 1 from worker')).toHaveLength(5);
    await retireWorker(pool, me);
    expect(await rowsOf(pool, 'select 1 from worker')).toHaveLength(4);
  });
});
