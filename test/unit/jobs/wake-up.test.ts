import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWakeUp } from '../../../src/jobs/wake-up.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How long the rest lasts, in ms. */
async function restOf(next: Promise<void>): Promise<number> {
  const startedMs = Date.now();
  let endedMs: number | null = null;
  const ended = next.then(() => {
    endedMs = Date.now();
  });
  while (endedMs === null) await vi.advanceTimersByTimeAsync(1);
  await ended;
  return endedMs - startedMs;
}

describe('a loop that rests', () => {
  it('goes on after the time given, and no earlier', async () => {
    const { next } = createWakeUp(1000);
    expect(await restOf(next(25))).toBe(25);
    expect(await restOf(next(0.2))).toBe(1);
  });

  it('rests no longer than was said at the start', async () => {
    expect(await restOf(createWakeUp(1000).next(Infinity))).toBe(1000);
  });

  it('goes on as soon as it is woken, and leaves no timer', async () => {
    const { wake, next } = createWakeUp(1000);
    const resting = next(500);
    wake();
    await resting;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not rest when it was woken while it was at work, however often, and rests the next time', async () => {
    const { wake, next } = createWakeUp(1000);
    wake();
    wake();
    await next(500);
    expect(vi.getTimerCount()).toBe(0);
    expect(await restOf(next(500))).toBe(500);
  });

  it('rests again after it was woken from a rest', async () => {
    const { wake, next } = createWakeUp(1000);
    const resting = next(500);
    wake();
    await resting;
    expect(await restOf(next(500))).toBe(500);
  });
});
