import { describe, expect, it } from 'vitest';
import { uuidBound, wantedPartitions, weekName, weekStart } from '../../../src/db/partitions.ts';

const at = (time: string) => Date.parse(time);

describe('weekStart', () => {
  it.each([
    ['2026-11-16T00:00:00.000Z', '2026-11-16T00:00:00.000Z'],
    ['2026-11-20T13:14:15.161Z', '2026-11-16T00:00:00.000Z'],
    ['2026-11-22T23:59:59.999Z', '2026-11-16T00:00:00.000Z'],
    ['2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['1970-01-01T00:00:00.000Z', '1969-12-29T00:00:00.000Z'],
  ])('of %s is %s', (time, monday) => {
    expect(new Date(weekStart(at(time))).toISOString()).toBe(monday);
  });
});

describe('weekName', () => {
  // The years around a turn are those of ISO 8601: a week belongs to the year that most of its days are in.
  it.each([
    ['2026-11-16', '2026w47'],
    ['2024-12-30', '2025w01'],
    ['2025-12-29', '2026w01'],
    ['2026-12-28', '2026w53'],
    ['2027-01-04', '2027w01'],
    ['2020-12-28', '2020w53'],
    ['2026-03-02', '2026w10'],
  ])('of the week from %s is %s', (monday, name) => {
    expect(weekName(at(monday))).toBe(name);
  });

  it('sorts as the weeks do, over forty years', () => {
    const first = at('2000-01-03');
    const names = Array.from({ length: 40 * 52 }, (_, index) => weekName(first + index * 7 * 86_400_000));
    expect(names).toEqual([...new Set(names)].sort());
  });
});

describe('uuidBound', () => {
  it('holds the milliseconds in its first 48 bits and nothing else', () => {
    expect(uuidBound(0)).toBe('00000000-0000-0000-0000-000000000000');
    expect(uuidBound(0x0123456789ab)).toBe('01234567-89ab-0000-0000-000000000000');
  });

  it('sorts after the UUIDv7 of the millisecond before and before those of its own', () => {
    const time = at('2026-11-16');
    const uuid = (timeMs: number, rest: string) => uuidBound(timeMs).slice(0, 14) + rest;
    expect(uuid(time - 1, '7fff-bfff-ffffffffffff') < uuidBound(time)).toBe(true);
    expect(uuidBound(time) < uuid(time, '7000-8000-000000000000')).toBe(true);
  });
});

describe('wantedPartitions', () => {
  const namesOf = (table: string, time: string, feedNumber = 0n) =>
    wantedPartitions(at(time), feedNumber).flatMap((partition) =>
      partition.table === table ? [partition.name] : [],
    );

  it('covers the week and the next two for each table keyed by time', () => {
    const time = '2026-12-31T12:00:00Z';
    expect(namesOf('event', time)).toEqual(['event_2026w53', 'event_2027w01', 'event_2027w02']);
    expect(namesOf('event_payload', time)).toHaveLength(3);
    expect(namesOf('delivery_attempt', time)).toHaveLength(3);
  });

  it('leaves no gap between the ranges of a table', () => {
    for (const table of ['event', 'event_payload', 'delivery_attempt', 'feed_item']) {
      const ranges = wantedPartitions(at('2026-11-20'), 123_456_789n).filter(
        (range) => range.table === table,
      );
      expect(ranges.length).toBeGreaterThan(1);
      for (const [index, range] of ranges.entries()) {
        expect(range.from).toBe(index === 0 ? range.from : ranges[index - 1]?.to);
      }
    }
  });

  it('says which range of each table rows of the present go to', () => {
    const current = wantedPartitions(at('2026-11-20'), 10_000_000n).filter((partition) => partition.current);
    expect(current.map(({ name }) => name)).toEqual([
      'event_2026w47',
      'event_payload_2026w47',
      'delivery_attempt_2026w47',
      'feed_item_0000001',
    ]);
  });

  it.each([
    [0n, ['feed_item_0000000', 'feed_item_0000001']],
    [9_999_998n, ['feed_item_0000000', 'feed_item_0000001']],
    [9_999_999n, ['feed_item_0000001', 'feed_item_0000002']],
    [123_456_789_012n, ['feed_item_0012345', 'feed_item_0012346']],
  ])('covers the range of the number after %d and the next', (number, names) => {
    expect(namesOf('feed_item', '2026-11-20', number)).toEqual(names);
  });

  it('bounds the feed by its numbers', () => {
    const last = wantedPartitions(at('2026-11-20'), 0n).at(-1);
    expect(last).toMatchObject({ key: 'number', from: '10000000', to: '20000000' });
  });
});
