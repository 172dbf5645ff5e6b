import { createHmac, randomBytes } from 'node:crypto';
import type { SqlClient } from '../db/client.ts';
import type { Keyring } from '../keyring.ts';
import { sealedPlace } from './sealed-places.ts';

/** A hash that only this installation can make, so that a short content cannot be guessed from it. */
export type ContentHash = (content: string) => Buffer;

const KEY_BYTES = 32;
const ROW = '1';

/**
 * Makes the hash with its key from the database, which is made at the first start. It has a key of its own, because
 * the hashes must still be the same after an encryption key was taken out: they are all that is left of a content.
 */
export async function loadContentHash(client: SqlClient, keyring: Keyring): Promise<ContentHash> {
  const sealed = (await readKey(client)) ?? (await makeKey(client, keyring));
  const key = keyring.open(sealed, sealedPlace.contentHashKey(ROW));
  return (content) => createHmac('sha256', key).update(content).digest();
}

async function readKey(client: SqlClient): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ sealed: Buffer }>(
    'select sealed from content_hash_key where id = $1',
    [ROW],
  );
  return rows[0]?.sealed;
}

async function makeKey(client: SqlClient, keyring: Keyring): Promise<Buffer> {
  const { rows } = await client.query<{ hashed: boolean }>(
    'select exists (select from idempotency_key) as hashed',
  );
  // Hashes that are there already were made with a key derived from the encryption key.
  const key = rows[0]?.hashed ? keyring.formerHashKey : randomBytes(KEY_BYTES);
  await client.query('insert into content_hash_key (id, sealed) values ($1, $2) on conflict do nothing', [
    ROW,
    keyring.seal(key, sealedPlace.contentHashKey(ROW)),
  ]);
  // Of two processes that start at once, the first one's stands.
  return (await readKey(client)) as Buffer;
}
