import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import type { Keyring } from '../keyring.ts';
import { forgetFormerKeys } from './key-check.ts';
import { SEALED_TABLES, type SealedTable, scan } from './sealed-tables.ts';

const SCAN_SIZE = 2000;
/** Rows are locked for as long as it takes to encrypt this many. */
const BATCH_SIZE = 100;
const PASSES_MAX = 10;
const PASS_PAUSE_MS = 200;

export interface RotationResult {
  /** Rows encrypted anew, by table. */
  readonly resealed: Readonly<Record<string, number>>;
  /** Rows that hold a value of another key still; 0: the other keys may be taken out. */
  readonly left: number;
  /** Those of them that do not open: damaged, or moved by hand. */
  readonly unreadable: readonly string[];
}

export interface RotationOptions {
  /** After each step through a table in which something was encrypted anew. */
  onProgress?: (table: string, resealed: number) => void;
  passesMax?: number;
  /** Ends it with an AbortError, after the step that it is at. */
  signal?: AbortSignal;
}

/**
 * Encrypts with the current key whatever is sealed with another one. It may run beside everything else, and beside
 * itself, and be ended at any moment: what is done stands, and the next run finds the rest by the key ids in the
 * values. It goes through the tables until it finds nothing: rows that somebody held were left to the next pass. What
 * it finds in pass after pass is being written by a process that does not have the current key as its first.
 */
export async function rotateKeys(
  pool: pg.Pool,
  keyring: Keyring,
  { onProgress = () => undefined, passesMax = PASSES_MAX, signal }: RotationOptions = {},
): Promise<RotationResult> {
  const resealed = Object.fromEntries(SEALED_TABLES.map(({ name }) => [name, 0]));
  let left = 0;
  for (let pass = 1; pass <= passesMax; pass++) {
    const unreadable: string[] = [];
    left = 0;
    for (const table of SEALED_TABLES) {
      for await (const step of walk(pool, keyring, table, signal)) {
        left += step.stale;
        unreadable.push(...step.unreadable);
        resealed[table.name] = (resealed[table.name] ?? 0) + step.resealed;
        if (step.resealed > 0) onProgress(table.name, resealed[table.name] ?? 0);
      }
    }
    if (left === 0) await forgetFormerKeys(pool, keyring);
    if (left === unreadable.length || pass === passesMax) return { resealed, left, unreadable };
    await delay(PASS_PAUSE_MS, undefined, { signal });
  }
  return { resealed, left, unreadable: [] };
}

interface Step {
  stale: number;
  resealed: number;
  unreadable: string[];
}

async function* walk(
  pool: pg.Pool,
  keyring: Keyring,
  table: SealedTable,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step> {
  for (let after: string | undefined = table.start; after !== undefined; ) {
    signal?.throwIfAborted();
    const rows: { id: string; stale: boolean }[] = await scan(
      pool,
      table,
      keyring.currentPrefix,
      after,
      SCAN_SIZE,
    );
    const ids = rows.filter(({ stale }) => stale).map(({ id }) => id);
    const step: Step = { stale: ids.length, resealed: 0, unreadable: [] };
    for (let at = 0; at < ids.length; at += BATCH_SIZE) {
      const batch = await resealBatch(pool, keyring, table, ids.slice(at, at + BATCH_SIZE));
      step.resealed += batch.resealed;
      step.unreadable.push(...batch.unreadable);
    }
    yield step;
    after = rows.length === SCAN_SIZE ? rows.at(-1)?.id : undefined;
  }
}

/** Reads the values under their locks, so that what was changed or purged since the scan is not written back. */
async function resealBatch(
  pool: pg.Pool,
  keyring: Keyring,
  table: SealedTable,
  ids: readonly string[],
): Promise<Omit<Step, 'stale'>> {
  const { name, key, keyType, column, columnType } = table;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string; value: unknown }>(
      // Without waiting for anybody it cannot be part of a deadlock, whatever order others lock in.
      `select ${key}::text as id, ${column} as value from ${name}
       where ${key} = any($1::${keyType}[]) and ${table.isStale('$2')} order by ${key} for no key update skip locked`,
      [ids, keyring.currentPrefix],
    );
    const fresh = new Map<string, unknown>();
    const unreadable: string[] = [];
    for (const { id, value } of rows) {
      try {
        fresh.set(id, table.reseal(keyring, id, value));
      } catch {
        unreadable.push(`${name}/${id}`);
      }
    }
    await client.query(
      `update ${name} set ${column} = fresh.value
       from unnest($1::${keyType}[], $2::${columnType}[]) as fresh (id, value) where ${name}.${key} = fresh.id`,
      [[...fresh.keys()], [...fresh.values()]],
    );
    return { resealed: fresh.size, unreadable };
  });
}
