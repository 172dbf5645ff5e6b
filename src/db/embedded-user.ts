import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, USE_OTHER_SERVER } from './embedded-error.ts';

/** The user that PostgreSQL runs as when this process is root's. */
export interface ServerUser {
  readonly name: string;
  /** To be spread into the options of a spawned process. */
  readonly ids: { readonly uid: number; readonly gid: number };
}

/** Debian and most others call it the first; macOS comes with the second. */
const USUAL_NAMES = ['postgres', '_postgres'];

/** The tools of Linux distributions first, then busybox's; each makes a user that cannot log in. */
const WAYS_TO_CREATE: readonly (readonly [string, ...string[]])[] = [
  [
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/bin/false',
    'postgres',
  ],
  ['adduser', '-S', '-D', '-H', 'postgres'],
];

const run = promisify(execFile);
const PATH = '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin';

/**
 * PostgreSQL refuses to run as root: undefined when this process is not root's, else the user
 * `owner` of an existing cluster, else `postgres`, which is made when missing, else `nobody`.
 * @throws EmbeddedPostgresError USER_UNUSABLE
 */
export async function serverUser(
  owner: { uid: number; gid: number } | undefined,
  onProgress: (message: string) => void,
): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (owner && owner.uid !== 0)
    return {
      name: `with id ${owner.uid}`,
      ids: { uid: owner.uid, gid: owner.gid },
    };
  const existing = await firstOf(USUAL_NAMES);
  if (existing) return existing;

  onProgress('creating the system user postgres, because PostgreSQL refuses to run as root');
  for (const [command, ...args] of WAYS_TO_CREATE) {
    await run(command, args, { env: { PATH } }).catch(() => undefined);
    const created = await lookUp('postgres');
    if (created) return created;
  }
  const fallback = await lookUp('nobody');
  if (fallback) return fallback;
  throw new EmbeddedPostgresError(
    'USER_UNUSABLE',
    'PostgreSQL refuses to run as root, there is no user postgres, and none could be created.',
    `Create it (useradd --system postgres), start Hookline as an ordinary user, or ${USE_OTHER_SERVER}.`,
  );
}

async function firstOf(names: readonly string[]): Promise<ServerUser | undefined> {
  for (const name of names) {
    const user = await lookUp(name);
    if (user) return user;
  }
  return undefined;
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const id = async (flag: string) => Number((await run('id', [flag, name], { env: { PATH } })).stdout);
    return { name, ids: { uid: await id('-u'), gid: await id('-g') } };
  } catch {
    return undefined;
  }
}
