import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../error-code.ts';
import { type Binaries, runnableBinaries } from './embedded-binaries.ts';
import { EmbeddedPostgresError, lastLines, USE_OTHER_SERVER } from './embedded-error.ts';
import {
  type Cluster,
  canEnter,
  filesIn,
  folderUnusable,
  linkCluster,
  openLog,
  placeNewCluster,
  SYSTEM_FOLDER,
} from './embedded-files.ts';
import { launch, type Postmaster, SERVER_ENVIRONMENT, ServerExit, serverFailed } from './embedded-process.ts';
import { type ServerUser, serverUser } from './embedded-user.ts';

export const HOST = '127.0.0.1';
export const SUPERUSER = 'postgres';
const DEFAULT_SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '100',
};
/** For how long the last processes of a killed server may hold its shared memory. */
const LEFTOVERS_MS = 10_000;
const LEFTOVERS_POLL_MS = 500;

interface StartRequest {
  dataDir: string;
  port: number;
  settings: Readonly<Record<string, string>>;
  onProgress: (message: string) => void;
}

/**
 * Starts the server of a data folder in which none runs, and makes its cluster when there is none.
 * @throws EmbeddedPostgresError
 */
export async function startServer(
  request: StartRequest,
  cluster: Cluster,
  password: string,
): Promise<Postmaster> {
  const { dataDir, onProgress } = request;
  const user = await serverUser(cluster.existing, onProgress);
  const binaries = await runnableBinaries(user, user ? SYSTEM_FOLDER : dataDir, onProgress);
  if (cluster.existing) await checkCluster(cluster.path, cluster.existing.version, binaries, user);
  const path = cluster.existing
    ? cluster.path
    : await makeCluster(request, cluster, binaries, password, user);
  // No server of this cluster runs, whatever process has the number in this file by now. Were there
  // one after all, PostgreSQL would find its shared memory in use and refuse to start.
  await rm(join(path, 'postmaster.pid'), { force: true });

  onProgress('starting PostgreSQL');
  const deadline = performance.now() + LEFTOVERS_MS;
  for (;;) {
    const port = await availablePort(request.port);
    const settings = { ...DEFAULT_SETTINGS, ...request.settings, port: String(port) };
    await using log = await openLog(dataDir);
    try {
      return await launch(binaries.postgres, path, settings, user, log.fd);
    } catch (error) {
      if (!(error instanceof ServerExit)) throw error;
      const text = await log.textSince();
      const portLost = /Address already in use/.test(text);
      if (portLost && request.port !== 0) throw portTaken(port, 'EADDRINUSE');
      const passing = portLost || /shared memory block .* is still in use/.test(text);
      if (!passing || performance.now() > deadline) {
        throw serverFailed(text, filesIn(dataDir).log, error.message);
      }
      await delay(LEFTOVERS_POLL_MS);
    }
  }
}

async function checkCluster(
  path: string,
  version: string,
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<void> {
  if (version !== binaries.majorVersion) throw otherVersion(path, version, binaries);
  if (user && !(await canEnter(path, user))) {
    throw folderUnusable(path, new Error(`the user ${user.name} cannot reach it`));
  }
}

async function makeCluster(
  { dataDir, settings, onProgress }: StartRequest,
  cluster: Cluster,
  binaries: Binaries,
  password: string,
  user: ServerUser | undefined,
): Promise<string> {
  const path = await placeNewCluster(dataDir, cluster.path, user, password);
  const elsewhere =
    path === cluster.path ? '' : ` in ${path}, because the user ${user?.name} cannot reach ${dataDir}`;
  onProgress(`initializing the database${elsewhere}`);
  // It is there when a start was cut off before the link to it was made.
  const isThere = await stat(join(path, 'PG_VERSION')).catch(() => undefined);
  if (!isThere) await initialize(binaries, path, password, user, settings.fsync === 'off');
  await linkCluster(dataDir, path);
  return path;
}

/** Makes the cluster beside its place first: a start that is cut off leaves no half of one. */
async function initialize(
  binaries: Binaries,
  path: string,
  password: string,
  user: ServerUser | undefined,
  fast: boolean,
): Promise<void> {
  const draft = `${path}.new`;
  const passwordFile = `${path}.password`;
  await rm(draft, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    for (const made of user ? [draft, passwordFile] : [])
      await chown(made, user?.ids.uid ?? -1, user?.ids.gid ?? -1);
    const args = ['-D', draft, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    // PostgreSQL's own collation sorts the same on every system and needs no locale installed.
    args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
    if (fast) args.push('--no-sync');
    const lastWords = await runInitdb(binaries.initdb, args, user);
    if (lastWords !== null)
      throw new EmbeddedPostgresError(
        'SERVER_FAILED',
        `The database could not be initialized in ${path}. The last words of initdb:\n${lastWords}`,
        `Mend what it complains about, or ${USE_OTHER_SERVER}.`,
      );
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * In a process group of its own, as the server: Ctrl-C in a terminal is Hookline's to heed.
 * @returns why it failed; null: it did not
 */
async function runInitdb(
  initdb: string,
  args: readonly string[],
  user: ServerUser | undefined,
): Promise<string | null> {
  const child = spawn(initdb, args, {
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user?.ids,
  });
  const ended = once(child, 'close').catch((error: Error) => [error.message]);
  const [said, [code, signal]] = await Promise.all([text(child.stderr), ended]);
  return code === 0 ? null : lastLines(said || `${signal ?? code}`);
}

async function availablePort(port: number): Promise<number> {
  const probe = createServer();
  try {
    probe.listen(port, HOST);
    await once(probe, 'listening');
    const address = probe.address();
    return typeof address === 'object' && address ? address.port : port;
  } catch (error) {
    throw portTaken(port, errorCode(error), { cause: error });
  } finally {
    probe.close();
  }
}

function portTaken(port: number, code: string | undefined, options?: ErrorOptions): EmbeddedPostgresError {
  const why = code === 'EADDRINUSE' ? 'another program has it' : `the system refuses it (${code})`;
  return new EmbeddedPostgresError(
    'PORT_TAKEN',
    `The embedded PostgreSQL cannot listen on ${HOST}:${port}: ${why}.`,
    `Stop that program, choose another port with HOOKLINE_EMBEDDED_PORT (0: any free one), or ${USE_OTHER_SERVER}.`,
    options,
  );
}

function otherVersion(path: string, version: string, binaries: Binaries): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'VERSION_MISMATCH',
    `The database in ${path} was made by PostgreSQL ${version}, and this is PostgreSQL ${binaries.majorVersion}.`,
    `Dump it with PostgreSQL ${version} and restore it (pg_dump, psql), move the folder away to start with an empty database, or ${USE_OTHER_SERVER}.`,
  );
}
