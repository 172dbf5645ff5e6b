import type pg from 'pg';
import { binaryArray } from '../db/binary-arrays.ts';
import type { EventModel } from '../db/generated/prisma/models.ts';
import type { ConflictError } from '../errors.ts';
import { newIdBeside } from '../ids.ts';
import type { Keyring } from '../keyring.ts';
import type { PgBoss } from '../queue/boss.ts';
import type { ContentHash } from './content-hash.ts';
import { buildBody } from './event-body.ts';
import { enqueueFanOuts } from './fan-out-jobs.ts';
import { reserveKeys } from './idempotency.ts';
import { type Matches, matchEndpoints, type WhenHeld } from './match-endpoints.ts';
import { sealedPlace } from './sealed-places.ts';
import { type CountedDelivery, createStatsDeltas, writeStatsDeltas } from './stats-deltas.ts';

export interface StoreTools {
  readonly boss: PgBoss;
  readonly keyring: Keyring;
  readonly contentHash: ContentHash;
}

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

/** What of an event its deliveries need. */
export type RoutedEvent = Pick<NewEvent, 'id' | 'organizationId' | 'type' | 'isTest'>;

/** `duplicate`: the id is that of an event accepted before, under the same idempotency key. */
export interface AcceptedEvent {
  eventId: string;
  duplicate: boolean;
  /** The stored row; null: it was stored before, and has to be read. */
  event: EventModel | null;
  /**
   * The endpoints for which the event has deliveries that are due now: the workers are told of them after the commit.
   */
  dueEndpointIds: readonly string[];
}

/**
 * Writes events, payloads and deliveries inside the caller's transaction; for an event of very many endpoints a job
 * that creates its deliveries.
 * @returns for each event, in order, that it was accepted or why its idempotency key forbids it
 * @throws EndpointsHeldError
 */
export async function storeEvents(
  tools: StoreTools,
  client: pg.ClientBase,
  events: readonly NewEvent[],
  whenHeld: WhenHeld = 'wait',
): Promise<(AcceptedEvent | ConflictError)[]> {
  const answers = await reserveKeys(tools, client, events);
  const fresh = events.filter((event) => !answers.has(event.id));
  const stored = await insertEvents(tools, client, fresh);
  // As late as may be: whoever changes an endpoint's status waits until none of those that publish to it holds it.
  const matches = await matchEndpoints(client, fresh, whenHeld);
  const due = await createDeliveries(tools, client, matches);
  return events.map(
    (event) =>
      answers.get(event.id) ?? {
        eventId: event.id,
        duplicate: false,
        event: stored.get(event.id) ?? null,
        dueEndpointIds: due.get(event.id) ?? [],
      },
  );
}

