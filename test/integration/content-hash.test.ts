import { createHmac } from 'node:crypto';
import pg from 'pg';
import { expect, it } from 'vitest';
import { loadContentHash } from '../../src/domain/content-hash.ts';
import { newId } from '../../src/ids.ts';
import { createKeyring, generateKey } from '../../src/keyring.ts';
import { createTestDatabase } from '../support/database.ts';
import { blocked } from '../support/waiting.ts';

const keyring = createKeyring(generateKey());
const former = createHmac('sha256', keyring.formerHashKey).update('content').digest();

async function newDatabase() {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const pool = new pg.Pool({ connectionString: database.url });
  stack.defer(() => pool.end());
  const open = stack.move();
  return { pool, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

it('of two processes that start at once on a new database both hash by the key of the first', async () => {
  await using at = await newDatabase();
  const { pool } = at;
  const client = await pool.connect();
  await client.query('begin');
  const first = await loadContentHash(client, keyring);
  const second = loadContentHash(pool, keyring);
  await blocked(pool, 1);
  await client.query('commit');
  client.release();
  expect((await second)('content')).toEqual(first('content'));
});

it('on a database with hashes from before it had a key for them goes on with the one they were made with', async () => {
  await using at = await newDatabase();
  const { pool } = at;
  const organizationId = newId();
  await pool.query(`insert into organization (id, name) values ($1, 'ACME')`, [organizationId]);
  await pool.query(
    `insert into idempotency_key (organization_id, key, event_id, content_hash, expires_at)
     values ($1, 'k', $2, $3, now() + interval '7 days')`,
    [organizationId, newId(), former],
  );
  expect((await loadContentHash(pool, keyring))('content')).toEqual(former);
});

it('on a new database has a key that no encryption key tells', async () => {
  await using at = await newDatabase();
  const { pool } = at;
  expect((await loadContentHash(pool, keyring))('content')).not.toEqual(former);
});
