import type { SqlClient } from '../db/client.ts';
import { NIL_ID } from '../ids.ts';
import { type Keyring, keyIdOf } from '../keyring.ts';
import type { StoredHeader } from './headers.ts';
import { sealedPlace } from './sealed-places.ts';

/** A table with sealed values, as the rotation of keys walks through it. */
export interface SealedTable {
  readonly name: string;
  readonly key: string;
  readonly keyType: 'uuid' | 'integer';
  /** Sorts before every key. */
  readonly start: string;
  readonly column: string;
  readonly columnType: 'bytea' | 'jsonb';
  /** SQL: whether a row holds a value that does not begin with the bytes of the parameter. */
  isStale(parameter: string): string;
  /** The column's new value. @throws Error when a value does not open */
  reseal(keyring: Keyring, id: string, value: unknown): unknown;
}

function sealedColumn(place: (id: string) => string) {
  return {
    column: 'sealed',
    columnType: 'bytea',
    isStale: (parameter: string) =>
      `substring(sealed from 1 for octet_length(${parameter}::bytea)) <> ${parameter}::bytea`,
    reseal: (keyring: Keyring, id: string, value: unknown) =>
      keyring.seal(keyring.open(value as Buffer, place(id)), place(id)),
  } as const;
}

/** Everything that is sealed. */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'content_hash_key',
    key: 'id',
    keyType: 'integer',
    start: '0',
    ...sealedColumn(sealedPlace.contentHashKey),
  },
  {
    name: 'signing_secret',
    key: 'id',
    keyType: 'uuid',
    start: NIL_ID,
    ...sealedColumn(sealedPlace.signingSecret),
  },
  {
    name: 'endpoint',
    key: 'id',
    keyType: 'uuid',
    start: NIL_ID,
    column: 'headers',
    columnType: 'jsonb',
    isStale: (parameter) =>
      `exists (select from jsonb_array_elements(headers) h where h ? 'sealed' and
         substring(decode(h->>'sealed', 'base64') from 1 for octet_length(${parameter}::bytea)) <> ${parameter}::bytea)`,
    reseal: (keyring, id, value) =>
      JSON.stringify((value as StoredHeader[]).map((header) => resealHeader(keyring, id, header))),
  },
  {
    name: 'event_payload',
    key: 'event_id',
    keyType: 'uuid',
    start: NIL_ID,
    ...sealedColumn(sealedPlace.payload),
  },
];

function resealHeader(keyring: Keyring, endpointId: string, header: StoredHeader): StoredHeader {
  if ('value' in header) return header;
  const sealed = Buffer.from(header.sealed, 'base64');
  if (keyIdOf(sealed) === keyring.currentId) return header;
  const place = sealedPlace.header(endpointId, header.name);
  return { ...header, sealed: keyring.seal(keyring.open(sealed, place), place).toString('base64') };
}

/** Reads the keys of up to `limit` rows after a key, and which of them are stale. Takes no lock. */
export async function scan(
  client: SqlClient,
  table: SealedTable,
  prefix: Buffer,
  after: string,
  limit: number,
): Promise<{ id: string; stale: boolean }[]> {
  const { rows } = await client.query<{ id: string; stale: boolean }>(
    `select ${table.key}::text as id, ${table.isStale('$1')} as stale from ${table.name}
     where ${table.key} > $2::${table.keyType} order by ${table.key} limit $3`,
    [prefix, after, limit],
  );
  return rows;
}
