import { describe, expect, it } from 'vitest';
import { createLanes, type Turn } from '../../../src/jobs/lanes.ts';
import type { FinishedTurn } from '../../../src/jobs/pace.ts';
import type { Slot } from '../../../src/jobs/slots.ts';
import { createClock } from '../../support/clock.ts';

const success: FinishedTurn = { outcome: 'SUCCEEDED', responseStatus: 200, retryAfterMs: null };
const tooMany: FinishedTurn = { outcome: 'REJECTED', responseStatus: 429, retryAfterMs: 2000 };
const NO_LIMITS = { maxConcurrency: 100, rateLimitPerSecond: null };
const NOTHING = { nextInMs: null, lastDueAt: null };
const DUE_AT = new Date('2026-03-01T12:00:00Z');
const COMMIT_SLACK_MS = 2000;

interface Flight {
  endpointId: string;
  slot: Slot;
}

/** Lanes over endpoints that have so many deliveries due, with a clock that stands still. */
function lanesOver(slots: number) {
  const clock = createClock();
  const lanes = createLanes({ slots, now: clock.now });
  const endpoints = new Map<string, { organizationId: string; due: number; limits: typeof NO_LIMITS }>();
  const flights: Flight[] = [];

  const take = (mayStart: (endpointId: string) => boolean = () => true): Turn[] =>
    lanes.take(lanes.freeSlots(), mayStart);

  function add(organizationId: string, endpointId: string, due: number, limits: object = {}): void {
    endpoints.set(endpointId, { organizationId, due, limits: { ...NO_LIMITS, ...limits } });
    lanes.expect(endpointId, 0, organizationId);
  }

  /** Reads what the turns ask for, and starts it. @returns the endpoints of what was started, in that order */
  function round(): string[] {
    const started: string[] = [];
    for (const turn of take()) started.push(...begin(turn));
    return started;
  }

  function begin({ endpointId, wanted }: Turn): string[] {
    const endpoint = endpoints.get(endpointId);
    if (!endpoint) throw new Error('nobody told of this endpoint');
    const due = Math.min(wanted, endpoint.due);
    let startedCount = 0;
    for (; startedCount < due; startedCount++) {
      const slot = lanes.start(endpointId, endpoint.organizationId, endpoint.limits);
      if (!slot) break;
      endpoint.due -= 1;
      flights.push({ endpointId, slot });
    }
    lanes.found(endpointId, { nextInMs: endpoint.due > 0 ? 0 : null, lastDueAt: null });
    return Array<string>(startedCount).fill(endpointId);
  }

  /** Ends the attempts in flight, of these endpoints only if any are named. */
  function end(finished: FinishedTurn | null = success, only?: string): void {
    for (const flight of flights.splice(0)) {
      if (only !== undefined && flight.endpointId !== only) flights.push(flight);
      else lanes.end(flight.endpointId, flight.slot, finished);
    }
  }

  const inFlight = (endpointId: string) => flights.filter((each) => each.endpointId === endpointId).length;
  return { clock, lanes, endpoints, take, add, round, end, inFlight };
}

const count = (started: readonly string[], endpointId: string) =>
  started.filter((each) => each === endpointId).length;

