import pg from 'pg';
import { errorCode } from '../error-code.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import {
  filesIn,
  findCluster,
  folderUnusable,
  giveToOwnerOf,
  passwordLost,
  prepareDataDir,
  readPassword,
} from './embedded-files.ts';
import { keepRunning } from './embedded-keeper.ts';
import { isServerOf, type Postmaster, runningServer, stopServer } from './embedded-process.ts';
import { HOST, SUPERUSER, startServer } from './embedded-start.ts';
import { processLock, tryProcessLock } from './process-lock.ts';

const START_LOCK_MS = 180_000;
const STOP_LOCK_MS = 15_000;
const CONNECT_MS = 10_000;
/** PostgreSQL's code for a password that does not match. */
const WRONG_PASSWORD = '28P01';

export interface EmbeddedPostgres extends AsyncDisposable {
  /** postgres://… of the given database, made when missing. */
  readonly url: string;
  /** Whether this process started or took over the server, starts it again when it ends, and stops it when disposed. */
  readonly owned: boolean;
}

export interface EmbeddedPostgresOptions {
  /** Absolute; the cluster lies in `<dataDir>/postgres`, or that is a link to where it lies. */
  dataDir: string;
  /** 0: any free one. A server that runs already keeps its own. */
  port: number;
  database: string;
  /** PostgreSQL's own settings, over the defaults here; a server that runs already keeps its own. */
  settings?: Readonly<Record<string, string>>;
  onProgress?: (message: string) => void;
  /** That the server has ended, and what came of starting it again. */
  onWarning?: (message: string) => void;
  /** Ends the wait for another process that starts or stops the server. */
  signal?: AbortSignal | undefined;
}

type Request = Required<EmbeddedPostgresOptions>;

/**
 * Provides the data folder's PostgreSQL: makes its cluster on the first start, joins the server that
 * another process runs, takes over the one that a killed process left, or starts it.
 * @throws EmbeddedPostgresError; AbortError
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const request: Request = {
    settings: {},
    onProgress: () => undefined,
    onWarning: () => undefined,
    signal: undefined,
    ...options,
  };
  await prepareDataDir(request.dataDir);
  try {
    return await provide(request);
  } catch (error) {
    // What the file system or a lock file refuses lies in the data folder or where it leads to.
    const isFileError = error instanceof Error && ('syscall' in error || 'errcode' in error);
    throw isFileError ? folderUnusable(request.dataDir, error) : error;
  }
}

async function provide(request: Request): Promise<EmbeddedPostgres> {
  const files = filesIn(request.dataDir);
  using starting = await processLock(files.startLock, START_LOCK_MS, {
    signal: request.signal,
    onWait: () => request.onProgress('waiting for another process that starts or stops PostgreSQL'),
  });
  if (!starting) {
    throw new EmbeddedPostgresError(
      'NOT_READY',
      `Another process has been starting or stopping the PostgreSQL in ${request.dataDir} for ${START_LOCK_MS / 1000} s.`,
      'Stop that process and start again.',
    );
  }
  await using whenFailed = new AsyncDisposableStack();
  const ownership = tryProcessLock(files.ownerLock);
  if (ownership) whenFailed.use(ownership);

  const cluster = await findCluster(request.dataDir);
  const password = await readPassword(request.dataDir, cluster.existing !== undefined);
  const running = cluster.existing && (await runningServer(cluster.path));
  if (!running && !ownership) throw ownerWithoutServer(request.dataDir);
  if (running)
    request.onProgress(ownership ? 'taking over the running PostgreSQL' : 'joining the running PostgreSQL');

  const server = running ?? (await startServer(request, cluster, password));
  const { path } = await findCluster(request.dataDir);
  if (!running) whenFailed.defer(() => stopServer(path, server.pid));
  const url = await ensureDatabase(server, request, path, password);
  await giveToOwnerOf(request.dataDir);
  whenFailed.move();

  if (!ownership) return { url, owned: false, [Symbol.asyncDispose]: async () => undefined };
  let released: Promise<void> | undefined;
  const stop = keepServer(request, path, password, server, ownership);
  return {
    url,
    owned: true,
    [Symbol.asyncDispose]: () => {
      released ??= stop();
      return released;
    },
  };
}

/** @returns stops the server, and gives up its ownership */
function keepServer(
  request: Request,
  cluster: string,
  password: string,
  first: Postmaster,
  ownership: Disposable,
): () => Promise<void> {
  const { startLock } = filesIn(request.dataDir);
  let server = first;
  const stopKeeping = keepRunning({
    isRunning: () => isServerOf(cluster, server.pid),
    onEnded: request.onWarning,
    async startAgain() {
      const found = await findCluster(request.dataDir).catch(() => undefined);
      // Its folder was deleted: an empty database in its place would have none of the tables.
      if (!found?.existing || found.path !== cluster)
        throw new Error(`${cluster} holds no database any more; start Hookline anew for an empty one`);
      using starting = await processLock(startLock, STOP_LOCK_MS);
      if (!starting) throw new Error('another process is starting or stopping it');
      // On the same port, where everybody who has its address looks for it.
      const start = () => startServer({ ...request, port: server.port }, found, password);
      server = (await runningServer(cluster)) ?? (await start());
    },
  });
  return async () => {
    await stopKeeping();
    await release(startLock, ownership, cluster, server.pid);
  };
}

/** Holds the start lock, so that whoever starts meanwhile finds the server either running or gone. */
async function release(
  startLock: string,
  ownership: Disposable,
  cluster: string,
  pid: number,
): Promise<void> {
  using _starting = await processLock(startLock, STOP_LOCK_MS).catch(() => undefined);
  using _owner = ownership;
  await stopServer(cluster, pid);
}

/** Makes the database unless it is there. @returns its URL @throws EmbeddedPostgresError FOLDER_UNUSABLE */
async function ensureDatabase(
  server: Postmaster,
  { dataDir, database }: Request,
  cluster: string,
  password: string,
): Promise<string> {
  const client = new pg.Client({
    host: HOST,
    port: server.port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: CONNECT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ here: boolean; found: boolean }>(
      `SELECT current_setting('data_directory') = $1 AS here,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS found`,
      [cluster, database],
    );
    if (!rows[0]?.here) throw new Error(`the server on port ${server.port} serves another folder`);
    if (!rows[0].found) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if (errorCode(error) === WRONG_PASSWORD) throw passwordLost(filesIn(dataDir).password, cluster);
    throw folderUnusable(cluster, error);
  } finally {
    await client.end();
  }
  return `postgres://${SUPERUSER}:${password}@${HOST}:${server.port}/${encodeURIComponent(database)}`;
}

function ownerWithoutServer(dataDir: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NOT_READY',
    `Another Hookline process owns the PostgreSQL in ${dataDir}, but no server runs there.`,
    'That process is about to start it again: start again in a moment. If its log says that it cannot, stop it first.',
  );
}
