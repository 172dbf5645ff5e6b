import { rmSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { isServerOf, runningServer } from '../../src/db/embedded-process.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';

const POLL_MS = 10;
const STOP_MS = 10_000;
const UP_MS = 30_000;

/** A PostgreSQL with the settings that it has by itself (fsync and synchronous_commit on), to be struck down. */
export interface CrashPostgres extends AsyncDisposable {
  readonly url: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** Goes past every proxy, and opens its connections anew after a fault. */
  readonly pool: pg.Pool;
  /** SIGQUIT: it ends at once, without a checkpoint, and recovers at the next start. */
  stopAtOnce(): Promise<void>;
  start(): Promise<void>;
  /** SIGKILL for the process of a connection: PostgreSQL then ends all of them and recovers. */
  killBackend(): Promise<void>;
  /** Resolves when it answers. */
  up(): Promise<void>;
}

export async function startPostgres(): Promise<CrashPostgres> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await makeDataDir();
  stack.defer(() => removeDataDir(dataDir));
  const open = (port: number) => startEmbeddedPostgres({ dataDir, port, database: 'hookline' });
  let server: EmbeddedPostgres = await open(0);
  stack.defer(() => server[Symbol.asyncDispose]());
  const { url } = server;
  const port = Number(new URL(url).port);
  const cluster = await realpath(join(dataDir, 'postgres'));
  let { pid } = (await runningServer(cluster)) as { pid: number };

  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'crash suite' });
  pool.on('error', () => undefined);
  stack.defer(() => pool.end());
  // The last resort, where nothing can be waited for any more.
  const abandon = () => {
    if (isServerOf(cluster, pid)) process.kill(pid, 'SIGQUIT');
    for (const path of [cluster, dataDir]) rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  stack.defer(() => void process.off('exit', abandon));

  async function up(): Promise<void> {
    const deadline = performance.now() + UP_MS;
    for (;;) {
      const error = await pool.query('select 1').then(
        () => null,
        (reason: Error) => reason,
      );
      if (!error) return;
      if (performance.now() > deadline) throw new Error('PostgreSQL does not come back', { cause: error });
      await delay(POLL_MS);
    }
  }

  const running = stack.move();
  return {
    url,
    dataDir,
    logFile: join(dataDir, 'postgres.log'),
    pool,
    up,
    async stopAtOnce() {
      process.kill(pid, 'SIGQUIT');
      const deadline = performance.now() + STOP_MS;
      while (isServerOf(cluster, pid)) {
        if (performance.now() > deadline) throw new Error('PostgreSQL does not stop');
        await delay(POLL_MS);
      }
      await server[Symbol.asyncDispose]();
    },
    async start() {
      server = await open(port);
      ({ pid } = (await runningServer(cluster)) as { pid: number });
      await up();
    },
    async killBackend() {
      // A connection of its own, so that there is one, and one whose end tells that the others have ended.
      const victim = new pg.Client(url);
      const witness = new pg.Client(url);
      for (const client of [victim, witness]) client.on('error', () => undefined);
      await Promise.all([victim.connect(), witness.connect()]);
      const ended = new Promise<void>((resolve) => witness.once('end', () => resolve()));
      const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
      process.kill(rows[0]?.pid as number, 'SIGKILL');
      await ended;
      await up();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
