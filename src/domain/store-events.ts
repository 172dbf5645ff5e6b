import type pg from 'pg';
import type { EndpointStatus } from '../db/generated/prisma/enums.ts';
import { ConflictError } from '../errors.ts';
import { deliveryIdOf } from '../ids.ts';
import { enqueueDeliveries } from '../queue/claims.ts';
import type { Core } from './core.ts';
import { buildBody } from './event-body.ts';
import { matchesPatterns } from './event-patterns.ts';
import { sealedPlace } from './sealed-places.ts';
import { type CountedDelivery, createStatsDeltas, writeStatsDeltas } from './stats-deltas.ts';

export interface NewEvent {
  id: string;
  organizationId: string;
  type: string;
  payloadText: string;
  idempotencyKey: string | null;
  /** Null: the moment it is accepted. */
  occurredAt: Date | null;
  isTest: boolean;
}

/** `duplicate`: the id is that of an event accepted before, under the same idempotency key. */
export interface AcceptedEvent {
  eventId: string;
  duplicate: boolean;
  deliveries: number;
}

const IDEMPOTENCY_DAYS = 7;

/**
 * Writes events, payloads, deliveries and jobs inside the caller's transaction.
 * @returns for each event, in order, that it was accepted or why its idempotency key forbids it
 */
export async function storeEvents(
  core: Core,
  client: pg.ClientBase,
  events: readonly NewEvent[],
): Promise<(AcceptedEvent | ConflictError)[]> {
  const answers = await reserveKeys(core, client, events);
  const fresh = events.filter((event) => !answers.has(event.id));
  await insertEvents(core, client, fresh);
  const counts = await fanOut(core, client, fresh);
  return events.map(
    (event) =>
      answers.get(event.id) ?? { eventId: event.id, duplicate: false, deliveries: counts.get(event.id) ?? 0 },
  );
}

/**
 * Takes the idempotency keys of these events, in the order of the keys, so that two batches cannot wait for
 * one another. A key that another transaction is just taking makes this one wait until that has committed,
 * so of two equal publishes at once one sees the other.
 * @returns the answers to the events whose key was taken before, in this batch or an earlier one
 */
async function reserveKeys(
  core: Core,
  client: pg.ClientBase,
  events: readonly NewEvent[],
): Promise<Map<string, AcceptedEvent | ConflictError>> {
  const keyed = Map.groupBy(
    events.filter((event) => event.idempotencyKey !== null),
    (event) => `${event.organizationId}/${event.idempotencyKey}`,
  );
  if (keyed.size === 0) return new Map();
  const firsts = [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, [first]]) => first as NewEvent);
  const { rows } = await client.query<{ place: string; event_id: string; content_hash: Buffer }>(
    // An expired key is taken over; a live one is "updated" to what it is, so that its row is returned and locked.
    `insert into idempotency_key as k (organization_id, key, event_id, content_hash, expires_at)
     select *, now() + $5 * interval '1 day' from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bytea[])
     on conflict (organization_id, key) do update set
       event_id = case when k.expires_at <= now() then excluded.event_id else k.event_id end,
       content_hash = case when k.expires_at <= now() then excluded.content_hash else k.content_hash end,
       expires_at = case when k.expires_at <= now() then excluded.expires_at else k.expires_at end
     returning organization_id || '/' || key as place, event_id, content_hash`,
    [
      firsts.map((event) => event.organizationId),
      firsts.map((event) => event.idempotencyKey),
      firsts.map((event) => event.id),
      firsts.map((event) => contentHashOf(core, event)),
      IDEMPOTENCY_DAYS,
    ],
  );
  const answers = new Map<string, AcceptedEvent | ConflictError>();
  for (const { place, event_id: eventId, content_hash: contentHash } of rows) {
    for (const event of keyed.get(place) ?? []) {
      if (event.id === eventId) continue;
      const isSame = contentHashOf(core, event).equals(contentHash);
      answers.set(event.id, isSame ? { eventId, duplicate: true, deliveries: 0 } : keyReused());
    }
  }
  return answers;
}

function contentHashOf(core: Core, event: NewEvent): Buffer {
  return core.keyring.keyedHash(JSON.stringify([event.type, event.payloadText, event.occurredAt]));
}

