import { setTimeout as delay } from 'node:timers/promises';
import { nowMs } from './clock.ts';
import type { Server } from './server.ts';
import type { Stage } from './stage.ts';
import { percentile } from './statistics.ts';
import type { Workload } from './workload.ts';

const PATIENCE_MS = 15_000;
const POLL_MS = 20;

/** The first segment of the paths whose requests the receiver notes. */
export const TIMED_PATH = '/timed';

/**
 * Publishes one event at a time to endpoints at `TIMED_PATH`, each event to one of them.
 * @returns milliseconds from the answer to each publish to the arrival of its request; below zero when that came first
 */
export async function probeLatencies(
  stage: Stage,
  { url, key }: Server,
  options: { workload: Workload; events: number; gapMs: number },
): Promise<number[]> {
  await stage.receiver.call('reset');
  const probes = await stage.prober.call('probe', { url, key, ...options });
  const deadline = nowMs() + PATIENCE_MS;
  let arrivals = new Map(await stage.receiver.call('arrivals'));
  while (arrivals.size < probes.length && nowMs() < deadline) {
    await delay(POLL_MS);
    arrivals = new Map(await stage.receiver.call('arrivals'));
  }
  if (arrivals.size < probes.length)
    throw new Error(`${probes.length - arrivals.size} of ${probes.length} probes did not arrive`);
  return probes.map(({ eventId, ackMs }) => (arrivals.get(eventId) as number) - ackMs);
}

/** Publishes to others at a steady rate until `work` is over. */
export async function underLoad<T>(
  stage: Stage,
  { url, key }: Server,
  load: { workload: Workload; ratePerSecond: number; batch: number; connections: number },
  work: () => Promise<T>,
): Promise<T> {
  const loading = stage.publisher.call('publish', { url, key, ...load, events: Number.MAX_SAFE_INTEGER });
  try {
    return await Promise.race([work(), loading.then(() => Promise.reject(new Error('the load has ended')))]);
  } finally {
    await stage.publisher.call('stop');
    await loading;
  }
}

export function percentiles(ms: readonly number[]): { p50: number; p95: number; p99: number } {
  return { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), p99: percentile(ms, 0.99) };
}
