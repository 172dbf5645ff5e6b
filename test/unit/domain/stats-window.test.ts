import { describe, expect, it } from 'vitest';
import { bucketStarts, type StatsWindow, statsWindow } from '../../../src/domain/stats-window.ts';
import { seededRandom } from '../../support/random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const now = Date.parse('2026-03-10T12:34:56.789Z');

function windowOf(args: Parameters<typeof statsWindow>[0]): StatsWindow {
  const window = statsWindow(args, now);
  if ('message' in window) throw new Error(window.message);
  return window;
}

function faultOf(args: Parameters<typeof statsWindow>[0]) {
  const fault = statsWindow(args, now);
  if (!('message' in fault)) throw new Error('nothing is wrong');
  return fault;
}

const at = (text: string) => new Date(`2026-03-${text}Z`);
const text = (time: number) => new Date(time).toISOString().slice(8, 16);

describe('the window', () => {
  it('is the last 24 hours in buckets of an hour unless said otherwise', () => {
    const window = windowOf({});
    expect(window.bucket).toBe('HOUR');
    expect([text(window.since), text(window.until)]).toEqual(['09T12:34', '10T12:35']);
    expect(windowOf({ since: null, until: null, bucket: null })).toEqual(window);
  });

  it.each([
    ['MINUTE', '10T11:34', 61],
    ['HOUR', '09T12:34', 25],
    ['DAY', '09T12:34', 2],
  ] as const)('starts, in buckets of a %s, at %s when only its end is known', (bucket, since, buckets) => {
    const window = windowOf({ bucket });
    expect([text(window.since), text(window.until)]).toEqual([since, '10T12:35']);
    expect(bucketStarts(window)).toHaveLength(buckets);
  });

  it('is the 24 hours before an until that stands alone', () => {
    const window = windowOf({ until: at('08T06:00:00') });
    expect([text(window.since), text(window.until)]).toEqual(['07T06:00', '08T06:00']);
  });

  it('is widened to whole minutes', () => {
    const window = windowOf({ since: at('10T10:00:59.999'), until: at('10T10:01:00.001') });
    expect([text(window.since), text(window.until)]).toEqual(['10T10:00', '10T10:02']);
  });

  it('is left alone when its edges are whole minutes', () => {
    const window = windowOf({ since: at('10T10:01:00'), until: at('10T10:02:00') });
    expect([text(window.since), text(window.until)]).toEqual(['10T10:01', '10T10:02']);
  });

  it('is widened to whole hours beyond the 8 days of minutes', () => {
    const window = windowOf({ since: at('01T10:20:00'), until: at('02T12:59:00') });
    expect([text(window.since), text(window.until)]).toEqual(['01T10:00', '02T13:00']);
    expect(window.ranges).toEqual([{ span: 'HOUR', since: window.since, until: window.until }]);
  });

  it.each([
    ['equal', { since: at('10T10:00:00'), until: at('10T10:00:00') }],
    ['the wrong way round', { since: at('10T10:00:00'), until: at('10T09:00:00') }],
    ['after now', { since: at('10T13:00:00') }],
  ])('is refused when its ends are %s', (_how, args) => {
    expect(faultOf(args)).toMatchObject({
      path: ['since'],
      type: 'too_late',
      message: expect.stringMatching(/^must be before /),
    });
  });
});

describe('the ranges of rows', () => {
  it('are minutes at the edges and hours between', () => {
    const { ranges } = windowOf({ since: at('10T07:58:00'), until: at('10T10:03:00') });
    expect(ranges.map(({ span, since, until }) => [span, text(since), text(until)])).toEqual([
      ['MINUTE', '10T07:58', '10T08:00'],
      ['HOUR', '10T08:00', '10T10:00'],
      ['MINUTE', '10T10:00', '10T10:03'],
    ]);
  });

  it('are minutes alone where no whole hour lies between', () => {
    const { ranges } = windowOf({ since: at('10T07:58:00'), until: at('10T08:58:00') });
    expect(ranges).toEqual([
      { span: 'MINUTE', since: at('10T07:58:00').getTime(), until: at('10T08:58:00').getTime() },
    ]);
  });

  it('are minutes alone for buckets of a minute', () => {
    const { ranges } = windowOf({ since: at('10T07:00:00'), until: at('10T10:00:00'), bucket: 'MINUTE' });
    expect(ranges.map(({ span }) => span)).toEqual(['MINUTE']);
  });

  it('cover any window, each moment once, and hours never reach beyond a bucket', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 500; round++) {
      const until = now - Math.floor(random() * 12 * DAY_MS);
      const since = until - 1 - Math.floor(random() * 12 * DAY_MS);
      const window = windowOf({ since: new Date(since), until: new Date(until) });
      expect(window.since).toBeLessThanOrEqual(since);
      expect(window.until).toBeGreaterThanOrEqual(until);
      expect(window.ranges[0]?.since).toBe(window.since);
      expect(window.ranges.at(-1)?.until).toBe(window.until);
      for (const [index, range] of window.ranges.entries()) {
        expect(range.since).toBeLessThan(range.until);
        if (index > 0) expect(range.since).toBe(window.ranges[index - 1]?.until);
        const unit = range.span === 'HOUR' ? HOUR_MS : MINUTE_MS;
        expect([range.since % unit, range.until % unit]).toEqual([0, 0]);
        if (range.span === 'MINUTE') expect(range.since).toBeGreaterThanOrEqual(now - 8 * DAY_MS);
      }
    }
  });
});

describe('the buckets', () => {
  it('start on boundaries of UTC, and are cut off by the window at both ends', () => {
    const window = windowOf({ since: at('08T23:30:00'), until: at('10T00:30:00'), bucket: 'DAY' });
    expect(bucketStarts(window).map(text)).toEqual(['08T00:00', '09T00:00', '10T00:00']);
  });

  it('end with the window, exclusive', () => {
    const window = windowOf({ since: at('10T08:00:00'), until: at('10T11:00:00') });
    expect(bucketStarts(window).map(text)).toEqual(['10T08:00', '10T09:00', '10T10:00']);
  });

  it('are 25 for the default window, whose first and last hour are cut off', () => {
    expect(bucketStarts(windowOf({}))).toHaveLength(25);
  });

  it.each([
    ['MINUTE', 1000 * MINUTE_MS, 'HOUR'],
    ['HOUR', 1000 * HOUR_MS, 'DAY'],
    ['DAY', 1000 * DAY_MS, undefined],
  ] as const)(
    'of a %s are 1,000 at most; else a larger bucket is suggested',
    (bucket, length, suggestion) => {
      const until = new Date('2026-03-10T00:00:00Z');
      const since = new Date(until.getTime() - length);
      expect(bucketStarts(windowOf({ since, until, bucket }))).toHaveLength(1000);
      const fault = faultOf({ since: new Date(since.getTime() - 1), until, bucket });
      expect(fault).toMatchObject({ path: [suggestion ? 'bucket' : 'since'] });
      expect(fault.message).toContain('1001 buckets');
      expect(fault.context).toEqual({ maximum: 1000, actual: 1001 });
      expect(fault.suggestion).toBe(suggestion);
    },
  );

  it('of a minute are refused where minutes are no longer kept', () => {
    expect(faultOf({ since: at('02T11:00:00'), until: at('02T12:00:00'), bucket: 'MINUTE' })).toMatchObject({
      path: ['bucket'],
      type: 'too_fine',
      suggestion: 'HOUR',
    });
    expect(
      windowOf({ since: at('02T13:00:00'), until: at('02T13:30:00'), bucket: 'MINUTE' }).ranges,
    ).toHaveLength(1);
  });
});
