import type { Queue } from 'pg-boss';

/**
 * After so long the jobs of a worker that was killed come back: the least that pg-boss allows, instead of 15 minutes.
 */
const heartbeatSeconds = 10;

/**
 * pg-boss silently deletes a job that waits longer than this for a worker. With its default of two weeks, jobs that had
 * waited out an outage were gone before a worker got to them.
 */
const retentionSeconds = 31_536_000;

/** Tried again for about an hour, soon at first: most of what fails passes. */
const again = {
  heartbeatSeconds,
  retentionSeconds,
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
} as const;

/**
 * The jobs. Payloads hold ids, and of an operational event its type, reason and times: a job row is no place for
 * anything secret, and what else a job needs is read when it runs.
 */
export const QUEUES = {
  /** One job per shard of endpoints, for good: its lease says which worker attempts their deliveries. */
  shard: {
    name: 'shard',
    // A lease that lapsed or was handed back must always come back: the default of 2 would end the job for good.
    retryLimit: 1_000_000,
    retryDelay: 0,
    heartbeatSeconds,
    // The most that pg-boss allows. A shard then changes hands although its worker is alive.
    expireInSeconds: 86_400,
    // Should one be deleted all the same, the next worker makes it anew.
    retentionSeconds,
  },
  /** Cancels the deliveries that wait for an endpoint that was disabled or deleted: `{ endpointId }`. */
  cancelWaiting: { name: 'cancel-waiting', ...again },
  /** Makes the deliveries due that waited for an endpoint which is resumed: `{ endpointId }`. */
  resumeWaiting: { name: 'resume-waiting', ...again },
  /** Makes an event of what happened to an endpoint or a delivery, if anybody subscribes to it: an OperationalFact. */
  operationalEvent: { name: 'operational-event', ...again },
  /** Creates the deliveries of an event that reaches very many endpoints; its id is the event's, it has no data. */
  fanOut: {
    name: 'fan-out',
    // The event is accepted: whatever stands in the way, its deliveries must come in the end.
    retryLimit: 1_000_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds,
    expireInSeconds: 3600,
    retentionSeconds,
  },
  purgePayloads: { name: 'purge-payloads', heartbeatSeconds, retryLimit: 0 },
  /** Takes rows that are older than they are to be kept. */
  sweepOldRows: { name: 'sweep-old-rows', heartbeatSeconds, retryLimit: 0 },
  ensurePartitions: { name: 'ensure-partitions', heartbeatSeconds, retryLimit: 3, retryDelay: 60 },
  /** Repairs waiting deliveries that otherwise nobody would ever attempt or cancel. */
  recover: { name: 'recover', heartbeatSeconds, retryLimit: 0 },
} as const satisfies Record<string, Queue>;

/** Of cancelWaiting and resumeWaiting. */
export interface EndpointJobData {
  endpointId: string;
}

/** The jobs that pg-boss starts by the clock, in UTC. */
export const SCHEDULES = [
  { name: QUEUES.purgePayloads.name, cron: '* * * * *' },
  { name: QUEUES.sweepOldRows.name, cron: '5-55/10 * * * *' },
  // A range of the feed lasts for 16 minutes at 10,000 attempts a second, and is made while the one before is written to.
  { name: QUEUES.ensurePartitions.name, cron: '*/5 * * * *' },
  { name: QUEUES.recover.name, cron: '* * * * *' },
] as const;
