import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import type { FeedItemModel } from '../db/generated/prisma/models.ts';
import { CHANNELS, type Listener } from '../db/listener.ts';
import type { FeedCheckpoint } from './item.ts';
import { type Place, readHead, readItems } from './read.ts';
import type { LiveSubscriber, Subscribers } from './subscribers.ts';

/** Read at once when the feed moved. */
const PAGE_SIZE = 500;
/** Without a notification (its connection may be down) the table is looked at this often. */
const POLL_MS = 1000;
/**
 * A burst may come faster than anybody takes it, so a page waits for subscribers whose buffer is full to take
 * something: it looks at most this many times, for all of them together, or one that takes an item now and then would
 * hold up everybody. The wait is counted in looks, not in time, as in a busy process their turns come as late as ours.
 */
const ROOM_LOOKS = 20;
const ROOM_LOOK_MS = 5;

/** Follows the feed's table and hands each item to those whom it fits, whichever process wrote it. */
export interface FeedReader extends AsyncDisposable {
  /** Up to here everything was handed on; null: it rests. */
  position(): bigint | null;
  /** Begins at the feed's end, if it rests. @returns up to where everything was handed on */
  start(): Promise<bigint>;
  /** Where it stands, for those who have seen everything up to there. */
  checkpoint(): FeedCheckpoint | null;
  /** Called when nobody follows any more: it costs nothing from now on. */
  rest(): void;
}

/** One reader per process, so that the number of subscribers costs no query. */
export function createFeedReader(options: {
  database: Database;
  listener: Listener;
  subscribers: Subscribers;
  /** Whether anybody follows, live or catching up. */
  isNeeded: () => boolean;
  onError: (error: Error) => void;
}): FeedReader {
  const { database, subscribers, isNeeded } = options;
  let place: Place | null = null;
  let reading: Promise<void> | null = null;
  let again = false;

  async function readOn(): Promise<void> {
    while (place !== null) {
      again = false;
      const from = place;
      const { items, readAt } = await readItems(database, { after: from.number, limit: PAGE_SIZE });
      // Nobody followed meanwhile: it stands elsewhere now, or nowhere.
      if (place !== from) continue;
      const last = await handOn(items, from);
      if (place === last) place = { number: last.number, at: readAt };
      if (items.length < PAGE_SIZE) return;
    }
  }

  /**
   * What is handed on and where this stands change in the same turn: whoever joins in between is behind the one or
   * the other, and never misses an item.
   * @returns where it stood last, unless that changed meanwhile
   */
  async function handOn(items: readonly FeedItemModel[], from: Place): Promise<Place> {
    let partners: Map<string, string | null> | null = null;
    let stands = from;
    let looks = ROOM_LOOKS;
    const [first] = items;
    if (first && first.number !== from.number + 1n) {
      const { occurredAt } = first;
      const gap = { kind: 'GAP', number: first.number - 1n, occurredAt, missedSince: from.at } as const;
      for (const subscriber of [...subscribers.all()]) subscriber.push(gap);
      stands = { number: gap.number, at: from.at };
      place = stands;
    }
    for (const item of items) {
      let fitting: LiveSubscriber[] | null = null;
      while (fitting === null) {
        if (partners === null && subscribers.watchPartners()) {
          partners = await partnersOf(items);
          continue;
        }
        fitting = subscribers.fitting(item, partners?.get(item.organizationId) ?? null);
        const full = fitting.filter(({ isFull }) => isFull);
        if (full.length === 0 || looks === 0) continue;
        await delay(ROOM_LOOK_MS);
        looks -= 1;
        fitting = null;
      }
      if (place !== stands) return stands;
      for (const subscriber of fitting) subscriber.push(item);
      stands = { number: item.number, at: item.occurredAt };
      place = stands;
    }
    return stands;
  }

  async function partnersOf(items: readonly FeedItemModel[]): Promise<Map<string, string | null>> {
    const { rows } = await database.pool.query<{ id: string; partnerId: string | null }>(
      'select id, partner_id as "partnerId" from organization where id = any ($1::uuid[])',
      [[...new Set(items.map((item) => item.organizationId))]],
    );
    return new Map(rows.map((row) => [row.id, row.partnerId]));
  }

  function wake(): void {
    if (!isNeeded()) return;
    again = true;
    reading ??= readOn()
      .catch(options.onError)
      .finally(() => {
        reading = null;
        if (again && place !== null) wake();
      });
  }

  const unsubscribe = options.listener.subscribe(CHANNELS.feed, wake);
  const timer = setInterval(wake, POLL_MS);

  return {
    position: () => place?.number ?? null,
    checkpoint: () => place && { kind: 'CHECKPOINT', number: place.number, occurredAt: place.at },
    async start() {
      const head = await readHead(database);
      if (place === null && isNeeded()) {
        place = head;
        wake();
      }
      return place?.number ?? head.number;
    },
    rest() {
      place = null;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      unsubscribe();
      place = null;
      await reading;
    },
  };
}
