import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nowMs } from './clock.ts';

const READY_MS = 30_000;
const STOP_MS = 20_000;
const POLL_MS = 2;

export interface ServerOptions {
  /** The product's hookline.js. */
  main: string;
  /** It serves the API in both. */
  role: 'serve' | 'api';
  databaseUrl: string;
  /** Where its log and its keys go. */
  dataDir: string;
  encryptionKeys: string;
  logLevel: string;
  env?: Readonly<Record<string, string>>;
  /** Where a CPU profile is to be written. */
  profileDir?: string | null;
  /** Given to Node before the product's hookline.js. */
  nodeArgs?: readonly string[];
}

/** The product as a process of its own. */
export interface Server extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  readonly key: string;
  /** When it said so, on `nowMs`. */
  readonly readyMs: number;
  /** What it has printed. */
  readonly logFile: string;
}

let count = 0;

/** Starts the product and resolves once it is ready. Its log goes to a file: a pipe would cost the bench. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { main, role, dataDir, profileDir, nodeArgs = [] } = options;
  const logFile = join(dataDir, `server-${++count}.log`);
  const log = await open(logFile, 'w');
  const profiling = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  const child = spawn(process.execPath, [...nodeArgs, ...profiling, main, role], {
    stdio: ['ignore', log.fd, log.fd],
    env: {
      DATABASE_URL: options.databaseUrl,
      HOOKLINE_PORT: '0',
      HOOKLINE_DATA_DIR: dataDir,
      HOOKLINE_MIGRATE: 'false',
      HOOKLINE_ENCRYPTION_KEYS: options.encryptionKeys,
      HOOKLINE_LOG_LEVEL: options.logLevel,
      HOOKLINE_LOG_FORMAT: 'json',
      ...options.env,
    },
  });
  await log.close();
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(killer);
    process.off('exit', killAtExit);
  };
  const deadline = nowMs() + READY_MS;
  for (;;) {
    const text = await readFile(logFile, 'utf8');
    const url = /GraphiQL +(\S+)\/graphql/.exec(text)?.[1];
    const key = /API key +(hk_\S+)/.exec(text)?.[1];
    if (url && key)
      return { pid: child.pid as number, url, key, readyMs: nowMs(), logFile, [Symbol.asyncDispose]: stop };
    if (child.exitCode !== null || nowMs() > deadline) {
      await stop();
      throw new Error(`the server is not ready:\n${text.slice(-3000)}`);
    }
    await delay(POLL_MS);
  }
}
