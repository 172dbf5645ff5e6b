import { describe, expect, it, vi } from 'vitest';
import { createReadyLanes } from '../../../src/jobs/ready-lanes.ts';
import { createSlots, type Slot, type Speed } from '../../../src/jobs/slots.ts';
import { createClock } from '../../support/clock.ts';

/** Three attempts may be slow for each; two of one organization. */
const SIZE = 1;

function readyOf() {
  const slots = createSlots(SIZE, createClock().now);
  const ready = createReadyLanes<{ organizationId: string; name: string }>(slots);
  const add = (name: string, speed: Speed) => {
    const lane = { organizationId: name.charAt(0), name };
    ready.add(lane, speed);
    return lane;
  };
  const order = (): string[] => {
    const names: string[] = [];
    for (let lane = ready.next(); lane; lane = ready.next()) names.push(lane.name);
    return names;
  };
  return { slots, ready, add, order };
}

describe('lanes that are ready', () => {
  it('have a turn each, those that may hang only while there are places', () => {
    const { slots, add, order } = readyOf();
    for (const organizationId of ['a', 'a']) slots.take('slow', organizationId, () => undefined);
    add('a1', 'slow');
    add('a2', 'quick');
    // One slot is kept for what is unknown.
    add('a3', 'unknown');
    add('b1', 'slow');
    slots.take('unknown', 'a', () => undefined);
    add('a4', 'unknown');
    expect(order()).toEqual(['a2', 'b1', 'a3']);
  });

  it('that are slow wait in the order in which they came, whoever had the place before', () => {
    const { slots, ready, add, order } = readyOf();
    const held = [slots.take('slow', 'a', () => undefined), slots.take('slow', 'a', () => undefined)];
    add('a1', 'slow');
    add('a2', 'slow');
    for (const slot of held) slots.release(slot);
    add('a3', 'slow');
    expect(order()).toEqual([]);
    ready.wake();
    expect(order()).toEqual(['a1', 'a2']);
    ready.wake();
    expect(order()).toEqual(['a3']);
  });

  it('of organizations that wait go on in turn, one for each place', () => {
    const { slots, ready, add, order } = readyOf();
    const held = [
      slots.take('slow', 'c', () => undefined),
      slots.take('slow', 'c', () => undefined),
      slots.take('slow', 'd', () => undefined),
    ];
    for (const name of ['a1', 'a2', 'b1']) add(name, 'slow');
    for (const slot of held.splice(0, 2)) slots.release(slot);
    ready.wake();
    ready.wake();
    expect(order()).toEqual(['a1', 'b1']);
  });

  it('forget one that is taken out, and give its place to the next', () => {
    const { slots, ready, add, order } = readyOf();
    const held = [slots.take('slow', 'a', () => undefined), slots.take('slow', 'a', () => undefined)];
    const first = add('a1', 'slow');
    for (const name of ['a2', 'a3']) add(name, 'slow');
    for (const slot of held) slots.release(slot);
    ready.wake();
    ready.delete(first);
    ready.wake();
    expect(order()).toEqual(['a2', 'a3']);
  });

  it('forget one that is taken out while it waits', () => {
    const { slots, ready, add, order } = readyOf();
    const held = [slots.take('slow', 'a', () => undefined), slots.take('slow', 'a', () => undefined)];
    const first = add('a1', 'slow');
    add('a2', 'slow');
    ready.delete(first);
    for (const slot of held) slots.release(slot);
    ready.wake();
    expect(order()).toEqual(['a2']);
  });

  it('of which nothing is known wait for a place too, and get the one that is kept for them', () => {
    const { slots, ready, add, order } = readyOf();
    const held = ['a', 'a', 'b'].map((organizationId) => slots.take('slow', organizationId, () => undefined));
    slots.take('unknown', 'b', () => undefined);
    add('a1', 'slow');
    add('a2', 'unknown');
    expect(order()).toEqual([]);
    slots.release(held[0] as Slot);
    ready.wake();
    expect(order()).toEqual(['a2']);
    slots.release(held[1] as Slot);
    ready.wake();
    expect(order()).toEqual(['a1']);
  });

  it('and quick take no place from those that wait for one', () => {
    const { slots, ready, add, order } = readyOf();
    const held = [slots.take('slow', 'a', () => undefined), slots.take('slow', 'a', () => undefined)];
    add('a1', 'slow');
    for (const name of ['a2', 'a3', 'a4', 'b1', 'b2']) add(name, 'quick');
    for (const slot of held) slots.release(slot);
    ready.wake();
    expect(order().toSorted()).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'b2']);
  });

  it('that wait cost nothing while they wait, however many they are', () => {
    const { slots, ready, add } = readyOf();
    const [last] = ['b', 'a', 'a'].map((organizationId) =>
      slots.take('slow', organizationId, () => undefined),
    ) as [Slot];
    for (let index = 0; index < 1000; index++) add(`a${index}`, 'slow');
    const asked = vi.spyOn(slots, 'roomFor');
    ready.wake();
    expect(asked).not.toHaveBeenCalled();
    slots.release(last);
    for (let time = 0; time < 100; time++) ready.wake();
    // Of the one organization that waits, not of its lanes.
    expect(asked).toHaveBeenCalledTimes(100);
  });
});
