// `node test/bench/publish-group.ts [SECONDS]` tells how many events a second 64 publishers at once get accepted,
// each with one eventPublish after another, and how long each takes; then how long an event for 10,000 endpoints
// takes to be accepted, and until all of its deliveries exist. On an embedded PostgreSQL with its default settings.

import { setTimeout as delay } from 'node:timers/promises';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import type { Core } from '../../src/domain/core.ts';
import { publishEvent } from '../../src/domain/publish.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { newId } from '../../src/ids.ts';
import { createLogger } from '../../src/log.ts';
import { prepareDatabase } from '../../src/prepare.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';
import { addTenant } from './stats-fill.ts';

const PUBLISHERS = 64;
const ORGANIZATIONS = 20;
const ENDPOINTS = 2;
const MANY_ENDPOINTS = 10_000;
const ROUNDS = 10;
const WARM_UP_MS = 1000;
const TYPE = 'invoice.paid';
const seconds = Number(process.argv[2] ?? 5);

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
  const start = (worker: boolean) =>
    startApp({ config, secrets, roles: { api: false, worker }, log: createLogger(config.log) });
  {
    await using app = await start(false);
    await app.core.database.pool.query('insert into event_type (id, name) values ($1, $2)', [newId(), TYPE]);
    await benchPublishers(app.core);
  }
  await using app = await start(true);
  await benchFanOut(app.core);
} finally {
  await removeDataDir(dataDir);
}

async function benchPublishers(core: Core): Promise<void> {
  const viewers: Viewer[] = [];
  for (let count = 0; count < ORGANIZATIONS; count++)
    viewers.push(viewerOf((await addTenant(core.database.pool, ENDPOINTS)).organizationId));
  for (const keyed of [false, true]) {
    await publishAll(core, viewers, keyed, WARM_UP_MS);
    const times = await publishAll(core, viewers, keyed, seconds * 1000);
    console.log(
      `${PUBLISHERS} publishers, ${ENDPOINTS} endpoints each${keyed ? ', with idempotency keys' : ''}: ${Math.round(times.length / seconds)} events/s, p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms`,
    );
  }
  const alone = await publishAll(core, viewers, false, 1000, 1);
  console.log(`1 publisher: p50 ${quantile(alone, 0.5)} ms`);
}

/** @returns how long each publish took, in milliseconds */
async function publishAll(
  core: Core,
  viewers: readonly Viewer[],
  keyed: boolean,
  forMs: number,
  publishers = PUBLISHERS,
): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + forMs;
  const publishUntilEnd = async (publisher: number) => {
    for (let start = performance.now(); start < end; start = performance.now()) {
      const viewer = viewers[publisher % viewers.length] as Viewer;
      await publishEvent(core, viewer, {
        type: TYPE,
        payload: { amount: 100, customer: 'cus_1' },
        ...(keyed && { idempotencyKey: newId() }),
      });
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: publishers }, (_, publisher) => publishUntilEnd(publisher)));
  return times;
}

async function benchFanOut(core: Core): Promise<void> {
  const { pool } = core.database;
  const { organizationId } = await addTenant(pool, MANY_ENDPOINTS);
  // Nothing is sent anywhere: what waits for a paused endpoint is parked.
  await pool.query(`update endpoint set status = 'PAUSED', paused_at = now() where organization_id = $1`, [
    organizationId,
  ]);
  const viewer = viewerOf(organizationId);
  const accepted: number[] = [];
  const complete: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const { eventId } = await publishEvent(core, viewer, { type: TYPE, payload: {} });
    accepted.push(performance.now() - start);
    for (;;) {
      const { rows } = await pool.query<{ n: number }>(
        'select count(*)::int as n from delivery where event_id = $1',
        [eventId],
      );
      if (rows[0]?.n === MANY_ENDPOINTS) break;
      await delay(10);
    }
    complete.push(performance.now() - start);
  }
  console.log(
    `1 event for ${MANY_ENDPOINTS} endpoints: accepted after ${quantile(accepted, 0.5)} ms (at most ${quantile(accepted, 1)}), all deliveries after ${quantile(complete, 0.5)} ms (at most ${quantile(complete, 1)})`,
  );
  const few = 'order.shipped';
  await pool.query('insert into event_type (id, name) values ($1, $2)', [newId(), few]);
  await pool.query(`update endpoint set event_patterns = array[$2] where organization_id = $1`, [
    organizationId,
    TYPE,
  ]);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await publishEvent(core, viewer, { type: few, payload: {} });
    times.push(performance.now() - start);
  }
  console.log(`1 event that none of ${MANY_ENDPOINTS} endpoints takes: p50 ${quantile(times, 0.5)} ms`);
}

function viewerOf(organizationId: string): Viewer {
  return {
    subject: 'bench',
    organizationId,
    scopes: new Set(['EVENTS_PUBLISH']),
    apiKeyId: null,
    expiresAt: null,
  };
}

function quantile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
}
