import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../src/db/embedded.ts';
import { formatId } from '../../../src/ids.ts';
import { createKeyring, generateKey } from '../../../src/keyring.ts';
import { makeDataDir, removeDataDir } from '../../support/postgres-server.ts';
import { type Helper, startHelper } from '../engine/calls.ts';
import { type Server, startServer } from '../engine/server.ts';
import { addTenants } from '../engine/tenants.ts';
import { cpuUsOfFamily, parentOf } from '../engine/usage.ts';
import type { Options } from './options.ts';
import type { BareCalls } from './processes/bare.ts';
import type { ClientCalls, Subscription } from './processes/clients.ts';
import type { Place, WriterCalls } from './processes/writer.ts';

export const ORGANIZATIONS = 50;
export const ENDPOINTS = 500;

/** One PostgreSQL with its default settings and a database with tenants, those who write, and those who subscribe. */
export interface Stage extends AsyncDisposable {
  readonly options: Options;
  readonly pool: pg.Pool;
  readonly places: readonly Place[];
  readonly writer: Helper<WriterCalls>;
  readonly clients: Helper<ClientCalls>;
  readonly bare: Helper<BareCalls>;
  /** An API process, without the deliverer. */
  startApi(): Promise<Server>;
  /** Microseconds of CPU that all of PostgreSQL's processes have used. */
  postgresCpuUs(): number;
}

/** API, writer and clients are processes of their own. */
export async function openStage(options: Options): Promise<Stage> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await makeDataDir();
  stack.defer(() => removeDataDir(dataDir));
  const postgres = stack.use(await startEmbeddedPostgres({ dataDir, port: 0, database: 'bench' }));
  const encryptionKeys = generateKey();
  await promisify(execFile)(process.execPath, [options.main, 'migrate'], {
    env: {
      DATABASE_URL: postgres.url,
      HOOKLINE_LOG_LEVEL: 'silent',
      HOOKLINE_ENCRYPTION_KEYS: encryptionKeys,
    },
  });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  pool.on('error', () => undefined);
  stack.defer(() => pool.end());
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = parentOf(rows[0]?.pid ?? 0);
  const endpointsPerOrganization = ENDPOINTS / ORGANIZATIONS;
  const tenants = await addTenants(pool, createKeyring(encryptionKeys), {
    organizations: ORGANIZATIONS,
    endpointsPerOrganization,
    urlPrefix: 'http://127.0.0.1:1/',
  });
  const places = tenants.endpointUuids.map((endpointId, index) => ({
    endpointId,
    organizationId: tenants.organizationUuids[Math.floor(index / endpointsPerOrganization)] as string,
  }));
  const helper = (name: string) => new URL(`processes/${name}.ts`, import.meta.url);
  const writer = stack.use(startHelper<WriterCalls>(helper('writer')));
  const clients = stack.use(startHelper<ClientCalls>(helper('clients')));
  const bare = stack.use(startHelper<BareCalls>(helper('bare')));
  await writer.call('connect', { databaseUrl: postgres.url, places });
  stack.defer(() => writer.call('disconnect'));
  let servers = 0;

  const running = stack.move();
  return {
    options,
    pool,
    places,
    writer,
    clients,
    bare,
    async startApi() {
      const folder = join(dataDir, `api-${++servers}`);
      await mkdir(folder);
      return startServer({
        main: options.main,
        role: 'api',
        databaseUrl: postgres.url,
        dataDir: folder,
        encryptionKeys,
        logLevel: 'info',
        env: { HOOKLINE_SUBSCRIPTIONS_PER_KEY: '100000' },
        profileDir: options.profileDir,
        nodeArgs: ['--expose-gc', '--import', helper('live-heap').href],
      });
    },
    postgresCpuUs: () => cpuUsOfFamily(postmaster),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Where the feed ends now, as a client learns it. */
export async function cursorOf({ url, key }: Pick<Server, 'url' | 'key'>): Promise<string> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: '{ deliveryFeedCursor }' }),
  });
  const { data } = (await answer.json()) as { data: { deliveryFeedCursor: string } };
  return data.deliveryFeedCursor;
}

/** Subscriptions by endpoint, around the places from one to before another. */
export function byEndpoint(
  { places }: Stage,
  after: string,
  count: number,
  from = 0,
  to = places.length,
): Subscription[] {
  return Array.from({ length: count }, (_, index) => {
    const { endpointId } = places[from + (index % (to - from))] as Place;
    return { after, filter: { endpointId: formatId('Endpoint', endpointId) } };
  });
}
