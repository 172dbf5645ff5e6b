import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../error-code.ts';
import { EmbeddedPostgresError, lastLines, USE_OTHER_SERVER } from './embedded-error.ts';
import type { ServerUser } from './embedded-user.ts';

const POLL_MS = 20;
/** After a crash PostgreSQL first replays what it wrote since its last checkpoint. */
const READY_MS = 120_000;
const FAST_STOP_MS = 10_000;
const IMMEDIATE_STOP_MS = 5_000;

/** What PostgreSQL's programs see: messages in English, times in UTC, nothing of ours. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/** PostgreSQL's own lock file: its lines are pid, folder, start, port, socket folder, address, memory key, status. */
export async function readPostmasterFile(cluster: string): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    return {
      pid: Number(lines[0]),
      port: Number(lines[3]),
      status: lines[7]?.trim() ?? '',
    };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether the process lives and is the server of this cluster. A pid alone says neither: it may have
 * been given to another process, and a dead one stays a zombie where nothing collects orphans.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  return commandLine(pid).includes(` -D ${cluster} -c `);
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('/bin/ps', ['-ww', '-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch {
    return '';
  }
}

/** The server that runs in the cluster, waited for until it is ready; undefined when there is none. */
export async function runningServer(cluster: string): Promise<Postmaster | undefined> {
  const deadline = performance.now() + READY_MS;
  for (;;) {
    const found = await readPostmasterFile(cluster);
    if (!found || !isServerOf(cluster, found.pid)) return undefined;
    if (found.status === 'ready') return found;
    if (performance.now() > deadline) throw notReady(cluster);
    await delay(POLL_MS);
  }
}

/**
 * Starts PostgreSQL in a process group of its own, so that Ctrl-C in a terminal reaches Hookline
 * alone, and waits until it accepts connections. Its output goes to the file `logFd`, not to a pipe
 * that would break when Hookline is killed and the server lives on.
 * @throws ServerExit when it ends before, EmbeddedPostgresError NOT_READY
 */
export async function launch(
  postgres: string,
  cluster: string,
  settings: Readonly<Record<string, string>>,
  user: ServerUser | undefined,
  logFd: number,
): Promise<Postmaster> {
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', cluster, ...args], {
    cwd: cluster,
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', logFd, logFd],
    ...user?.ids,
  });
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = signal ?? `exit code ${code}`;
  });
  child.unref();

  const deadline = performance.now() + READY_MS;
  while (ended === undefined) {
    const found = await readPostmasterFile(cluster);
    if (found?.pid === child.pid && found?.status === 'ready') return found;
    if (performance.now() > deadline) {
      child.kill('SIGINT');
      throw notReady(cluster);
    }
    await delay(POLL_MS);
  }
  throw new ServerExit(ended);
}

/** PostgreSQL ended before it was ready; why stands in its log. */
export class ServerExit extends Error {}

/** Asks for a fast shutdown, then for an immediate one, and returns when the process is gone. */
export async function stopServer(cluster: string, pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    const deadline = performance.now() + patience;
    for (let asked = false; performance.now() < deadline; asked = true) {
      if (!isServerOf(cluster, pid)) return;
      if (!asked) process.kill(pid, signal);
      await delay(POLL_MS);
    }
  }
  throw new EmbeddedPostgresError(
    'NOT_READY',
    `PostgreSQL (pid ${pid}) in ${cluster} did not stop within ${(FAST_STOP_MS + IMMEDIATE_STOP_MS) / 1000} s.`,
    'Look for a full or hanging disk; the next start takes the server over if it still runs.',
  );
}

export function serverFailed(log: string, logPath: string, how: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'SERVER_FAILED',
    `PostgreSQL ended before it was ready (${how}). Its last words:\n${lastLines(log)}`,
    `Mend what it complains about (all of it is in ${logPath}), or ${USE_OTHER_SERVER}.`,
  );
}

function notReady(cluster: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NOT_READY',
    `PostgreSQL in ${cluster} runs but was not ready within ${READY_MS / 1000} s.`,
    'It may be recovering from a crash: wait and start again; its log says how far it is.',
  );
}
