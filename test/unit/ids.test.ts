import { describe, expect, it } from 'vitest';
import {
  deliveryIdOf,
  formatId,
  type NodeType,
  newId,
  newIdBeside,
  parseId,
  parseIdOf,
} from '../../src/ids.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TYPES: NodeType[] = [
  'Organization',
  'ApiKey',
  'EventType',
  'Endpoint',
  'Event',
  'Delivery',
  'DeliveryAttempt',
];

describe('newId', () => {
  it('makes UUIDs of version 7 that sort in the order in which they were made', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(ids.every((id) => UUID_V7.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(1000);
    expect(ids).toEqual(ids.toSorted());
  });

  it('makes more than a millisecond can tell the order of, and tells of none how many came before it', () => {
    const ids: string[] = [];
    for (const endMs = Date.now() + 10; Date.now() < endMs; ) ids.push(...Array.from({ length: 100 }, newId));
    expect(ids.every((id) => UUID_V7.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const milliseconds = ids.map((id) => id.slice(0, 13));
    expect(milliseconds).toEqual(milliseconds.toSorted());
    const firsts = ids.filter((_, at) => milliseconds[at] !== milliseconds[at - 1]);
    expect(new Set(firsts.map((id) => id.slice(14, 18))).size).toBeGreaterThan(1);
  });
});

describe('newIdBeside', () => {
  it('makes UUIDs of version 7 that sort as the ids do beside which they are', () => {
    const ids = Array.from({ length: 1000 }, newId);
    const beside = ids.flatMap((id) => [newIdBeside(id), newIdBeside(id)]);
    expect(beside.every((id) => UUID_V7.test(id))).toBe(true);
    expect(new Set([...ids, ...beside]).size).toBe(3000);
    expect(ids.flatMap((_, at) => beside.slice(2 * at, 2 * at + 2).toSorted())).toEqual(beside.toSorted());
  });
});

describe('an id at the edge', () => {
  it.each(TYPES)('of %s leads back to its type and UUID', (type) => {
    const uuid = newId();
    const id = formatId(type, uuid);
    expect(parseId(id)).toEqual({ type, uuid });
    expect(parseIdOf(type, id)).toBe(uuid);
    for (const other of TYPES) if (other !== type) expect(parseIdOf(other, id)).toBeNull();
  });

  it('has a prefix of its own for each type', () => {
    expect(new Set(TYPES.map((type) => formatId(type, newId()).split('_')[0])).size).toBe(TYPES.length);
  });

  const uuid = '0199c2f0-1a2b-7c3d-8e4f-0123456789ab';
  it.each([
    '',
    uuid,
    `_${uuid}`,
    `ep-${uuid}`,
    `nope_${uuid}`,
    `ep_${uuid.toUpperCase()}`,
    `EP_${uuid}`,
    `ep_${uuid.replaceAll('-', '')}`,
    `ep_{${uuid}}`,
    ` ep_${uuid}`,
    `ep_${uuid}\n`,
    `ep_${uuid}0`,
    `ep_${uuid.slice(1)}`,
    `constructor_${uuid}`,
    'ep_',
  ])('is not %j', (text) => {
    expect(parseId(text)).toBeNull();
    expect(parseIdOf('Endpoint', text)).toBeNull();
  });
});

describe('deliveryIdOf', () => {
  it('is a UUIDv7 of the event’s millisecond, the same each time', () => {
    for (let round = 0; round < 200; round++) {
      const event = newId();
      const endpoint = newId();
      const id = deliveryIdOf(event, endpoint);
      expect(id).toMatch(UUID_V7);
      expect(id.slice(0, 13)).toBe(event.slice(0, 13));
      expect(deliveryIdOf(event, endpoint)).toBe(id);
    }
  });

  it('differs for each pair of event and endpoint, and for the two exchanged', () => {
    const ids = Array.from({ length: 40 }, newId);
    const pairs = ids.flatMap((event) => ids.map((endpoint) => deliveryIdOf(event, endpoint)));
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('does not change from one release to the next', () => {
    const event = '0199c2f0-1a2b-7c3d-8e4f-0123456789ab';
    expect(deliveryIdOf(event, '0199c2f0-0000-7000-8000-000000000001')).toBe(
      '0199c2f0-1a2b-7d14-93fe-8433028f0aa7',
    );
  });
});
