import type { StatSpan } from '../db/generated/prisma/enums.ts';
import type { ValidationIssue } from '../errors.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';

const STATS_BUCKETS = ['MINUTE', 'HOUR', 'DAY'] as const;
export type StatsBucket = (typeof STATS_BUCKETS)[number];

/** What MINUTE and HOUR rows are kept for, in days; the purge leaves them a little longer. */
export const MINUTE_ROWS_DAYS = 8;
export const HOUR_ROWS_DAYS = 90;
const BUCKETS_MAX = 1000;

export const BUCKET_MS: Readonly<Record<StatsBucket, number>> = {
  MINUTE: MINUTE_MS,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
};

/**
 * The length of a window for which no start is given: as long as buckets of that size are useful, within what is
 * allowed.
 */
const DEFAULT_LENGTH_MS: Readonly<Record<StatsBucket, number>> = {
  MINUTE: HOUR_MS,
  HOUR: DAY_MS,
  DAY: DAY_MS,
};

/** Rows of one span whose start is in [since, until), in milliseconds of Unix time like all below. */
export interface StatsRange {
  span: StatSpan;
  since: number;
  until: number;
}

export interface StatsWindow {
  since: number;
  until: number;
  bucket: StatsBucket;
  /** They cover the window, and no two of them the same moment. */
  ranges: StatsRange[];
}

/**
 * The window [since, until), by default the 24 hours before now, or the hour before in buckets of a minute. It is
 * widened to whole minutes; where it reaches beyond the rows of minutes, to whole hours.
 * @returns the window, or what is wrong with the arguments
 */
export function statsWindow(
  args: {
    since?: Date | null | undefined;
    until?: Date | null | undefined;
    bucket?: StatsBucket | null | undefined;
  },
  now: number,
): StatsWindow | ValidationIssue {
  const bucket = args.bucket ?? 'HOUR';
  const until = args.until?.getTime() ?? now;
  const since = args.since?.getTime() ?? until - DEFAULT_LENGTH_MS[bucket];
  if (since >= until) return emptyWindow(args);
  // Whole hours stand in for what the purge may have begun to take.
  const minutesFrom = ceil(now - MINUTE_ROWS_DAYS * DAY_MS, HOUR_MS);
  const unitOf = (time: number) => (time < minutesFrom ? HOUR_MS : MINUTE_MS);
  const window = { since: floor(since, unitOf(since)), until: ceil(until, unitOf(until)), bucket };
  if (bucket === 'MINUTE' && window.since < minutesFrom) return minutesGone(minutesFrom);
  if (bucketCount(window) > BUCKETS_MAX) return tooManyBuckets(window);
  return { ...window, ranges: rangesOf(window) };
}

/** The start of each bucket that the window touches, on boundaries of UTC. */
export function bucketStarts(window: Pick<StatsWindow, 'since' | 'until' | 'bucket'>): number[] {
  const size = BUCKET_MS[window.bucket];
  const first = floor(window.since, size);
  return Array.from({ length: bucketCount(window) }, (_, index) => first + index * size);
}

/** Rows of hours for the whole hours, and rows of minutes at the edges. */
function rangesOf({ since, until, bucket }: Omit<StatsWindow, 'ranges'>): StatsRange[] {
  const hoursFrom = ceil(since, HOUR_MS);
  const hoursTo = floor(until, HOUR_MS);
  if (bucket === 'MINUTE' || hoursFrom >= hoursTo) return [{ span: 'MINUTE', since, until }];
  const ranges: StatsRange[] = [
    { span: 'MINUTE', since, until: hoursFrom },
    { span: 'HOUR', since: hoursFrom, until: hoursTo },
    { span: 'MINUTE', since: hoursTo, until },
  ];
  return ranges.filter((range) => range.since < range.until);
}

function bucketCount({ since, until, bucket }: Pick<StatsWindow, 'since' | 'until' | 'bucket'>): number {
  const size = BUCKET_MS[bucket];
  return Math.ceil((until - floor(since, size)) / size);
}

function emptyWindow(args: { until?: Date | null | undefined }): ValidationIssue {
  const end = args.until ? 'until' : 'now, where the window ends when until is not given';
  return { path: ['since'], type: 'too_late', message: `must be before ${end}` };
}

function minutesGone(minutesFrom: number): ValidationIssue {
  return {
    path: ['bucket'],
    type: 'too_fine',
    message: `Minutes are kept for ${MINUTE_ROWS_DAYS} days: ask for them since ${new Date(minutesFrom).toISOString()}, or for hours.`,
    suggestion: 'HOUR',
  };
}

function tooManyBuckets(window: Omit<StatsWindow, 'ranges'>): ValidationIssue {
  const context = { maximum: BUCKETS_MAX, actual: bucketCount(window) };
  const message = `This window has ${context.actual} buckets of a ${window.bucket}; at most ${BUCKETS_MAX} are given.`;
  const larger = STATS_BUCKETS.find((bucket) => bucketCount({ ...window, bucket }) <= BUCKETS_MAX);
  if (larger) return { path: ['bucket'], type: 'too_fine', message, suggestion: larger, context };
  return { path: ['since'], type: 'too_early', message, context };
}

function floor(time: number, unit: number): number {
  return Math.floor(time / unit) * unit;
}

function ceil(time: number, unit: number): number {
  return Math.ceil(time / unit) * unit;
}
