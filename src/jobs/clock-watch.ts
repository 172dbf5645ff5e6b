import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import type { Logger } from '../log.ts';
import { forgetFuture } from '../queue/clock-step.ts';

const INTERVAL_MS = 5000;

/**
 * Looks whether PostgreSQL's clock was set back, until it is disposed. By a timer of this process, as jobs that are
 * scheduled are what stops then.
 */
export function startClockWatch({ pool }: Database, log: Logger): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      await forgetFuture(pool).then(
        (wasSetBack) => {
          if (wasSetBack)
            log.warn('the clock of the database was set back; leases and scheduled jobs go on from now');
        },
        (error: unknown) => log.warn({ err: error }, 'the clock of the database could not be looked at'),
      );
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
