import { CHANNELS, notify } from '../db/listener.ts';
import { ensurePartitions } from '../db/partitions.ts';
import { cancelWaiting } from '../domain/cancel-waiting.ts';
import type { Core } from '../domain/core.ts';
import { purgeExpired } from '../domain/retention.ts';
import type { Logger } from '../log.ts';
import { type CancelWaitingData, QUEUES } from '../queue/contracts.ts';

const POLLING_SECONDS = 1;

/** Registers what a worker does beside delivering. pg-boss waits for running jobs when it is stopped. */
export async function startBackgroundJobs(
  { database, boss }: Core,
  options: { deliveredPayloadRetentionHours: number; log: Logger },
): Promise<void> {
  const { log } = options;
  const polling = { pollingIntervalSeconds: POLLING_SECONDS };

  await boss.work<CancelWaitingData>(QUEUES.cancelWaiting.name, polling, async (jobs) => {
    for (const { data } of jobs) {
      const canceled = await cancelWaiting(database, boss, data.endpointId);
      if (canceled === 0) continue;
      await notify(database.pool, CHANNELS.feed);
      log.info({ endpointId: data.endpointId, canceled }, 'waiting deliveries canceled');
    }
  });

  await boss.work(QUEUES.purgePayloads.name, polling, async () => {
    const counts = await purgeExpired(database, options);
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'expired payloads purged');
  });

  await boss.work(QUEUES.ensurePartitions.name, polling, async () => {
    const created = await ensurePartitions(database.pool);
    if (created.length > 0) log.info({ created }, 'partitions created');
  });
}
