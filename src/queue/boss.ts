import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { SILENT_AFTER_MS, type SqlClient } from '../db/client.ts';
import { setSession } from '../db/session.ts';
import { QUEUES, SCHEDULES } from './contracts.ts';
import { ensureShards } from './shards.ts';
import { steadyClock } from './steady-clock.ts';

export type { PgBoss };

/** pg-boss looks for lapsed heartbeats this often, so a killed worker's shards come back within about 15 s. */
const SUPERVISE_SECONDS = 5;
/** So often it asks what time it is by the database's clock, which schedules go by. */
const ASK_TIME_SECONDS = 5;
const BOSS_CONNECTIONS = 4;
const STOP_TIMEOUT_MS = 5000;
/** To node-postgres, to which pg-boss hands on what it does not know. */
const ON_CONNECT = { onConnect: (client: pg.ClientBase) => setSession(client) };
const CONNECTION = { ...ON_CONNECT, keepAlive: true, query_timeout: SILENT_AFTER_MS };

/** Creates or updates pg-boss's own tables, our queues and the jobs of the shards. Only whoever migrates the database calls this. */
export async function installQueues(url: string): Promise<void> {
  const boss = new PgBoss({
    ...ON_CONNECT,
    connectionString: url,
    max: 1,
    supervise: false,
    schedule: false,
    application_name: 'hookline-migrate',
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const queue of Object.values(QUEUES)) {
      if (await boss.getQueue(queue.name)) {
        const { name, ...options } = queue;
        await boss.updateQueue(name, options);
      } else {
        await boss.createQueue(queue.name, queue);
      }
    }
    await ensureShards(boss);
    for (const { name, cron } of SCHEDULES) await boss.schedule(name, cron, null, { tz: 'UTC' });
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** A started pg-boss that expects its tables to exist; `supervise` and schedules run only where work is done. */
export async function startBoss(options: {
  url: string;
  work: boolean;
  onError: (error: Error) => void;
}): Promise<PgBoss & AsyncDisposable> {
  const boss = new PgBoss({
    ...CONNECTION,
    connectionString: options.url,
    max: BOSS_CONNECTIONS,
    application_name: 'hookline-queue',
    migrate: false,
    clock: steadyClock,
    clockMonitorIntervalSeconds: ASK_TIME_SECONDS,
    supervise: options.work,
    schedule: options.work,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', options.onError);
  await boss.start().catch(async (error: unknown) => {
    // What of it had started would keep the process alive.
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  });
  return Object.assign(boss, {
    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
    },
  });
}

/** Lets a pg-boss call run on our own connection, inside our transaction. */
export function bossDb(client: SqlClient): {
  db: { executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> };
} {
  return { db: { executeSql: (text, values) => client.query(text, values) } };
}
