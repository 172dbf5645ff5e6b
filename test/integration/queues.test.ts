import { afterAll, beforeAll, expect, it } from 'vitest';
import { wantedPartitions } from '../../src/db/partitions.ts';
import { newId } from '../../src/ids.ts';
import { installQueues } from '../../src/queue/boss.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { createTestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { rowsOf } from '../support/pipeline.ts';
import { eventually } from '../support/waiting.ts';

let stack: AsyncDisposableStack;
let databaseUrl: string;
let hookline: Hookline;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  databaseUrl = stack.use(await createTestDatabase()).url;
  hookline = stack.use(await startHookline({ databaseUrl, roles: { api: true, worker: false } }));
});
afterAll(() => stack.disposeAsync());
const pool = () => hookline.app.core.database.pool;

it('what is to be done by the clock is started so often', async () => {
  expect(await rowsOf(pool(), 'select name, cron, timezone from pgboss.schedule order by name')).toEqual([
    { name: 'ensure-partitions', cron: '*/5 * * * *', timezone: 'UTC' },
    { name: 'purge-payloads', cron: '* * * * *', timezone: 'UTC' },
    { name: 'recover', cron: '* * * * *', timezone: 'UTC' },
    { name: 'sweep-old-rows', cron: '5-55/10 * * * *', timezone: 'UTC' },
  ]);
});

it('the fan-out of an accepted event is tried again, however often it failed', async () => {
  const { boss } = hookline.app.core;
  const { name } = QUEUES.fanOut;
  const id = (await boss.send(name, null, { id: newId() })) ?? '';
  await pool().query('update pgboss.job set retry_count = 10000 where name = $1 and id = $2', [name, id]);
  await boss.fetch(name);
  await boss.fail(name, id);
  const [job] = await rowsOf<{ state: string; seconds: number }>(
    pool(),
    `select state, extract(epoch from start_after - now())::float as seconds from pgboss.job where name = $1 and id = $2`,
    [name, id],
  );
  expect(job).toMatchObject({ state: 'retry' });
  expect(job?.seconds).toBeLessThanOrEqual(60);
});

it('a release that asks something else of its queues has it from its migration on', async () => {
  const settings = () =>
    rowsOf<{ name: string }>(
      pool(),
      'select name, retry_limit, heartbeat_seconds from pgboss.queue where name = any($1) order by name',
      [Object.values(QUEUES).map(({ name }) => name)],
    );
  const before = await settings();
  expect(before).toHaveLength(Object.keys(QUEUES).length);
  await pool().query('update pgboss.queue set retry_limit = 7, heartbeat_seconds = 60');
  await installQueues(databaseUrl);
  expect(await settings()).toEqual(before);
});

it('partitions of the weeks to come are made by a worker, which need not start anew for it', async () => {
  await using worker = await startHookline({ databaseUrl, roles: { api: false, worker: true } });
  const last =
    wantedPartitions(Date.now(), 0n)
      .filter(({ table }) => table === 'event')
      .at(-1)?.name ?? '';
  await pool().query(`drop table ${last}`);
  await worker.app.core.boss.send(QUEUES.ensurePartitions.name);
  await eventually('the partition', async () => {
    const [row] = await rowsOf<{ is_there: boolean }>(
      pool(),
      'select to_regclass($1) is not null as is_there',
      [last],
    );
    return row?.is_there || undefined;
  });
});
