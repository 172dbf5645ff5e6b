import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { startHookline } from '../support/hookline.ts';
import { addEventType } from '../support/pipeline.ts';
import { openSocket } from '../support/socket.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

const SLOW = '{ eventTypes { nodes { name } } }';
const POOL_SIZE = 10;

it('in a process that serves and works, a slow operation leaves no statement behind, and scheduled work may last', async () => {
  await using hookline = await startHookline({ env: { HOOKLINE_QUERY_TIMEOUT_SECONDS: '1' } });
  await addEventType(hookline.admin, 'invoice.paid');
  await using stack = new AsyncDisposableStack();
  const look = stack.adopt(new pg.Pool({ connectionString: hookline.databaseUrl, max: 2 }), (pool) =>
    pool.end(),
  );
  const blocker = await look.connect();
  stack.defer(() => blocker.release());
  const { pool } = hookline.app.core.database;
  /** What waits for a lock, with its session and when it began. */
  const waiting = async () => {
    const { rows } = await look.query<{ query: string; pid: number; since: string }>(
      `select query, pid, query_start::text as since from pg_stat_activity
       where wait_event_type = 'Lock' and datname = current_database() and query not like '%is_ahead%'`,
    );
    return rows;
  };
  await blocker.query('begin');
  // A worker says every second that it is alive, in a table that only the watch of the clock reads, every five.
  await blocker.query('lock table worker in access exclusive mode');
  const beat = await eventually('a worker to wait', async () => (await waiting())[0]);
  expect(beat.query).toContain('insert into worker');

  await blocker.query('lock table event_type in access exclusive mode');
  const answers = Array.from({ length: 12 }, () => hookline.admin.send(SLOW));
  await eventually('operations that wait for a connection', async () =>
    pool.waitingCount > 0 && (await waiting()).length === pool.totalCount + 1 ? true : undefined,
  );
  const { rows } = await look.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name = 'hookline'`,
  );
  expect(rows[0]?.count).toBeLessThanOrEqual(POOL_SIZE);
  for (const answer of await Promise.all(answers))
    expect(answer).toMatchObject({ status: 504, errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] });

  // Those that waited for a connection come, and end, one after another.
  await eventually('the operations’ statements to end', async () =>
    pool.waitingCount === 0 && pool.idleCount === pool.totalCount ? true : undefined,
  );
  // The worker’s statement, which has waited for longer than an operation may last, is still the same.
  expect(await waiting()).toEqual([beat]);
  await blocker.query('rollback');
  expect((await hookline.admin.send(SLOW)).status).toBe(200);
});

it('a socket whose credential the database does not find in time may come again', async () => {
  await using hookline = await startHookline({
    env: { HOOKLINE_QUERY_TIMEOUT_SECONDS: '1' },
    roles: { api: true, worker: false },
  });
  await using stack = new AsyncDisposableStack();
  const blocker = stack.adopt(new pg.Client(hookline.databaseUrl), (client) => client.end());
  await blocker.connect();
  await blocker.query('begin; lock table api_key in access exclusive mode');
  await using socket = openSocket(hookline.url, { 'x-api-key': hookline.adminKey });
  // 4401 would be final to a client: its subscription would be over, though the key is good.
  expect(await socket.closed).toMatchObject({ code: 1013 });
  await blocker.query('rollback');
});

it('a subscription whose statement PostgreSQL gives up is told that it took too long', async () => {
  await using hookline = await startHookline({
    env: { HOOKLINE_QUERY_TIMEOUT_SECONDS: '1' },
    roles: { api: true, worker: false },
  });
  await using stack = new AsyncDisposableStack();
  const blocker = stack.adopt(new pg.Client(hookline.databaseUrl), (client) => client.end());
  await blocker.connect();
  await using socket = openSocket(hookline.url, { 'x-api-key': hookline.adminKey });
  await blocker.query('begin');
  await blocker.query('lock table feed_head in access exclusive mode');
  const { value } = await socket.run('subscription { deliveryFeed { cursor } }').next();
  expect(value).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] });
  await blocker.query('rollback');
});
