import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../src/db/embedded.ts';
import { createKeyring, generateKey, type Keyring } from '../../../src/keyring.ts';
import { makeDataDir, removeDataDir } from '../../support/postgres-server.ts';
import { databaseUrl } from '../../support/template.ts';
import { type Helper, startHelper } from './calls.ts';
import type { Options } from './options.ts';
import type { PosterCalls } from './processes/poster.ts';
import type { PublisherCalls } from './processes/publisher.ts';
import type { ReceiverCalls } from './processes/receiver.ts';
import { type Server, startServer } from './server.ts';
import { addEventTypes } from './tenants.ts';
import { cpuUsOfFamily, machineCpuUs, parentOf } from './usage.ts';

const TEMPLATE = 'bench_template';
const WARM_UP = 10_000;

/** What all parts play on: one PostgreSQL with its default settings, one receiver, and those who post and publish. */
export interface Stage extends AsyncDisposable {
  readonly options: Options;
  readonly keyring: Keyring;
  readonly receiver: Helper<ReceiverCalls>;
  /** http://127.0.0.1:… of the receiver. */
  readonly origin: string;
  readonly publisher: Helper<PublisherCalls>;
  /** A second one, for what is measured while the first one makes load. */
  readonly prober: Helper<PublisherCalls>;
  readonly poster: Helper<PosterCalls>;
  /** A fresh database; dropped at the end. */
  database(): Promise<StageDatabase>;
}

export interface StageDatabase extends AsyncDisposable {
  readonly url: string;
  readonly pool: pg.Pool;
  start(role: 'serve' | 'api', env?: Readonly<Record<string, string>>): Promise<Server>;
  readonly encryptionKeys: string;
  /** Microseconds of CPU that all of PostgreSQL's processes have used. */
  postgresCpuUs(): number;
  /** Microseconds of CPU that everything on the machine but the bench has used. */
  othersCpuUs(): number;
  walBytes(): Promise<number>;
}

export async function openStage(options: Options): Promise<Stage> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await makeDataDir();
  stack.defer(() => removeDataDir(dataDir));
  const postgres = stack.use(await startEmbeddedPostgres({ dataDir, port: 0, database: 'postgres' }));
  // Here and below: a connection may be told of the server's end, or its database's, while it is being closed.
  const admin = new pg.Pool({ connectionString: postgres.url, max: 1 });
  admin.on('error', () => undefined);
  stack.defer(() => admin.end());
  const { rows } = await admin.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = parentOf(rows[0]?.pid ?? 0);
  await admin.query(`create database ${TEMPLATE}`);
  await prepareTemplate(options.main, databaseUrl(postgres.url, TEMPLATE));

  const receiver = stack.use(startHelper<ReceiverCalls>(new URL('processes/receiver.ts', import.meta.url)));
  const publisherFile = new URL('processes/publisher.ts', import.meta.url);
  const publisher = stack.use(startHelper<PublisherCalls>(publisherFile));
  const prober = stack.use(startHelper<PublisherCalls>(publisherFile));
  const poster = stack.use(startHelper<PosterCalls>(new URL('processes/poster.ts', import.meta.url)));
  const port = await receiver.call('listen');
  const origin = `http://127.0.0.1:${port}`;
  // Both are slow while they are cold, which would flatter all that is compared with them.
  await poster.call('post', {
    origin,
    requests: WARM_UP,
    slots: options.slots,
    endpoints: 100,
    payloadBytes: 1024,
  });
  const encryptionKeys = generateKey();
  let databases = 0;

  async function database(): Promise<StageDatabase> {
    await using parts = new AsyncDisposableStack();
    const name = `bench_${++databases}`;
    await admin.query(`create database ${name} template ${TEMPLATE}`);
    parts.defer(async () => void (await admin.query(`drop database ${name} with (force)`)));
    const url = databaseUrl(postgres.url, name);
    const folder = join(dataDir, name);
    await mkdir(folder);
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on('error', () => undefined);
    parts.defer(() => pool.end());
    const { main, logLevel, profileDir } = options;
    const owned = parts.move();
    return {
      url,
      pool,
      start: (role, env = {}) =>
        startServer({
          main,
          role,
          databaseUrl: url,
          dataDir: folder,
          encryptionKeys,
          logLevel,
          env: { HOOKLINE_DELIVERY_SLOTS: String(options.slots), ...env },
          profileDir,
        }),
      encryptionKeys,
      postgresCpuUs: () => cpuUsOfFamily(postmaster),
      othersCpuUs: () => machineCpuUs() - cpuUsOfFamily(process.pid) - cpuUsOfFamily(postmaster),
      async walBytes() {
        const { rows } = await pool.query<{ bytes: string }>(
          `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes`,
        );
        return Number(rows[0]?.bytes);
      },
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    };
  }

  const running = stack.move();
  return {
    options,
    keyring: createKeyring(encryptionKeys),
    receiver,
    origin,
    publisher,
    prober,
    poster,
    database,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** By the command line, so that the tables are those of the server that is measured. */
async function prepareTemplate(main: string, url: string): Promise<void> {
  await promisify(execFile)(process.execPath, [main, 'migrate'], {
    env: { DATABASE_URL: url, HOOKLINE_LOG_LEVEL: 'silent', HOOKLINE_ENCRYPTION_KEYS: generateKey() },
  });
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await addEventTypes(pool);
  } finally {
    await pool.end();
  }
}
