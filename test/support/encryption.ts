import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { keyIdOf } from '../../src/keyring.ts';

/** A key as the setting takes it. */
export function encryptionKey(id: string): string {
  return `${id}:${randomBytes(32).toString('base64')}`;
}

/** How many values each key has sealed, by its id, read from the tables without the product's own queries. */
export async function sealedBy(pool: Pick<pg.Pool, 'query'>): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ sealed: Buffer }>(
    `select sealed from event_payload union all select sealed from signing_secret
     union all select sealed from content_hash_key
     union all select decode(h->>'sealed', 'base64') from endpoint, jsonb_array_elements(headers) h where h ? 'sealed'`,
  );
  const counts: Record<string, number> = {};
  for (const { sealed } of rows) counts[keyIdOf(sealed)] = (counts[keyIdOf(sealed)] ?? 0) + 1;
  return counts;
}
