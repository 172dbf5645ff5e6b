import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { assertReady } from '../../src/db/readiness.ts';
import { generateKey } from '../../src/keyring.ts';
import { createTestDatabase } from '../support/database.ts';
import { startHookline } from '../support/hookline.ts';
import { runProgram } from '../support/process.ts';
import { startProxy } from '../support/proxy.ts';
import { release } from '../support/releases.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

const API = { api: true, worker: false };

/** Lets sessions of the database write or not, from the next one on, and ends those that there are. */
async function setReadOnly(url: string, value: 'on' | 'off'): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin read write');
  const name = new URL(url).pathname.slice(1);
  await client.query(`alter database ${name} set default_transaction_read_only = ${value}`);
  await client.query('commit');
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [name],
  );
  await client.end();
}

async function readiness(url: string): Promise<[number, string]> {
  const response = await fetch(`${url}/readyz`);
  return [response.status, (await response.text()).trim()];
}

it('/readyz answers within seconds while the database does not, whoever else asks', async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const proxy = stack.use(await startProxy(database.url));
  await using hookline = await startHookline({ databaseUrl: proxy.url, roles: API });
  const { pool } = hookline.app.core.database;
  expect(await readiness(hookline.url)).toEqual([200, 'ready']);

  proxy.forget();
  const startedMs = performance.now();
  const answers = await Promise.all(Array.from({ length: 30 }, () => readiness(hookline.url)));
  expect(performance.now() - startedMs).toBeLessThan(10_000);
  for (const answer of answers) expect(answer).toEqual([503, 'it does not answer (not within 3 s)']);
  // One look for all: those who ask leave the connections to the others.
  expect(pool.waitingCount).toBe(0);
  // New connections get through.
  await eventually('readiness', async () => (await readiness(hookline.url))[0] === 200 || undefined);
});

it('/readyz says that the database is read-only, as after a failover to a server that stays a standby', async () => {
  await using database = await createTestDatabase();
  await using hookline = await startHookline({ databaseUrl: database.url, roles: API });
  await setReadOnly(database.url, 'on');
  const [status, reason] = await eventually('another session', async () => {
    const answer = await readiness(hookline.url);
    return answer[1].includes('does not answer') ? undefined : answer;
  });
  expect([status, reason]).toEqual([503, expect.stringContaining('read-only')]);
  await setReadOnly(database.url, 'off');
  await eventually('readiness', async () => (await readiness(hookline.url))[0] === 200 || undefined);
});

it('every command says that the database is read-only', async () => {
  await using database = await createTestDatabase();
  await setReadOnly(database.url, 'on');
  const env = {
    DATABASE_URL: database.url,
    HOOKLINE_ENCRYPTION_KEYS: generateKey(),
    HOOKLINE_MIGRATE: 'false',
  };
  const commands = ['api', 'worker', 'migrate', 'admin-key', 'keys rotate'];
  const runs = await Promise.all(commands.map((command) => runProgram(command.split(' '), { env })));
  for (const { code, output } of runs) {
    expect(output).toContain('Hookline cannot start: The database of DATABASE_URL is read-only');
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  }
});

it('a database that lacks one migration is told so', async () => {
  await using database = await createTestDatabase();
  await using opened = openDatabase({ url: database.url, poolSize: 1, onError: () => undefined });
  const last = release.at(-1);
  await opened.pool.query('delete from _prisma_migrations where migration_name = $1', [last]);
  await expect(assertReady(opened)).rejects.toMatchObject({
    message: `The database cannot be used: migrations are pending: ${last}.`,
    remedy: expect.stringContaining('hookline migrate'),
  });
});

it('a database without the tables of the queue, as after a restore of all else, is told to be migrated', async () => {
  await using database = await createTestDatabase();
  await using opened = openDatabase({ url: database.url, poolSize: 1, onError: () => undefined });
  await assertReady(opened, true);
  await opened.pool.query('drop schema pgboss cascade');
  await expect(assertReady(opened)).rejects.toMatchObject({
    message: 'The database cannot be used: the tables of its queue are missing (42P01).',
    remedy: expect.stringContaining('hookline migrate'),
  });
});

it('a role that may not read the tables is told so, and not to migrate', async () => {
  await using database = await createTestDatabase();
  // A role that every server has, and that may read nothing of ours.
  const url = new URL(database.url);
  url.searchParams.set('options', '-c role=pg_monitor');
  const env = { DATABASE_URL: url.href, HOOKLINE_ENCRYPTION_KEYS: generateKey(), HOOKLINE_MIGRATE: 'false' };
  const { code, output } = await runProgram(['api'], { env });
  expect(output).toContain('its role may not read Hookline’s tables (42501)');
  expect(output).toContain('What to do: Connect as the role that ran `hookline migrate`');
  expect(code).toBe(1);
});

it('a role that may not do with the tables what a command does with them is told so before it begins', async () => {
  await using database = await createTestDatabase();
  const run = (command: string, role: string) => {
    const url = new URL(database.url);
    url.searchParams.set('options', `-c role=${role}`);
    const env = {
      DATABASE_URL: url.href,
      HOOKLINE_ENCRYPTION_KEYS: generateKey(),
      HOOKLINE_MIGRATE: 'false',
    };
    return runProgram(command.split(' '), { env });
  };
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('grant usage on schema pgboss to pg_monitor');
  for (const schema of ['public', 'pgboss'])
    await client.query(
      `grant select, insert, update, delete on all tables in schema ${schema} to pg_monitor`,
    );
  await client.end();

  const refused = [
    ['api', 'pg_read_all_data', 'may not write'],
    ['admin-key', 'pg_read_all_data', 'may not write'],
    ['keys rotate', 'pg_read_all_data', 'may not write'],
    ['worker', 'pg_monitor', 'does not own'],
  ] as const;
  // Who makes and drops no tables need not own them.
  const taken = run('admin-key', 'pg_monitor');
  const runs = refused.map(async ([command, role, why]) => ({ why, ...(await run(command, role)) }));
  for (const { why, code, output } of await Promise.all(runs)) {
    expect(output).toContain(`The database cannot be used: its role ${why} Hookline’s tables`);
    expect(output).toContain('What to do: Connect as the role that ran `hookline migrate`');
    expect(code).toBe(1);
  }
  expect(await taken).toMatchObject({ code: 0 });
});
