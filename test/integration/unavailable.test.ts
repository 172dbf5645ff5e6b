import { expect, it } from 'vitest';
import { type Database, inPrismaTransaction, openDatabase, sendTransaction } from '../../src/db/client.ts';
import { isDatabaseUnavailable } from '../../src/db/unavailable.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';
import { eventually } from '../support/waiting.ts';

const SLEEP = 'select pg_sleep(60)';
const ways: [string, (database: Database, text: string) => Promise<unknown>][] = [
  ['the pool', ({ pool }, text) => pool.query(text)],
  ['a transaction', (database, text) => sendTransaction(database, [text])],
  ['Prisma', ({ prisma }, text) => prisma.$queryRawUnsafe(text)],
  [
    'a transaction of Prisma',
    ({ prisma }, text) => inPrismaTransaction(prisma, (tx) => tx.$queryRawUnsafe(text)),
  ],
];

it.each(ways)(
  'a statement by %s that finds no database, or loses it, is told from one that is wrong',
  async (_way, run) => {
    await using near = await createTestDatabase();
    await using proxy = await startProxy(near.url);
    await using far = openDatabase({ url: proxy.url, poolSize: 1, onError: () => undefined });
    await using look = openDatabase({ url: near.url, poolSize: 1, onError: () => undefined });
    const failure = (text: string) => run(far, text).catch((error: unknown) => error);

    const lost = failure(SLEEP);
    const [session] = await eventually('the statement to run', async () => {
      const { rows } = await look.pool.query<{ pid: number }>(
        'select pid from pg_stat_activity where query = $1 and datname = current_database()',
        [SLEEP],
      );
      return rows.length > 0 ? rows : undefined;
    });
    proxy.cut();
    expect(isDatabaseUnavailable(await lost)).toBe(true);
    expect(isDatabaseUnavailable(await failure('select 1'))).toBe(true);
    proxy.mend();
    await look.pool.query('select pg_terminate_backend($1)', [session?.pid]);

    const ended = failure(SLEEP);
    // The session before may still be going.
    await eventually('PostgreSQL to end it', async () => {
      const { rows } = await look.pool.query<{ ended: boolean }>(
        `select pg_terminate_backend(pid) as ended from pg_stat_activity
       where query = $1 and state = 'active' and datname = current_database() and pid <> $2`,
        [SLEEP, session?.pid],
      );
      return rows[0]?.ended || undefined;
    });
    expect(isDatabaseUnavailable(await ended)).toBe(true);
    const wrong = await failure('select nonsense');
    expect(wrong).toBeInstanceOf(Error);
    expect(isDatabaseUnavailable(wrong)).toBe(false);
  },
);

it.each(ways)(
  'a statement by %s that a full disk or a standby refuses is told from one that is wrong',
  async (_way, run) => {
    await using near = await createTestDatabase();
    await using database = openDatabase({ url: near.url, poolSize: 1, onError: () => undefined });
    const refusal = (condition: string) =>
      run(database, `do $$ begin raise ${condition}; end $$`).catch((error: unknown) => error);
    expect(isDatabaseUnavailable(await refusal('disk_full'))).toBe(true);
    expect(isDatabaseUnavailable(await refusal('read_only_sql_transaction'))).toBe(true);
    expect(isDatabaseUnavailable(await refusal('check_violation'))).toBe(false);
  },
);

it.each(ways)(
  'a statement by %s that finds the door shut is told from one that is wrong',
  async (_way, run) => {
    await using near = await createTestDatabase();
    const failure = async (change: (url: URL) => void) => {
      const url = new URL(near.url);
      change(url);
      await using database = openDatabase({ url: url.href, poolSize: 1, onError: () => undefined });
      return run(database, 'select 1').catch((error: unknown) => error);
    };
    const changes: [string, (url: URL) => void][] = [
      ['a database that is not there, as amid a restore', (url) => (url.pathname += '_gone')],
      [
        'a role that may not log in, or a password that was changed',
        (url) => (url.username = 'nobody_knows'),
      ],
    ];
    for (const [what, change] of changes)
      expect(isDatabaseUnavailable(await failure(change)), what).toBe(true);

    const name = new URL(near.url).pathname.slice(1);
    await using other = openDatabase({ url: adminUrl(near.url), poolSize: 1, onError: () => undefined });
    await other.pool.query(`alter database ${name} allow_connections false`);
    expect(isDatabaseUnavailable(await failure(() => undefined)), 'a database that is closed').toBe(true);
  },
);

/** Of the server's own database. */
function adminUrl(url: string): string {
  return Object.assign(new URL(url), { pathname: '/postgres' }).href;
}
