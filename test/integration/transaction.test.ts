import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inPrismaTransaction, inTransaction, openDatabase, sendTransaction } from '../../src/db/client.ts';
import { createTestDatabase } from '../support/database.ts';
import { startHookline } from '../support/hookline.ts';
import { act } from '../support/operations.ts';
import { addEndpoint } from '../support/pipeline.ts';
import { startProxy } from '../support/proxy.ts';
import { blocked } from '../support/waiting.ts';

it('a transaction that PostgreSQL gives up in a deadlock begins anew, and both are done', async () => {
  await using database = await createTestDatabase();
  await using pool = Object.assign(new pg.Pool({ connectionString: database.url }), {
    async [Symbol.asyncDispose]() {
      await pool.end();
    },
  });
  await pool.query('create table account (id int primary key, n int not null)');
  await pool.query('insert into account values (1, 0), (2, 0)');
  const bothHold = Promise.withResolvers<void>();
  const oneIsDone = Promise.withResolvers<void>();
  let holding = 0;
  let runs = 0;
  const add = (first: number, second: number) =>
    inTransaction(pool, async (client) => {
      runs += 1;
      // Else it might take its first row before the other one, which has waited for that, gets it.
      if (runs > 2) await oneIsDone.promise;
      await client.query('update account set n = n + 1 where id = $1', [first]);
      if (++holding === 2) bothHold.resolve();
      await bothHold.promise;
      await client.query('update account set n = n + 1 where id = $1', [second]);
    });
  await Promise.all([add(1, 2), add(2, 1)].map((adding) => adding.then(oneIsDone.resolve)));
  expect((await pool.query('select n from account order by id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
  expect(runs).toBe(3);
});

it.each(['endpoint', 'organization'] as const)(
  'a change of the external id of an %s that PostgreSQL gives up in a deadlock begins anew',
  async (table) => {
    await using hookline = await startHookline({ roles: { api: true, worker: false } });
    const { pool } = hookline.app.core.database;
    const tenants = [await hookline.createOrganization(), await hookline.createOrganization()];
    const url = 'http://127.0.0.1:8080/';
    const [first, second] =
      table === 'organization'
        ? tenants
        : [
            await addEndpoint(hookline.admin, { url, externalId: 'a' }),
            await addEndpoint(hookline.admin, { url, externalId: 'b' }),
          ];
    const rename = `update ${table} set external_id = $2 where id = $1`;
    await pool.query(rename, [second?.uuid, 'b']);
    await using other = Object.assign(new pg.Client({ connectionString: hookline.databaseUrl }), {
      [Symbol.asyncDispose]: () => other.end(),
    });
    await other.connect();
    // So that it is the product's that PostgreSQL gives up.
    await other.query("set deadlock_timeout = '1min'");
    await other.query('begin');
    await other.query(rename, [second?.uuid, 'c']);
    const asked = act(hookline.admin, `${table}Update`, { id: first?.id, input: { externalId: 'b' } });
    await blocked(pool, 1);
    await other.query(rename, [first?.uuid, 'd']);
    await other.query('commit');
    expect(await asked).toMatchObject({ __typename: expect.stringMatching(/Success$/) });
    const ids = `select external_id as id from ${table} where id = any($1) order by external_id`;
    expect((await pool.query(ids, [[first?.uuid, second?.uuid]])).rows).toEqual([{ id: 'b' }, { id: 'c' }]);
  },
);

describe('a transaction by Prisma', () => {
  afterEach(() => void vi.useRealTimers());

  it('waits for a connection as long as any other, and may take as long', async () => {
    await using database = await createTestDatabase();
    await using near = openDatabase({ url: database.url, poolSize: 1, onError: () => undefined });
    await near.prisma.$queryRaw`select 1`;
    const held = await near.pool.connect();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = inPrismaTransaction(near.prisma, async (tx) => {
      await vi.advanceTimersByTimeAsync(9000);
      return tx.$queryRaw`select 1 as one`;
    });
    const settled = Promise.allSettled([asked]);
    await setImmediate();
    await vi.advanceTimersByTimeAsync(9000);
    held.release();
    expect(await settled).toMatchObject([{ status: 'fulfilled', value: [{ one: 1 }] }]);
  });
});

it('a statement by Prisma that comes amid the end of the connections waits for none', async () => {
  await using database = await createTestDatabase();
  const near = openDatabase({ url: database.url, poolSize: 1, onError: () => undefined });
  await near.prisma.$queryRaw`select 1`;
  const ended = near[Symbol.asyncDispose]();
  await expect(near.prisma.$queryRaw`select 1`).rejects.toThrow('after calling end');
  await ended;
});

describe('connections that nothing comes through any more, and that nobody has closed', () => {
  const onError = () => undefined;
  const lockOf = (id: number) => `update account set n = n + 1 where id = ${id}`;

  async function open() {
    await using stack = new AsyncDisposableStack();
    const { url } = stack.use(await createTestDatabase());
    const proxy = stack.use(await startProxy(url));
    const near = stack.use(openDatabase({ url, poolSize: 1, onError }));
    await near.pool.query('create table account (id int primary key, n int not null)');
    await near.pool.query('insert into account values (1, 0), (2, 0)');
    const owned = stack.move();
    return { proxy, near, [Symbol.asyncDispose]: () => owned.disposeAsync() };
  }

  it.each([false, true])('are given up, and others are opened; behind a pooler: %s', async (pooled) => {
    await using bank = await open();
    await using far = openDatabase({ url: bank.proxy.url, poolSize: 1, pooled, silentAfterMs: 200, onError });
    await far.pool.query('select 1');
    bank.proxy.forget();
    await expect(sendTransaction(far, [lockOf(1)])).rejects.toThrow();
    await sendTransaction(far, [lockOf(1)]);
    expect((await bank.near.pool.query('select n from account where id = 1')).rows).toEqual([{ n: 1 }]);
  });

  it('end no process when they break unseen and are used again after a while', async () => {
    await using bank = await open();
    await using far = openDatabase({ url: bank.proxy.url, poolSize: 1, onError });
    await far.pool.query('select 1');
    // So long that what it has planned is to be forgotten as it is acquired.
    const later = performance.now() + 60_000;
    using _clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    bank.proxy.cut();
    await expect(sendTransaction(far, [lockOf(1)])).rejects.toThrow(/connection error/);
  });

  it('hold what they have locked for some ten seconds, whichever way their transaction began', async () => {
    await using bank = await open();
    await using far = openDatabase({ url: bank.proxy.url, poolSize: 2, onError });
    const end = Promise.withResolvers<void>();
    let locked = 0;
    const bothHold = Promise.withResolvers<void>();
    const holds = async (_done: unknown) => {
      if (++locked === 2) bothHold.resolve();
      await end.promise;
    };
    const lost = [
      inTransaction(far.pool, async (client) => holds(await client.query(lockOf(1)))),
      inPrismaTransaction(far.prisma, async (tx) => holds(await tx.$executeRawUnsafe(lockOf(2)))),
    ];
    await bothHold.promise;
    bank.proxy.forget();
    for (const id of [1, 2]) await bank.near.pool.query(lockOf(id));
    bank.proxy.cut();
    end.resolve();
    for (const { status } of await Promise.allSettled(lost)) expect(status).toBe('rejected');
    expect((await bank.near.pool.query('select n from account')).rows).toEqual([{ n: 1 }, { n: 1 }]);
  });
});

describe.each([
  ['together', false],
  ['one by one, behind a pooler', true],
])('statements that are sent %s', (_how, pooled) => {
  async function open() {
    await using stack = new AsyncDisposableStack();
    const { url } = stack.use(await createTestDatabase());
    const onError = (error: Error) => {
      throw error;
    };
    const database = stack.use(openDatabase({ url, poolSize: 3, pooled, onError }));
    const { pool } = database;
    await pool.query('create table account (id int primary key, n int not null check (n >= 0))');
    await pool.query('create table log (tx xid8 not null default pg_current_xact_id())');
    await pool.query('insert into account values (1, 1), (2, 1)');
    const owned = stack.move();
    return {
      database,
      accounts: async () =>
        (await pool.query<{ n: number }>('select n from account order by id')).rows.map(({ n }) => n),
      transactions: async () =>
        (await pool.query<{ n: number }>('select count(distinct tx)::int as n from log')).rows[0]?.n,
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    };
  }
  const take = (id: number, text = 'update account set n = n - 1 where id = $1') => ({ text, values: [id] });
  const LOG = 'insert into log default values';

  it('take effect in one transaction', async () => {
    await using bank = await open();
    await sendTransaction(bank.database, [LOG, take(1), LOG, take(2)]);
    expect(await bank.accounts()).toEqual([0, 0]);
    expect(await bank.transactions()).toBe(1);
  });

  it('take no effect when one of them fails, whose error is told, and the connection stays good', async () => {
    await using bank = await open();
    const sent = sendTransaction(bank.database, [take(1), take(1), take(2)]);
    await expect(sent).rejects.toMatchObject({ code: '23514', constraint: 'account_n_check' });
    expect(await bank.accounts()).toEqual([1, 1]);
    await sendTransaction(bank.database, [take(1)]);
    expect(await bank.accounts()).toEqual([0, 1]);
    expect(bank.database.pool.totalCount).toBe(1);
  });

  it('are sent anew when PostgreSQL gives them up in a deadlock', async () => {
    await using bank = await open();
    const { pool } = bank.database;
    await pool.query('create sequence turns; create sequence holding');
    // Each goes on only when both have locked their first row, and the one that is given up only when the other is done.
    await pool.query(`create function turn() returns void language plpgsql as $$ begin
      if nextval('turns') > 2 then
        while (select sum(n) from account) > 2 loop null; end loop;
      end if;
    end $$`);
    await pool.query(`create function hold() returns void language plpgsql as $$ begin
      perform nextval('holding');
      while (select last_value from holding) < 2 loop null; end loop;
    end $$`);
    const move = (first: number, second: number) =>
      sendTransaction(bank.database, ['select turn()', take(first), 'select hold()', take(second)]);
    await pool.query('update account set n = 2');
    await Promise.all([move(1, 2), move(2, 1)]);
    expect(await bank.accounts()).toEqual([0, 0]);
    const { rows } = await pool.query<{ n: number }>('select last_value::int as n from turns');
    expect(rows[0]?.n).toBe(3);
  });

  it('leave no connection behind that broke', async () => {
    await using bank = await open();
    const sent = sendTransaction(bank.database, [
      take(1),
      'select pg_terminate_backend(pg_backend_pid())',
      take(2),
    ]);
    await expect(sent).rejects.toThrow();
    expect(await bank.accounts()).toEqual([1, 1]);
  });
});
