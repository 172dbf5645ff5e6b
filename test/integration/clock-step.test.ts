import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import { newId } from '../../src/ids.ts';
import { startClockWatch } from '../../src/jobs/clock-watch.ts';
import { startShardLeases } from '../../src/jobs/shard-leases.ts';
import { forgetFuture } from '../../src/queue/clock-step.ts';
import { claimShards, ensureShards, jobIdOf, SHARD_COUNT, type ShardLease } from '../../src/queue/shards.ts';
import { createTestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';
import { rowsOf } from '../support/pipeline.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 120_000 });

/** pg-boss looks for lapsed leases every five seconds, which on a slow machine is more than once. */
const TAKEN_OVER_MS = 60_000;
const LATER = `now() + interval '1 hour'`;

let stack: AsyncDisposableStack;
let databaseUrl: string;
let idle: Hookline;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  databaseUrl = stack.use(await createTestDatabase()).url;
  idle = stack.use(await startHookline({ databaseUrl, roles: { api: true, worker: false } }));
  await ensureShards(idle.app.core.boss);
});
afterEach(() => stack.disposeAsync());

const pool = () => idle.app.core.database.pool;

/** What a worker leaves behind that was killed while the clock was an hour ahead. */
async function workAnHourAhead(): Promise<ShardLease[]> {
  const leases = await claimShards(idle.app.core.boss, SHARD_COUNT / 2);
  expect(leases).toHaveLength(SHARD_COUNT / 2);
  await pool().query(`insert into worker (id, seen_at) values (gen_random_uuid(), ${LATER})`);
  await pool().query(
    `update pgboss.job set started_on = ${LATER}, heartbeat_on = ${LATER} where state = 'active'`,
  );
  await pool().query(`update pgboss.version set cron_on = ${LATER}`);
  await pool().query(
    `update pgboss.queue set monitor_claim_on = ${LATER}, monitor_on = ${LATER}, maintain_on = ${LATER}`,
  );
  return leases;
}

it('takes over from a worker that was killed before the clock was set back', async () => {
  const leases = await workAnHourAhead();
  const log = collectLog();
  stack.use(await startHookline({ databaseUrl, log: log.logger, roles: { api: false, worker: true } }));

  const killed = `name = 'shard' and state = 'active' and retry_count = 0 and started_on`;
  await eventually('the leases to be of the present', async () => {
    const ahead = await rowsOf(pool(), `select 1 from pgboss.job where ${killed} > now()`);
    return ahead.length === 0 || undefined;
  });
  // What is committed can be seen here before the worker has heard that it is.
  const told = 'the clock of the database was set back; leases and scheduled jobs go on from now';
  await eventually('the log to say so', async () => log.lines().some(({ msg }) => msg === told) || undefined);
  // As if ten seconds had passed since, without which nobody may take a lease.
  await pool().query(
    `update pgboss.job set heartbeat_on = now() - interval '10 seconds' where ${killed} is not null
       and id = any($1::uuid[])`,
    [leases.map(({ shard }) => jobIdOf(shard))],
  );
  await eventually(
    'the worker to hold all shards',
    async () => {
      const sql = `select 1 from pgboss.job where name = 'shard' and state = 'active' and heartbeat_on > now() - interval '5 seconds'`;
      return (await rowsOf(pool(), sql)).length === SHARD_COUNT || undefined;
    },
    TAKEN_OVER_MS,
  );
  // Every half minute pg-boss starts what is scheduled, when this is as long ago.
  expect(await rowsOf(pool(), 'select 1 from pgboss.version where cron_on > now()')).toEqual([]);
});

it('hears of it by each stamp alone, and does not hear of it twice', async () => {
  for (const stamp of [
    `update pgboss.version set cron_on = ${LATER}`,
    `update pgboss.queue set monitor_claim_on = ${LATER} where name = 'shard'`,
    `update pgboss.queue set maintain_on = ${LATER} where name = 'shard'`,
    `insert into worker (id, seen_at) values (gen_random_uuid(), ${LATER})`,
  ]) {
    await pool().query(stamp);
    expect([stamp, await forgetFuture(pool()), await forgetFuture(pool())]).toEqual([stamp, true, false]);
  }
});

it('brings all of it to the present, but a lease that is just being renewed, for which it does not wait', async () => {
  const [lease] = await workAnHourAhead();
  const renewed = jobIdOf(lease?.shard ?? 0);
  await idle.app.core.boss.send('cancel-waiting', { endpointId: 'x' }, { startAfter: 3600 });
  await pool().query(
    `update pgboss.version set bam_on = ${LATER}, flow_on = ${LATER}, reindex_on = ${LATER}, monitor_backoff_on = ${LATER}`,
  );
  await inTransaction(pool(), async (client) => {
    await client.query('select from pgboss.job where id = $1 for update', [renewed]);
    expect(await forgetFuture(pool())).toBe(true);
  });
  const ahead = (table: string, ...columns: string[]) =>
    rowsOf<{ id: string }>(pool(), `select * from ${table} where greatest(${columns.join()}) > now()`);
  const jobs = await ahead('pgboss.job', 'start_after', 'started_on', 'heartbeat_on');
  expect(jobs.map(({ id }) => id)).toEqual([renewed]);
  expect(
    await ahead('pgboss.version', 'cron_on', 'bam_on', 'flow_on', 'reindex_on', 'monitor_backoff_on'),
  ).toEqual([]);
  expect(await ahead('pgboss.queue', 'monitor_claim_on', 'monitor_on', 'maintain_on')).toEqual([]);
  expect(await ahead('worker', 'seen_at')).toEqual([]);
});

