import type { Database } from '../db/client.ts';
import type { Logger } from '../log.ts';
import { forgetFuture } from '../queue/clock-step.ts';
import { SECOND_MS } from '../time-units.ts';
import { repeat } from './repeat.ts';

const INTERVAL_MS = 5000;
/** Verifiers refuse a signature whose time is five minutes off. */
const OFF_MS = 60_000;

/**
 * Looks whether PostgreSQL's clock was set back, and whether this host's clock agrees with it, until it is disposed. By
 * a timer of this process, as jobs that are scheduled are what stops when the database's clock is set back.
 */
export function startClockWatch({ pool }: Pick<Database, 'pool'>, log: Logger): AsyncDisposable {
  let wasOff = false;

  async function look(): Promise<void> {
    if (await forgetFuture(pool))
      log.warn('the clock of the database was set back; leases and scheduled jobs go on from now');
    const aheadMs = await hostAheadMs({ pool });
    const isOff = Math.abs(aheadMs) > OFF_MS;
    if (isOff && !wasOff)
      log.warn(
        { aheadSeconds: Math.round(aheadMs / SECOND_MS) },
        'the clocks of this host and of the database differ: receivers refuse webhooks that this host signs with a time that is minutes off',
      );
    if (!isOff && wasOff) log.info('the clocks of this host and of the database agree again');
    wasOff = isOff;
  }

  return repeat(async () => {
    await look().catch((error: unknown) =>
      log.warn({ err: error }, 'the clock of the database could not be read'),
    );
    return INTERVAL_MS;
  });
}

/** By how much this host's clock is ahead of the database's, or behind when negative, at the least: an answer takes time. */
async function hostAheadMs({ pool }: Pick<Database, 'pool'>): Promise<number> {
  const askedMs = Date.now();
  const { rows } = await pool.query<{ ms: number }>(
    `select date_part('epoch', clock_timestamp()) * 1000 as ms`,
  );
  const databaseMs = rows[0]?.ms ?? askedMs;
  if (databaseMs < askedMs) return askedMs - databaseMs;
  return Math.min(0, Date.now() - databaseMs);
}
