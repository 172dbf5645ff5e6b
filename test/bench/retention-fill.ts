import type pg from 'pg';
import { addPastPartitions } from '../support/past-rows.ts';
import type { Tenants } from './engine/tenants.ts';

const CHUNK = 50_000;
const WEEKS = 4;
/** Of the feed's partitions. */
const FEED_RANGE = 10_000_000;

/**
 * Fills the tables with rows of the four weeks that are too old by now: as many events as deliveries and attempts, all
 * ended and without their payloads, and as many feed items, three quarters of them in a range that is full.
 * @param count of each table
 */
export async function fillOldRows(pool: pg.Pool, tenants: Tenants, count: number): Promise<void> {
  await addPastPartitions(pool, 20, 13);
  const full = Math.floor(count * 0.75);
  await Promise.all([
    insertChunks(
      pool,
      count,
      `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, attempt_count, automatic_count,
         last_attempt_id, created_at, completed_at, payload_expires_at, payload_purged_at)
       select id, organization, id, endpoint, 'single.n' || place % 10, 'SUCCEEDED', 1, 1, id, at, at, at, at from old`,
      tenants,
    ),
    (async () => {
      await insertChunks(
        pool,
        count,
        `insert into event (id, organization_id, type, occurred_at, created_at, payload_purged_at)
         select id, organization, 'single.n' || place % 10, at, at, at from old`,
        tenants,
      );
      await insertChunks(
        pool,
        count,
        `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
           request_headers, response_status, response_body, duration_ms, started_at, finished_at)
         select id, organization, id, endpoint, 1, 'AUTOMATIC', 'SUCCEEDED', 'https://example.com/hook', '[]', 200, 'ok', 5, at, at
         from old`,
        tenants,
      );
      // The full range was filled within a day, the one after it more slowly.
      await insertChunks(
        pool,
        count,
        `insert into feed_item (number, organization_id, kind, occurred_at, endpoint_id, delivery_id, event_id, attempt_id)
         select ${FEED_RANGE} - ${full} + i, organization, 'ATTEMPT_RECORDED',
           case when i < ${full} then now() - interval '30 days' else at end, endpoint, id, id, id
         from old`,
        tenants,
      );
    })(),
  ]);
  await pool.query('update feed_head set number = (select max(number) from feed_item)');
}

/** `old` is what a chunk is made of: the same ids at every call, so that rows of all tables belong together. */
async function insertChunks(pool: pg.Pool, count: number, insert: string, tenants: Tenants): Promise<void> {
  const organizations = tenants.endpointUuids.map(
    (_, index) => tenants.organizationUuids[Math.floor(index / tenants.endpointsPerOrganization)],
  );
  const [into, from] = insert.split(/(?=\sselect )/) as [string, string];
  for (let made = 0; made < count; made += CHUNK) {
    await pool.query(
      `with old as (
         select i, place, at, ($1::uuid[])[place] as endpoint, ($2::uuid[])[place] as organization,
           (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8'
             || substr(hash, 4, 15))::uuid as id
         from generate_series($3::int, $4::int) as i,
           lateral (select 1 + i % cardinality($1::uuid[]) as place, md5(i::text) as hash,
             date_trunc('day', now()) - interval '98 days' - (1 - i::float / $5::int) * interval '${WEEKS} weeks' as at) as made)
       ${into} ${from}`,
      [tenants.endpointUuids, organizations, made, Math.min(made + CHUNK, count) - 1, count],
    );
  }
}
