import { describe, expect, it } from 'vitest';
import { createAdmission } from '../../../src/jobs/admission.ts';

const FREE = { rateLimitPerSecond: null, maxConcurrency: 2 };
const RATED = { rateLimitPerSecond: 10, maxConcurrency: 100 };

describe('concurrency', () => {
  it('lets as many in as the endpoint allows, and the next when one has ended', () => {
    const admission = createAdmission(() => 0);
    expect([admission.admit('d1', 'e', FREE), admission.admit('d2', 'e', FREE)]).toEqual([0, 0]);
    expect(admission.admit('d3', 'e', FREE)).toBeGreaterThan(0);
    admission.release('e', 10);
    expect(admission.admit('d3', 'e', FREE)).toBe(0);
  });

  it('keeps endpoints apart', () => {
    const admission = createAdmission(() => 0);
    for (const id of ['d1', 'd2']) admission.admit(id, 'e', FREE);
    expect(admission.admit('d3', 'other', FREE)).toBe(0);
  });

  it('spreads a backlog instead of looking at all of it again at once', () => {
    const admission = createAdmission(() => 0);
    for (const id of ['d1', 'd2']) admission.admit(id, 'e', FREE);
    const waits = Array.from({ length: 20 }, (_, index) => admission.admit(`w${index}`, 'e', FREE));
    expect(new Set(waits).size).toBe(10);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  });

  it('never puts off for longer than a minute', () => {
    const admission = createAdmission(() => 0);
    for (const id of ['d1', 'd2']) admission.admit(id, 'e', FREE);
    const waits = Array.from({ length: 5000 }, (_, index) => admission.admit(`w${index}`, 'e', FREE));
    expect(Math.max(...waits)).toBe(60_000);
  });
});

describe('rate', () => {
  it('gives each delivery a moment of its own, a tenth of a second apart', () => {
    const admission = createAdmission(() => 1000);
    const waits = ['d1', 'd2', 'd3', 'd4'].map((id) => Math.round(admission.admit(id, 'e', RATED)));
    expect(waits).toEqual([0, 100, 200, 300]);
  });

  it('counts a delivery that comes back at its moment only once', () => {
    let now = 0;
    const admission = createAdmission(() => now);
    admission.admit('d1', 'e', RATED);
    expect(admission.admit('d2', 'e', RATED)).toBe(100);
    now = 100;
    expect(admission.admit('d2', 'e', RATED)).toBe(0);
    expect(admission.admit('d3', 'e', RATED)).toBe(100);
  });

  it('forgets neither the rate of an endpoint at rest nor keeps it longer than it reaches', () => {
    let now = 0;
    const admission = createAdmission(() => now);
    admission.admit('d1', 'e', RATED);
    admission.release('e', 5);
    expect(admission.admit('d2', 'e', RATED)).toBe(100);
    now = 1000;
    expect(admission.admit('d3', 'e', RATED)).toBe(0);
  });
});
