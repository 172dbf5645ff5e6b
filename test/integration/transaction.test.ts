import pg from 'pg';
import { expect, it } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import { createTestDatabase } from '../support/database.ts';

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
  let holding = 0;
  let runs = 0;
  const add = (first: number, second: number) =>
    inTransaction(pool, async (client) => {
      runs += 1;
      await client.query('update account set n = n + 1 where id = $1', [first]);
      if (++holding === 2) bothHold.resolve();
      await bothHold.promise;
      await client.query('update account set n = n + 1 where id = $1', [second]);
    });
  await Promise.all([add(1, 2), add(2, 1)]);
  expect((await pool.query('select n from account order by id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
  expect(runs).toBe(3);
});
