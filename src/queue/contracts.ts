import type { Queue } from 'pg-boss';

/**
 * The jobs. Payloads hold ids, nothing else: a job row is no place for anything secret, and what a job needs
 * is read when it runs.
 */
export const QUEUES = {
  /** One job per delivery that waits; its id is the delivery's. It carries the lease and the time to start. */
  deliver: {
    name: 'deliver',
    partition: true,
    // A lapsed claim must always come back: the default of 2 would fail a delivery's job for good.
    retryLimit: 1_000_000,
    retryDelay: 0,
    // The least that pg-boss allows; a killed worker's claims come back after it.
    heartbeatSeconds: 10,
    // Far above any attempt's duration: an expired job ends even when its worker is alive and touches it.
    expireInSeconds: 86_400,
    // A job that waits longer than this is silently deleted; a schedule's longest wait is ten hours.
    retentionSeconds: 31_536_000,
  },
  /** Cancels the deliveries that wait for an endpoint that was disabled or deleted: `{ endpointId }`. */
  cancelWaiting: {
    name: 'cancel-waiting',
    retryLimit: 20,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 300,
  },
  /** Gives jobs to the deliveries that waited for an endpoint which is resumed: `{ endpointId }`. */
  resumeWaiting: {
    name: 'resume-waiting',
    retryLimit: 20,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 300,
  },
  purgePayloads: { name: 'purge-payloads', retryLimit: 0 },
  ensurePartitions: { name: 'ensure-partitions', retryLimit: 3, retryDelay: 60 },
} as const satisfies Record<string, Queue>;

/** Of cancelWaiting and resumeWaiting. */
export interface EndpointJobData {
  endpointId: string;
}

/** The jobs that pg-boss starts by the clock, in UTC. */
export const SCHEDULES = [
  { name: QUEUES.purgePayloads.name, cron: '* * * * *' },
  { name: QUEUES.ensurePartitions.name, cron: '17 3 * * *' },
] as const;
