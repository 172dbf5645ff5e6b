import { describe, expect, it } from 'vitest';
import { type StatsSums, tooManyCounted, toStats } from '../../../src/domain/stats.ts';

const HOUR_MS = 3_600_000;
const starts = [0, HOUR_MS, 2 * HOUR_MS];
const window = { since: 0, until: 3 * HOUR_MS, bucket: 'HOUR' as const, ranges: [] };
const none = { created: 0, succeeded: 0, failed: 0, canceled: 0, attemptsSucceeded: 0, attemptsFailed: 0 };

const statsOf = (points: (Partial<StatsSums['points'][number]> & { start: number })[], durations = '0') =>
  toStats(window, starts, { points: points.map((point) => ({ ...none, ...point })), durations });

describe('statistics from sums', () => {
  it('are zeros, nulls and empty buckets when nothing happened', () => {
    expect(statsOf([])).toEqual({
      since: new Date(0),
      until: new Date(3 * HOUR_MS),
      bucket: 'HOUR',
      total: 0,
      succeeded: 0,
      failed: 0,
      canceled: 0,
      pending: 0,
      attempts: 0,
      successRate: null,
      durationMsP50: null,
      durationMsP95: null,
      durationMsP99: null,
      series: starts.map((start) => ({ start: new Date(start), succeeded: 0, failed: 0, attempts: 0 })),
    });
  });

  it('add up the buckets; what was created and has not ended is pending', () => {
    const stats = statsOf([
      { start: 2 * HOUR_MS, created: 5, succeeded: 3, attemptsSucceeded: 3, attemptsFailed: 4 },
      { start: 0, created: 4, failed: 1, canceled: 2, attemptsFailed: 6 },
    ]);
    expect(stats).toMatchObject({ total: 9, succeeded: 3, failed: 1, canceled: 2, pending: 3, attempts: 13 });
    expect(stats.series.map(({ succeeded, failed, attempts }) => [succeeded, failed, attempts])).toEqual([
      [0, 6, 6],
      [0, 0, 0],
      [3, 4, 7],
    ]);
  });

  it('rate success among what ended by attempts, without what was canceled', () => {
    expect(statsOf([{ start: 0, created: 9, succeeded: 3, failed: 1, canceled: 5 }]).successRate).toBe(0.75);
    expect(statsOf([{ start: 0, created: 1, canceled: 1 }]).successRate).toBeNull();
    expect(statsOf([{ start: 0, created: 1, failed: 1 }]).successRate).toBe(0);
  });

  it('read the durations from their number', () => {
    const [oneMs, twoMs] = [10n ** 12n, 10n ** (12n * 9n)];
    const { durationMsP50, durationMsP95, durationMsP99 } = statsOf([], String(94n * oneMs + 6n * twoMs));
    expect([durationMsP50, durationMsP95, durationMsP99]).toEqual([1, 2, 2]);
  });

  it('are refused where a count is beyond what an Int of GraphQL holds', () => {
    const most = 2 ** 31 - 1;
    const full = { start: 0, created: most, succeeded: most, attemptsSucceeded: most };
    expect(tooManyCounted(statsOf([full]))).toBeNull();
    for (const more of [{ created: 1 }, { attemptsFailed: 1 }]) {
      expect(tooManyCounted(statsOf([full, { start: HOUR_MS, ...more }]))).toMatchObject({
        path: ['since'],
        message: expect.stringMatching(/2147483648 .* at most 2147483647 .* shorter/),
      });
    }
  });
});
