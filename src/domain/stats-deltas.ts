import type { SqlClient } from '../db/client.ts';
import type { AttemptOutcome, DeliveryStatus } from '../db/generated/prisma/enums.ts';
import { MINUTE_MS } from '../time-units.ts';
import { durationClass, formatHistogram } from './duration-histogram.ts';

type EndedStatus = 'succeeded' | 'failed' | 'canceled';
const ENDED: Partial<Record<DeliveryStatus, EndedStatus>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELED: 'canceled',
};

/** Whose delivery it is. */
export interface CountedDelivery {
  organizationId: string;
  endpointId: string;
  isTest: boolean;
}

/** What is added to an endpoint's minute. */
export interface StatsDelta extends Record<EndedStatus, number> {
  organizationId: string;
  endpointId: string;
  start: Date;
  created: number;
  attemptsSucceeded: number;
  attemptsFailed: number;
  /** Counts by class, as formatHistogram writes them. */
  durations: string;
}

/** The columns of a StatsDelta, as the elements of `delivery_stat_delta.deltas`. */
export const DELTA_COLUMNS = `"organizationId" uuid, "endpointId" uuid, start timestamptz, created int, succeeded int,
  failed int, canceled int, "attemptsSucceeded" int, "attemptsFailed" int, durations numeric`;

/** Adds up, without I/O, what one transaction does to the statistics. Tests are left out. */
export interface StatsDeltas {
  addAttempt(
    delivery: CountedDelivery,
    attempt: { startedAt: Date; outcome: AttemptOutcome; durationMs: number },
  ): void;
  addDelivery(delivery: CountedDelivery & { createdAt: Date }): void;
  /** A delivery is counted by what it is now: it leaves the count that it was in, if any. */
  addTransition(
    delivery: CountedDelivery & { createdAt: Date },
    from: DeliveryStatus,
    to: DeliveryStatus,
  ): void;
  list(): StatsDelta[];
}

export function createStatsDeltas(): StatsDeltas {
  const deltas = new Map<string, Omit<StatsDelta, 'durations'> & { durations: number[] }>();

  function minuteOf({ organizationId, endpointId }: CountedDelivery, time: Date) {
    const start = Math.floor(time.getTime() / MINUTE_MS) * MINUTE_MS;
    const key = `${endpointId}/${start}`;
    const found = deltas.get(key);
    if (found) return found;
    const counts = {
      created: 0,
      succeeded: 0,
      failed: 0,
      canceled: 0,
      attemptsSucceeded: 0,
      attemptsFailed: 0,
    };
    const delta = { organizationId, endpointId, start: new Date(start), ...counts, durations: [] };
    deltas.set(key, delta);
    return delta;
  }

  return {
    addAttempt(delivery, { startedAt, outcome, durationMs }) {
      if (delivery.isTest) return;
      const delta = minuteOf(delivery, startedAt);
      delta[outcome === 'SUCCEEDED' ? 'attemptsSucceeded' : 'attemptsFailed'] += 1;
      const index = durationClass(durationMs);
      while (delta.durations.length <= index) delta.durations.push(0);
      delta.durations[index] = (delta.durations[index] ?? 0) + 1;
    },
    addDelivery(delivery) {
      if (!delivery.isTest) minuteOf(delivery, delivery.createdAt).created += 1;
    },
    addTransition(delivery, from, to) {
      const left = ENDED[from];
      const entered = ENDED[to];
      if (delivery.isTest || left === entered) return;
      const delta = minuteOf(delivery, delivery.createdAt);
      if (left) delta[left] -= 1;
      if (entered) delta[entered] += 1;
    },
    list: () =>
      [...deltas.values()].map((delta) => ({ ...delta, durations: formatHistogram(delta.durations) })),
  };
}

/**
 * Adds to the statistics, inside the caller's transaction: one row, which nobody else ever waits for. Adding to
 * the sums themselves took 7 to 14 ms for 100 attempts at 100 endpoints, where this takes 1, and all who publish to
 * an endpoint or settle its deliveries would have waited for its row until the one before had committed.
 */
export async function writeStatsDeltas(client: SqlClient, deltas: StatsDeltas): Promise<void> {
  const list = deltas.list();
  if (list.length === 0) return;
  await client.query('insert into delivery_stat_delta (deltas) values ($1)', [JSON.stringify(list)]);
}
