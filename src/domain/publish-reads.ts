import type pg from 'pg';
import { createGrouping } from './grouping.ts';

/** An event type as a publish needs to know it. */
export interface PublishableType {
  id: string;
  name: string;
  updatedAt: Date;
  hasSchema: boolean;
}

export interface OrganizationKeys {
  ids: readonly string[];
  externalIds: readonly string[];
}

export interface FoundOrganizations {
  ids: ReadonlySet<string>;
  idOfExternalId: ReadonlyMap<string, string>;
}

/**
 * What every publish reads. Requests of the same moment share a statement, which starts after they came: nothing is
 * kept, so what was changed before a request is seen by it.
 */
export interface PublishReads {
  /** The types of these names that are not archived, by name. */
  types(names: readonly string[]): Promise<ReadonlyMap<string, PublishableType>>;
  /** Those of these organizations that exist. */
  organizations(keys: OrganizationKeys): Promise<FoundOrganizations>;
}

/** Of names, or of organizations, that one statement asks for. */
const KEYS_MAX = 1000;
const PATIENCE_MS = 2000;

export function createPublishReads(pool: pg.Pool): PublishReads {
  const share = { concurrency: 1, patienceMs: PATIENCE_MS, blamesItem: () => false };
  const organizations = createGrouping({
    ...share,
    run: async (asked: readonly OrganizationKeys[]) => {
      const found = await findOrganizations(pool, asked);
      return asked.map(() => found);
    },
    shareOf: ({ ids, externalIds }) => (ids.length + externalIds.length) / KEYS_MAX,
  });
  return {
    types: createGrouping({
      ...share,
      run: async (asked: readonly (readonly string[])[]) => {
        const found = await findTypes(pool, asked.flat());
        return asked.map(() => found);
      },
      shareOf: (names) => names.length / KEYS_MAX,
    }),
    async organizations(keys) {
      if (keys.ids.length === 0 && keys.externalIds.length === 0)
        return { ids: new Set(), idOfExternalId: new Map() };
      return organizations(keys);
    },
  };
}

async function findTypes(pool: pg.Pool, names: readonly string[]): Promise<Map<string, PublishableType>> {
  const { rows } = await pool.query<PublishableType>(
    `select id, name, updated_at as "updatedAt", payload_schema is not null as "hasSchema"
     from event_type where name = any($1::text[]) and archived_at is null`,
    [[...new Set(names)]],
  );
  return new Map(rows.map((row) => [row.name, row]));
}

async function findOrganizations(
  pool: pg.Pool,
  asked: readonly OrganizationKeys[],
): Promise<FoundOrganizations> {
  const { rows } = await pool.query<{ id: string; externalId: string | null }>(
    `select id, external_id as "externalId" from organization
     where id = any($1::uuid[]) or external_id = any($2::text[])`,
    [[...new Set(asked.flatMap(({ ids }) => ids))], [...new Set(asked.flatMap((keys) => keys.externalIds))]],
  );
  return {
    ids: new Set(rows.map(({ id }) => id)),
    idOfExternalId: new Map(
      rows.flatMap(({ id, externalId }) => (externalId === null ? [] : [[externalId, id]])),
    ),
  };
}
