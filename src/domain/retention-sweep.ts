import { type Database, databaseNow } from '../db/client.ts';
import { weekStart } from '../db/partitions.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { createBatchPace } from './batch-pace.ts';
import { sweepDeliveries } from './retention-deliveries.ts';
import { sweepAttempts, sweepEvents } from './retention-events.ts';
import { oldestItemAt, sweepFeed } from './retention-feed.ts';

/**
 * Less than the time between two runs: what is left then is the next one's. After months of standstill there is more of
 * each kind than a run takes, so the first kinds leave some of its time to those after them.
 */
const FEED_BUDGET_MS = 2 * MINUTE_MS;
const DELIVERIES_BUDGET_MS = 4 * MINUTE_MS;
const BUDGET_MS = 5 * MINUTE_MS;

/** Rows that went, by table. Those of dropped partitions are counted as roughly as PostgreSQL knows. */
export interface SweepCounts {
  feedItems: number;
  attempts: number;
  deliveries: number;
  /** That still waited, and were CANCELED with BACKLOG_EXPIRED. */
  canceledDeliveries: number;
  eventPayloads: number;
  events: number;
  /** Of all tables. */
  partitions: number;
}

export interface SweepOptions {
  rowRetentionDays: number;
  feedRetentionHours: number;
  /** Ends it after the batch that is running. */
  signal?: AbortSignal | undefined;
  /** The time that ages are reckoned from; the database's by default. */
  now?: Date;
}

/**
 * Takes what is older than it is to be kept: feed items to the hour, all else by whole weeks, as that is how tables are
 * partitioned. It goes in an order in which nothing points to what is gone: feed items, attempts, deliveries, and an
 * hour later events with their payloads, so that those who have just found a delivery can still read its event. Any
 * step may be cut short or fail; the next run goes on.
 */
export async function sweepOldRows(database: Database, options: SweepOptions): Promise<SweepCounts> {
  const now = (options.now ?? (await databaseNow(database.prisma))).getTime();
  const paceOf = (budgetMs: number) => createBatchPace({ budgetMs, signal: options.signal });
  const feedPace = paceOf(FEED_BUDGET_MS);
  const deliveriesPace = paceOf(DELIVERIES_BUDGET_MS);
  const pace = paceOf(BUDGET_MS);
  const counts: SweepCounts = {
    feedItems: 0,
    attempts: 0,
    deliveries: 0,
    canceledDeliveries: 0,
    eventPayloads: 0,
    events: 0,
    partitions: 0,
  };
  const feed = await sweepFeed(database, new Date(now - options.feedRetentionHours * HOUR_MS), feedPace);
  counts.feedItems = feed.items;
  counts.partitions += feed.partitions;

  // Whatever kept an item, what it links to is kept too: its attempt may have been made minutes before it.
  const oldestItem = (await oldestItemAt(database.pool))?.getTime() ?? now;
  const before = Math.min(now - options.rowRetentionDays * DAY_MS, oldestItem - HOUR_MS);
  const attempts = await sweepAttempts(database, weekStart(before), deliveriesPace);
  counts.attempts = attempts.rows;
  counts.partitions += attempts.partitions;
  if (!attempts.isDone) return counts;

  const { deliveries, canceled } = await sweepDeliveries(database, weekStart(before), deliveriesPace);
  counts.deliveries = deliveries;
  counts.canceledDeliveries = canceled;

  const { events, payloads } = await sweepEvents(database, weekStart(before - HOUR_MS), pace);
  counts.events = events.rows;
  counts.eventPayloads = payloads.rows;
  counts.partitions += events.partitions + payloads.partitions;
  return counts;
}
