import { describe, expect, it } from 'vitest';
import { createPace, type FinishedTurn, type Pace } from '../../../src/jobs/pace.ts';
import { type Clock, createClock } from '../../support/clock.ts';

const success: FinishedTurn = { outcome: 'SUCCEEDED', responseStatus: 200, retryAfterMs: null };
const refused = (responseStatus: number, retryAfterMs: number | null = null): FinishedTurn => ({
  outcome: 'REJECTED',
  responseStatus,
  retryAfterMs,
});
const timedOut: FinishedTurn = { outcome: 'TIMED_OUT', responseStatus: null, retryAfterMs: null };

function paceOf(limits: { maxConcurrency?: number; rateLimitPerSecond?: number } = {}) {
  const clock = createClock();
  const pace = createPace(clock.now);
  pace.limit({ maxConcurrency: 10, rateLimitPerSecond: null, ...limits });
  return { clock, pace, restMs: () => Math.max(0, pace.pausedUntilMs() - clock.now()) };
}

const succeed = (pace: Pace, times: number) => {
  for (let count = 0; count < times; count++) pace.ended(success, false);
};

describe('concurrency', () => {
  it('begins with four, before anything is known of the endpoint', () => {
    expect(createPace(() => 0).concurrency()).toBe(4);
  });

  it('grows by one with each success, up to what the endpoint allows', () => {
    const { pace } = paceOf();
    const seen = Array.from({ length: 8 }, () => {
      const concurrency = pace.concurrency();
      succeed(pace, 1);
      return concurrency;
    });
    expect(seen).toEqual([4, 5, 6, 7, 8, 9, 10, 10]);
  });

  it('is what the endpoint allows from the moment that this is known, and again when it is changed', () => {
    const { pace } = paceOf({ maxConcurrency: 2 });
    expect(pace.concurrency()).toBe(2);
    pace.limit({ maxConcurrency: 3, rateLimitPerSecond: null });
    expect(pace.concurrency()).toBe(3);
    pace.limit({ maxConcurrency: 1, rateLimitPerSecond: null });
    expect(pace.concurrency()).toBe(1);
  });

  it('is halved by a timeout, down to half of what the endpoint allows', () => {
    const { pace } = paceOf({ maxConcurrency: 20 });
    pace.ended(timedOut, true);
    expect(pace.concurrency()).toBe(4);
    succeed(pace, 12);
    const seen = Array.from({ length: 3 }, () => {
      pace.ended(timedOut, true);
      return pace.concurrency();
    });
    expect(seen).toEqual([10, 10, 10]);
  });

  it.each([
    ['429', refused(429)],
    ['503', refused(503)],
  ])('is halved by %s, down to one, and recovers', (_what, finished) => {
    const { pace } = paceOf({ maxConcurrency: 20 });
    succeed(pace, 12);
    const seen = Array.from({ length: 6 }, () => {
      pace.ended(finished, false);
      return pace.concurrency();
    });
    expect(seen).toEqual([8, 4, 2, 1, 1, 1]);
    succeed(pace, 19);
    expect(pace.concurrency()).toBe(20);
  });

  it.each([
    ['429', refused(429)],
    ['a timeout', timedOut],
  ])(
    'is halved by %s from what the endpoint allows, however long it did well, and in whole attempts',
    (_what, finished) => {
      const { pace } = paceOf({ maxConcurrency: 7 });
      succeed(pace, 100);
      pace.ended(finished, false);
      expect(pace.concurrency()).toBe(3);
    },
  );

  it.each([
    ['429', refused(429)],
    ['a timeout', timedOut],
  ])(
    'is halved by %s from what the endpoint allows now, when that was more, or is less than it begins with',
    (_what, finished) => {
      const { pace } = paceOf({ maxConcurrency: 100 });
      succeed(pace, 100);
      pace.limit({ maxConcurrency: 10, rateLimitPerSecond: null });
      pace.ended(finished, false);
      expect(pace.concurrency()).toBe(5);
      const { pace: first } = paceOf({ maxConcurrency: 2 });
      first.ended(finished, false);
      expect(first.concurrency()).toBe(1);
    },
  );

  it('is left as it is by failures that say nothing of too much', () => {
    const { pace, restMs } = paceOf();
    for (const status of [400, 404, 410, 500, 502]) pace.ended(refused(status), false);
    pace.ended({ outcome: 'CONNECTION_FAILED', responseStatus: null, retryAfterMs: null }, false);
    pace.ended({ outcome: 'BLOCKED', responseStatus: null, retryAfterMs: null }, false);
    expect(pace.concurrency()).toBe(4);
    expect(restMs()).toBe(0);
  });
});

