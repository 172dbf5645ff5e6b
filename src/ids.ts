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

const typeOfPrefix = new Map<string, NodeType>(
  Object.entries(ID_PREFIXES).map(([type, prefix]) => [prefix, type as NodeType]),
);
const ID_PATTERN = /^([a-z]+)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Sorts before every id. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** How many characters of a UUIDv7, from its beginning, tell its millisecond; and how many decide how it sorts. */
const TIME_DIGITS = 13;
const ORDER_DIGITS = 18;
/**
 * Twelve bits count the ids of one millisecond. The count begins at a random number of its lower half, so that an id
 * tells nobody how many came before it.
 */
const COUNT_MAX = 0xfff;
const FIRST_MAX = 0x7ff;

let lastTime = '';
let count = 0;

/**
 * A new UUIDv7. Ids sort by the millisecond in which they were made; those that this process made in the same one sort
 * by their order, for the first 2,048 of them at least.
 */
export function newId(): string {
  const id = randomUUIDv7();
  const time = id.slice(0, TIME_DIGITS);
  const first = Number.parseInt(id.slice(TIME_DIGITS + 2, ORDER_DIGITS), 16) & FIRST_MAX;
  count = time === lastTime ? Math.min(count + 1, COUNT_MAX) : first;
  lastTime = time;
  return `${time}-7${count.toString(16).padStart(3, '0')}${id.slice(ORDER_DIGITS)}`;
}

/** A new id that sorts where `id` does, of which `newId` makes no other. */
export function newIdBeside(id: string): string {
  return id.slice(0, ORDER_DIGITS) + randomUUIDv7().slice(ORDER_DIGITS);
}

/** `ep_0199…`, the form in which an id leaves the API. */
export function formatId(type: NodeType, uuid: string): string {
  return `${ID_PREFIXES[type]}_${uuid}`;
}

/** The type and UUID behind an id, or null when the text is no id that this API makes. */
export function parseId(id: string): { type: NodeType; uuid: string } | null {
  const [, prefix = '', uuid = ''] = ID_PATTERN.exec(id) ?? [];
  const type = typeOfPrefix.get(prefix);
  return type ? { type, uuid } : null;
}

/** The UUID behind an id of the given type, or null for any other text. */
export function parseIdOf(type: NodeType, id: string): string | null {
  const parsed = parseId(id);
  return parsed?.type === type ? parsed.uuid : null;
}

/**
 * The id of an event's delivery to an endpoint that may be made anew: the event's millisecond and a hash of both. A
 * fan-out that is repeated makes the same ids, so the primary key alone keeps it from creating a delivery twice.
 */
export function deliveryIdOf(eventId: string, endpointId: string): string {
  const digest = createHash('sha256').update(eventId).update(endpointId).digest('hex');
  const variant = ((Number.parseInt(digest[3] as string, 16) & 0x3) | 0x8).toString(16);
  return `${eventId.slice(0, TIME_DIGITS)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
