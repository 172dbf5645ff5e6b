import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, it, vi } from 'vitest';
import { createPace } from '../../../src/domain/retention-pace.ts';

vi.mock('node:timers/promises', { spy: true });
beforeEach(() => vi.mocked(delay).mockClear());

const WORK_MS = 40;

/** Two batches, the first of which takes a while. @returns how long that was, and how long the rest after it */
async function restAfter(restFactor?: number): Promise<{ workMs: number; restMs: number }> {
  const pace = createPace({ budgetMs: 60_000, ...(restFactor !== undefined && { restFactor }) });
  const workMs = await pace.batch(async () => {
    const startedMs = performance.now();
    while (performance.now() - startedMs < WORK_MS);
    return performance.now() - startedMs;
  });
  await pace.batch(async () => undefined);
  expect(delay).toHaveBeenCalledOnce();
  return { workMs, restMs: Number(vi.mocked(delay).mock.calls[0]?.[0]) };
}

it('rests twice as long as it worked', async () => {
  const { workMs, restMs } = await restAfter();
  expect(restMs).toBeGreaterThan(workMs);
});

it('rests as much less as it is told to', async () => {
  const { workMs, restMs } = await restAfter(0.5);
  expect(restMs).toBeLessThan(workMs);
});
