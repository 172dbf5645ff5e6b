import type pg from 'pg';
import type { SqlClient } from '../db/client.ts';
import { ConflictError } from '../errors.ts';
import type { ContentHash } from './content-hash.ts';

const IDEMPOTENCY_DAYS = 7;

export interface KeyTools {
  readonly contentHash: ContentHash;
}

/** What of an event makes it the same as another. */
export interface KeyedEvent {
  id: string;
  organizationId: string;
  idempotencyKey: string | null;
  type: string;
  payloadText: string;
  occurredAt: Date | null;
}

/** The answer to an event whose key was taken before: the first event, which has its deliveries, or a refusal. */
export type KeyAnswer =
  | { eventId: string; duplicate: true; event: null; dueEndpointIds: readonly [] }
  | ConflictError;

/**
 * Takes the idempotency keys of these events, in the order of the keys, so that two batches cannot wait for one
 * another. A key that another transaction is just taking makes this one wait until that has committed, so of two equal
 * publishes at once one sees the other. One that was taken before is only read: locking its row would be a write, and
 * publishes that repeat the same few keys would wait for one another's commits.
 * @returns the answers to the events whose key was taken before, in this batch or an earlier one
 */
export async function reserveKeys(
  tools: KeyTools,
  client: pg.ClientBase,
  events: readonly KeyedEvent[],
): Promise<Map<string, KeyAnswer>> {
  const keyed = byKey(events);
  if (keyed.size === 0) return new Map();
  const places = [...keyed.keys()].sort();
  const taken = await insertKeys(tools, client, firstsOf(keyed, places), LEAVE_TAKEN);
  const others = firstsOf(keyed, without(places, taken));
  if (others.length > 0) taken.push(...(await findKeys(client, others)));
  const expired = firstsOf(keyed, without(places, taken));
  if (expired.length > 0) taken.push(...(await insertKeys(tools, client, expired, TAKE_OVER_EXPIRED)));
  return answersOf(tools, keyed, taken);
}

const LEAVE_TAKEN = 'do nothing';
/** A key that is live after all is "updated" to what it is, so that its row is returned. */
const TAKE_OVER_EXPIRED = `(organization_id, key) do update set
  event_id = case when k.expires_at <= now() then excluded.event_id else k.event_id end,
  content_hash = case when k.expires_at <= now() then excluded.content_hash else k.content_hash end,
  expires_at = case when k.expires_at <= now() then excluded.expires_at else k.expires_at end`;

/** @returns the keys that were inserted or updated */
async function insertKeys(
  tools: KeyTools,
  client: SqlClient,
  events: readonly KeyedEvent[],
  onConflict: string,
): Promise<TakenKey[]> {
  const { rows } = await client.query<TakenKey>(
    `insert into idempotency_key as k (organization_id, key, event_id, content_hash, expires_at)
     select *, now() + $5 * interval '1 day' from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bytea[])
     on conflict ${onConflict}
     returning organization_id || '/' || key as place, event_id as "eventId", content_hash as "contentHash"`,
    [
      events.map((event) => event.organizationId),
      events.map((event) => event.idempotencyKey),
      events.map((event) => event.id),
      events.map((event) => contentHashOf(tools, event)),
      IDEMPOTENCY_DAYS,
    ],
  );
  return rows;
}

/**
 * Looks for the idempotency keys of events that would not be accepted now: a publish may be repeated although its type
 * has changed since.
 * @returns the answers to the events whose key was taken before
 */
export async function findRepeats(
  tools: KeyTools,
  client: SqlClient,
  events: readonly KeyedEvent[],
): Promise<Map<string, KeyAnswer>> {
  const keyed = byKey(events);
  if (keyed.size === 0) return new Map();
  return answersOf(tools, keyed, await findKeys(client, firstsOf(keyed, [...keyed.keys()])));
}

async function findKeys(client: SqlClient, events: readonly KeyedEvent[]): Promise<TakenKey[]> {
  const { rows } = await client.query<TakenKey>(
    `select organization_id || '/' || key as place, event_id as "eventId", content_hash as "contentHash"
     from unnest($1::uuid[], $2::text[]) as asked (organization_id, key)
     join idempotency_key using (organization_id, key) where expires_at > now()`,
    [events.map((event) => event.organizationId), events.map((event) => event.idempotencyKey)],
  );
  return rows;
}

/** `place`: as `byKey` names it. */
interface TakenKey {
  place: string;
  eventId: string;
  contentHash: Buffer;
}

function byKey(events: readonly KeyedEvent[]): Map<string, KeyedEvent[]> {
  return Map.groupBy(
    events.filter((event) => event.idempotencyKey !== null),
    (event) => `${event.organizationId}/${event.idempotencyKey}`,
  );
}

/** The idempotency keys of these events, each once, with whose they are. */
export function keyPlaces(events: readonly KeyedEvent[]): string[] {
  return [...byKey(events).keys()];
}

function firstsOf(
  keyed: ReadonlyMap<string, readonly KeyedEvent[]>,
  places: readonly string[],
): KeyedEvent[] {
  return places.flatMap((place) => keyed.get(place)?.[0] ?? []);
}

function without(places: readonly string[], taken: readonly TakenKey[]): string[] {
  const known = new Set(taken.map(({ place }) => place));
  return places.filter((place) => !known.has(place));
}

function answersOf(
  tools: KeyTools,
  keyed: ReadonlyMap<string, readonly KeyedEvent[]>,
  taken: readonly TakenKey[],
): Map<string, KeyAnswer> {
  const answers = new Map<string, KeyAnswer>();
  for (const { place, eventId, contentHash } of taken) {
    for (const event of keyed.get(place) ?? []) {
      if (event.id === eventId) continue;
      const isSame = contentHashOf(tools, event).equals(contentHash);
      answers.set(
        event.id,
        isSame ? { eventId, duplicate: true, event: null, dueEndpointIds: [] } : keyReused(),
      );
    }
  }
  return answers;
}

function contentHashOf(tools: KeyTools, event: KeyedEvent): Buffer {
  return tools.contentHash(JSON.stringify([event.type, event.payloadText, event.occurredAt]));
}

function keyReused(): ConflictError {
  const message = `This idempotencyKey was used for an event with other content within the last ${IDEMPOTENCY_DAYS} days.`;
  return new ConflictError('IDEMPOTENCY_KEY_REUSED', message);
}
