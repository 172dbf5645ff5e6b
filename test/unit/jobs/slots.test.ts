import { describe, expect, it, vi } from 'vitest';
import { createCounts } from '../../../src/jobs/counts.ts';
import { createSlots, type Slot } from '../../../src/jobs/slots.ts';
import { createClock } from '../../support/clock.ts';

const SIZE = 4;
const SLOW_MAX = 12;

function slotsOf(size = SIZE) {
  const clock = createClock();
  const slots = createSlots(size, clock.now);
  const takeMany = (organizationId: string, count: number, onSlow = () => {}): Slot[] =>
    Array.from({ length: count }, () => slots.take('unknown', organizationId, onSlow));
  /** Takes what is free, waits until that is slow, and so on. @returns how many were taken */
  const hang = (organizationId: string): number => {
    let taken = 0;
    for (let free = slots.free(); free > 0; free = slots.free()) {
      taken += takeMany(organizationId, free).length;
      clock.pass(1000);
    }
    return taken;
  };
  return { clock, slots, takeMany, hang };
}

describe('slots', () => {
  it('are as many as there may be attempts in flight, and come back when these end', () => {
    const { slots, takeMany, clock } = slotsOf();
    const taken = takeMany('a', SIZE);
    expect(slots.free()).toBe(0);
    clock.pass(999);
    for (const slot of taken) expect(slots.release(slot)).toBe(false);
    expect(slots.free()).toBe(SIZE);
  });

  it('are taken by what is known to be quick too, until that turns out to be slow', () => {
    const { slots, clock } = slotsOf();
    const take = () => slots.take('quick', 'a', () => {});
    const taken = [take(), take(), take()];
    expect(slots.free()).toBe(SIZE - 3);
    expect(slots.inFlight()).toEqual({ quick: 3, slow: 0 });
    clock.pass(1000);
    expect(slots.inFlight()).toEqual({ quick: 0, slow: 3 });
    for (const slot of taken) slots.release(slot);
    expect(slots.inFlight()).toEqual({ quick: 0, slow: 0 });
  });

  it('are given up by attempts that last for a second, which are told of once they may move aside', () => {
    const { slots, takeMany, clock } = slotsOf();
    const onSlow = vi.fn();
    const taken = takeMany('a', SIZE, onSlow);
    clock.pass(999);
    expect(slots.free()).toBe(0);
    expect(onSlow).not.toHaveBeenCalled();
    clock.pass(1);
    expect(slots.free()).toBe(SIZE);
    expect(onSlow).toHaveBeenCalledTimes(SIZE);
    for (const slot of taken) expect(slots.release(slot)).toBe(true);
    expect(slots.free()).toBe(SIZE);
  });

  it('are kept by attempts that last and find no room among the slow, which are told of all the same', () => {
    const { slots, takeMany, clock } = slotsOf();
    takeMany('a', SIZE);
    clock.pass(1000);
    expect(slots.free()).toBe(SIZE);
    const onSlow = vi.fn();
    takeMany('a', SIZE, onSlow);
    clock.pass(1000);
    // Half of the 12 for slow ones are one organization's.
    expect(slots.free()).toBe(SIZE - 2);
    expect(onSlow).toHaveBeenCalledTimes(SIZE);
  });

  it('are kept by the quick ones when an older one moves aside', () => {
    const { slots, takeMany, clock } = slotsOf();
    takeMany('a', 1);
    clock.pass(600);
    takeMany('a', 2);
    clock.pass(400);
    expect(slots.free()).toBe(SIZE - 2);
    clock.pass(600);
    expect(slots.free()).toBe(SIZE);
  });

  it('of the slow are at most half of one organization’s', () => {
    const { slots, hang } = slotsOf();
    expect(hang('a')).toBe(SLOW_MAX / 2 + SIZE);
    expect(slots.roomFor('slow', 'a')).toBeLessThanOrEqual(0);
    expect(slots.roomFor('slow', 'b')).toBeGreaterThan(0);
  });

  it('of the slow are shared by all organizations, three for each slot', () => {
    const { slots, takeMany, clock } = slotsOf();
    for (const organization of ['a', 'b', 'c']) {
      takeMany(organization, SIZE);
      clock.pass(1000);
      expect(slots.free()).toBe(SIZE);
    }
    expect(slots.roomFor('slow', 'd')).toBeLessThanOrEqual(0);
    takeMany('d', SIZE);
    clock.pass(1000);
    expect(slots.free()).toBe(0);
  });

  it('of the slow that come free go to whoever waits to move aside', () => {
    const { slots, takeMany, clock } = slotsOf();
    const first = takeMany('a', SIZE);
    clock.pass(1000);
    slots.free();
    takeMany('a', SIZE);
    clock.pass(1000);
    expect(slots.free()).toBe(SIZE - 2);
    slots.release(first[0] as Slot);
    expect(slots.roomFor('slow', 'a')).toBeLessThanOrEqual(0);
    expect(slots.free()).toBe(SIZE - 1);
  });

  it('are kept among the slow for what may hang, and a few besides for that alone', () => {
    const { slots, takeMany, clock } = slotsOf();
    expect(slots.roomFor('unknown', 'a')).toBe(SLOW_MAX / 2 + 1);
    takeMany('a', SIZE);
    expect(slots.roomFor('slow', 'a')).toBe(SLOW_MAX / 2 - SIZE);
    clock.pass(1000);
    expect(slots.free()).toBe(SIZE);
    takeMany('a', 3);
    expect([slots.roomFor('slow', 'a'), slots.roomFor('unknown', 'a')]).toEqual([-1, 0]);
    expect([slots.roomFor('slow', 'b'), slots.roomFor('unknown', 'b')]).toEqual([5, 7]);
    expect(slots.roomFor('quick', 'a')).toBe(Infinity);
  });

  it('are left by half to what is known to be quick, however many organizations hang', () => {
    const { slots, takeMany } = slotsOf();
    for (let index = 0; index < SLOW_MAX; index++) slots.take('slow', `o${index}`, () => {});
    expect(slots.places('unknown')).toBe(SIZE / 2);
    takeMany('a', 1);
    takeMany('b', 1);
    expect([slots.places('unknown'), slots.roomFor('unknown', 'c')]).toEqual([0, 0]);
    expect([slots.free(), slots.places('quick')]).toEqual([SIZE / 2, Infinity]);
  });

  it('are taken, for who plans, by what is planned too: by all of it, and by that of one organization', () => {
    const { slots } = slotsOf();
    const planned = createCounts();
    planned.add('a', 2);
    expect([slots.places('slow', planned), slots.places('unknown', planned)]).toEqual([10, 12]);
    expect([slots.roomFor('slow', 'a', planned), slots.roomFor('unknown', 'a', planned)]).toEqual([4, 5]);
    expect(slots.roomFor('slow', 'b', planned)).toBe(SLOW_MAX / 2);
    planned.add('b', 7);
    expect(slots.roomFor('slow', 'a', planned)).toBe(3);
  });

  it('of a share are at least one, however few there are', () => {
    const { slots } = slotsOf(1);
    expect([slots.places('slow'), slots.places('unknown')]).toEqual([3, 4]);
    expect([slots.roomFor('slow', 'a'), slots.roomFor('unknown', 'a')]).toEqual([2, 3]);
  });

  it('are never lost, whatever the order in which attempts end (5,000 steps)', () => {
    const { slots, clock } = slotsOf();
    let held: Slot[] = [];
    for (let step = 0; step < 5000; step++) {
      if (slots.free() > 0 && Math.random() < 0.7) held.push(slots.take('unknown', `o${step % 3}`, () => {}));
      else if (held.length > 0)
        slots.release(held.splice(Math.floor(Math.random() * held.length), 1)[0] as Slot);
      clock.pass(Math.random() * 400);
    }
    for (const slot of held) slots.release(slot);
    held = [];
    expect(slots.free()).toBe(SIZE);
    for (const organization of ['o0', 'o1', 'o2'])
      expect(slots.roomFor('slow', organization)).toBeGreaterThan(0);
  });
});
