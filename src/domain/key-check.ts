import type pg from 'pg';
import { inTransaction, type SqlClient } from '../db/client.ts';
import { OperatorError } from '../errors.ts';
import { type Keyring, keyIdOf } from '../keyring.ts';
import { sealedPlace } from './sealed-places.ts';

// Any number will do that nothing else locks in this database.
const LOCK_KEY = 4_170_301_223;

/**
 * Compares the keyring with the keys that this database knows, and makes those of the ring known to it. Costs four
 * look-ups, however much is sealed. One process after the other: two with different keys must not both be the first.
 * @throws OperatorError that names the key that is missing, or that is another one under the same id
 */
export async function assertKeysFit(pool: pg.Pool, keyring: Keyring): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
    const known = await checkKnown(client, keyring);
    await checkNewest(client, keyring, known);
    const ids = [...keyring.fingerprints.keys()];
    await client.query(
      `insert into encryption_key (id, fingerprint, in_use)
       select id, fingerprint, id = $3 from unnest($1::text[], $2::bytea[]) as ring (id, fingerprint)
       on conflict (id) do update set in_use = true where excluded.in_use and not encryption_key.in_use`,
      [ids, [...keyring.fingerprints.values()], keyring.currentId],
    );
  });
}

/** Notes that nothing is sealed with any other key than the current one, so that those may be taken out. */
export async function forgetFormerKeys(client: SqlClient, keyring: Keyring): Promise<void> {
  await client.query('update encryption_key set in_use = false where in_use and id <> $1', [
    keyring.currentId,
  ]);
}

async function checkKnown(client: SqlClient, keyring: Keyring): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string; fingerprint: Buffer; inUse: boolean }>(
    'select id, fingerprint, in_use as "inUse" from encryption_key order by id',
  );
  for (const { id, fingerprint, inUse } of rows) {
    const given = keyring.fingerprints.get(id);
    if (!given && inUse)
      throw missing(keyring, id, 'Payloads, signing secrets or headers in this database are');
    if (given && !given.equals(fingerprint)) throw another(keyring, id);
  }
  return new Set(rows.map(({ id }) => id));
}

/**
 * Looks at what was sealed last, which a process with other keys may have done since the last check; in a database
 * that knew no keys yet also whether it opens.
 */
async function checkNewest(client: SqlClient, keyring: Keyring, known: ReadonlySet<string>): Promise<void> {
  const { rows } = await client.query<{ kind: 'signingSecret' | 'payload'; id: string; sealed: Buffer }>(
    `(select 'signingSecret' as kind, id, sealed from signing_secret order by id desc limit 1)
     union all
     (select 'payload', event_id, sealed from event_payload order by event_id desc limit 1)`,
  );
  for (const { kind, id, sealed } of rows) {
    const place = sealedPlace[kind](id);
    const keyId = keyIdOf(sealed);
    if (!keyring.fingerprints.has(keyId)) throw missing(keyring, keyId, `${place} is`);
    if (!known.has(keyId) && !opens(keyring, sealed, place)) throw another(keyring, keyId);
  }
}

function opens(keyring: Keyring, sealed: Buffer, place: string): boolean {
  try {
    keyring.open(sealed, place);
    return true;
  } catch {
    return false;
  }
}

function missing({ source }: Keyring, id: string, what: string): OperatorError {
  return new OperatorError(
    `The encryption key "${id}" is missing in ${source}. ${what} encrypted with it.`,
    `Put the key "${id}" back, as the last one. To be rid of it, run \`hookline keys rotate\` first.`,
  );
}

function another({ source }: Keyring, id: string): OperatorError {
  return new OperatorError(
    `The encryption key "${id}" in ${source} is not the key that this database knows by this id.`,
    `Put the former key "${id}" back; a new key needs an id of its own.`,
  );
}
