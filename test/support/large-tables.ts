import type pg from 'pg';
import { wantedPartitions, weekStart } from '../../src/db/partitions.ts';
import { DAY_MS } from '../../src/time-units.ts';

/** What the rows are of: one organization has most of them, and some of its values are rare. */
export interface LargeTables {
  /** UUIDs. */
  big: string;
  small: string;
  busyEndpoint: string;
  quietEndpoint: string;
  event: string;
  delivery: string;
  /** Moments a week and an hour before the last row. */
  weekAgo: Date;
  hourAgo: Date;
  idempotencyKey: string;
}

const DAYS = 60;
const WEEK_MS = 7 * DAY_MS;
/** After a Monday: the first and the last week then have days of rows, and none has so few that reading them all is best. */
const LAST_ROW_MS = 2.5 * DAY_MS;
const ENDPOINTS = 5000;
const ORGANIZATIONS = 200;

/** The UUIDv7 of a moment, in SQL; the same for the same seed. */
const uuidAt = (time: string, seed: string) =>
  `(lpad(to_hex((extract(epoch from ${time}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${seed}), 1, 3)
    || '8' || substr(md5(${seed}), 4, 15))::uuid`;

/**
 * Fills the tables with that many events, each with one delivery and one attempt, over the 60 days before the last Wednesday.
 * Organization 1 has 70 % of them, and its busiest endpoint a third of these; 1 in 100 failed, 1 in 1,000 was canceled, as many wait, and one type, the tests
 * and the quiet endpoint come up once in 10,000. Of 1,000 endpoints one receives every type, one what is Hookline's own, and a
 * third invoices.
 */
export async function fillLargeTables(pool: pg.Pool, count: number): Promise<LargeTables> {
  const end = new Date(weekStart(Date.now() - LAST_ROW_MS) + LAST_ROW_MS);
  await addPastPartitions(pool, end);
  // Temporary tables belong to one connection.
  const client = await pool.connect();
  try {
    return await fill(client, count, end);
  } finally {
    client.release();
  }
}

