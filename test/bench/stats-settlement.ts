// `node test/bench/stats-settlement.ts [ROUNDS]` tells what statistics cost those who write: a settlement of 100
// attempts and a publish of 100 deliveries, with and without what they add, and what summing that up takes. With
// and without take turns, on an embedded PostgreSQL with its default settings.

import type pg from 'pg';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { inTransaction } from '../../src/db/client.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import type { Core } from '../../src/domain/core.ts';
import { rollUpStats } from '../../src/domain/stats-rollup.ts';
import { storeEvents } from '../../src/domain/store-events.ts';
import { newId } from '../../src/ids.ts';
import type { FinishedDelivery } from '../../src/jobs/attempt.ts';
import { settle } from '../../src/jobs/settle.ts';
import { createLogger } from '../../src/log.ts';
import { prepareDatabase } from '../../src/prepare.ts';
import { loadAllDue } from '../support/due.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';
import { addTenant } from './stats-fill.ts';

const ATTEMPTS = 100;
const WARM_UP = 3;
const FAILURE_SHARE = 0.03;
const SCENARIOS = [
  { name: '1 endpoint', organizations: 1, endpoints: 1 },
  { name: '100 endpoints of 1 organization', organizations: 1, endpoints: 100 },
  { name: '100 endpoints of 100 organizations', organizations: 100, endpoints: 1 },
];
const rounds = Number(process.argv[2] ?? 40);

const dataDir = await makeDataDir();
try {
  await using server = await startEmbeddedPostgres({ dataDir, port: 0, database: 'bench' });
  await prepareDatabase(server.url, () => undefined);
  const { config, secrets } = loadConfig({
    DATABASE_URL: server.url,
    HOOKLINE_DATA_DIR: dataDir,
    HOOKLINE_MIGRATE: 'false',
    HOOKLINE_LOG_LEVEL: 'silent',
  });
  const roles = { api: false, worker: false };
  await using app = await startApp({ config, secrets, roles, log: createLogger(config.log) });
  await bench(app.core);
} finally {
  await removeDataDir(dataDir);
}

/** Milliseconds, one of each round. */
interface Times {
  without: number[];
  with: number[];
  /** Of what is done with statistics: the one statement that adds to them. */
  statement: number[];
}

async function bench(core: Core): Promise<void> {
  const { pool } = core.database;
  for (const { name, organizations, endpoints } of SCENARIOS) {
    const tenants = [];
    for (let count = 0; count < organizations; count++) tenants.push(await addTenant(pool, endpoints));
    const events = ATTEMPTS / (organizations * endpoints);
    const organizationIds = tenants.flatMap(({ organizationId }) => Array(events).fill(organizationId));
    const acts = [
      { what: 'publish', times: noTimes(), act: (on: Core) => publish(on, organizationIds) },
      { what: 'settlement', times: noTimes(), act: settleOnce },
    ];
    const sums: number[] = [];
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const variant of ['with', 'without'] as const) {
        for (const { times, act } of acts) {
          const statements: number[] = [];
          const database = { ...core.database, pool: watched(pool, variant === 'with' ? statements : null) };
          const took = await act({ ...core, database });
          if (round < 0) continue;
          times[variant].push(took);
          times.statement.push(...statements);
        }
        const start = performance.now();
        await rollUpStats(pool);
        if (round >= 0 && variant === 'with') sums.push(performance.now() - start);
      }
    }
    console.log(`${name}, ${ATTEMPTS} deliveries:`);
    for (const { what, times } of acts) {
      console.log(
        `  ${what}: without ${median(times.without)} ms, with ${median(times.with)} ms, the statement alone ${median(times.statement)} ms`,
      );
    }
    console.log(`  summing both up: ${median(sums)} ms`);
  }
}

function noTimes(): Times {
  return { without: [], with: [], statement: [] };
}

/** @returns how long the publish took, in milliseconds */
async function publish(core: Core, organizationIds: string[]): Promise<number> {
  const events = organizationIds.map((organizationId) => ({
    id: newId(),
    organizationId,
    type: 'invoice.paid',
    payloadText: '{"amount":100}',
    idempotencyKey: null,
    occurredAt: null,
    isTest: false,
  }));
  const start = performance.now();
  await inTransaction(core.database.pool, (client) => storeEvents(core, client, events));
  return performance.now() - start;
}

/** @returns how long the settlement took, in milliseconds */
async function settleOnce(core: Core): Promise<number> {
  const finished = (await loadAllDue(core)).map(
    (delivery): FinishedDelivery => ({ delivery, attempt: attemptOf(Math.random() >= FAILURE_SHARE) }),
  );
  if (finished.length !== ATTEMPTS) throw new Error(`${finished.length} deliveries were due`);
  const start = performance.now();
  await settle({ ...core, retryScheduleMs: [], deliveredPayloadRetentionHours: 168 }, finished);
  return performance.now() - start;
}

function attemptOf(succeeded: boolean): NonNullable<FinishedDelivery['attempt']> {
  const durationMs = Math.round(20 * 2 ** (4 * Math.random()));
  return {
    id: newId(),
    trigger: 'AUTOMATIC',
    url: 'https://receiver.example/',
    requestHeaders: [{ name: 'webhook-id', value: 'evt' }],
    judgement: {
      outcome: succeeded ? 'SUCCEEDED' : 'REJECTED',
      responseStatus: succeeded ? 200 : 500,
      errorMessage: succeeded ? null : 'answered with status 500',
      gone: false,
      retryAfterMs: null,
    },
    responseHeaders: [],
    responseBody: 'ok',
    responseBodyTruncated: false,
    durationMs,
    startedMs: performance.now() - durationMs,
  };
}

/** Watches the one statement: its times are added to the list, and without a list it is not sent. */
function watched(pool: pg.Pool, times: number[] | null): pg.Pool {
  const watch = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          const isStats = key === 'query' && String(args[0]).startsWith('insert into delivery_stat_delta');
          if (isStats && !times) return { rows: [] };
          const start = performance.now();
          const result: unknown = await Reflect.apply(value, target, args);
          if (isStats) times?.push(performance.now() - start);
          return result;
        };
      },
    });
  return new Proxy(pool, {
    get(target, key) {
      if (key === 'connect') return async () => watch(await target.connect());
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function median(times: number[]): string {
  return (times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN).toFixed(1);
}
