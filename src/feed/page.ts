import type { Database } from '../db/client.ts';
import { assertReached } from './cursor.ts';
import type { FeedFilter } from './filter.ts';
import type { FeedCheckpoint, FeedGap, FeedItem } from './item.ts';
import { gapAfter, readHead, readItems } from './read.ts';
import { LOOKED_AT_MAX, type Passed } from './replay.ts';

/** A page looks at this many items at most, however few of them fit: some tenths of a second of work. */
const LOOKED_AT_PER_PAGE = 1_000_000n;

export interface FeedWindow {
  filter: FeedFilter;
  /** Exclusive; null: from the oldest item that is kept. */
  after: Passed | null;
  /** Exclusive; null: up to the feed's end. */
  before: bigint | null;
  limit: number;
  /** The items at the window's end instead of those at its start. */
  backward: boolean;
}

export interface FeedPage {
  /** Oldest first; a gap first when `after` is older than what is kept. */
  items: FeedItem[];
  /** Whether there are others, or may be: then a checkpoint says how far was looked. */
  more: boolean;
}

/** Where to look: what is kept of the window. */
interface Span {
  from: bigint;
  to: bigint;
  gap: FeedGap | null;
  step: bigint;
}

/**
 * A page of the feed, for those who poll it.
 * @throws PublicError CURSOR_AHEAD
 */
export async function readFeedPage(
  database: Database,
  window: FeedWindow,
  lookedAtMax = LOOKED_AT_PER_PAGE,
): Promise<FeedPage> {
  const { after, before, backward } = window;
  for (;;) {
    const head = await readHead(database);
    assertReached(after?.number ?? 0n, head.number);
    assertReached(before ?? 0n, head.number);
    const oldest = await gapAfter(database, after?.number ?? 0n, after?.at ?? null);
    const isMissing = after !== null && after.number < oldest.number;
    const span: Span = {
      from: oldest.number,
      to: before === null ? head.number : before - 1n,
      gap: isMissing && (before === null || oldest.number < before) ? oldest : null,
      step: lookedAtMax < LOOKED_AT_MAX ? lookedAtMax : LOOKED_AT_MAX,
    };
    const page = await (backward ? lookBack : lookAhead)(database, window, span, lookedAtMax);
    if (page) return page;
  }
}

/** @returns null when items were dropped meanwhile */
async function lookAhead(
  database: Database,
  { filter, limit }: FeedWindow,
  { from, to, gap, step }: Span,
  lookedAtMax: bigint,
): Promise<FeedPage | null> {
  const found: FeedItem[] = gap ? [gap] : [];
  let at = from;
  while (found.length <= limit && at < to) {
    if (at - from >= lookedAtMax) {
      if (found.length < limit) found.push(await checkpointAt(database, at));
      return { items: found, more: true };
    }
    const until = at + step < to ? at + step : to;
    const left = limit + 1 - found.length;
    const { items, unbroken } = await readItems(database, { after: at, until, filter, limit: left });
    if (!unbroken) return null;
    found.push(...items);
    at = until;
  }
  return { items: found.slice(0, limit), more: found.length > limit };
}

async function lookBack(
  database: Database,
  { filter, limit }: FeedWindow,
  { from, to, gap, step }: Span,
  lookedAtMax: bigint,
): Promise<FeedPage | null> {
  const found: FeedItem[] = [];
  let at = to;
  while (found.length <= limit && at > from) {
    if (to - at >= lookedAtMax) {
      // Going backward, what was not looked at yet comes before it.
      if (found.length < limit) found.push(await checkpointAt(database, at + 1n));
      return { items: found.reverse(), more: true };
    }
    const after = at - step > from ? at - step : from;
    const left = limit + 1 - found.length;
    const range = { after, until: at, filter, limit: left, order: 'desc' } as const;
    const { items, unbroken } = await readItems(database, range);
    if (!unbroken) return null;
    found.push(...items);
    at = after;
  }
  if (gap && at <= from) found.push(gap);
  return { items: found.slice(0, limit).reverse(), more: found.length > limit };
}

async function checkpointAt(database: Database, number: bigint): Promise<FeedCheckpoint> {
  const { items, readAt } = await readItems(database, { after: number - 1n, until: number, limit: 1 });
  return { kind: 'CHECKPOINT', number, occurredAt: items[0]?.occurredAt ?? readAt };
}
