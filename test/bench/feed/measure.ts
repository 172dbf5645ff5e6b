import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { nowMs } from '../engine/clock.ts';
import type { Server } from '../engine/server.ts';
import { cpuUsOf } from '../engine/usage.ts';
import type { Latencies } from './processes/clients.ts';
import type { Commit } from './processes/writer.ts';
import type { Stage } from './stage.ts';

/** Of a settlement: how many items are committed at once. */
export const BATCH = 20;
const LOOK_MS = 400;
const LATE_MS = 60_000;
export const MIB = 1024 * 1024;

export interface Load {
  items: number;
  /** Subscribers that each item reaches. */
  reach: number;
  ratePerSecond?: number;
  batch?: number;
  /** Items are about the places from one to before another. */
  from?: number;
  to?: number;
}

export interface Figures {
  latencies: Latencies;
  items: number;
  messages: number;
  /** From the first commit to the last message. */
  seconds: number;
  itemsPerSecond: number;
  messagesPerSecond: number;
  /** Microseconds of the API process's CPU. */
  cpuUsPerItem: number;
  cpuUsPerMessage: number;
  /** Of one core. */
  busyShare: number;
  bytesPerMessage: number;
}

/** Commits items and waits until each has come to every subscriber that it reaches. @throws when one has not */
export async function measure(stage: Stage, server: Server, load: Load): Promise<Figures> {
  const { writer, clients } = stage;
  const { items, reach, batch = BATCH, ratePerSecond, from, to } = load;
  await clients.call('reset', { timed: true });
  const cpu = cpuUsOf(server.pid);
  const written = await writer.call('write', {
    items,
    batch,
    ...(ratePerSecond !== undefined && { ratePerSecond }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  const writtenSeconds = (written.endMs - written.startMs) / 1000;
  if (reach === 0) await settled(written.commits);
  const came = await clients.call('wait', { count: items * reach, timeoutMs: LATE_MS });
  const cpuUs = cpuUsOf(server.pid) - cpu;
  const latencies = await clients.call('latencies', written.commits);
  const seconds = (Math.max(came.lastMs, written.endMs) - written.startMs) / 1000;
  return {
    latencies,
    items,
    messages: came.count,
    seconds,
    itemsPerSecond: items / writtenSeconds,
    messagesPerSecond: came.count / seconds,
    cpuUsPerItem: cpuUs / items,
    cpuUsPerMessage: cpuUs / came.count,
    busyShare: cpuUs / (seconds * 1e6),
    bytesPerMessage: came.bytes / came.count,
  };
}

/** What nobody receives is read by the server within a look or two. */
async function settled(commits: readonly Commit[]): Promise<void> {
  await delay(Math.max(0, (commits.at(-1)?.atMs ?? 0) + LOOK_MS - nowMs()));
}

const LIVE = /live bytes: (\d+)/g;
const POLL_MS = 5;

/** What the API process holds after a collection, which takes it tens of milliseconds. */
export async function liveBytesOf({ pid, logFile }: Server): Promise<number> {
  const said = async () =>
    [...(await readFile(logFile, 'utf8')).matchAll(LIVE)].map(([, bytes]) => Number(bytes));
  const before = (await said()).length;
  process.kill(pid, 'SIGUSR2');
  const deadline = nowMs() + LATE_MS;
  for (;;) {
    const all = await said();
    if (all.length > before) return all.at(-1) as number;
    if (nowMs() > deadline) throw new Error('the API process does not say what it holds');
    await delay(POLL_MS);
  }
}
