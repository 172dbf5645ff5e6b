import { createHash, randomUUIDv7 } from 'node:crypto';

/** What stands before the `_` of an id at the API's edge; in the database an id is the UUID alone. */
const ID_PREFIXES = {
  Organization: 'org',
  ApiKey: 'key',
  EventType: 'evtype',
  Endpoint: 'ep',
  Event: 'evt',
  Delivery: 'dlv',
  DeliveryAttempt: 'att',
} as const;

export type NodeType = keyof typeof ID_PREFIXES;

const typeOfPrefix = new Map(Object.entries(ID_PREFIXES).map(([type, prefix]) => [prefix, type as NodeType]));
const ID_PATTERN = /^([a-z]+)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Sorts before every id. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** A new UUIDv7: sorts by the time it was made, to the millisecond. */
export function newId(): string {
  return randomUUIDv7();
}

/** `ep_0199…`, the form in which an id leaves the API. */
export function formatId(type: NodeType, uuid: string): string {
  return `${ID_PREFIXES[type]}_${uuid}`;
}

/** The type and UUID behind an id, or null when the text is no id that this API makes. */
export function parseId(id: string): { type: NodeType; uuid: string } | null {
  const match = ID_PATTERN.exec(id);
  const type = match?.[1] && typeOfPrefix.get(match[1] as (typeof ID_PREFIXES)[NodeType]);
  return type && match?.[2] ? { type, uuid: match[2] } : null;
}

/** The UUID behind an id of the given type, or null for any other text. */
export function parseIdOf(type: NodeType, id: string): string | null {
  const parsed = parseId(id);
  return parsed?.type === type ? parsed.uuid : null;
}

/**
 * The id of an event's delivery to an endpoint: the event's millisecond and a hash of both. A fan-out that
 * is repeated makes the same ids, so the primary key alone keeps it from creating a delivery twice.
 */
export function deliveryIdOf(eventId: string, endpointId: string): string {
  const digest = createHash('sha256').update(eventId).update(endpointId).digest('hex');
  const variant = ((Number.parseInt(digest[3] as string, 16) & 0x3) | 0x8).toString(16);
  return `${eventId.slice(0, 13)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