describe('a rest', () => {
  it.each([429, 503])('is as long as the receiver asks with %i, and at most a second', (status) => {
    for (const [askedMs, expectedMs] of [
      [0, 0],
      [300, 300],
      [1000, 1000],
      [36_000_000, 1000],
    ] as const) {
      const { pace, restMs } = paceOf();
      pace.ended(refused(status, askedMs), false);
      expect(restMs()).toBe(expectedMs);
    }
  });

  it('doubles from a quarter of a second to one when it does not say for how long, until something succeeds', () => {
    const { pace, clock, restMs } = paceOf();
    const rests = Array.from({ length: 6 }, () => {
      pace.ended(refused(429), false);
      const rest = restMs();
      clock.pass(rest);
      return rest;
    });
    expect(rests).toEqual([250, 500, 1000, 1000, 1000, 1000]);
    pace.ended(success, false);
    pace.ended(refused(503), false);
    expect(restMs()).toBe(250);
  });

  it('is not cut short by a later one that is shorter', () => {
    const { pace, clock, restMs } = paceOf();
    pace.ended(refused(429, 900), false);
    clock.pass(200);
    pace.ended(refused(429, 100), false);
    expect(restMs()).toBe(700);
  });

  it('ends at once when somebody waits for the endpoint', () => {
    const { pace, restMs } = paceOf();
    pace.ended(refused(503, 900), false);
    pace.hurry();
    expect(restMs()).toBe(0);
  });

  it('of 10 s follows two attempts in a row that could not be made', () => {
    const { pace, restMs } = paceOf();
    for (const finished of [null, success, null]) {
      pace.ended(finished, false);
      expect(restMs()).toBe(0);
    }
    pace.ended(null, false);
    expect(restMs()).toBe(10_000);
    expect(pace.concurrency()).toBe(5);
  });
});

describe('the rate', () => {
  const STEP_MS = 0.25;
  const SECOND_MS = 1000;

  /** Starts whatever may start, for that long. @returns when each one did, from 0 */
  function startGreedily(pace: Pace, clock: Clock, forMs: number): number[] {
    const startedMs = clock.now();
    const starts: number[] = [];
    while (clock.now() - startedMs < forMs) {
      while (pace.pausedUntilMs() <= clock.now()) {
        pace.started();
        starts.push(clock.now() - startedMs);
      }
      clock.pass(STEP_MS);
    }
    return starts;
  }

  it('that is not limited never stands in the way', () => {
    const { pace, restMs } = paceOf();
    for (let count = 0; count < 1000; count++) pace.started();
    expect(pace.startsNow()).toBe(Infinity);
    expect(restMs()).toBe(0);
  });

  it.each([1, 2, 10, 20])('of %i per second is kept in every second, without a burst', (rate) => {
    const { pace, clock } = paceOf({ rateLimitPerSecond: rate });
    const starts = startGreedily(pace, clock, 5 * SECOND_MS);
    expect(starts).toHaveLength(5 * rate);
    for (const [index, at] of starts.entries())
      expect(at - (starts[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(SECOND_MS / rate);
  });

  it.each([25, 40, 100, 300, 1000])('of %i per second is kept but for a burst of 50 ms', (rate) => {
    const { pace, clock } = paceOf({ rateLimitPerSecond: rate });
    const burst = Math.floor(rate / 20) + 1;
    const starts = startGreedily(pace, clock, 10 * SECOND_MS);
    expect(starts.filter((at) => at === 0)).toHaveLength(burst);
    expect(starts.length).toBeGreaterThanOrEqual(10 * rate);
    expect(starts.length).toBeLessThanOrEqual(10 * rate + burst);
    // The burst is once: every second after the first has no more than the rate.
    for (let second = 1; second < 10; second++) {
      const count = starts.filter((at) => at >= second * SECOND_MS && at < (second + 1) * SECOND_MS).length;
      expect(count).toBeLessThanOrEqual(rate + 1);
    }
  });

  it.each([1, 20, 30, 100, 1000])('of %i per second: as many may start at once as are said to', (rate) => {
    const { pace, clock } = paceOf({ rateLimitPerSecond: rate });
    for (let round = 0; round < 20; round++) {
      const count = pace.startsNow();
      for (let index = 0; index < count; index++) {
        expect(pace.pausedUntilMs()).toBeLessThanOrEqual(clock.now());
        pace.started();
      }
      expect(pace.pausedUntilMs()).toBeGreaterThan(clock.now());
      clock.pass(pace.pausedUntilMs() - clock.now() + Math.random() * 100);
    }
  });

  it('does not save up what was not used', () => {
    const { pace, clock } = paceOf({ rateLimitPerSecond: 10 });
    pace.started();
    clock.pass(60_000);
    expect(pace.startsNow()).toBe(1);
    expect(startGreedily(pace, clock, SECOND_MS)).toHaveLength(10);
  });
});

describe('speed', () => {
  it('is unknown at first, quick for a second after a quick answer, whatever it was, and unknown again', () => {
    const { pace, clock } = paceOf();
    expect(pace.speed()).toBe('unknown');
    pace.ended({ outcome: 'REJECTED', responseStatus: 500, retryAfterMs: null }, false);
    clock.pass(999);
    expect(pace.speed()).toBe('quick');
    clock.pass(1);
    expect(pace.speed()).toBe('unknown');
  });

  it('is slow from an attempt that lasts long to one that ends quickly', () => {
    const { pace } = paceOf();
    pace.ended(success, false);
    pace.slow();
    expect(pace.speed()).toBe('slow');
    pace.ended(timedOut, true);
    expect(pace.speed()).toBe('slow');
    pace.ended(success, true);
    expect(pace.speed()).toBe('slow');
    pace.ended(success, false);
    expect(pace.speed()).toBe('quick');
  });
});
