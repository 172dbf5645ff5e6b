import type pg from 'pg';
import { type Database, inTransaction, LOCK_NOT_AVAILABLE, sqlStateOf } from '../db/client.ts';
import { notifyWork } from '../db/listener.ts';
import type { ConflictError } from '../errors.ts';
import { createGrouping } from './grouping.ts';
import { createHeldOrganizations, type HeldOrganizations } from './held-organizations.ts';
import { keyPlaces } from './idempotency.ts';
import { EndpointsHeldError, matchEndpoints } from './match-endpoints.ts';
import { type AcceptedEvent, type NewEvent, type StoreTools, storeEvents } from './store-events.ts';

/** Transactions at the same time: while one commits, the next is written. More share fewer commits and gain nothing. */
const CONCURRENCY = 2;
/** The most that one transaction takes. A larger batch has one of its own, so that nobody else waits for it. */
const EVENTS_MAX = 500;
const CHARACTERS_MAX = 8 * 1024 * 1024;
const PATIENCE_MS = 2000;
/**
 * A request that waits longer than this for an idempotency key that another process is taking goes on waiting without
 * the others.
 */
const LOCK_TIMEOUT_MS = 2000;
/**
 * How long one organization waits for an endpoint at a time, while the other ones that wait have to; most acts on an
 * endpoint take less.
 */
const TURN_MS = 100;

type Answers = readonly (AcceptedEvent | ConflictError)[];
type Requests = readonly (readonly NewEvent[])[];
type Tools = StoreTools & { database: Database };

/**
 * Stores the events of one request, all or none, in a transaction that it shares with the requests of the same moment.
 * What takes long is the commit, and that they share: with a transaction each, 64 publishers at once got no more than
 * 576 events a second accepted. A shared transaction never waits for a locked endpoint: a machine that is gone keeps
 * one locked for ten seconds, an operator for as long as he likes, and nobody else could publish meanwhile. The
 * requests of that endpoint's organization leave the others, and wait by themselves.
 * @returns as storeEvents does, after the commit
 */
export type StoreShared = (events: readonly NewEvent[]) => Promise<Answers>;

/** @param tools `giveUpMs`: how long a request may wait for an endpoint that is locked */
export function createStoreShared(tools: Tools & { giveUpMs: number }): StoreShared {
  const shared = { shareOf, blamesItem: mayBeOfOneRequest };
  const held = createHeldOrganizations<readonly NewEvent[], Answers>({
    ...shared,
    organizationsOf: (events) => events.map(({ organizationId }) => organizationId),
    tryAlone: (requests) => tryAlone(tools, requests),
    giveUpMs: tools.giveUpMs,
  });
  const together = createGrouping<readonly NewEvent[], Answers | null>({
    ...shared,
    run: (requests) => storeTogether(tools, held, requests),
    concurrency: CONCURRENCY,
    patienceMs: PATIENCE_MS,
    keysOf: keyPlaces,
  });
  return async (events) => {
    for (;;) {
      const answers = await (held.laneOf(events) ?? together)(events);
      if (answers) return answers;
    }
  };
}

/** @returns null for requests of organizations that are held */
async function storeTogether(
  tools: Tools,
  held: HeldOrganizations<readonly NewEvent[], Answers>,
  requests: Requests,
): Promise<(Answers | null)[]> {
  for (;;) {
    const free = requests.filter((events) => !held.laneOf(events));
    try {
      const answers = free.length === 0 ? [] : await storeFree(tools, free);
      const places = new Map(free.map((events, place) => [events, place]));
      return requests.map((events) => answers[places.get(events) ?? -1] ?? null);
    } catch (error) {
      if (!(error instanceof EndpointsHeldError)) throw error;
      held.add(error.organizationIds);
    }
  }
}

function storeFree(tools: Tools, requests: Requests): Promise<Answers[]> {
  return storeAll(tools, requests, async (client, events) => {
    if (requests.length > 1) await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    return storeEvents(tools, client, events, 'throw');
  });
}

/** @returns null: an endpoint, or an idempotency key, is still locked */
async function tryAlone(tools: Tools, requests: Requests): Promise<Answers[] | null> {
  try {
    return await storeAll(tools, requests, async (client, events) => {
      await client.query(`set local lock_timeout = ${TURN_MS}`);
      // Before the idempotency keys, for which other processes would wait with us.
      await matchEndpoints(client, events, 'wait');
      return storeEvents(tools, client, events, 'wait');
    });
  } catch (error) {
    if (sqlStateOf(error) === LOCK_NOT_AVAILABLE) return null;
    throw error;
  }
}

async function storeAll(
  { database }: Tools,
  requests: Requests,
  store: (client: pg.ClientBase, events: readonly NewEvent[]) => Promise<Answers>,
): Promise<Answers[]> {
  const stored = await inTransaction(database.pool, (client) => store(client, requests.flat()));
  const due = stored.flatMap((answer) => ('dueEndpointIds' in answer ? answer.dueEndpointIds : []));
  // It is a hint, and the events are committed: that it could not be given must not look like a failure.
  await notifyWork(database.pool, due).catch(() => undefined);
  let start = 0;
  return requests.map((events) => {
    start += events.length;
    return stored.slice(start - events.length, start);
  });
}

function shareOf(events: readonly NewEvent[]): number {
  return Math.max(events.length / EVENTS_MAX, charactersOf(events) / CHARACTERS_MAX);
}

function charactersOf(events: readonly NewEvent[]): number {
  return events.reduce((sum, { payloadText }) => sum + payloadText.length, 0);
}

/**
 * SQLSTATEs that the data of one request may cause, so that the others may succeed without it: data exceptions,
 * constraints, limits on the size of a row, and a lock that was not to be had in time.
 */
const OF_ONE_REQUEST = new RegExp(`^((22|23|54)[0-9A-Z]{3}|${LOCK_NOT_AVAILABLE})$`);

function mayBeOfOneRequest(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  return OF_ONE_REQUEST.test(sqlStateOf(error) ?? '');
}
