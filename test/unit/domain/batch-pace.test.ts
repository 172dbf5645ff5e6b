import { expect, it } from 'vitest';
import { createBatchPace, restAfter } from '../../../src/domain/batch-pace.ts';

it.each([
  { batchMs: 100, restFactor: undefined, restMs: 200 },
  { batchMs: 100, restFactor: 0.25, restMs: 25 },
  { batchMs: 1, restFactor: undefined, restMs: 10 },
  { batchMs: 10_000, restFactor: 0.25, restMs: 500 },
])('rests for $restMs ms after a batch of $batchMs ms, with the factor $restFactor', (each) => {
  expect(restAfter(each.batchMs, each.restFactor)).toBe(each.restMs);
});

it('lets no batch begin that is not within its time', () => {
  expect(createBatchPace({ budgetMs: 60_000 }).isOver).toBe(false);
  expect(createBatchPace({ budgetMs: 0 }).isOver).toBe(true);
  expect(createBatchPace({ budgetMs: 60_000, signal: AbortSignal.abort() }).isOver).toBe(true);
});
