import type { Database, SqlClient } from '../db/client.ts';
import { dropPartition, type PartitionRange, partitionRanges } from '../db/drop-partitions.ts';
import { DAY_MS } from '../time-units.ts';
import type { BatchPace } from './batch-pace.ts';

const BATCH_SIZE = 1000;

export interface FeedSweep {
  /** Items of dropped partitions included, those as roughly as PostgreSQL knows. */
  items: number;
  partitions: number;
}

interface Item {
  number: string;
  occurredAt: Date;
}

/**
 * Takes feed items that are older, oldest first and never one from the middle, so that a reader can tell by the
 * oldest number whether it has missed any. Ranges that are full go as partitions; rows are deleted only where a range
 * takes more than a day to fill, and so few come by in a day.
 * @param before of the items that stay
 */
export async function sweepFeed({ pool }: Database, before: Date, pace: BatchPace): Promise<FeedSweep> {
  const swept: FeedSweep = { items: 0, partitions: 0 };
  const ranges = await fullRanges(pool);
  for (const range of ranges) {
    if (pace.isOver) return swept;
    const oldest = await oldestItem(pool);
    if (oldest && BigInt(oldest.number) < BigInt(range.from)) break;
    const last = await newestItem(pool, range.to);
    if (last && last.occurredAt >= before) break;
    const outcome = await pace.batch(() => dropPartition(pool, 'feed_item', range));
    if (outcome === 'busy') return swept;
    if (outcome === 'gone') continue;
    swept.items += range.rows;
    swept.partitions += 1;
  }
  if (!(await goesWhole(pool, ranges))) swept.items += await deleteItems(pool, before, pace);
  return swept;
}

/** When the oldest item was recorded; null: there is none. */
export async function oldestItemAt(client: SqlClient): Promise<Date | null> {
  return (await oldestItem(client))?.occurredAt ?? null;
}

async function oldestItem(client: SqlClient): Promise<Item | undefined> {
  const { rows } = await client.query<Item>(
    'select number, occurred_at as "occurredAt" from feed_item order by number limit 1',
  );
  return rows[0];
}

/** The last item before a number. */
async function newestItem(client: SqlClient, before: string): Promise<Item | undefined> {
  const { rows } = await client.query<Item>(
    'select number, occurred_at as "occurredAt" from feed_item where number < $1 order by number desc limit 1',
    [before],
  );
  return rows[0];
}

/** The partitions that no item will be added to any more. */
async function fullRanges(client: SqlClient): Promise<PartitionRange[]> {
  const { rows } = await client.query<{ number: string }>('select number from feed_head');
  const head = BigInt(rows[0]?.number ?? 0);
  return (await partitionRanges(client, 'feed_item')).filter(({ to }) => BigInt(to) <= head + 1n);
}

/** Whether the oldest item lies in a range that is full and will be dropped within a day of its turn. */
async function goesWhole(client: SqlClient, full: readonly PartitionRange[]): Promise<boolean> {
  const oldest = await oldestItem(client);
  if (!oldest) return true;
  const number = BigInt(oldest.number);
  const range = full.find(({ from, to }) => number >= BigInt(from) && number < BigInt(to));
  const last = range && (await newestItem(client, range.to));
  return last !== undefined && last.occurredAt.getTime() - oldest.occurredAt.getTime() < DAY_MS;
}

async function deleteItems(client: SqlClient, before: Date, pace: BatchPace): Promise<number> {
  let deleted = 0;
  for (let after = '0'; !pace.isOver; ) {
    const { rows } = await client.query<Item>(
      'select number, occurred_at as "occurredAt" from feed_item where number > $1 order by number limit $2',
      [after, BATCH_SIZE],
    );
    const young = rows.findIndex(({ occurredAt }) => occurredAt >= before);
    const last = (young === -1 ? rows : rows.slice(0, young)).at(-1)?.number;
    if (last === undefined) break;
    const { rowCount } = await pace.batch(() =>
      client.query('delete from feed_item where number > $1 and number <= $2', [after, last]),
    );
    deleted += rowCount ?? 0;
    after = last;
    if (young !== -1) break;
  }
  return deleted;
}
