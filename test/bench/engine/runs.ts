import type pg from 'pg';
import { awaitDeliveries, firstDeliveryId, type RunFigures, readMeter } from './deliveries.ts';
import type { Server } from './server.ts';
import type { Stage, StageDatabase } from './stage.ts';
import type { Tenants } from './tenants.ts';
import { ENDPOINTS_PER_ORGANIZATION, type Workload } from './workload.ts';

/** Of a request of eventPublishBatch. */
export const BATCH = 100;
const PUBLISH_CONNECTIONS = 4;
/** A run that takes longer is cut. */
const TIMEOUT_MS = 60_000;
/** When publishing alone took all of the time. */
const LAST_MS = 5000;

export interface RunOptions {
  workload: Workload;
  deliveries: number;
  env?: Readonly<Record<string, string>>;
  timeoutMs?: number;
}

export function workloadOf(tenants: Tenants, fanOut: number, payloadBytes: number): Workload {
  const { organizationIds, endpointsPerOrganization } = tenants;
  return { organizationIds, endpointsPerOrganization, fanOut, payloadBytes };
}

/** That many endpoints as organizations of ten, or one organization of fewer. */
export function spread(endpoints: number): { organizations: number; endpointsPerOrganization: number } {
  const endpointsPerOrganization = Math.min(endpoints, ENDPOINTS_PER_ORGANIZATION);
  return { organizations: endpoints / endpointsPerOrganization, endpointsPerOrganization };
}

/** Publishes as fast as it is accepted, in batches. */
export function publishAll(stage: Stage, server: Server, { workload, deliveries, timeoutMs }: RunOptions) {
  return stage.publisher.call('publish', {
    url: server.url,
    key: server.key,
    workload,
    events: deliveries / workload.fanOut,
    batch: BATCH,
    connections: PUBLISH_CONNECTIONS,
    ...(timeoutMs && { timeoutMs }),
  });
}

/**
 * Publishes a backlog through an API while nobody delivers, then starts a server and lets it deliver. The clock runs
 * from the server being ready, or the first request if that is earlier.
 * @param between what is to be done when the backlog is there, as measuring what it is compared with
 * @returns the figures, what came of that, and the server, which runs on
 */
export async function drain<Before>(
  stage: Stage,
  database: StageDatabase,
  api: Server,
  options: RunOptions,
  between: () => Promise<Before>,
): Promise<{ figures: RunFigures; server: Server; before: Before }> {
  const { deliveries, env, timeoutMs = TIMEOUT_MS } = options;
  const firstId = await firstDeliveryId(database.pool);
  await publishAll(stage, api, options);
  const before = await between();
  await stage.receiver.call('reset');
  const wal = await database.walBytes();
  const server = await database.start('serve', env);
  try {
    const servers = [server];
    const ready = await readMeter(stage, database, servers);
    const { firstMs } = await stage.receiver.call('wait', { count: 1, timeoutMs });
    const start = { ...ready, wal, atMs: Math.min(firstMs || server.readyMs, server.readyMs) };
    const figures = await awaitDeliveries(stage, database, {
      servers,
      start,
      firstId,
      deliveries,
      timeoutMs,
    });
    return { figures, server, before };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

/**
 * Publishes a backlog through an API while a server that has been delivering is kept from it, then lets it. The clock
 * runs from then.
 * @param between as of `drain`
 */
export async function drainWarm<Before>(
  stage: Stage,
  database: StageDatabase,
  { api, server }: { api: Server; server: Server },
  options: RunOptions,
  between: () => Promise<Before>,
): Promise<{ figures: RunFigures; before: Before }> {
  const { deliveries, timeoutMs = TIMEOUT_MS } = options;
  const servers = [server];
  const firstId = await firstDeliveryId(database.pool);
  const { before, start } = await withoutSecrets(database.pool, async () => {
    await publishAll(stage, api, options);
    const before = await between();
    await stage.receiver.call('reset');
    return { before, start: await readMeter(stage, database, servers) };
  });
  const figures = await awaitDeliveries(stage, database, { servers, start, firstId, deliveries, timeoutMs });
  return { figures, before };
}

/** Meanwhile nobody reads a signing secret: what is due stays so, however soon a worker knows of it. */
async function withoutSecrets<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin; lock table signing_secret');
    return await work();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/**
 * Publishes while the server delivers. The clock runs from the first publish.
 * @param api through which it is published; by default the server itself
 */
export async function sustain(
  stage: Stage,
  database: StageDatabase,
  server: Server,
  options: RunOptions,
  api: Server = server,
): Promise<RunFigures> {
  const servers = [...new Set([server, api])];
  const { deliveries, timeoutMs = TIMEOUT_MS } = options;
  await stage.receiver.call('reset');
  const firstId = await firstDeliveryId(database.pool);
  const before = await readMeter(stage, database, servers);
  const published = await publishAll(stage, api, { ...options, timeoutMs });
  const start = { ...before, atMs: published.startMs };
  const figures = await awaitDeliveries(stage, database, {
    servers,
    start,
    firstId,
    deliveries: published.events * options.workload.fanOut,
    timeoutMs: Math.max(LAST_MS, timeoutMs - (published.endMs - published.startMs)),
  });
  return { ...figures, isCut: figures.isCut || figures.deliveries < deliveries };
}
