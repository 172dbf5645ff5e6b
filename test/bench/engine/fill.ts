import type pg from 'pg';
import type { Tenants } from './tenants.ts';

const CHUNK = 250_000;

/**
 * Adds deliveries that were attempted once and are due again in 2 to 10 hours, spread evenly over the endpoints, and
 * created over the hour before. Their events and payloads are left out: nobody reads them before then.
 */
export async function addWaiting(pool: pg.Pool, tenants: Tenants, count: number): Promise<void> {
  const organizations = tenants.endpointUuids.map(
    (_, index) => tenants.organizationUuids[Math.floor(index / tenants.endpointsPerOrganization)],
  );
  for (let made = 0; made < count; made += CHUNK) {
    await pool.query(
      `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, attempt_count, automatic_count,
         next_attempt_at, created_at)
       select uuidv7(age), ($2::uuid[])[place], uuidv7(age), ($1::uuid[])[place], 'single.n0', 'RETRYING', 1, 1,
         now() + interval '2 hours' + random() * interval '8 hours', now() + age
       from generate_series($3::int, $4::int) as i,
         lateral (select 1 + i % cardinality($1::uuid[]) as place, -interval '2 hours' + i * interval '1 hour' / $5::int as age)`,
      [tenants.endpointUuids, organizations, made + 1, Math.min(made + CHUNK, count), count],
    );
  }
}

/** Adds attempts to the partition that attempts are written to now, with nothing in them that need not be. */
export async function addAttempts(pool: pg.Pool, count: number): Promise<void> {
  for (let made = 0; made < count; made += CHUNK) {
    await pool.query(
      `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
         request_headers, duration_ms, started_at, finished_at)
       select uuidv7(age), id, uuidv7(age), id, 1, 'AUTOMATIC', 'SUCCEEDED', '', '[]', 1, now(), now()
       from generate_series($1::int, $2::int) as i, lateral (select -interval '1 hour' + i * interval '1 hour' / $3::int as age),
         (select '01900000-0000-7000-8000-000000000000'::uuid as id)`,
      [made + 1, Math.min(made + CHUNK, count), count],
    );
  }
}