function keyReused(): ConflictError {
  const message = 'This idempotencyKey was used for an event with other content within the last 7 days.';
  return new ConflictError('IDEMPOTENCY_KEY_REUSED', message);
}

/** Writes the events and their payloads. */
export async function insertEvents(
  core: Core,
  client: pg.ClientBase,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { rows } = await client.query<{ now: Date }>('select now()');
  const { now } = rows[0] as { now: Date };
  const times = events.map((event) => event.occurredAt ?? now);
  await client.query(
    `insert into event (id, organization_id, type, is_test, idempotency_key, occurred_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::timestamptz[])`,
    [
      events.map((event) => event.id),
      events.map((event) => event.organizationId),
      events.map((event) => event.type),
      events.map((event) => event.isTest),
      events.map((event) => event.idempotencyKey),
      times,
    ],
  );
  const sealed = events.map((event, index) => {
    const body = buildBody(event.type, times[index] as Date, event.payloadText);
    return core.keyring.seal(Buffer.from(body), sealedPlace.payload(event.id));
  });
  await client.query(
    'insert into event_payload (event_id, organization_id, sealed) select * from unnest($1::uuid[], $2::uuid[], $3::bytea[])',
    [events.map((event) => event.id), events.map((event) => event.organizationId), sealed],
  );
}

/**
 * Creates a delivery for each endpoint that is not DISABLED and whose patterns match, and its job; for a
 * PAUSED one it waits without a job. @returns their number by event
 */
async function fanOut(
  core: Core,
  client: pg.ClientBase,
  events: readonly NewEvent[],
): Promise<Map<string, number>> {
  if (events.length === 0) return new Map();
  // The lock makes a change of status wait for this transaction: whoever resumes an endpoint finds all that is parked.
  const { rows: endpoints } = await client.query<EndpointRow>(
    `select id, organization_id, event_patterns, status from endpoint
     where organization_id = any($1::uuid[]) and status <> 'DISABLED' order by id for key share`,
    [[...new Set(events.map((event) => event.organizationId))]],
  );
  const byOrganization = Map.groupBy(endpoints, (endpoint) => endpoint.organization_id);
  const deliveries = events.flatMap((event) =>
    (byOrganization.get(event.organizationId) ?? [])
      .filter((endpoint) => matchesPatterns(endpoint.event_patterns, event.type))
      .map((endpoint) => ({ event, endpointId: endpoint.id, isPaused: endpoint.status === 'PAUSED' })),
  );
  await insertDeliveries(core, client, deliveries);
  return new Map(
    [...Map.groupBy(deliveries, ({ event }) => event.id)].map(([id, group]) => [id, group.length]),
  );
}

interface EndpointRow {
  id: string;
  organization_id: string;
  event_patterns: string[];
  status: EndpointStatus;
}

/** Deliveries that exist already are left alone. */
export async function insertDeliveries(
  core: Core,
  client: pg.ClientBase,
  wanted: readonly { event: NewEvent; endpointId: string; isPaused: boolean }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const deliveries = wanted.map((delivery) => ({
    ...delivery,
    id: deliveryIdOf(delivery.event.id, delivery.endpointId),
  }));
  const { rows: created } = await client.query<CountedDelivery & { createdAt: Date }>(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, is_test, next_attempt_at, parked_at)
     select id, organization_id, event_id, endpoint_id, event_type, is_test,
       case when not is_paused then now() end, case when is_paused then now() end
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::boolean[], $7::boolean[])
       as new (id, organization_id, event_id, endpoint_id, event_type, is_test, is_paused)
     on conflict (id) do nothing
     returning organization_id as "organizationId", endpoint_id as "endpointId", is_test as "isTest",
       created_at as "createdAt"`,
    [
      deliveries.map(({ id }) => id),
      deliveries.map(({ event }) => event.organizationId),
      deliveries.map(({ event }) => event.id),
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ event }) => event.type),
      deliveries.map(({ event }) => event.isTest),
      deliveries.map(({ isPaused }) => isPaused),
    ],
  );
  const stats = createStatsDeltas();
  for (const delivery of created) stats.addDelivery(delivery);
  await writeStatsDeltas(client, stats);
  const due = deliveries.filter(({ isPaused }) => !isPaused);
  await enqueueDeliveries(
    core.boss,
    client,
    due.map(({ id }) => ({ deliveryId: id, startAfter: null })),
  );
}