async function fill(client: pg.ClientBase, count: number, endsAt: Date): Promise<LargeTables> {
  const end = `'${endsAt.toISOString()}'::timestamptz`;
  await client.query(`
    create temp table fill_organization as
      select n, ${uuidAt(`${end} - interval '${DAYS} days'`, `'o' || n`)} as id from generate_series(1, ${ORGANIZATIONS}) n;
    insert into organization (id, name, external_id, partner_id, max_endpoints)
      select id, 'organization ' || n, 'external-' || n,
        case when n between 2 and 4 then 'few' when n % 2 = 0 then 'many' end, 100000 from fill_organization;
    create temp table fill_endpoint as
      select e, ${uuidAt(`${end} - interval '${DAYS} days'`, `'e' || e`)} as id,
        (select id from fill_organization where n = case when e <= 40 then 1 else 2 + e % ${ORGANIZATIONS - 1} end) as organization_id
      from generate_series(1, ${ENDPOINTS}) e;
    insert into endpoint (id, organization_id, created_by, url, name, external_id, labels, event_patterns, status, paused_at)
      select id, organization_id, 'fill', 'https://e' || e || '.example.com/', 'endpoint ' || e, 'external-' || e,
        case when e % 100 = 0 then array['rare'] else array['common'] end,
        case when e % 1000 = 0 then array[]::text[] when e % 1000 = 7 then array['hookline.*']
          when e % 3 = 0 then array['invoice.*'] when e % 3 = 1 then array['*.sent', 'customer.*.made']
          else array['customer.c' || e || '.made'] end,
        (case when e % 500 = 0 then 'PAUSED' else 'ACTIVE' end)::endpoint_status, case when e % 500 = 0 then now() end
      from fill_endpoint;
    insert into signing_secret (id, organization_id, endpoint_id, version, sealed, hint, expires_at)
      select id, organization_id, id, 'V1', '', 'hint', case when e % 10 = 0 then now() + interval '1 day' end
      from fill_endpoint`);
  await client.query(
    `create temp table fill as
       select i, ${end} - (${count} - i) * interval '${DAYS} days' / ${count} as at, i % 10000 = 77 as rare,
         case when i % 10 < 7 then 1 else 1 + i % ${ORGANIZATIONS} end as n
       from generate_series(1, ${count}) i`,
  );
  await client.query(
    `create temp table filled as
       select f.*, e.id as endpoint_id, e.organization_id, ${uuidAt('at', `'v' || i`)} as event_id,
         ${uuidAt('at', `'d' || i`)} as delivery_id, ${uuidAt('at', `'a' || i`)} as attempt_id,
         case when rare then 'rare.type' else 'common.type-' || i % 20 end as type,
         (case when i % 100 = 3 then 'FAILED' when i % 1000 = 5 then 'CANCELED'
           when i % 1000 = 7 then 'PENDING' when i % 1000 = 9 then 'RETRYING' else 'SUCCEEDED' end)::delivery_status as status
       from fill f join fill_endpoint e on e.e = case when rare then 40 when n = 1 and i % 3 = 0 then 1 when n = 1 then 1 + i % 39
         else 41 + (i::bigint * 7919) % ${ENDPOINTS - 40} end`,
  );
  await client.query(
    `insert into event (id, organization_id, type, is_test, idempotency_key, occurred_at, created_at, payload_purged_at)
     select event_id, organization_id, type, rare, case when i % 3 = 0 then 'key-' || i end, at, at, now() from filled`,
  );
  await client.query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, is_test, status, end_reason,
       attempt_count, automatic_count, next_attempt_at, last_attempt_id, created_at, completed_at, payload_expires_at, payload_purged_at)
     select delivery_id, organization_id, event_id, endpoint_id, type, rare, status,
       (case status when 'FAILED' then 'RETRIES_EXHAUSTED' when 'CANCELED' then 'CANCELED_BY_USER' end)::delivery_end_reason,
       1, 1, case when waits then at end, attempt_id, at, case when not waits then at end, case when not waits then at end, now()
     from filled, lateral (select status in ('PENDING', 'RETRYING') as waits) s`,
  );
  await client.query(
    `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
       request_headers, duration_ms, started_at, finished_at)
     select attempt_id, organization_id, delivery_id, endpoint_id, 1, 'AUTOMATIC', 'SUCCEEDED', 'https://example.com', '[]', 5, at, at
     from filled`,
  );
  const { rows } = await client.query<LargeTables>(
    `select (select id from fill_organization where n = 1) as big, (select id from fill_organization where n = 3) as small,
       (select id from fill_endpoint where e = 1) as "busyEndpoint", (select id from fill_endpoint where e = 40) as "quietEndpoint",
       event_id as event, delivery_id as delivery, ${end} - interval '7 days' as "weekAgo", ${end} - interval '1 hour' as "hourAgo",
       (select 'key-' || i from filled where i % 3 = 0 and n = 1 limit 1) as "idempotencyKey"
     from filled where n = 1 limit 1`,
  );
  await client.query('drop table fill_organization, fill_endpoint, fill, filled');
  await client.query('vacuum (analyze) event');
  await client.query('vacuum (analyze) delivery');
  await client.query('vacuum (analyze) delivery_attempt');
  await client.query('vacuum (analyze) endpoint');
  await client.query('analyze organization, signing_secret, delivery_waiting, payload_expiry');
  return rows[0] as LargeTables;
}

/** The weeks of the rows have partitions too, as they have where the product ran in them. */
async function addPastPartitions(pool: pg.Pool, end: Date): Promise<void> {
  const weeks = Math.ceil((DAYS * DAY_MS) / WEEK_MS);
  const made = new Set<string>();
  for (let week = weeks; week >= 0; week--) {
    for (const { table, name, from, to, current } of wantedPartitions(end.getTime() - week * WEEK_MS, 0n)) {
      if (!current || table === 'feed_item' || made.has(name)) continue;
      made.add(name);
      await pool.query(
        `create table if not exists ${name} partition of ${table} for values from (${from}) to (${to})`,
      );
    }
  }
}
