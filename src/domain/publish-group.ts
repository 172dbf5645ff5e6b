import { type Database, inTransaction } from '../db/client.ts';
import { notifyWork } from '../db/listener.ts';
import type { ConflictError } from '../errors.ts';
import { createGrouping } from './grouping.ts';
import { keyPlaces } from './idempotency.ts';
import { type AcceptedEvent, type NewEvent, type StoreTools, storeEvents } from './store-events.ts';

/** Transactions at the same time: while one commits, the next is written. More share fewer commits and gain nothing. */
const CONCURRENCY = 2;
/** What one transaction takes at most. A larger batch has one of its own, so that nobody else waits for it. */
const EVENTS_MAX = 500;
const CHARACTERS_MAX = 8 * 1024 * 1024;
const PATIENCE_MS = 2000;
/** Whoever waits longer than this, for an endpoint that is being changed, does so without the others. */
const LOCK_TIMEOUT_MS = 2000;

/**
 * Stores the events of one request, all or none, in a transaction that it shares with the requests of the same
 * moment. What they have to wait for is the commit, and that they share: 64 publishers at once got 576 events a second
 * accepted with a transaction each.
 * @returns as storeEvents does, after the commit
 */
export type StoreShared = (events: readonly NewEvent[]) => Promise<(AcceptedEvent | ConflictError)[]>;

export function createStoreShared(tools: StoreTools & { database: Database }): StoreShared {
  return createGrouping({
    run: (requests) => storeTogether(tools, requests),
    concurrency: CONCURRENCY,
    patienceMs: PATIENCE_MS,
    shareOf: (events) => Math.max(events.length / EVENTS_MAX, charactersOf(events) / CHARACTERS_MAX),
    keysOf: (events) => keyPlaces(events),
    blamesItem: mayBeOfOneRequest,
  });
}

async function storeTogether(
  tools: StoreTools & { database: Database },
  requests: readonly (readonly NewEvent[])[],
): Promise<(AcceptedEvent | ConflictError)[][]> {
  const { pool } = tools.database;
  const stored = await inTransaction(pool, async (client) => {
    if (requests.length > 1) await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    return storeEvents(tools, client, requests.flat());
  });
  const due = stored.flatMap((answer) => ('dueEndpointIds' in answer ? answer.dueEndpointIds : []));
  // It is a hint, and the events are committed: that it could not be given must not look like a failure.
  await notifyWork(pool, due).catch(() => undefined);
  let start = 0;
  return requests.map((events) => {
    start += events.length;
    return stored.slice(start - events.length, start);
  });
}

function charactersOf(events: readonly NewEvent[]): number {
  return events.reduce((sum, { payloadText }) => sum + payloadText.length, 0);
}

/**
 * SQLSTATEs that other data need not meet: data exceptions, constraints, limits on the size of a row, and a lock that
 * was not to be had in time.
 */
const OF_ONE_REQUEST = /^((22|23|54)[0-9A-Z]{3}|55P03)$/;

function mayBeOfOneRequest(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && OF_ONE_REQUEST.test(code);
}
