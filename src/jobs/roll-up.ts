import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import { rollUpStats } from '../domain/stats-rollup.ts';
import type { Logger } from '../log.ts';

/** Each row of sums is then written once a second, however many settlements add to it. */
const INTERVAL_MS = 1000;

/** Sums up what settlements add to the statistics, once a second until it is disposed. */
export function startRollUp({ pool }: Database, log: Logger): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      await rollUpStats(pool).catch((error: unknown) => {
        log.error({ err: error }, 'statistics could not be summed; they are read as they are');
      });
      await delay(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  const looping = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await looping;
    },
  };
}
