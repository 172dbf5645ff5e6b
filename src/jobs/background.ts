import type { RetentionConfig } from '../config-retention.ts';
import { CHANNELS, notify, notifyWork } from '../db/listener.ts';
import { ensurePartitions } from '../db/partitions.ts';
import { cancelExpiredBacklog, cancelWaiting } from '../domain/cancel-waiting.ts';
import type { Core } from '../domain/core.ts';
import type { OperationalFact } from '../domain/operational-events.ts';
import { publishOperationalEvents } from '../domain/operational-publish.ts';
import { resumeWaiting } from '../domain/resume-waiting.ts';
import { isPurgeLate, purgeExpired } from '../domain/retention.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type EndpointJobData, QUEUES } from '../queue/contracts.ts';
import { startFanOuts } from './fan-outs.ts';
import { startRecovery } from './recover.ts';
import { startSweep } from './sweep.ts';
import { forEachJob, POLLING, workOn } from './work.ts';

// A worker that takes one job at a time does one a second: the last of twenty endpoints that are resumed together would
// wait for 20 s. And were there only one worker, all would wait while it is at an endpoint with a million deliveries.
const ENDPOINTS = {
  ...POLLING,
  batchSize: 10,
  burstWhenBatchFull: true,
  localConcurrency: 2,
};
const ENDPOINTS_AT_ONCE = 2;
/** How many facts are made into events in one transaction. */
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
  const tools = { boss, log, metrics };

  await workOn<EndpointJobData>(tools, QUEUES.cancelWaiting.name, ENDPOINTS, (jobs) =>
    forEachJob(jobs, ENDPOINTS_AT_ONCE, async ({ data: { endpointId }, signal }) => {
      const canceled = await cancelWaiting(database, endpointId, signal);
      if (canceled === 0) return;
      await notify(database.pool, CHANNELS.feed);
      log.info({ endpointId, canceled }, 'waiting deliveries canceled');
    }),
  );

  await workOn<EndpointJobData>(tools, QUEUES.resumeWaiting.name, ENDPOINTS, (jobs) =>
    forEachJob(jobs, ENDPOINTS_AT_ONCE, async ({ data: { endpointId }, signal }) => {
      const resumed = await resumeWaiting(database, endpointId, signal);
      if (resumed === 0) return;
      await notifyWork(database.pool, [endpointId]);
      log.info({ endpointId, resumed }, 'waiting deliveries resumed');
    }),
  );

  const manyFacts = { ...POLLING, batchSize: FACTS_AT_ONCE, burstWhenBatchFull: true };
  await workOn<OperationalFact>(tools, QUEUES.operationalEvent.name, manyFacts, async (jobs) => {
    const { published, dueEndpointIds } = await publishOperationalEvents(core, jobs);
    metrics.operationalPublished(published);
    if (published === 0) return;
    await notifyWork(database.pool, dueEndpointIds);
    log.info({ published }, 'operational events published');
  });

  await startFanOuts(core, tools);
  await startRecovery(core, tools);

  await workOn(tools, QUEUES.purgePayloads.name, POLLING, async ([job]) => {
    const canceled = await cancelExpiredBacklog(database, job?.signal);
    if (canceled > 0)
      log.warn({ canceled }, 'deliveries waited too long for a paused endpoint and were canceled');
    const isLate = await isPurgeLate(database);
    if (isLate) log.warn('payloads are still kept ten minutes after their time: purging with shorter pauses');
    const counts = await purgeExpired(database, { ...options, isLate, signal: job?.signal });
    metrics.purged({ ...counts });
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'expired payloads purged');
  });

  await startSweep(core, options.retention, tools);

  await workOn(tools, QUEUES.ensurePartitions.name, POLLING, async () => {
    const created = await ensurePartitions(database.pool);
    if (created.length > 0) log.info({ created }, 'partitions created');
  });
}
