import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { BY_INDEX } from '../../src/db/by-index.ts';
import { openDatabase, sendTransaction } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { installQueues } from '../../src/queue/boss.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';
import { nextRelease } from '../support/releases.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

const HOUR_MS = 3_600_000;
/** Each of these breaks what does not see to it: in the times that are read, or in the statements themselves. */
const SETTINGS = {
  timezone: 'Asia/Kathmandu',
  datestyle: 'German',
  default_transaction_isolation: 'repeatable read',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
};

/** Much shorter than what may take long, and a number of which one digit is left. */
const LIMITS = { statement_timeout: '40s', lock_timeout: '41s', extra_float_digits: '-15' };
const NO_LIMITS = { statement_timeout: '0', lock_timeout: '0', extra_float_digits: '1' };
const SHOW_LIMITS = `select ${Object.keys(LIMITS).map((name) => `current_setting('${name}') as ${name}`)}`;

/** As an operator does it for all sessions that begin from now on. */
async function setForDatabase(url: string, settings: Record<string, string> = SETTINGS): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const [name, value] of Object.entries(settings))
    await client.query(`alter database ${new URL(url).pathname.slice(1)} set ${name} = '${value}'`);
  await client.end();
}

const TIMES = `{ endpoints { nodes { createdAt lastDeliveryAt deliveries { nodes {
  createdAt attempts { nodes { startedAt } } event { occurredAt } } } } } }`;

it('times are what they are, and transactions go on beside one another, whatever the database has set for its sessions', async () => {
  await using receiver = await startReceiver(() => 200);
  await using database = await createTestDatabase();
  await setForDatabase(database.url);
  await using hookline = await startHookline({ databaseUrl: database.url });
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  await addEndpoint(tenant.client, { url: receiver.url });
  await publish(tenant.client, { type: 'invoice.paid' });

  const times = await eventually('the attempt to be recorded', async () => {
    const { data, errors } = await tenant.client.send<unknown>(TIMES);
    expect(errors).toBeUndefined();
    const found = JSON.stringify(data).match(/\d{4}-\d\d-\d\dT[^"]+/g) ?? [];
    return found.length === 5 ? found : undefined;
  });
  for (const time of times) expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(HOUR_MS / 2);

  // What the queue writes and reads by connections of its own is no other.
  const shown = `select ${Object.keys(SETTINGS).map((name) => `current_setting('${name}') as ${name}`)}`;
  const { boss, database: own } = hookline.app.core;
  expect((await boss.getDb().executeSql(shown)).rows).toEqual((await own.pool.query(shown)).rows);

  // What meets a row that another transaction has changed meanwhile goes on, and is not refused.
  const { pool } = hookline.app.core.database;
  const [one, other] = [await pool.connect(), await pool.connect()];
  try {
    await one.query('begin; select from organization');
    await other.query("update organization set name = 'a'");
    await one.query("update organization set name = 'b'; commit");
  } finally {
    one.release(true);
    other.release();
  }
});

it('a database is migrated whatever it has set for its sessions', async () => {
  await using database = await createEmptyDatabase();
  await setForDatabase(database.url);
  expect((await migrate({ url: database.url })).applied).not.toEqual([]);
  await installQueues(database.url);
});

it('a migration means the same whatever the database has set for its sessions', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createEmptyDatabase());
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'migrations-')), (made) =>
    rm(made, { recursive: true }),
  );
  await mkdir(join(folder, '1_words'));
  await writeFile(
    join(folder, '1_words', 'migration.sql'),
    String.raw`create table word as select 'a\b' as text`,
  );
  await setForDatabase(url);
  await migrate({ url, folder });
  const client = stack.adopt(new pg.Client({ connectionString: url }), (made) => made.end());
  await client.connect();
  expect((await client.query('select text from word')).rows).toEqual([{ text: String.raw`a\b` }]);
});

it('no statement is compiled before it runs, whatever the database has set for its sessions, or a pooler', async () => {
  await using database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`alter database ${new URL(database.url).pathname.slice(1)} set jit = on`);
  await client.end();
  await using hookline = await startHookline({
    databaseUrl: database.url,
    roles: { api: true, worker: false },
  });
  const { pool } = hookline.app.core.database;
  expect((await pool.query('show jit')).rows).toEqual([{ jit: 'off' }]);

  const [answer] = await sendTransaction(
    { pool, isPipelined: true },
    ['show jit'],
    `SET jit = on; ${BY_INDEX}`,
  );
  expect(answer?.rows).toEqual([{ jit: 'off' }]);
});

it('nothing of ours is given up sooner, or read less exactly, than it says itself', async () => {
  await using database = await createTestDatabase();
  await setForDatabase(database.url, LIMITS);
  await using hookline = await startHookline({ databaseUrl: database.url });
  const { boss, database: own } = hookline.app.core;
  expect((await boss.getDb().executeSql(SHOW_LIMITS)).rows).toEqual([NO_LIMITS]);
  expect((await own.pool.query(SHOW_LIMITS)).rows).toEqual([{ ...NO_LIMITS, statement_timeout: '30s' }]);
  const { rows } = await own.pool.query(
    `select current_setting('server_version_num')::int >= 170000 as "isLimited"`,
  );
  if (!rows[0].isLimited) return;
  await setForDatabase(database.url, { transaction_timeout: '42s' });
  await using later = openDatabase({ url: database.url, poolSize: 1, onError: () => undefined });
  expect((await later.pool.query('show transaction_timeout')).rows).toEqual([{ transaction_timeout: '0' }]);
});

it('a migration may take as long as it takes, whatever the database has set for its sessions', async () => {
  await using database = await createTestDatabase();
  await setForDatabase(database.url, LIMITS);
  await using next = await nextRelease(`create table limits as ${SHOW_LIMITS}`);
  await migrate({ url: database.url, folder: next.folder });
  await using look = openDatabase({ url: database.url, poolSize: 1, onError: () => undefined });
  expect((await look.pool.query('table limits')).rows).toEqual([NO_LIMITS]);
});
