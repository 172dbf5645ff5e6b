import type { Job, WorkOptions } from 'pg-boss';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { PgBoss } from '../queue/boss.ts';

/** How often a worker looks for jobs of a queue. */
export const POLLING = { pollingIntervalSeconds: 1 };

/** What a worker's jobs report to. */
export interface WorkTools {
  boss: PgBoss;
  log: Logger;
  metrics: Metrics;
}

/**
 * Registers what does the jobs of a queue. pg-boss keeps what a job threw in the job's row, and tells nobody: the log
 * and a metric do. One that is broken off, as its time or that of a stop is over, has not failed.
 */
export async function workOn<T>(
  { boss, log, metrics }: WorkTools,
  queue: string,
  options: WorkOptions,
  handle: (jobs: Job<T>[]) => Promise<void>,
): Promise<void> {
  const countFailure = metrics.countFailures(queue);
  await boss.work<T>(queue, options, async (jobs) => {
    try {
      await handle(jobs);
    } catch (error) {
      if (jobs.every(({ signal }) => signal.aborted)) {
        log.warn({ queue }, 'a job was broken off, and is done again later');
        throw error;
      }
      countFailure();
      log.error({ err: error, queue }, 'a job failed');
      throw error;
    }
  });
}

/**
 * Does what each job asks for, several at once: none waits for one that takes long, or fails for one that does.
 * @throws AggregateError in the end, so that pg-boss tries all of them again
 */
export async function forEachJob<T>(
  jobs: readonly Job<T>[],
  atOnce: number,
  work: (job: Job<T>) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const left = jobs.values();
  const lane = async () => {
    for (const job of left) await work(job).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${jobs.length} failed`);
}
