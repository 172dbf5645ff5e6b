import type pg from 'pg';
import { inTransaction } from '../db/client.ts';

/** A time that was stamped as the present lies further ahead than this only if the clock was set back since. */
const AHEAD = `now() + interval '10 seconds'`;
/**
 * No job is sent for a later time, and none waits more than five minutes to be tried again; so one that starts later
 * than this was stamped by a clock that was ahead.
 */
const START_AHEAD = `interval '10 minutes'`;

/**
 * Brings to the present what was stamped while PostgreSQL's clock was ahead, once it is set back. pg-boss looks for
 * workers that died, and starts what is scheduled, when so many seconds have passed since it last did: with that in
 * the future it does neither until the clock has come there again, hours or days later. Costs a look at a few rows
 * while the clock goes on as it should.
 * @returns whether the clock was set back
 */
export async function forgetFuture(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ isAhead: boolean }>(
    `select exists (select from pgboss.version where cron_on > ${AHEAD})
       or exists (select from pgboss.queue where greatest(monitor_claim_on, maintain_on) > ${AHEAD})
       or exists (select from worker where seen_at > ${AHEAD}) as "isAhead"`,
  );
  if (!rows[0]?.isAhead) return false;
  await inTransaction(pool, async (client) => {
    await client.query(
      // Locked rows are skipped: a lease that is just being renewed, and a job that is just being taken, get the
      // present time anyway. singleton_on keeps a scheduled job from running twice in its minute; the clock reaches
      // that minute a second time, so it is cleared.
      `update pgboss.job set start_after = least(start_after, now()), singleton_on = null,
         started_on = case when started_on > now() then now() else started_on end,
         heartbeat_on = case when heartbeat_on > now() then now() else heartbeat_on end
       where (name, id) in (
         select name, id from pgboss.job where greatest(start_after - ${START_AHEAD}, started_on, heartbeat_on,
           singleton_on at time zone 'UTC') > ${AHEAD} for update skip locked)`,
    );
    await client.query(
      `update pgboss.queue set monitor_claim_on = null, monitor_on = null, maintain_on = null
       where greatest(monitor_claim_on, maintain_on) > ${AHEAD}`,
    );
    await client.query(
      `update pgboss.version set cron_on = null, bam_on = null, flow_on = null, reindex_on = null,
         monitor_backoff_on = null where greatest(cron_on, bam_on, flow_on, reindex_on) > ${AHEAD}`,
    );
    // Workers that are alive report again within a second. A dead one would keep its share from the others.
    await client.query(`delete from worker where seen_at > ${AHEAD}`);
  });
  return true;
}
