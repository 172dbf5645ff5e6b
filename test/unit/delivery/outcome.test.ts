import { describe, expect, it, vi } from 'vitest';
import { judge } from '../../../src/delivery/outcome.ts';

const now = new Date('2026-03-01T12:00:00Z');
const HOUR_MS = 3_600_000;

function answered(status: number, headers: Record<string, string> = {}) {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return judge(
    { kind: 'response', status, headers: list, body: '', bodyTruncated: false, durationMs: 1 },
    now,
  );
}

describe('judge', () => {
  it.each([200, 201, 202, 204, 299])('takes status %i for success', (status) => {
    expect(answered(status)).toEqual({
      outcome: 'SUCCEEDED',
      responseStatus: status,
      errorMessage: null,
      gone: false,
      retryAfterMs: null,
    });
  });

  it.each([300, 301, 302, 303, 307, 308, 399])('takes status %i for a failure and says why', (status) => {
    expect(answered(status, { location: 'https://example.com/' })).toMatchObject({
      outcome: 'REJECTED',
      responseStatus: status,
      errorMessage: `answered with status ${status}; redirects are not followed`,
    });
  });

  it.each([400, 401, 404, 409, 410, 429, 500, 503, 599, 600, 999])(
    'takes status %i for a rejection',
    (status) => {
      const { outcome, responseStatus, gone, errorMessage } = answered(status);
      expect({ outcome, responseStatus }).toEqual({ outcome: 'REJECTED', responseStatus: status });
      expect(errorMessage).toBe(`answered with status ${status}${gone ? ': the endpoint is gone' : ''}`);
      expect(gone).toBe(status === 410);
    },
  );

  it.each([
    ['0', 0],
    ['120', 120_000],
    ['36000', 10 * HOUR_MS],
    ['36001', 10 * HOUR_MS],
    ['9'.repeat(400), 10 * HOUR_MS],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
    ['Sun Mar  1 12:00:30 2026', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['Sun, 01 Mar 2037 12:00:00 GMT', 10 * HOUR_MS],
    ['', null],
    ['-1', null],
    ['1.5', null],
    ['soon', null],
    ['2026', 2_026_000],
    ['2026-03-01T13:00:00Z', null],
    ['Sun, 99 Mar 2026 12:00:30 GMT', null],
  ])('reads Retry-After: %s as %s', (value, expected) => {
    expect(answered(503, { 'retry-after': value }).retryAfterMs).toBe(expected);
    expect(answered(429, { 'retry-after': value }).retryAfterMs).toBe(expected);
  });

  it('reads a date that names no time zone as GMT, wherever this runs', () => {
    vi.stubEnv('TZ', 'America/New_York');
    try {
      expect(new Date('2026-03-01T12:00:00').toISOString()).toBe('2026-03-01T17:00:00.000Z');
      expect(answered(503, { 'retry-after': 'Sun Mar  1 12:00:30 2026' }).retryAfterMs).toBe(30_000);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it.each([200, 301, 404, 410, 500, 502])('ignores Retry-After on status %i', (status) => {
    expect(answered(status, { 'retry-after': '120' }).retryAfterMs).toBeNull();
  });

  const failure = { gone: false, retryAfterMs: null };

  it('keeps the status of a response that timed out half-way', () => {
    const response = { status: 200, headers: [], body: '{"o', bodyTruncated: true };
    const message = 'timed out while reading the response';
    expect(judge({ kind: 'timed_out', stage: 'body', response, durationMs: 1, message }, now)).toEqual({
      ...failure,
      outcome: 'TIMED_OUT',
      responseStatus: 200,
      errorMessage: message,
    });
  });

  it.each([
    [410, {}, { gone: true }, 'answered with status 410: the endpoint is gone; '],
    [429, { 'retry-after': '120' }, { retryAfterMs: 120_000 }, 'answered with status 429; '],
    [503, { 'retry-after': '120' }, { retryAfterMs: 120_000 }, 'answered with status 503; '],
    [500, { 'retry-after': '120' }, {}, 'answered with status 500; '],
  ])('heeds what status %i asks for, though the rest timed out', (status, headers, asked, begin) => {
    const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const response = { status, headers: list, body: '', bodyTruncated: true };
    const message = 'timed out while reading the response';
    expect(judge({ kind: 'timed_out', stage: 'body', response, durationMs: 1, message }, now)).toEqual({
      ...failure,
      ...asked,
      outcome: 'TIMED_OUT',
      responseStatus: status,
      errorMessage: `${begin}${message}`,
    });
  });

  it('has no status where no response began', () => {
    const message = 'because';
    const none = { ...failure, responseStatus: null, errorMessage: message };
    expect(
      judge({ kind: 'timed_out', stage: 'connect', response: null, durationMs: 1, message }, now),
    ).toEqual({
      ...none,
      outcome: 'TIMED_OUT',
    });
    expect(judge({ kind: 'connection_failed', code: 'ECONNREFUSED', durationMs: 1, message }, now)).toEqual({
      ...none,
      outcome: 'CONNECTION_FAILED',
    });
    expect(judge({ kind: 'blocked', durationMs: 1, message }, now)).toEqual({ ...none, outcome: 'BLOCKED' });
  });
});
