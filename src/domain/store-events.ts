import type pg from 'pg';
import { ConflictError } from '../errors.ts';
import { deliveryIdOf } from '../ids.ts';
import { enqueueDeliveries } from '../queue/claims.ts';
import type { Core } from './core.ts';
import { buildBody } from './event-body.ts';
import { matchesPatterns } from './event-patterns.ts';
import { sealedPlace } from './sealed-places.ts';

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
  const { rows } = await client.query<{ now: Date }>('select now()');
  const { now } = rows[0] as { now: Date };
  const answers = await reserveKeys(core, client, events);
  const fresh = events.filter((event) => !answers.has(event.id));
  await insertEvents(core, client, fresh, now);
  const counts = await fanOut(core, client, fresh);
  return events.map(
    (event) =>
      answers.get(event.id) ?? { eventId: event.id, duplicate: false, deliveries: counts.get(event.id) ?? 0 },
  );
}

/**
 * Takes the idempotency keys of these events. A key that another transaction is just taking makes this one
 * wait until that has committed, so of two equal publishes at once one sees the other.
 * @returns the answers to the events whose key was taken before
 */
async function reserveKeys(
  core: Core,
  client: pg.ClientBase,
  events: readonly NewEvent[],
): Promise<Map<string, AcceptedEvent | ConflictError>> {
  const answers = new Map<string, AcceptedEvent | ConflictError>();
  const keyed = events.filter((event) => event.idempotencyKey !== null);
  for (const event of keyed) {
    const contentHash = core.keyring.keyedHash(
      JSON.stringify([event.type, event.payloadText, event.occurredAt]),
    );
    const { rows } = await client.query<{ event_id: string; content_hash: Buffer }>(
      // An expired key is taken over; a live one is "updated" to what it is, so that its row is returned and locked.
      `insert into idempotency_key as k (organization_id, key, event_id, content_hash, expires_at)
       values ($1, $2, $3, $4, now() + $5 * interval '1 day')
       on conflict (organization_id, key) do update set
         event_id = case when k.expires_at <= now() then excluded.event_id else k.event_id end,
         content_hash = case when k.expires_at <= now() then excluded.content_hash else k.content_hash end,
         expires_at = case when k.expires_at <= now() then excluded.expires_at else k.expires_at end
       returning event_id, content_hash`,
      [event.organizationId, event.idempotencyKey, event.id, contentHash, IDEMPOTENCY_DAYS],
    );
    const [kept] = rows;
    if (!kept || kept.event_id === event.id) continue;
    answers.set(
      event.id,
      contentHash.equals(kept.content_hash)
        ? { eventId: kept.event_id, duplicate: true, deliveries: 0 }
        : new ConflictError(
            'IDEMPOTENCY_KEY_REUSED',
            'This idempotencyKey was used for an event with other content within the last 7 days.',
          ),
    );
  }
  return answers;
}

async function insertEvents(
  core: Core,
  client: pg.ClientBase,
  events: readonly NewEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
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

/** Creates a delivery, and its job, for each ACTIVE endpoint whose patterns match. @returns their number by event */
async function fanOut(
  core: Core,
  client: pg.ClientBase,
  events: readonly NewEvent[],
): Promise<Map<string, number>> {
  if (events.length === 0) return new Map();
  const { rows: endpoints } = await client.query<{
    id: string;
    organization_id: string;
    event_patterns: string[];
  }>(
    `select id, organization_id, event_patterns from endpoint where organization_id = any($1::uuid[]) and status = 'ACTIVE'`,
    [[...new Set(events.map((event) => event.organizationId))]],
  );
  const byOrganization = Map.groupBy(endpoints, (endpoint) => endpoint.organization_id);
  const deliveries = events.flatMap((event) =>
    (byOrganization.get(event.organizationId) ?? [])
      .filter((endpoint) => matchesPatterns(endpoint.event_patterns, event.type))
      .map((endpoint) => ({ id: deliveryIdOf(event.id, endpoint.id), event, endpointId: endpoint.id })),
  );
  if (deliveries.length === 0) return new Map();
  await client.query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, is_test, next_attempt_at)
     select *, now() from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::boolean[])
     on conflict (id) do nothing`,
    [
      deliveries.map(({ id }) => id),
      deliveries.map(({ event }) => event.organizationId),
      deliveries.map(({ event }) => event.id),
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ event }) => event.type),
      deliveries.map(({ event }) => event.isTest),
    ],
  );
  await enqueueDeliveries(
    core.boss,
    client,
    deliveries.map(({ id }) => ({ deliveryId: id, startAfter: null })),
  );
  return new Map(
    [...Map.groupBy(deliveries, ({ event }) => event.id)].map(([id, group]) => [id, group.length]),
  );
}
