import type { Database } from '../db/client.ts';
import { rollUpStats } from '../domain/stats-rollup.ts';
import type { Logger } from '../log.ts';
import { repeat } from './repeat.ts';

/** How long it rests at least: so each row of sums is written once a second, however many settlements add to it. */
const INTERVAL_MS = 1000;
/**
 * With thousands of busy endpoints, most of what a second adds goes into different rows, each of which has to be
 * written: then it rests in proportion to the work, so that more comes together. But not for longer than this, as each
 * statistic also has to read what is not summed yet.
 */
const REST_SHARE = 5;
const INTERVAL_MAX_MS = 3000;

/** Sums up what settlements add to the statistics, about once a second until it is disposed. */
export function startRollUp({ pool }: Database, log: Logger): AsyncDisposable {
  return repeat(async () => {
    const startedMs = performance.now();
    await rollUpStats(pool).catch((error: unknown) => {
      log.error({ err: error }, 'statistics could not be summed; they are read as they are');
    });
    const restMs = Math.min((performance.now() - startedMs) * REST_SHARE, INTERVAL_MAX_MS);
    return Math.max(restMs, INTERVAL_MS);
  });
}