it('lets a minute that has had its scheduled jobs have them once more', async () => {
  await workAnHourAhead();
  const insert = `insert into pgboss.job (name, state, singleton_key, singleton_on, completed_on) values
    ('recover', 'completed', 'recover', date_trunc('minute', now() at time zone 'UTC') + $1 * interval '1 minute', now())`;
  await pool().query(insert, [-1]);
  await pool().query(insert, [30]);
  expect(await forgetFuture(pool())).toBe(true);
  await pool().query(insert, [30]);
  await expect(pool().query(insert, [-1])).rejects.toMatchObject({ code: '23505' });
});

it('leaves alone what the clock has not come to yet: a retry in five minutes, a lease of now', async () => {
  await claimShards(idle.app.core.boss, 1);
  await idle.app.core.boss.send('cancel-waiting', { endpointId: 'x' }, { startAfter: 300 });
  const jobs = () => rowsOf(pool(), 'select * from pgboss.job order by name, id');
  const before = await jobs();
  expect(await forgetFuture(pool())).toBe(false);
  expect(await jobs()).toEqual(before);

  await pool().query(
    `insert into worker (id, seen_at) values (gen_random_uuid(), now() + interval '1 hour')`,
  );
  expect(await forgetFuture(pool())).toBe(true);
  expect(await jobs()).toEqual(before);
  expect(await forgetFuture(pool())).toBe(false);
});

it('hears of it also after the database could not be asked', async () => {
  const log = collectLog();
  const told = (begin: string) =>
    eventually(begin, async () => log.lines().some(({ msg }) => String(msg).startsWith(begin)) || undefined);
  await pool().query('alter table worker rename to elsewhere');
  stack.use(startClockWatch({ pool: pool() }, log.logger));
  await told('the clock of the database could not be read');
  await pool().query('alter table elsewhere rename to worker');
  await pool().query(`insert into worker (id, seen_at) values (gen_random_uuid(), ${LATER})`);
  await told('the clock of the database was set back');
});

it('goes on looking after leases and schedules when the clock of its own host is set back', async () => {
  onTestFinished(() => void vi.useRealTimers());
  stack.use(await startHookline({ databaseUrl, roles: { api: false, worker: true } }));
  const looked = async () => {
    const [row] = await rowsOf<{ at: Date | null }>(
      pool(),
      `select monitor_on as at from pgboss.queue where name = 'shard'`,
    );
    return row?.at?.getTime() ?? 0;
  };
  const before = await eventually('leases to be looked after', async () => (await looked()) || undefined);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
  // The wait that was under way, and one that began after it.
  const after = await eventually(
    'leases to be looked after once more',
    async () => ((await looked()) > before ? looked() : undefined),
    TAKEN_OVER_MS,
  );
  await eventually(
    'leases to be looked after again and again',
    async () => (await looked()) > after || undefined,
    TAKEN_OVER_MS,
  );
});

it('says, once each time, that the clock of its own host is minutes off, and that it is right again', async () => {
  onTestFinished(() => void vi.useRealTimers());
  const log = collectLog();
  const told = () => log.lines().filter(({ msg }) => String(msg).startsWith('the clocks of this host'));
  stack.use(await startHookline({ databaseUrl, log: log.logger, roles: { api: false, worker: true } }));
  for (const [minutes, aheadSeconds] of [
    [10, 600],
    [-10, -600],
  ] as const) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    const before = told().length;
    const off = await eventually('the log to say that it is off', async () => told()[before]);
    expect(off).toMatchObject({
      msg: expect.stringContaining('differ'),
      aheadSeconds: expect.closeTo(aheadSeconds, -2),
    });
    vi.useRealTimers();
    const right = await eventually('the log to say that it is right', async () => told()[before + 1]);
    expect(right).toMatchObject({ msg: expect.stringContaining('agree again') });
  }
  expect(told()).toHaveLength(4);
});

it('holds no lease for as long as its host was suspended, when other workers have taken what it held', async () => {
  onTestFinished(() => void vi.useRealTimers());
  const { boss } = idle.app.core;
  const fail = (error: unknown) => expect.unreachable(String(error));
  const leases = startShardLeases({ boss, pool: pool(), onGained() {}, isBusy: () => false, onError: fail });
  stack.defer(() => leases.stop());
  await eventually('all shards to be held', async () => leases.count() === SHARD_COUNT || undefined);
  const endpointId = newId();
  expect(leases.holds(endpointId)).toBe(true);

  // As after a suspension, during which the monotonic clock stands still.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
  expect(leases.holds(endpointId)).toBe(false);
  await eventually('the leases to be renewed', async () => leases.holds(endpointId) || undefined);
  vi.useRealTimers();
  expect(leases.holds(endpointId)).toBe(true);
});
