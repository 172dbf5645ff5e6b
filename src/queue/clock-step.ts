import type pg from 'pg';
import { inTransaction } from '../db/client.ts';

/** What is stamped with the time that it is lies no further ahead than this, unless the clock was set back since. */
const AHEAD = `now() + interval '10 seconds'`;
/** No job is sent for later, and none waits longer than five minutes to be tried again. */
const START_AHEAD = `interval '10 minutes'`;

/**
 * Brings to the present what was stamped while PostgreSQL's clock was ahead, once it is set back. pg-boss looks for
 * workers that died, and starts what is scheduled, when so many seconds have passed since it last did: with that in
 * the future it does neither until the clock has come there again, hours or days later. Costs a look at a few rows
 * while the clock goes on as it should.
 * @returns whether the clock was set back
 */
export async function forgetFuture(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ is_ahead: boolean }>(
    `select exists (select from pgboss.version where cron_on > ${AHEAD})
       or exists (select from pgboss.queue where greatest(monitor_claim_on, maintain_on) > ${AHEAD})
       or exists (select from worker where seen_at > ${AHEAD}) as is_ahead`,
  );
  if (!rows[0]?.is_ahead) return false;
  await inTransaction(pool, async (client) => {
    await client.query(
      // A lease that its worker renews, or a job that is taken just now, is of the present: nobody is waited for. The
      // minute of a scheduled job is taken for good once it has had one, and it comes a second time.
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
    // Those that are alive are back within a second. One that is not would keep its share from the others.
    await client.query(`delete from worker where seen_at > ${AHEAD}`);
  });
  return true;
}
