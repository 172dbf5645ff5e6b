import type { RetentionConfig } from '../config-retention.ts';
import { CHANNELS, notify, notifyWork } from '../db/listener.ts';
import { ensurePartitions } from '../db/partitions.ts';
import { cancelExpiredBacklog, cancelWaiting } from '../domain/cancel-waiting.ts';
import type { Core } from '../domain/core.ts';
import type { OperationalFact } from '../domain/operational-events.ts';
import { publishOperationalEvents } from '../domain/operational-publish.ts';
import { resumeWaiting } from '../domain/resume-waiting.ts';
import { purgeExpired } from '../domain/retention.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type EndpointJobData, QUEUES } from '../queue/contracts.ts';
import { startFanOuts } from './fan-outs.ts';
import { startRecovery } from './recover.ts';
import { startSweep } from './sweep.ts';

const POLLING_SECONDS = 1;
const ENDPOINTS_AT_ONCE = 10;
/** Facts that are made events of in one transaction. */
const FACTS_AT_ONCE = 500;

/** Registers what a worker does beside delivering. pg-boss waits for running jobs when it is stopped. */
export async function startBackgroundJobs(
  core: Core,
  options: {
    deliveredPayloadRetentionHours: number;
    retention: RetentionConfig;
    log: Logger;
    metrics: Metrics;
  },
): Promise<void> {
  const { database, boss } = core;
  const { log, metrics } = options;
  const polling = { pollingIntervalSeconds: POLLING_SECONDS };
  // One at a time is one a second: the twentieth of twenty that are resumed together would wait for 20 s.
  const inBatches = { ...polling, batchSize: ENDPOINTS_AT_ONCE, burstWhenBatchFull: true };

  await boss.work<EndpointJobData>(QUEUES.cancelWaiting.name, inBatches, async (jobs) => {
    for (const { data } of jobs) {
      const canceled = await cancelWaiting(database, data.endpointId);
      if (canceled === 0) continue;
      await notify(database.pool, CHANNELS.feed);
      log.info({ endpointId: data.endpointId, canceled }, 'waiting deliveries canceled');
    }
  });

  await boss.work<EndpointJobData>(QUEUES.resumeWaiting.name, inBatches, async (jobs) => {
    for (const { data } of jobs) {
      const resumed = await resumeWaiting(database, data.endpointId);
      if (resumed === 0) continue;
      await notifyWork(database.pool, [data.endpointId]);
      log.info({ endpointId: data.endpointId, resumed }, 'waiting deliveries resumed');
    }
  });

  const manyFacts = { ...polling, batchSize: FACTS_AT_ONCE, burstWhenBatchFull: true };
  await boss.work<OperationalFact>(QUEUES.operationalEvent.name, manyFacts, async (jobs) => {
    const { published, dueEndpointIds } = await publishOperationalEvents(core, jobs);
    metrics.operationalPublished(published);
    if (published === 0) return;
    await notifyWork(database.pool, dueEndpointIds);
    log.info({ published }, 'operational events published');
  });

  await startFanOuts(core, log);
  await startRecovery(core, log, metrics);

  await boss.work(QUEUES.purgePayloads.name, polling, async ([job]) => {
    const canceled = await cancelExpiredBacklog(database);
    if (canceled > 0)
      log.warn({ canceled }, 'deliveries waited too long for a paused endpoint and were canceled');
    const counts = await purgeExpired(database, { ...options, signal: job?.signal });
    metrics.purged({ ...counts });
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'expired payloads purged');
  });

  await startSweep(core, options.retention, options);

  await boss.work(QUEUES.ensurePartitions.name, polling, async () => {
    const created = await ensurePartitions(database.pool);
    if (created.length > 0) log.info({ created }, 'partitions created');
  });
}
