import { describe, expect, it } from 'vitest';
import { JITTER, nextDelayMs } from '../../../src/domain/retry-schedule.ts';

const scheduleMs = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000];
const MIDDLE = 0.5;

function delay(input: Partial<Parameters<typeof nextDelayMs>[0]>): number | null {
  return nextDelayMs({
    scheduleMs,
    automaticCount: 1,
    maxRetries: 7,
    retryAfterMs: null,
    random: MIDDLE,
    ...input,
  });
}

describe('the retry schedule', () => {
  it('waits longer after each attempt and ends after the eighth', () => {
    const delays = Array.from({ length: 9 }, (_, index) => delay({ automaticCount: index + 1 }));
    expect(delays).toEqual([...scheduleMs, null, null]);
  });

  it('is cut at maxRetries: as many attempts as that and one', () => {
    for (let maxRetries = 0; maxRetries <= 7; maxRetries++) {
      const made = Array.from({ length: 10 }, (_, index) => delay({ automaticCount: index + 1, maxRetries }));
      expect(made.indexOf(null) + 1).toBe(maxRetries + 1);
      expect(made.slice(maxRetries).every((wait) => wait === null)).toBe(true);
    }
  });

  it('spreads each wait by a fifth to either side', () => {
    for (const [index, wait] of scheduleMs.entries()) {
      expect(delay({ automaticCount: index + 1, random: 0 })).toBe(wait * (1 - JITTER));
      for (let step = 0; step < 100; step++) {
        const spread = delay({ automaticCount: index + 1, random: step / 100 }) as number;
        expect(spread).toBeGreaterThanOrEqual(wait * (1 - JITTER));
        expect(spread).toBeLessThan(wait * (1 + JITTER));
        expect(Number.isInteger(spread)).toBe(true);
      }
    }
    expect(JITTER).toBe(0.2);
  });

  it('is never shorter than the receiver asked for, nor shortened by it', () => {
    expect(delay({ retryAfterMs: 60_000 })).toBe(60_000);
    expect(delay({ retryAfterMs: 0 })).toBe(5_000);
    expect(delay({ automaticCount: 2, retryAfterMs: 1_000 })).toBe(300_000);
    expect(delay({ automaticCount: 8, retryAfterMs: 60_000 })).toBeNull();
  });

  it('makes the first automatic attempt at once when one by hand came before it', () => {
    expect(delay({ automaticCount: 0 })).toBe(0);
  });

  it('may be without any wait', () => {
    expect(delay({ scheduleMs: [0, 0, 0, 0, 0, 0, 0], random: 0.999 })).toBe(0);
  });
});
