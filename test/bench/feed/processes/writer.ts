import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { inTransaction } from '../../../../src/db/client.ts';
import { CHANNELS, notify } from '../../../../src/db/listener.ts';
import { appendFeedItems } from '../../../../src/feed/append.ts';
import { formatId, newId } from '../../../../src/ids.ts';
import { attemptItem } from '../../../support/feed-items.ts';
import { answerCalls } from '../../engine/calls.ts';
import { nowMs } from '../../engine/clock.ts';

// What the deliverer does at the end of a settlement, at a given pace: items appended in a transaction, and NOTIFY
// after it.

export interface Place {
  /** UUIDs. */
  endpointId: string;
  organizationId: string;
}

/** Items that were committed at once. */
export interface Commit {
  /** `evt_…`, of these items alone. */
  eventId: string;
  count: number;
  /** When COMMIT was sent, on `nowMs`. */
  atMs: number;
}

let pool: pg.Pool | null = null;
let places: readonly Place[] = [];
let turn = 0;

function opened(): pg.Pool {
  if (!pool) throw new Error('the writer is not connected');
  return pool;
}

function nextItems(count: number, from: number, to: number, eventId: string) {
  return Array.from({ length: count }, () => {
    const place = places[from + (turn++ % (to - from))] as Place;
    return attemptItem({ ...place, eventId });
  });
}

const ATTEMPTS = `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome,
    url, request_headers, duration_ms, started_at, finished_at)
  select id, organization_id, delivery_id, endpoint_id, 1, 'AUTOMATIC', 'SUCCEEDED', '', '[]', 1, now(), now()
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as a (id, organization_id, delivery_id, endpoint_id)`;

const calls = {
  async connect(options: { databaseUrl: string; places: readonly Place[] }): Promise<void> {
    pool = new pg.Pool({ connectionString: options.databaseUrl, max: 2 });
    places = options.places;
  },
  async disconnect(): Promise<void> {
    await pool?.end();
    pool = null;
  },
  /** About the places from one to before another, in turn. `ratePerSecond` absent: as fast as it goes. */
  async write(options: {
    items: number;
    batch: number;
    ratePerSecond?: number;
    from?: number;
    to?: number;
  }): Promise<{ commits: Commit[]; startMs: number; endMs: number }> {
    const { items, batch, ratePerSecond, from = 0, to = places.length } = options;
    const commits: Commit[] = [];
    const startMs = nowMs();
    for (let written = 0; written < items; written += batch) {
      if (ratePerSecond) {
        const dueMs = startMs + (written / ratePerSecond) * 1000;
        if (dueMs > nowMs()) await delay(dueMs - nowMs());
      }
      const eventId = newId();
      const count = Math.min(batch, items - written);
      let atMs = 0;
      await inTransaction(opened(), async (client) => {
        await appendFeedItems(client, nextItems(count, from, to, eventId));
        atMs = nowMs();
      });
      await notify(opened(), CHANNELS.feed);
      commits.push({ eventId: formatId('Event', eventId), count, atMs });
    }
    return { commits, startMs, endMs: nowMs() };
  },
  /** Transactions that insert attempts, and append their feed items or leave that out. @returns ms of each */
  async settle(options: { transactions: number; batch: number; appends: boolean }): Promise<number[]> {
    const times: number[] = [];
    for (let done = 0; done < options.transactions; done++) {
      const items = nextItems(options.batch, 0, places.length, newId());
      const startMs = nowMs();
      await inTransaction(opened(), async (client) => {
        await client.query(ATTEMPTS, [
          items.map(() => newId()),
          items.map(({ organizationId }) => organizationId),
          items.map(({ deliveryId }) => deliveryId),
          items.map(({ endpointId }) => endpointId),
        ]);
        if (options.appends) await appendFeedItems(client, items);
      });
      if (options.appends) await notify(opened(), CHANNELS.feed);
      times.push(nowMs() - startMs);
    }
    return times;
  },
};
export type WriterCalls = typeof calls;
answerCalls(calls);
