import { expect, it } from 'vitest';
import type { FinishedDelivery } from '../../../src/jobs/attempt.ts';
import { createUnsettledFailures } from '../../../src/jobs/unsettled-failures.ts';

/** An attempt that ended at this time, as far as it matters here. */
function ended(endMs: number, outcome: 'SUCCEEDED' | 'REJECTED', changes: object = {}): FinishedDelivery {
  const attempt = {
    trigger: 'AUTOMATIC',
    url: 'https://receiver.example/hook',
    judgement: { outcome },
    durationMs: 20,
    startedMs: endMs - 20,
    ...changes,
  };
  return { delivery: { endpointId: 'endpoint' }, attempt } as unknown as FinishedDelivery;
}

const failed = (endMs: number, changes?: object) => ended(endMs, 'REJECTED', changes);
const succeeded = (endMs: number, changes?: object) => ended(endMs, 'SUCCEEDED', changes);

it('makes those outdated that ended before a success', () => {
  const failures = createUnsettledFailures();
  const before = failed(100);
  const after = failed(102);
  for (const item of [before, after, succeeded(101)]) failures.add(item);
  expect([before.isOutdated, after.isOutdated]).toEqual([true, undefined]);
});

it.each([
  { what: 'of another URL', changes: { url: 'https://receiver.example/before' } },
  { what: 'of a test', changes: { trigger: 'TEST' } },
])('leaves them alone at a success $what, which says nothing of them', ({ changes }) => {
  const failures = createUnsettledFailures();
  const failure = failed(100);
  for (const item of [failure, succeeded(101, changes)]) failures.add(item);
  expect(failure.isOutdated).toBeUndefined();
});

it('tells the endpoints of successes that have one, until all are recorded', () => {
  const failures = createUnsettledFailures();
  const items = [failed(100), failed(101)];
  const successes = [succeeded(102), succeeded(103)];
  for (const item of items) failures.add(item);
  for (const item of items) {
    expect(failures.endpointIdsOf(successes)).toEqual(['endpoint']);
    failures.delete(item);
  }
  expect(failures.endpointIdsOf(successes)).toEqual([]);
});

it('leaves one alone that ended after a success, although it was begun before', () => {
  const failures = createUnsettledFailures();
  const failure = failed(102, { startedMs: 2, durationMs: 100 });
  for (const item of [failure, succeeded(101)]) failures.add(item);
  expect(failure.isOutdated).toBeUndefined();
});

it('has it wait for a success beside which one of a test was recorded, and the success for none', () => {
  const failures = createUnsettledFailures();
  const [success, ofTest, failure] = [succeeded(100), succeeded(101, { trigger: 'TEST' }), failed(102)];
  for (const item of [success, ofTest, failure]) failures.add(item);
  failures.delete(ofTest);
  expect([failures.mustWait(success), failures.mustWait(failure)]).toEqual([false, true]);
});

it('has a failure wait for the successes that ended before it, until all are recorded', () => {
  const failures = createUnsettledFailures();
  const successes = [succeeded(100), succeeded(101)];
  const failure = failed(102);
  for (const item of [...successes, failure]) failures.add(item);
  for (const item of successes) {
    expect(failures.mustWait(failure)).toBe(true);
    failures.delete(item);
  }
  expect(failures.mustWait(failure)).toBe(false);
});

it.each([
  { what: 'that ended later', success: succeeded(103), failure: failed(102) },
  {
    what: 'of another URL',
    success: succeeded(100, { url: 'https://receiver.example/2' }),
    failure: failed(102),
  },
  { what: 'of a test', success: succeeded(100, { trigger: 'TEST' }), failure: failed(102) },
  { what: 'when it is of a test', success: succeeded(100), failure: failed(102, { trigger: 'TEST' }) },
])('has it wait for no success $what', ({ success, failure }) => {
  const failures = createUnsettledFailures();
  for (const item of [failure, success]) failures.add(item);
  expect(failures.mustWait(failure)).toBe(false);
});
