import type { RetentionConfig } from '../config-retention.ts';
import { CHANNELS, notify } from '../db/listener.ts';
import type { Core } from '../domain/core.ts';
import { sweepOldRows } from '../domain/retention-sweep.ts';
import { QUEUES } from '../queue/contracts.ts';
import { POLLING, type WorkTools, workOn } from './work.ts';

/** Takes what is older than it is to be kept, every ten minutes, in one of the workers. */
export async function startSweep(
  { database }: Core,
  retention: RetentionConfig,
  tools: WorkTools,
): Promise<void> {
  const { log, metrics } = tools;
  await workOn(tools, QUEUES.sweepOldRows.name, POLLING, async ([job]) => {
    const counts = await sweepOldRows(database, { ...retention, signal: job?.signal });
    const { canceledDeliveries: canceled, partitions, ...rows } = counts;
    metrics.purged(rows);
    if (canceled > 0) {
      await notify(database.pool, CHANNELS.feed);
      log.warn({ canceled }, 'deliveries waited as long as rows are kept and were canceled');
    }
    if (partitions > 0 || Object.values(rows).some((count) => count > 0))
      log.info({ ...rows, partitions }, 'old rows removed');
  });
}
