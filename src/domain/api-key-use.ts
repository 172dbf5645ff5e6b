import type pg from 'pg';
import { SECOND_MS } from '../time-units.ts';
import type { UsableKey } from './api-key-reads.ts';

/** Last use is kept to the minute, so that a busy key does not write a row for each request. */
const RESOLUTION_SECONDS = 60;

/** Writes that a key is used, unless that is known well enough. */
export type NoteKeyUse = (key: Pick<UsableKey, 'id' | 'lastUsedAt'>) => Promise<void>;

/**
 * Requests that come while the use of their key is being written leave it at that: each of hundreds would else wait,
 * with a connection, for the commits of all before it, only to write the same.
 */
export function createNoteKeyUse(pool: pg.Pool): NoteKeyUse {
  const noting = new Set<string>();
  return async ({ id, lastUsedAt }) => {
    const isKnown = lastUsedAt && Date.now() - lastUsedAt.getTime() <= RESOLUTION_SECONDS * SECOND_MS;
    if (isKnown || noting.has(id)) return;
    noting.add(id);
    try {
      // Another process, or a request that read the key before, may have written it meanwhile.
      await pool.query(
        `update api_key set last_used_at = now()
         where id = $1 and (last_used_at is null or last_used_at < now() - $2 * interval '1 second')`,
        [id, RESOLUTION_SECONDS],
      );
    } finally {
      noting.delete(id);
    }
  };
}
