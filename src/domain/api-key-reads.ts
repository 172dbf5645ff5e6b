import type pg from 'pg';
import type { ApiKeyModel } from '../db/generated/prisma/models.ts';
import { createGrouping } from './grouping.ts';

/** What of a key tells whether it may be used, and by whom. */
export interface UsableKey
  extends Pick<ApiKeyModel, 'id' | 'organizationId' | 'scopes' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'> {
  hash: Buffer;
}

/** Finds a key by its hash; null: there is none. */
export type FindApiKey = (hash: Buffer) => Promise<UsableKey | null>;

const KEYS_MAX = 1000;
const PATIENCE_MS = 2000;

/**
 * Every request asks for its key. Those of the same moment share a statement, which starts after they came: nothing
 * is kept, so a key that was revoked before a request is refused.
 */
export function createFindApiKey(pool: pg.Pool): FindApiKey {
  return createGrouping({
    run: async (hashes: readonly Buffer[]) => {
      const { rows } = await pool.query<UsableKey>(
        `select id, organization_id as "organizationId", hash, scopes::text[], expires_at as "expiresAt",
           last_used_at as "lastUsedAt", revoked_at as "revokedAt"
         from api_key where hash = any($1::bytea[])`,
        [hashes],
      );
      const byHash = new Map(rows.map((row) => [row.hash.toString('hex'), row]));
      return hashes.map((hash) => byHash.get(hash.toString('hex')) ?? null);
    },
    concurrency: 1,
    patienceMs: PATIENCE_MS,
    shareOf: () => 1 / KEYS_MAX,
    blamesItem: () => false,
  });
}
