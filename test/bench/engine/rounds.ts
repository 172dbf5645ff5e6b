import { nowMs } from './clock.ts';

/** Round after round, at least one, as long as the next is likely to end within the time given. */
export function* roundsWithin(most: number, budgetMs: number): Generator<number> {
  const startMs = nowMs();
  for (let round = 0; round < most; round++) {
    const elapsedMs = nowMs() - startMs;
    if (round > 0 && elapsedMs * (1 + 1 / round) > budgetMs) return;
    yield round;
  }
}