describe('turns', () => {
  it('go round the organizations, and within each round its endpoints', () => {
    const { add, take } = lanesOver(6);
    for (const endpoint of ['a1', 'a2', 'a3', 'a4']) add('a', endpoint, 10);
    for (const endpoint of ['b1', 'b2']) add('b', endpoint, 10);
    add('c', 'c1', 10);
    const order = take().map(({ endpointId }) => endpointId);
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('reach an organization with one endpoint at once, however many endpoints another one has', () => {
    const { add, round, end } = lanesOver(8);
    for (let index = 0; index < 1000; index++) add('a', `a${index}`, 1000);
    for (let index = 0; index < 50; index++) {
      add('b', 'b1', 1);
      expect(count(round(), 'b1')).toBe(1);
      end();
    }
  });

  it('reach each of many endpoints, each once, before one comes again', () => {
    const { add, round, end } = lanesOver(10);
    for (let index = 0; index < 100; index++) add('a', `a${index}`, 1000);
    const started: string[] = [];
    while (started.length < 100) {
      started.push(...round());
      end();
    }
    expect(new Set(started).size).toBe(100);
  });

  it('pass over an endpoint with 10,000 due no more often than over the others', () => {
    const { add, round, end } = lanesOver(10);
    add('a', 'full', 10_000);
    for (let index = 0; index < 90; index++) add('a', `a${index}`, 1);
    const started: string[] = [];
    while (new Set(started).size < 91) {
      started.push(...round());
      end();
    }
    // About ten rounds, each with a turn or two of the full one.
    expect(count(started, 'full')).toBeLessThanOrEqual(20);
    expect(started.length).toBeLessThanOrEqual(110);
  });

  it('give all slots to an endpoint that is alone, as far as its concurrency goes', () => {
    const { add, round, end } = lanesOver(10);
    add('a', 'alone', 10_000);
    const counts: number[] = [];
    for (let index = 0; index < 6; index++) {
      counts.push(round().length);
      end();
    }
    expect(counts).toEqual([4, 8, 10, 10, 10, 10]);
  });

  it('ask for no more than there are slots, and for each endpoint once at a time', () => {
    const { lanes, add, take } = lanesOver(5);
    for (const endpoint of ['a1', 'a2', 'a3']) add('a', endpoint, 10);
    const turns = take();
    expect(turns.reduce((sum, { wanted }) => sum + wanted, 0)).toBeLessThanOrEqual(5);
    for (const { endpointId } of turns) lanes.expect(endpointId, 0);
    expect(take()).toEqual([]);
  });

  it('ask for no more than there are slots of endpoints with a backlog either', () => {
    const { add, round, end, lanes, take } = lanesOver(7);
    for (const endpoint of ['a1', 'a2', 'a3']) add('a', endpoint, 10_000);
    for (let index = 0; index < 5; index++) {
      round();
      expect(lanes.freeSlots()).toBeGreaterThanOrEqual(0);
      end();
    }
    expect(take().reduce((sum, { wanted }) => sum + wanted, 0)).toBe(7);
  });

  it('do not come to an endpoint while its deliveries are read, also when an attempt of it ends', () => {
    const { add, round, take, end, lanes } = lanesOver(4);
    add('a', 'a1', 1);
    expect(round()).toEqual(['a1']);
    lanes.expect('a1', 0);
    expect(take()).toHaveLength(1);
    end();
    expect(take()).toEqual([]);
  });

  it('go round the organizations of endpoints of which only the ids were heard, from their first attempts on', () => {
    const { endpoints, lanes, round, end } = lanesOver(3);
    const hear = () => {
      for (const endpointId of ['a1', 'a2', 'b1']) {
        endpoints.set(endpointId, { organizationId: endpointId.slice(0, 1), due: 1, limits: NO_LIMITS });
        lanes.expect(endpointId, 0);
      }
    };
    hear();
    expect(round()).toEqual(['a1', 'a2', 'b1']);
    end();
    hear();
    expect(round()).toEqual(['a1', 'b1', 'a2']);
  });

  it('leave out endpoints of another worker, and forget what waited for them', () => {
    const { lanes, add, take } = lanesOver(5);
    add('a', 'mine', 1);
    add('a', 'theirs', 1);
    expect(take((id) => id === 'mine').map(({ endpointId }) => endpointId)).toEqual(['mine']);
    expect(take()).toEqual([]);
    lanes.expect('theirs', 0);
    expect(take()).toMatchObject([{ endpointId: 'theirs' }]);
  });

  it('come to an endpoint when its next delivery is due, and not before', () => {
    const { lanes, clock, take } = lanesOver(5);
    lanes.expect('a1', 700);
    lanes.expect('a2', 300);
    lanes.expect('a1', 900);
    expect(take()).toEqual([]);
    expect(lanes.nextInMs()).toBe(300);
    clock.pass(300);
    expect(take()).toMatchObject([{ endpointId: 'a2' }]);
    expect(lanes.nextInMs()).toBe(400);
    clock.pass(399);
    expect(take()).toEqual([]);
    clock.pass(1);
    expect(take()).toMatchObject([{ endpointId: 'a1' }]);
    expect(lanes.nextInMs()).toBe(Infinity);
  });
});

describe('limits', () => {
  it('that become known by the first read hold for it: the rest waits for an attempt to end', () => {
    const { add, round, end, inFlight } = lanesOver(10);
    add('a', 'narrow', 5, { maxConcurrency: 1 });
    for (let index = 0; index < 5; index++) {
      expect(round()).toEqual(['narrow']);
      expect(round()).toEqual([]);
      expect(inFlight('narrow')).toBe(1);
      end();
    }
    expect(round()).toEqual([]);
  });

  it('of a rate that become known by the first read hold for it: the rest waits for its time', () => {
    const { add, round, end, clock, lanes } = lanesOver(10);
    add('a', 'rare', 3, { rateLimitPerSecond: 2 });
    for (let index = 0; index < 3; index++) {
      expect(round()).toEqual(['rare']);
      end();
      expect(round()).toEqual([]);
      if (index < 2) expect(lanes.nextInMs()).toBe(500);
      clock.pass(499);
      expect(round()).toEqual([]);
      clock.pass(1);
    }
  });

  it('are never passed, whatever is due and however attempts end (2,000 steps)', () => {
    const { add, round, end, clock, inFlight } = lanesOver(20);
    const limits = [1, 2, 3, 5, 8];
    for (const max of limits) add('a', `m${max}`, 10_000, { maxConcurrency: max });
    add('b', 'rated', 10_000, { rateLimitPerSecond: 20 });
    const startedMs = clock.now();
    let rated = 0;
    for (let step = 0; step < 2000; step++) {
      rated += count(round(), 'rated');
      for (const max of limits) expect(inFlight(`m${max}`)).toBeLessThanOrEqual(max);
      clock.pass(Math.random() * 5);
      if (Math.random() < 0.5) end(success, `m${limits[step % limits.length]}`);
      if (Math.random() < 0.5) end(success, 'rated');
    }
    const seconds = (clock.now() - startedMs) / 1000;
    expect(rated).toBeGreaterThan(19 * seconds - 1);
    expect(rated).toBeLessThanOrEqual(20 * seconds + 1);
  });

  it('that an endpoint asks for end when somebody waits for an attempt', () => {
    const { add, round, end, lanes } = lanesOver(4);
    add('a', 'a1', 10, { maxConcurrency: 1 });
    expect(round()).toEqual(['a1']);
    end(tooMany);
    expect(round()).toEqual([]);
    lanes.hurry('a1');
    expect(round()).toEqual(['a1']);
  });

  it('that an endpoint asks for hold for it alone', () => {
    const { add, round, end, clock } = lanesOver(20);
    add('a', 'tired', 100);
    add('a', 'fit', 1000);
    round();
    end(tooMany, 'tired');
    end(success, 'fit');
    for (let second = 0; second < 2; second++) {
      const started = round();
      expect(count(started, 'tired')).toBe(0);
      expect(count(started, 'fit')).toBeGreaterThan(0);
      end();
      clock.pass(999);
    }
    clock.pass(2);
    expect(count(round(), 'tired')).toBe(1);
  });
});

describe('endpoints that hang', () => {
  it('get four attempts each, and their slots are free again after a second', () => {
    const { add, round, clock, inFlight, lanes } = lanesOver(4);
    add('a', 'hangs', 10_000);
    expect(round()).toHaveLength(4);
    add('b', 'healthy', 5);
    expect(round()).toEqual([]);
    clock.pass(1000);
    expect(lanes.freeSlots()).toBe(4);
    expect(round()).toEqual(['healthy', 'healthy', 'healthy', 'healthy']);
    expect(inFlight('hangs')).toBe(4);
  });

  it('of one organization leave the others a slot at every moment, once they are known', () => {
    const { add, round, end, clock, inFlight } = lanesOver(8);
    const hanging = Array.from({ length: 6 }, (_, index) => `h${index}`);
    for (const endpoint of hanging) add('a', endpoint, 10_000);
    let most = 0;
    for (let second = 0; second < 60; second++) {
      round();
      clock.pass(1000);
      add('b', 'healthy', 1);
      expect(count(round(), 'healthy'), `in second ${second}`).toBe(1);
      end(success, 'healthy');
      most = Math.max(
        most,
        hanging.reduce((sum, endpoint) => sum + inFlight(endpoint), 0),
      );
    }
    // Half of the 24 for slow ones, and some that have not moved aside.
    expect(most).toBeLessThan(12 + 8);
  });

  it('together, of one organization, hold the others up for a second, not until they time out', () => {
    const { add, round, end, clock } = lanesOver(8);
    for (let index = 0; index < 40; index++) add('a', `h${index}`, 10_000);
    for (let second = 0; second < 30; second++) {
      round();
      clock.pass(1000);
      add('b', 'healthy', 1);
      expect(count(round(), 'healthy'), `in second ${second}`).toBe(1);
      end(success, 'healthy');
    }
  });

  it('are known to from their first second on: what becomes due for them meanwhile starts aside', () => {
    const { add, round, clock, lanes } = lanesOver(4);
    add('a', 'hangs', 1);
    expect(round()).toEqual(['hangs']);
    expect(lanes.freeSlots()).toBe(3);
    clock.pass(1000);
    expect(lanes.freeSlots()).toBe(4);
    add('a', 'hangs', 1);
    expect(round()).toEqual(['hangs']);
    expect(lanes.freeSlots()).toBe(4);
  });

  it('get no more places than there are when two reads find their deliveries at once', () => {
    const { add, take, lanes } = lanesOver(4);
    for (let index = 0; index < 8; index++) add('a', `h${index}`, 10);
    const turns = [...take(), ...take()];
    expect(turns).toHaveLength(8);
    const slots = turns.map(({ endpointId }) => lanes.start(endpointId, 'a', NO_LIMITS));
    // Half of the 12 for slow ones, and one slot.
    expect(slots.filter((slot) => slot)).toHaveLength(7);
  });

  it('one after another, of as many organizations, leave half of the slots to those that answer', () => {
    const { add, round, end, clock } = lanesOver(8);
    for (let time = 0; time < 100; time++) {
      add(`a${time}`, `h${time}`, 1);
      add('b', 'healthy', 4);
      expect(count(round(), 'healthy'), `the ${time}th time`).toBeGreaterThan(0);
      end(success, 'healthy');
      clock.pass(250);
    }
    add('b', 'healthy', 4);
    expect(count(round(), 'healthy')).toBe(4);
  });

  it('take no slot of the others when their attempts have timed out together and they start again', () => {
    const { add, round, end, clock, lanes, inFlight } = lanesOver(4);
    const hanging = Array.from({ length: 12 }, (_, index) => `h${index}`);
    for (const endpoint of hanging) add('a', endpoint, 10_000);
    const timedOut: FinishedTurn = { outcome: 'TIMED_OUT', responseStatus: null, retryAfterMs: null };
    for (let second = 0; second < 20; second++) {
      round();
      clock.pass(1000);
      if (second % 3 === 2) end(timedOut);
    }
    for (let time = 0; time < 3; time++) {
      end(timedOut);
      for (let reads = 0; reads < 3; reads++) {
        round();
        expect(lanes.freeSlots()).toBe(4);
      }
      // Half of the 12 for slow ones.
      expect(hanging.reduce((sum, endpoint) => sum + inFlight(endpoint), 0)).toBe(6);
      clock.pass(1000);
    }
  });

  it('share what is there for slow ones: a lane that is held up goes on when another one’s attempt ends', () => {
    const { add, round, end, clock } = lanesOver(4);
    for (const endpoint of ['h1', 'h2', 'h3']) add('a', endpoint, 10_000);
    for (let second = 0; second < 5; second++) {
      round();
      clock.pass(1000);
    }
    expect(round()).toEqual([]);
    end({ outcome: 'TIMED_OUT', responseStatus: null, retryAfterMs: null }, 'h1');
    expect(round().filter((endpoint) => endpoint !== 'h1')).not.toEqual([]);
  });
});

describe('what is heard', () => {
  it('while an endpoint’s deliveries are read is looked at afterwards', () => {
    const { lanes, clock, take } = lanesOver(5);
    lanes.expect('a1', 0);
    expect(take()).toHaveLength(1);
    lanes.expect('a1', 0);
    lanes.found('a1', NOTHING);
    expect(take()).toHaveLength(1);
    lanes.expect('a1', 400);
    lanes.found('a1', { nextInMs: 5000, lastDueAt: null });
    expect(take()).toEqual([]);
    clock.pass(400);
    expect(take()).toHaveLength(1);
    lanes.found('a1', NOTHING);
    clock.pass(60_000);
    expect(take()).toEqual([]);
  });

  it('while an endpoint’s deliveries are read is looked at as early as the first of it is due', () => {
    const { lanes, clock, take } = lanesOver(5);
    lanes.expect('a1', 0);
    expect(take()).toHaveLength(1);
    for (const inMs of [700, 400, 900]) lanes.expect('a1', inMs);
    lanes.found('a1', NOTHING);
    clock.pass(400);
    expect(take()).toHaveLength(1);
  });

  it('of what is long due does not send an endpoint whose turn is near to the end', () => {
    const { lanes, take } = lanesOver(1);
    lanes.expect('a1', 0, 'a');
    lanes.expect('a2', 0, 'a');
    lanes.expect('a1', -5000, 'a');
    expect(take()).toMatchObject([{ endpointId: 'a1' }]);
  });

  it('of an endpoint at its concurrency is looked at when an attempt ends', () => {
    const { add, round, end, lanes } = lanesOver(5);
    add('a', 'narrow', 1, { maxConcurrency: 1 });
    round();
    add('a', 'narrow', 1, { maxConcurrency: 1 });
    expect(round()).toEqual([]);
    expect(lanes.nextInMs()).toBe(Infinity);
    end();
    expect(round()).toEqual(['narrow']);
  });

  it('of a retry that is due later does not put off what is due now', () => {
    const { lanes, take } = lanesOver(5);
    lanes.expect('a1', 0);
    lanes.expect('a1', 60_000);
    expect(take()).toHaveLength(1);
  });
});

describe('reading', () => {
  function readOnce(
    { lanes, take }: Pick<ReturnType<typeof lanesOver>, 'lanes' | 'take'>,
    lastDueAt: Date | null,
  ): Date | null | undefined {
    const [turn] = take();
    if (turn) lanes.found('a1', { nextInMs: null, lastDueAt });
    return turn?.since;
  }

  it('begins where it ended, with room for what was committed late', () => {
    const over = lanesOver(5);
    const { lanes } = over;
    lanes.expect('a1', 0);
    expect(readOnce(over, DUE_AT)).toBeNull();
    lanes.expect('a1', 0);
    expect(readOnce(over, null)).toEqual(new Date(DUE_AT.getTime() - COMMIT_SLACK_MS));
    lanes.expect('a1', 0);
    expect(readOnce(over, null)).toEqual(new Date(DUE_AT.getTime() - COMMIT_SLACK_MS));
  });

  it('begins from the first again within a second, so that what was committed later still is found', () => {
    const over = lanesOver(5);
    const { lanes, clock } = over;
    lanes.expect('a1', 0);
    readOnce(over, DUE_AT);
    clock.pass(400);
    lanes.expect('a1', 0);
    expect(readOnce(over, null)).toEqual(expect.any(Date));
    // Nobody tells of it any more.
    expect(lanes.nextInMs()).toBe(600);
    clock.pass(599);
    expect(readOnce(over, null)).toBeUndefined();
    clock.pass(1);
    expect(readOnce(over, null)).toBeNull();
    clock.pass(60_000);
    expect(readOnce(over, null)).toBeUndefined();
  });

  it('of an endpoint that never runs dry begins from the first every second', () => {
    const { lanes, clock, take } = lanesOver(5);
    lanes.expect('a1', 0);
    let fromTheFirst = 0;
    for (let step = 0; step < 100; step++) {
      const [turn] = take();
      if (turn?.since === null) fromTheFirst += 1;
      lanes.found('a1', { nextInMs: 0, lastDueAt: DUE_AT });
      clock.pass(100);
    }
    expect(fromTheFirst).toBe(10);
  });
});

describe('a lane at rest', () => {
  /** How many deliveries of an endpoint that has done well are wanted after a pause. */
  function wantedAfter(pauseMs: number, isBusy = false): number | undefined {
    const { add, round, end, clock, lanes, take } = lanesOver(100);
    add('a', 'a1', 20);
    for (let index = 0; index < 3; index++) {
      round();
      end();
    }
    if (isBusy) {
      add('a', 'a1', 1);
      round();
    }
    clock.pass(pauseMs);
    // Any look prunes.
    take();
    lanes.expect('a1', 0);
    return take()[0]?.wanted;
  }

  it('remembers how its endpoint fares for ten minutes, and is forgotten then', () => {
    expect(wantedAfter(0)).toBeGreaterThan(4);
    expect(wantedAfter(599_000)).toBe(wantedAfter(0));
    expect(wantedAfter(600_001)).toBe(4);
  });

  it('is not forgotten while an attempt is in flight', () => {
    expect(wantedAfter(600_001, true)).toBe((wantedAfter(0) ?? 0) - 1);
  });

  it('is not forgotten when it was used within ten minutes, or is due again', () => {
    const { add, round, end, clock, lanes, take, endpoints } = lanesOver(100);
    const work = () => {
      for (const endpoint of ['a1', 'a2']) {
        const known = endpoints.get(endpoint);
        if (known) known.due = 20;
        else add('a', endpoint, 20);
        lanes.expect(endpoint, 0);
      }
      for (let index = 0; index < 3; index++) {
        round();
        end();
      }
    };
    work();
    clock.pass(590_000);
    lanes.expect('a1', 0);
    round();
    clock.pass(11_000);
    lanes.expect('a2', 1000);
    expect(take()).toEqual([]);
    clock.pass(1000);
    lanes.expect('a1', 0);
    expect(take().filter(({ wanted }) => wanted > 4)).toHaveLength(2);
    lanes.found('a2', NOTHING);
    lanes.expect('a2', 0);
    expect(take().filter(({ wanted }) => wanted > 4)).toHaveLength(1);
  });
});
