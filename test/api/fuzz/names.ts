import { formatId, newId } from '../../../src/ids.ts';
import type { Sent } from './session.ts';
import { type Reference, TWISTS } from './values.ts';
import type { Marked } from './world.ts';

/** What operations name: ids, cursors and the operators' own names for things, of either tenant. */
export interface Names {
  resolve(reference: Reference): string;
  /** What turns up in an answer is named in later operations. */
  harvest(sent: Sent): void;
}

/** Of a kind; the oldest but one goes first. */
const HARVEST_MAX = 200;
const ID = /\b(org|key|evtype|ep|evt|dlv|att)_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const KIND_OF_PREFIX: Readonly<Record<string, string>> = {
  org: 'Organization',
  key: 'ApiKey',
  evtype: 'EventType',
  ep: 'Endpoint',
  evt: 'Event',
  dlv: 'Delivery',
  att: 'DeliveryAttempt',
};
const FEED_PLACES = ['f0', 'f1', 'f5', 'f30', `f${'9'.repeat(18)}`, `f${'9'.repeat(19)}`, 'f-1', 'f', 'fx'];

/** @param untouchable ids that no operation may name, but by chance */
export function createNames(
  { mine, theirs }: { mine: Marked; theirs: Marked },
  untouchable: ReadonlySet<string>,
): Names {
  const pools = { mine: poolOf(mine), theirs: poolOf(theirs) };
  return {
    resolve({ whose, kind, at, twist }) {
      const texts = pools[whose][kind] ?? Object.values(pools[whose]).flat();
      return TWISTS[twist](texts[at % texts.length] ?? formatId('Endpoint', newId()));
    },
    harvest({ message, pieces }) {
      const given = message.query + message.variables;
      for (const [id, prefix = ''] of pieces.flatMap(({ text }) => [...text.matchAll(ID)])) {
        const pool = pools.mine[KIND_OF_PREFIX[prefix] ?? ''];
        if (!pool || untouchable.has(id) || given.includes(id) || pool.includes(id)) continue;
        pool.push(id);
        if (pool.length > HARVEST_MAX) pool.splice(1, 1);
      }
    },
  };
}

function poolOf({ ids, names, tenant }: Marked): Record<string, string[]> {
  const uuids = (kind: keyof typeof ids) => ids[kind].slice(0, 4).map((id) => id.replace(/^[a-z]+_/, ''));
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  return {
    ...Object.fromEntries(Object.entries({ ...ids, ...names }).map(([kind, list]) => [kind, [...list]])),
    cursor: [
      ...uuids('Endpoint').map((id) => `endpoint:${id}`),
      ...uuids('Event').map((id) => `event:${id}`),
      ...uuids('Delivery').map((id) => `delivery:${id}`),
      `organization:${tenant.uuid}`,
      'event_type:invoice.paid',
      "endpoint:' or true --",
      'delivery_attempt:',
    ].map(encode),
    feedCursor: FEED_PLACES.map(encode),
  };
}