/** Writes the events and their payloads. @returns the events' rows, by id */
export async function insertEvents(
  tools: Pick<StoreTools, 'keyring'>,
  client: pg.ClientBase,
  events: readonly NewEvent[],
): Promise<Map<string, EventModel>> {
  if (events.length === 0) return new Map();
  const { rows } = await client.query<EventModel>(
    `insert into event (id, organization_id, type, is_test, idempotency_key, occurred_at)
     select id, organization_id, type, is_test, idempotency_key, coalesce(occurred_at, now())
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::timestamptz[])
       as new (id, organization_id, type, is_test, idempotency_key, occurred_at)
     returning id, organization_id as "organizationId", type, is_test as "isTest", idempotency_key as "idempotencyKey",
       occurred_at as "occurredAt", created_at as "createdAt", payload_purged_at as "payloadPurgedAt"`,
    [
      binaryArray.uuid(events.map((event) => event.id)),
      binaryArray.uuid(events.map((event) => event.organizationId)),
      binaryArray.text(events.map((event) => event.type)),
      binaryArray.bool(events.map((event) => event.isTest)),
      binaryArray.text(events.map((event) => event.idempotencyKey)),
      events.map((event) => event.occurredAt),
    ],
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const sealed = events.map((event) => {
    const body = buildBody(event.type, (stored.get(event.id) as EventModel).occurredAt, event.payloadText);
    return tools.keyring.seal(Buffer.from(body), sealedPlace.payload(event.id));
  });
  await client.query(
    `insert into event_payload (event_id, organization_id, sealed)
     select event_id, organization_id, substring($3::bytea from 1 + (sum(length) over so_far - length)::int for length)
     from unnest($1::uuid[], $2::uuid[], $4::int[]) with ordinality as new (event_id, organization_id, length, place)
     window so_far as (order by place)`,
    [
      binaryArray.uuid(events.map((event) => event.id)),
      binaryArray.uuid(events.map((event) => event.organizationId)),
      // A single value is sent as it is; in an array, bytes become hexadecimal digits.
      Buffer.concat(sealed),
      binaryArray.int4(sealed.map(({ length }) => length)),
    ],
  );
  return stored;
}

/**
 * Creates a delivery for each endpoint that was matched; for a PAUSED one it is parked. An event that reaches very many
 * is left to a job.
 * @returns the endpoints with due deliveries, by event
 */
async function createDeliveries(
  tools: Pick<StoreTools, 'boss'>,
  client: pg.ClientBase,
  { inline, wide }: Matches<NewEvent>,
): Promise<Map<string, string[]>> {
  await insertDeliveries(
    client,
    inline.flatMap(({ event, endpoints }) =>
      // In the order of the events, in which those of an endpoint are to start.
      endpoints.map(({ id, status }) => ({
        id: newIdBeside(event.id),
        event,
        endpointId: id,
        isPaused: status === 'PAUSED',
      })),
    ),
  );
  await enqueueFanOuts(
    tools.boss,
    client,
    wide.map(({ id }) => id),
  );
  return new Map(
    inline.map(({ event, endpoints }) => [
      event.id,
      endpoints.filter(({ status }) => status !== 'PAUSED').map(({ id }) => id),
    ]),
  );
}

export interface NewDelivery {
  /** Begins with the time of its event. */
  id: string;
  event: RoutedEvent;
  endpointId: string;
  isPaused: boolean;
}

/**
 * Creates deliveries. Those that exist already are left alone.
 * @param createdAt when they were accepted, now by default; for lists and filters this has to be the event's time, with
 * which their ids begin
 * @returns how many were created, and the endpoints for which one of these is due
 */
export async function insertDeliveries(
  client: pg.ClientBase,
  deliveries: readonly NewDelivery[],
  createdAt: Date | null = null,
): Promise<{ created: number; dueEndpointIds: string[] }> {
  if (deliveries.length === 0) return { created: 0, dueEndpointIds: [] };
  const { rows: created } = await client.query<CountedDelivery & { createdAt: Date; isDue: boolean }>(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, is_test, next_attempt_at, parked_at, created_at)
     select id, organization_id, event_id, endpoint_id, event_type, is_test,
       case when not is_paused then now() end, case when is_paused then now() end, coalesce($8, now())
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::boolean[], $7::boolean[])
       as new (id, organization_id, event_id, endpoint_id, event_type, is_test, is_paused)
     on conflict (id) do nothing
     returning organization_id as "organizationId", endpoint_id as "endpointId", is_test as "isTest",
       created_at as "createdAt", next_attempt_at is not null as "isDue"`,
    [
      binaryArray.uuid(deliveries.map(({ id }) => id)),
      binaryArray.uuid(deliveries.map(({ event }) => event.organizationId)),
      binaryArray.uuid(deliveries.map(({ event }) => event.id)),
      binaryArray.uuid(deliveries.map(({ endpointId }) => endpointId)),
      binaryArray.text(deliveries.map(({ event }) => event.type)),
      binaryArray.bool(deliveries.map(({ event }) => event.isTest)),
      binaryArray.bool(deliveries.map(({ isPaused }) => isPaused)),
      createdAt,
    ],
  );
  const stats = createStatsDeltas();
  for (const delivery of created) stats.addDelivery(delivery);
  await writeStatsDeltas(client, stats);
  return {
    created: created.length,
    dueEndpointIds: created.filter(({ isDue }) => isDue).map(({ endpointId }) => endpointId),
  };
}
