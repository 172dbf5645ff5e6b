import { describe, expect, it } from 'vitest';
import { createStatsDeltas } from '../../../src/domain/stats-deltas.ts';

const createdAt = new Date('2026-03-10T11:59:59.999Z');
const startedAt = new Date('2026-03-10T12:00:00Z');
const delivery = { organizationId: 'org', endpointId: 'ep', isTest: false, createdAt };
const attempt = { startedAt, outcome: 'SUCCEEDED', durationMs: 1 } as const;

/** What is added, by endpoint and minute, without the columns to which nothing is. */
function added(deltas: ReturnType<typeof createStatsDeltas>): Record<string, object> {
  return Object.fromEntries(
    deltas
      .list()
      .map(({ organizationId, endpointId, start, ...counts }) => [
        `${organizationId} ${endpointId} ${start.toISOString().slice(11, 19)}`,
        Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0 && value !== '0')),
      ]),
  );
}

describe('what a transaction adds to the statistics', () => {
  it('counts an attempt in the minute it started in', () => {
    const deltas = createStatsDeltas();
    deltas.addAttempt(delivery, attempt);
    deltas.addAttempt(delivery, { ...attempt, outcome: 'TIMED_OUT', durationMs: 0 });
    expect(added(deltas)).toEqual({
      'org ep 12:00:00': { attemptsSucceeded: 1, attemptsFailed: 1, durations: '1000000000001e0' },
    });
  });

  it('counts a delivery in the minute it was created in', () => {
    const deltas = createStatsDeltas();
    deltas.addDelivery(delivery);
    deltas.addDelivery({ ...delivery, isTest: true });
    expect(added(deltas)).toEqual({ 'org ep 11:59:00': { created: 1 } });
  });

  it('counts an ended delivery in the minute it was created in', () => {
    const deltas = createStatsDeltas();
    deltas.addTransition(delivery, 'RETRYING', 'FAILED');
    expect(added(deltas)).toEqual({ 'org ep 11:59:00': { failed: 1 } });
  });

  it.each([
    ['PENDING', 'SUCCEEDED', { succeeded: 1 }],
    ['PENDING', 'CANCELED', { canceled: 1 }],
    ['FAILED', 'RETRYING', { failed: -1 }],
    ['RETRYING', 'FAILED', { failed: 1 }],
    ['FAILED', 'SUCCEEDED', { failed: -1, succeeded: 1 }],
    ['CANCELED', 'SUCCEEDED', { canceled: -1, succeeded: 1 }],
  ] as const)('moves a delivery that goes from %s to %s', (from, to, counts) => {
    const deltas = createStatsDeltas();
    deltas.addTransition(delivery, from, to);
    expect(added(deltas)).toEqual({ 'org ep 11:59:00': counts });
  });

  it.each([
    ['PENDING', 'RETRYING'],
    ['RETRYING', 'RETRYING'],
    ['FAILED', 'FAILED'],
  ] as const)('adds nothing when a delivery goes from %s to %s', (from, to) => {
    const deltas = createStatsDeltas();
    deltas.addTransition(delivery, from, to);
    expect(deltas.list()).toEqual([]);
  });

  it('has one entry for an endpoint and minute, however much happens in it', () => {
    const deltas = createStatsDeltas();
    for (const endpointId of ['ep', 'ep', 'other']) deltas.addAttempt({ ...delivery, endpointId }, attempt);
    deltas.addTransition({ ...delivery, createdAt: startedAt }, 'PENDING', 'SUCCEEDED');
    expect(added(deltas)).toEqual({
      'org ep 12:00:00': { attemptsSucceeded: 2, succeeded: 1, durations: '2e12' },
      'org other 12:00:00': { attemptsSucceeded: 1, durations: '1e12' },
    });
  });

  it('leaves tests out', () => {
    const deltas = createStatsDeltas();
    deltas.addAttempt({ ...delivery, isTest: true }, attempt);
    deltas.addTransition({ ...delivery, isTest: true }, 'PENDING', 'SUCCEEDED');
    expect(deltas.list()).toEqual([]);
  });
});
