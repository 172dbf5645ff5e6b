import type pg from 'pg';
import type { AttemptOutcome, DeliveryStatus } from '../../src/db/generated/prisma/enums.ts';
import { createStatsDeltas, type StatsDeltas, writeStatsDeltas } from '../../src/domain/stats-deltas.ts';
import { rollUpStats } from '../../src/domain/stats-rollup.ts';
import { newId } from '../../src/ids.ts';

const CHUNK = 100_000;
const ROLLUP_CHUNK = 20_000;

/** An organization and its endpoints; the first of them gets half of the deliveries. */
export interface Filled {
  organizationId: string;
  endpointIds: string[];
}

/** Makes an organization with that many endpoints. */
export async function addTenant(pool: pg.Pool, endpoints: number): Promise<Filled> {
  const organizationId = newId();
  const endpointIds = Array.from({ length: endpoints }, newId);
  await pool.query('insert into organization (id, name, max_endpoints) values ($1, $2, $3)', [
    organizationId,
    'bench',
    endpoints,
  ]);
  await pool.query(
    `insert into endpoint (id, organization_id, created_by, url)
     select id, $2, 'bench', 'https://receiver.example/' from unnest($1::uuid[]) as e (id)`,
    [endpointIds, organizationId],
  );
  return { organizationId, endpointIds };
}

/**
 * Adds deliveries, created evenly over the days before now: of the last day half wait, of the others 95 % are
 * SUCCEEDED. Those that have ended have one attempt to three. Needs PostgreSQL 18 for its `uuidv7(interval)`.
 */
export async function addDeliveries(
  pool: pg.Pool,
  { organizationId, endpointIds }: Filled,
  deliveries: number,
  days: number,
): Promise<void> {
  for (let made = 0; made < deliveries; made += CHUNK) {
    await pool.query(
      `with made as (
         select -random() * $4 * interval '1 day' as age, random() as luck, random() as fate, random() as place
         from generate_series(1, $3)),
       judged as (
         select age, luck, case when luck < 0.5 then 1 else 1 + floor(place * cardinality($2::uuid[])) end as place,
           (case when age > -interval '1 day' and luck > 0.5 then 'PENDING' when fate < 0.95 then 'SUCCEEDED'
              when fate < 0.99 then 'FAILED' else 'CANCELED' end)::delivery_status as status
         from made)
       insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, attempt_count, created_at,
         completed_at, payload_purged_at)
       select uuidv7(age), $1, uuidv7(age), ($2::uuid[])[place], 'invoice.paid', status,
         case status when 'SUCCEEDED' then 1 + (luck > 0.97)::int when 'FAILED' then 3 else 0 end, now() + age,
         case when status <> 'PENDING' then now() + age + interval '1 second' end, now()
       from judged`,
      [organizationId, endpointIds, Math.min(CHUNK, deliveries - made), days],
    );
  }
}

/** Adds the attempts that the deliveries tell of, with durations of a long tail around 55 ms. */
export async function addAttempts(pool: pg.Pool, { organizationId }: Filled): Promise<void> {
  await pool.query(
    `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
       request_headers, duration_ms, started_at, finished_at)
     select uuidv7(d.created_at - now()), d.organization_id, d.id, d.endpoint_id, number, 'AUTOMATIC',
       (case when d.status = 'SUCCEEDED' and number = d.attempt_count then 'SUCCEEDED' else 'REJECTED' end)::attempt_outcome,
       'https://receiver.example/', '[]', least(60000, exp(random_normal(4, 1)))::int, d.created_at, d.created_at
     from delivery d, generate_series(1, d.attempt_count) as number where d.organization_id = $1`,
    [organizationId],
  );
}

/** Adds up what the tables hold, as the settlements would have done. */
export async function addRollups(pool: pg.Pool, { organizationId }: Filled): Promise<void> {
  interface DeliveryFacts {
    id: string;
    endpointId: string;
    status: DeliveryStatus;
    createdAt: Date;
  }
  interface AttemptFacts {
    id: string;
    endpointId: string;
    outcome: AttemptOutcome;
    durationMs: number;
    startedAt: Date;
  }
  await rollUp<DeliveryFacts>(
    pool,
    `select id, endpoint_id as "endpointId", status, created_at as "createdAt" from delivery
     where organization_id = $1 and id > $2 order by id limit $3`,
    organizationId,
    (stats, { status, ...row }) => {
      stats.addDelivery({ ...row, organizationId, isTest: false });
      stats.addTransition({ ...row, organizationId, isTest: false }, 'PENDING', status);
    },
  );
  await rollUp<AttemptFacts>(
    pool,
    `select id, endpoint_id as "endpointId", outcome, duration_ms as "durationMs", started_at as "startedAt"
     from delivery_attempt where organization_id = $1 and id > $2 order by id limit $3`,
    organizationId,
    (stats, row) => stats.addAttempt({ ...row, organizationId, isTest: false }, row),
  );
}

async function rollUp<Row extends { id: string }>(
  pool: pg.Pool,
  sql: string,
  organizationId: string,
  add: (stats: StatsDeltas, row: Row) => void,
): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query<Row>(sql, [organizationId, last, ROLLUP_CHUNK]);
    const stats = createStatsDeltas();
    for (const row of rows) add(stats, row);
    await writeStatsDeltas(pool, stats);
    await rollUpStats(pool);
    if (rows.length < ROLLUP_CHUNK) return;
    last = (rows.at(-1) as Row).id;
  }
}
