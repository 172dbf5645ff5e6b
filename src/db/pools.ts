import type { PoolName } from '../metrics-gauges.ts';
import { type Database, openDatabase, SILENT_AFTER_MS } from './client.ts';

/**
 * The API's share of a process's connections. The rest is for the deliverer, which reads and records at the same time.
 */
const API_SHARE = 0.4;
const POOL_SIZE_MIN = 2;

/**
 * One pool, or, where a process both serves the API and works, one for each, which share the connections: a statement
 * of the API ends with the time of its operation, while scheduled work may take longer, and neither waits for the
 * other's connections. Behind a pooler there is one, as it would pass the setting of one client on to others.
 */
export function openDatabases(options: {
  url: string;
  roles: { api: boolean; worker: boolean };
  /** Of all together. */
  poolSize: number;
  pooled: boolean;
  apiTimeoutMs: number;
  onError: (error: Error) => void;
}): { pools: Map<PoolName, Database>; database: Database; workDatabase: Database } {
  const { roles, poolSize, pooled, apiTimeoutMs } = options;
  const open = (size: number, isForApi: boolean) =>
    openDatabase({
      ...options,
      poolSize: size,
      silentAfterMs: SILENT_AFTER_MS,
      ...(isForApi && !pooled && { statementTimeoutMs: apiTimeoutMs }),
    });
  if (roles.api && roles.worker && !pooled) {
    const apiSize = Math.max(POOL_SIZE_MIN, Math.round(poolSize * API_SHARE));
    const database = open(apiSize, true);
    const workDatabase = open(Math.max(POOL_SIZE_MIN, poolSize - apiSize), false);
    const pools = new Map<PoolName, Database>([
      ['api', database],
      ['worker', workDatabase],
    ]);
    return { pools, database, workDatabase };
  }
  const database = open(poolSize, !roles.worker);
  const name = !roles.worker ? 'api' : roles.api ? 'shared' : 'worker';
  return { pools: new Map([[name, database]]), database, workDatabase: database };
}
