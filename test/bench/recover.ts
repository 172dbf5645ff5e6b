// `node test/bench/recover.ts [WAITING] [ENDPOINTS]` fills an embedded PostgreSQL with deliveries that wait (a million,
// for 5,000 endpoints), 1 in 10 of them parked, and tells what the sweep for stranded ones costs: the plan and the time
// of each of its statements, and of a whole run.

import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/client.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { createRecovery } from '../../src/domain/recover.ts';
import { findUncovered, findUndated, findUnlisted, WAITING_START } from '../../src/domain/stranded.ts';
import { NIL_ID } from '../../src/ids.ts';
import { createLogger } from '../../src/log.ts';
import { findUncoveredShards } from '../../src/queue/repair-shards.ts';
import { ensureShards } from '../../src/queue/shards.ts';
import { describeScans, planOf, sentStatements } from '../support/plans.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';

const STEP_SIZE = 10_000;
const RUNS = 5;
const FILLED_AT_ONCE = 100_000;
const waiting = Number(process.argv[2] ?? 1_000_000);
const endpoints = Number(process.argv[3] ?? 5000);

const dataDir = await makeDataDir();
try {
  await using server = await startEmbeddedPostgres({ dataDir, port: 0, database: 'bench' });
  const { config, secrets } = loadConfig({
    DATABASE_URL: server.url,
    HOOKLINE_PORT: '0',
    HOOKLINE_DATA_DIR: dataDir,
    HOOKLINE_LOG_LEVEL: 'silent',
  });
  const log = createLogger(config.log);
  await using app = await startApp({ config, secrets, roles: { api: true, worker: false }, log });
  const { database, boss } = app.core;
  await ensureShards(boss);
  await fill(database);
  console.log(`${waiting} deliveries wait for ${endpoints} endpoints\n`);
  await explain('a step of 10,000', database, () => findUndated(database.pool, WAITING_START, STEP_SIZE));
  await explain('the whole backlog in one', database, () =>
    findUndated(database.pool, WAITING_START, waiting + 1),
  );
  await explain('a step of all', database, () => findUnlisted(database.pool, NIL_ID, STEP_SIZE));
  await explain('endpoints without a job', database, () => findUncovered(database.pool));
  await explain('shards without a job', database, () => findUncoveredShards(database.pool));
  const recover = createRecovery(app.core);
  for (let run = 1; run <= RUNS; run++) {
    const started = performance.now();
    const recovered = await recover();
    const ms = (performance.now() - started).toFixed(0);
    console.log(`run ${run}: ${ms} ms, ${JSON.stringify(recovered)}`);
  }
} finally {
  await removeDataDir(dataDir);
}

async function explain(title: string, { pool }: Database, find: () => Promise<unknown>): Promise<void> {
  const statement = (await sentStatements(find)).find(({ text }) => text.includes('select'));
  if (!statement) throw new Error(`no statement for ${title}`);
  const plan = await planOf(pool, statement);
  console.log(`${plan.executionMs.toFixed(1).padStart(8)} ms  ${title}: ${describeScans(plan)}`);
}

async function fill({ pool }: Database): Promise<void> {
  await pool.query(
    `insert into organization (id, name) select gen_random_uuid(), 'organization ' || n from generate_series(1, 200) n`,
  );
  await pool.query(
    `insert into endpoint (id, organization_id, created_by, url, status, paused_at)
     select gen_random_uuid(), o.id, 'fill', 'https://example.com/', (case when n % 10 = 0 then 'PAUSED' else 'ACTIVE' end)::endpoint_status,
       case when n % 10 = 0 then now() end
     from generate_series(1, $1::int) n
     join (select id, row_number() over () as place from organization) o on o.place = 1 + (n % 200)`,
    [endpoints],
  );
  for (let from = 1; from <= waiting; from += FILLED_AT_ONCE)
    await pool.query(
      `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, next_attempt_at, parked_at)
     select gen_random_uuid(), e.organization_id, gen_random_uuid(), e.id, 'a',
       case when e.status = 'ACTIVE' then now() + n * interval '1 millisecond' end, e.paused_at
     from generate_series($1::int, $2::int) n
     join (select *, row_number() over () as place from endpoint) e on e.place = 1 + (n % $3::int)`,
      [from, Math.min(waiting, from + FILLED_AT_ONCE - 1), endpoints],
    );
  await pool.query('analyze delivery, delivery_waiting');
}
