import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';
import { earlierRelease, failureOf, nextRelease, release } from '../support/releases.ts';
import { blocked, eventually } from '../support/waiting.ts';

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

describe('migrate', () => {
  it('leaves the queue of a lock when its process is killed, and does nothing without it', async () => {
    await using database = await createTestDatabase();
    await using proxy = await startProxy(database.url);
    await using next = await nextRelease(
      'lock table delivery in access exclusive mode; create table added (id int)',
    );
    await using look = openDatabase({ ...database, poolSize: 1, onError: () => undefined });
    await using holder = await connect(database.url);
    await holder.query('begin; lock table delivery in access share mode');
    const killed = migrate({ url: proxy.url, folder: next.folder }).catch((error: unknown) => error);
    await blocked(look.pool, 1);
    proxy.cut();
    expect(await killed).toBeInstanceOf(Error);
    await eventually('PostgreSQL to give up the migration', async () => {
      const { rows } = await look.pool.query(
        `select from pg_stat_activity where datname = current_database() and application_name = 'hookline migrate'`,
      );
      return rows.length === 0 || undefined;
    });
    await holder.query('rollback');
    const unfinished = await failureOf(migrate({ ...database, folder: next.folder }));
    expect(unfinished).toMatchObject({ code: 'UNFINISHED' });
    await look.pool.query(/update .*;/.exec(unfinished.remedy)?.[0] ?? 'no statement in the remedy');
    expect(await migrate({ ...database, folder: next.folder })).toEqual({ applied: [next.added] });
  });

  it('does not begin anew in another schema than the one that holds the tables', async () => {
    await using database = await createEmptyDatabase();
    await using before = await earlierRelease('waiting_by_index');
    await migrate({ ...database, folder: before.folder });
    await using client = await connect(database.url);
    const tables = async () => (await client.query('select oid from pg_class order by oid')).rows;
    await client.query('create schema mine');
    const held = await tables();
    for (const path of ['mine,public', 'mine', 'missing']) {
      const error = await failureOf(migrate({ url: `${database.url}?options=-c%20search_path%3D${path}` }));
      expect(error, path).toMatchObject({ code: 'OTHER_SCHEMA' });
      expect(error.message).toContain('schema "public" of this database');
    }
    expect(await tables()).toEqual(held);
    expect(await migrate(database)).toEqual({ applied: release.slice(-1) });
  });

  it.each(['SQL_ASCII', 'LATIN1'])('makes nothing in a database of the encoding %s', async (encoding) => {
    await using database = await createEmptyDatabase(
      `encoding '${encoding}' locale_provider libc lc_collate 'C' lc_ctype 'C'`,
    );
    const error = await failureOf(migrate(database));
    expect(error).toMatchObject({ code: 'ENCODING', message: expect.stringContaining(encoding) });
    await using client = await connect(database.url);
    const made = `select from pg_class where relnamespace = 'public'::regnamespace`;
    expect((await client.query(made)).rows).toEqual([]);
  });

  it('takes the migrations of another program that uses Prisma for no newer release', async () => {
    await using database = await createTestDatabase();
    await using client = await connect(database.url);
    await client.query(`delete from _prisma_migrations where migration_name <> '${release[0]}'`);
    await client.query("update _prisma_migrations set migration_name = '20240101000000_shop'");
    const error = await failureOf(migrate(database));
    expect(error).toMatchObject({ code: 'FOREIGN_TABLES', remedy: 'Give Hookline a database of its own.' });
    expect(error.message).toContain('another program: 20240101000000_shop');
  });
});
