import { describe, expect, it } from 'vitest';
import {
  DURATION_CLASSES,
  durationClass,
  durationQuantile,
  formatHistogram,
  parseHistogram,
} from '../../../src/domain/duration-histogram.ts';
import { seededRandom } from '../../support/random.ts';

/** What the classes make of these durations. */
function histogramOf(durations: readonly number[]): number[] {
  const counts: number[] = Array(DURATION_CLASSES).fill(0);
  for (const duration of durations) {
    const index = durationClass(duration);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** The nearest rank, from the durations themselves. */
function exactQuantile(durations: readonly number[], quantile: number): number {
  const sorted = durations.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(quantile * sorted.length)) - 1] as number;
}

describe('durationClass', () => {
  it('never falls as durations grow, and stays within the classes', () => {
    const classes = Array.from({ length: 70_000 }, (_, duration) => durationClass(duration));
    expect(classes).toEqual(classes.toSorted((a, b) => a - b));
    expect([classes[0], classes.at(-1)]).toEqual([0, DURATION_CLASSES - 1]);
  });

  it('takes any duration', () => {
    expect(durationClass(0)).toBe(0);
    expect(durationClass(1)).toBe(1);
    expect(durationClass(2 ** 31 - 1)).toBe(DURATION_CLASSES - 1);
  });
});

describe('a histogram as one number', () => {
  /** As PostgreSQL writes it. */
  const expand = (text: string) => {
    const [digits = '', zeros = '0'] = text.split('e');
    return digits + '0'.repeat(Number(zeros));
  };

  it.each([
    [[], '0'],
    [[0, 0, 0], '0'],
    [[7], '7e0'],
    [[0, 3], '3e12'],
    [[0, 0, 20, 1], '1000000000020e24'],
  ])('%j is %s', (counts, text) => {
    expect(formatHistogram(counts)).toBe(text);
  });

  it('is read as it was written, and sums of numbers are sums of histograms', () => {
    const random = seededRandom(3);
    const sum = Array<number>(DURATION_CLASSES).fill(0);
    let number = 0n;
    for (let round = 0; round < 200; round++) {
      const length = Math.floor(random() * (DURATION_CLASSES + 1));
      const counts = Array.from({ length }, () => Math.floor(random() ** 4 * 1e9));
      const text = expand(formatHistogram(counts));
      expect([...parseHistogram(text), ...Array(DURATION_CLASSES).fill(0)].slice(0, length)).toEqual(counts);
      for (const [index, count] of counts.entries()) sum[index] = (sum[index] ?? 0) + count;
      number += BigInt(text);
    }
    expect(parseHistogram(String(number))).toEqual(sum);
  });
});

describe('durationQuantile', () => {
  it('is exact up to 14 ms and at most 6.3 % off above', () => {
    const durations = [
      ...Array(2000).keys(),
      ...Array.from({ length: 700 }, (_, index) => 2000 + 90 * index),
    ];
    const wrong = durations
      .map((duration) => ({ duration, told: durationQuantile(histogramOfOne(duration), 0.5) as number }))
      .filter(({ duration, told }) => Math.abs(told - duration) > (duration <= 14 ? 0 : 0.063 * duration));
    expect(wrong).toEqual([]);
  });

  it('is null when there is none', () => {
    expect(durationQuantile([], 0.5)).toBeNull();
    expect(durationQuantile([0, 0, 0], 0.99)).toBeNull();
  });

  it.each([
    [0.5, 2],
    [0.75, 3],
    [0.76, 4],
    [1, 4],
    [0, 1],
  ])('takes the nearest rank: %f of 1, 2, 3 and 4 ms is %i ms', (quantile, expected) => {
    expect(durationQuantile(histogramOf([1, 2, 3, 4]), quantile)).toBe(expected);
  });

  it('tells a slow tail from the rest', () => {
    const counts = histogramOf([...Array(98).fill(10), 4000, 4000]);
    expect(durationQuantile(counts, 0.98)).toBe(10);
    expect(durationQuantile(counts, 0.99)).toBeCloseTo(4000, -3);
  });

  it('agrees with the durations themselves on random ones', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 50; round++) {
      const size = 1 + Math.floor(random() * 500);
      const durations = Array.from({ length: size }, () => Math.floor(2 ** (random() * 16)));
      const counts = histogramOf(durations);
      for (const quantile of [0.5, 0.95, 0.99]) {
        const exact = exactQuantile(durations, quantile);
        const told = durationQuantile(counts, quantile) as number;
        expect(Math.abs(told - exact) / exact).toBeLessThanOrEqual(0.063);
      }
    }
  });
});

function histogramOfOne(duration: number): number[] {
  const counts: number[] = Array(durationClass(duration)).fill(0);
  return [...counts, 1];
}
