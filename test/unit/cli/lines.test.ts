import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type AttemptLine,
  attemptLine,
  deliveries,
  forwardedLine,
  inWords,
  plain,
} from '../../../src/cli/lines.ts';

const at = new Date(2026, 0, 2, 3, 4, 5);
const attempt: AttemptLine = {
  outcome: 'SUCCEEDED',
  responseStatus: 200,
  durationMs: 12,
  attemptNumber: 1,
  nextAttemptAt: null,
};

describe('forwardedLine', () => {
  const plain = {
    status: 204,
    problem: null,
    durationMs: 4,
    eventType: 'invoice.paid',
    eventId: 'evt_1',
    attemptNumber: 1,
    isTest: false,
  };
  const lineOf = (line: Partial<Parameters<typeof forwardedLine>[1]>) =>
    stripVTControlCharacters(forwardedLine(at, { ...plain, ...line }));

  it('tells time, status, duration, type and event', () => {
    expect(lineOf({})).toBe('03:04:05  204     4 ms  invoice.paid                  evt_1');
  });

  it('tells what is out of the ordinary at its end', () => {
    expect(lineOf({ status: null, problem: 'connection refused', attemptNumber: 2, isTest: true })).toBe(
      '03:04:05    –     4 ms  invoice.paid                  evt_1  connection refused, attempt 2, test',
    );
  });
});

describe('attemptLine', () => {
  const lineOf = (line: Partial<AttemptLine>) =>
    stripVTControlCharacters(attemptLine(at, { ...attempt, ...line }, 'Billing'));

  it('tells what came of it and when it is tried again', () => {
    expect(lineOf({})).toBe('✓ 200    12 ms  Billing');
    const nextAttemptAt = new Date(at.getTime() + 5000).toISOString();
    expect(lineOf({ outcome: 'REJECTED', responseStatus: 500, attemptNumber: 2, nextAttemptAt })).toBe(
      '✗ 500    12 ms  Billing  attempt 2, again in 5.0 s',
    );
  });

  it('tells why there was no answer', () => {
    expect(lineOf({ outcome: 'TIMED_OUT', responseStatus: null })).toContain('✗   –');
    expect(lineOf({ outcome: 'TIMED_OUT', responseStatus: null })).toContain('TIMED_OUT');
    expect(lineOf({ responseStatus: null })).toBe('✓   –    12 ms  Billing  handed to the feed');
  });
});

it('shows no sign of a name that would command the terminal or turn the text around', () => {
  expect(plain('Acme\x1b[2J\u202e\u2066 ltd\n')).toBe('Acme\uFFFD[2J\uFFFD\uFFFD ltd\uFFFD');
});

describe('words', () => {
  it.each([
    [-1, 'now'],
    [0, 'now'],
    [4200, 'in 4.2 s'],
    [60_000, 'in 1 min'],
    [300_000, 'in 5 min'],
    [3_600_000, 'in 1 h'],
    [7_200_000, 'in 2 h'],
  ])('of %i ms', (ms, words) => {
    expect(inWords(ms)).toBe(words);
  });

  it('of counts', () => {
    expect([0, 1, 2].map(deliveries)).toEqual(['0 deliveries', '1 delivery', '2 deliveries']);
  });
});
