import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetFuture } from '../../src/queue/clock-step.ts';
import { claimShards, ensureShards, jobIdOf, SHARD_COUNT, type ShardLease } from '../../src/queue/shards.ts';
import { createTestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';
import { rowsOf } from '../support/pipeline.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

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
  const hour = `interval '1 hour'`;
  await pool().query(`insert into worker (id, seen_at) values (gen_random_uuid(), now() + ${hour})`);
  await pool().query(
    `update pgboss.job set started_on = now() + ${hour}, heartbeat_on = now() + ${hour} where state = 'active'`,
  );
  await pool().query(`update pgboss.version set cron_on = now() + ${hour}`);
  await pool().query(
    `update pgboss.queue set monitor_claim_on = now() + ${hour}, monitor_on = now() + ${hour}, maintain_on = now() + ${hour}`,
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
  expect(log.lines().map(({ msg }) => msg)).toContain(
    'the clock of the database was set back; leases and scheduled jobs go on from now',
  );
  // As if ten seconds had passed since, without which nobody may take a lease.
  await pool().query(
    `update pgboss.job set heartbeat_on = now() - interval '10 seconds' where ${killed} is not null
       and id = any($1::uuid[])`,
    [leases.map(({ shard }) => jobIdOf(shard))],
  );
  await eventually('the worker to hold all shards', async () => {
    const sql = `select 1 from pgboss.job where name = 'shard' and state = 'active' and heartbeat_on > now() - interval '5 seconds'`;
    return (await rowsOf(pool(), sql)).length === SHARD_COUNT || undefined;
  });
  // Every half minute pg-boss starts what is scheduled, when this is as long ago.
  expect(await rowsOf(pool(), 'select 1 from pgboss.version where cron_on > now()')).toEqual([]);
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
