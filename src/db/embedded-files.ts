import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  stat,
  symlink,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '../error-code.ts';
import { EmbeddedPostgresError, USE_OTHER_SERVER } from './embedded-error.ts';
import type { ServerUser } from './embedded-user.ts';

/** Where root puts what PostgreSQL's user must reach and cannot reach in the data folder. */
export const SYSTEM_FOLDER = '/var/lib/hookline';

const LOG_BYTES_MAX = 5 * 1024 * 1024;
const run = promisify(execFile);

/** The files of an embedded PostgreSQL in a data folder; the cluster may be a link to elsewhere. */
export function filesIn(dataDir: string) {
  return {
    cluster: join(dataDir, 'postgres'),
    password: join(dataDir, 'postgres-password'),
    log: join(dataDir, 'postgres.log'),
    startLock: join(dataDir, 'postgres-start.lock'),
    ownerLock: join(dataDir, 'postgres-owner.lock'),
  };
}

export interface Cluster {
  /** The real path. */
  readonly path: string;
  /** Undefined: still to be made. */
  readonly existing: { readonly version: string; readonly uid: number; readonly gid: number } | undefined;
}

/** @throws EmbeddedPostgresError FOLDER_UNUSABLE */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw folderUnusable(dataDir, error);
  }
}

/** The cluster of a data folder, or that there is none yet. @throws EmbeddedPostgresError FOLDER_UNUSABLE */
export async function findCluster(dataDir: string): Promise<Cluster> {
  const place = filesIn(dataDir).cluster;
  const path = await realpath(place).catch(() => undefined);
  if (path === undefined) {
    // What a link points to may have been cleared away; the next cluster decides anew where it lies.
    if ((await lstat(place).catch(() => undefined))?.isSymbolicLink()) await unlink(place);
    return {
      path: join(await realpath(dataDir), 'postgres'),
      existing: undefined,
    };
  }
  try {
    const { uid, gid } = await stat(path);
    if ((await readdir(path)).length === 0) return { path, existing: undefined };
    const version = (await readFile(join(path, 'PG_VERSION'), 'utf8')).trim();
    return { path, existing: { version, uid, gid } };
  } catch (error) {
    throw folderUnusable(path, error);
  }
}

/**
 * Where a new cluster shall lie: in the data folder when `user` can go there, else in the system's
 * folder. Its name there is made of the password as well, which a new data folder has anew: a
 * project that was deleted and made again in the same place must not meet its old data.
 */
export async function placeNewCluster(
  dataDir: string,
  inDataDir: string,
  user: ServerUser | undefined,
  password: string,
): Promise<string> {
  if (!user || (await canEnter(dirname(inDataDir), user))) return inDataDir;
  await makeFolder(SYSTEM_FOLDER, 0o755);
  const name = createHash('sha256').update(`${dataDir}\0${password}`).digest('hex').slice(0, 12);
  return join(SYSTEM_FOLDER, name);
}

/** Makes the data folder lead to a cluster elsewhere, once that is complete. */
export async function linkCluster(dataDir: string, path: string): Promise<void> {
  const place = filesIn(dataDir).cluster;
  if ((await realpath(place).catch(() => undefined)) !== path) await symlink(path, place);
}

/** Whether the user can go into the folder. Asked of the system: modes alone do not tell (ACLs, mounts). */
export async function canEnter(folder: string, user: ServerUser): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'cd -- "$0"', folder], {
      cwd: '/',
      env: {},
      ...user.ids,
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * As mkdir -p, with `mode` for what it makes, whatever the umask is; without one, with what the umask leaves, but
 * writable for nobody else: whoever may write there puts keys and passwords of his own in the place of ours. Node's
 * recursive mkdir never returns where a file system answers ENOENT to every new name, as /proc does.
 */
async function makeFolder(path: string, mode?: number): Promise<void> {
  const state = await stat(path).catch(() => undefined);
  if (state?.isDirectory()) return;
  if (!state && dirname(path) !== path) await makeFolder(dirname(path), mode);
  await mkdir(path, { mode: 0o755 }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST' || state) throw error;
  });
  if (mode !== undefined) await chmod(path, mode);
}

/**
 * The superuser's password, made at random when there is no cluster yet.
 * @throws EmbeddedPostgresError FOLDER_UNUSABLE when a cluster has lost its password
 */
export async function readPassword(dataDir: string, clusterExists: boolean): Promise<string> {
  const { password: path, cluster } = filesIn(dataDir);
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw folderUnusable(path, error);
    return '';
  });
  if (kept.trim() !== '') return kept.trim();
  if (clusterExists) throw passwordLost(path, cluster);
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

export function passwordLost(path: string, cluster: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'FOLDER_UNUSABLE',
    `The database in ${cluster} does not open: its password is not in ${path} any more.`,
    `Put that file back, or move ${cluster} away to start with an empty database.`,
  );
}

/** Opens the server's log for appending, emptied when it has grown too long. */
export async function openLog(
  dataDir: string,
): Promise<{ fd: number; textSince(): Promise<string> } & AsyncDisposable> {
  const path = filesIn(dataDir).log;
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > LOG_BYTES_MAX) await truncate(path);
  const start = size > LOG_BYTES_MAX ? 0 : size;
  const file = await open(path, 'a', 0o600);
  return {
    fd: file.fd,
    textSince: async () => (await readFile(path)).subarray(start).toString(),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** What root makes in another's folder belongs to that other, who may want to go on without root. */
export async function giveToOwnerOf(dataDir: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  const { cluster: _, ...files } = filesIn(dataDir);
  for (const path of Object.values(files)) await chown(path, uid, gid).catch(() => undefined);
}

export function folderUnusable(path: string, error: unknown): EmbeddedPostgresError {
  const why = error instanceof Error ? error.message : String(error);
  return new EmbeddedPostgresError(
    'FOLDER_UNUSABLE',
    `The embedded PostgreSQL cannot use ${path}: ${why}`,
    `Make it readable and writable for the user that starts Hookline (the same one each time), choose another data folder with HOOKLINE_DATA_DIR, or ${USE_OTHER_SERVER}.`,
    { cause: error },
  );
}
