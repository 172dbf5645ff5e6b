import type { SqlClient } from '../db/client.ts';
import type { ValidationIssue } from '../errors.ts';
import { SECOND_MS } from '../time-units.ts';
import { durationQuantile, parseHistogram } from './duration-histogram.ts';
import { DELTA_COLUMNS } from './stats-deltas.ts';
import { BUCKET_MS, bucketStarts, type StatsBucket, type StatsWindow } from './stats-window.ts';

export interface DeliveryStats {
  since: Date;
  until: Date;
  bucket: StatsBucket;
  /** Deliveries created in the window, by what they are now. */
  total: number;
  succeeded: number;
  failed: number;
  canceled: number;
  /** PENDING and RETRYING. */
  pending: number;
  /** Started in the window. */
  attempts: number;
  /** succeeded / (succeeded + failed); null before the first. */
  successRate: number | null;
  /** Of the attempts; null before the first. */
  durationMsP50: number | null;
  durationMsP95: number | null;
  durationMsP99: number | null;
  /** Every bucket of the window, also where nothing happened. */
  series: DeliveryStatsPoint[];
}

/** Attempts that started in a bucket. */
export interface DeliveryStatsPoint {
  start: Date;
  succeeded: number;
  failed: number;
  attempts: number;
}

/** What statistics are of: the endpoint's deliveries, or all of the organization's. */
export interface StatsSubject {
  kind: 'endpoint' | 'organization';
  id: string;
}

/** One subject's sums, as the database gives them. */
export interface StatsSums {
  /** By bucket, in any order, without the empty ones; `start` in milliseconds of Unix time. */
  points: {
    start: number;
    created: number;
    succeeded: number;
    failed: number;
    canceled: number;
    attemptsSucceeded: number;
    attemptsFailed: number;
  }[];
  /** Counts by class of duration, one number. */
  durations: string;
}

const DELTA_OF: Readonly<Record<StatsSubject['kind'], string>> = {
  endpoint: 'd."endpointId" = subject.id',
  organization: 'd."organizationId" = subject.id',
};
/** The number of the parameter with which the ranges begin; each has three. */
const FIRST_OF_RANGES = 5;

/**
 * The statement behind the statistics: one, so that all of it is of one moment. It reads rows of minutes and
 * hours, for an organization rows of its own, and adds what was not summed yet: its cost goes with the window, and
 * neither with what happened in it nor with what waits. A condition of its own for each range, because the planner
 * took ranges that were joined for so many rows that it read the whole table.
 */
export function statsQuery(
  subjects: readonly StatsSubject[],
  window: StatsWindow,
): { text: string; values: unknown[] } {
  const counts = ['created', 'succeeded', 'failed', 'canceled', 'attemptsSucceeded', 'attemptsFailed'];
  const ranges = window.ranges.map((_, index) => {
    const [span, since, until] = [0, 1, 2].map((offset) => `$${FIRST_OF_RANGES + 3 * index + offset}`);
    return `select subject.id, s.start, s.created, s.succeeded, s.failed, s.canceled,
        s.attempts_succeeded as "attemptsSucceeded", s.attempts_failed as "attemptsFailed", s.durations
      from subject join delivery_stat s on s.subject_id = subject.id
      where s.span = ${span}::stat_span and s.start >= ${since} and s.start < ${until}`;
  });
  const text = `with subject as (select unnest($1::uuid[]) as id),
    picked as materialized (
      ${ranges.join(' union all ')} union all
      select subject.id, d.start, d.created, d.succeeded, d.failed, d.canceled, d."attemptsSucceeded",
        d."attemptsFailed", d.durations
      from delivery_stat_delta, json_to_recordset(deltas) as d (${DELTA_COLUMNS}), subject
      where ${DELTA_OF[(subjects[0] as StatsSubject).kind]} and d.start >= $3 and d.start < $4),
    point as (
      select id, date_bin($2::interval, start, 'epoch') as bucket, sum(durations) as durations,
        ${counts.map((name) => `sum("${name}") as "${name}"`).join(', ')}
      from picked group by id, bucket)
    select id, sum(durations)::text as durations, json_agg(json_build_object(
      'start', extract(epoch from bucket) * ${SECOND_MS}, ${counts.map((name) => `'${name}', "${name}"`).join(', ')})) as points
    from point group by id`;
  const values = [
    subjects.map(({ id }) => id),
    `${BUCKET_MS[window.bucket] / SECOND_MS} seconds`,
    new Date(window.since),
    new Date(window.until),
    ...window.ranges.flatMap(({ span, since, until }) => [span, new Date(since), new Date(until)]),
  ];
  return { text, values };
}

/** The statistics of each subject, in order, in one statement. They are of one kind. */
export async function readStats(
  client: SqlClient,
  subjects: readonly StatsSubject[],
  window: StatsWindow,
): Promise<DeliveryStats[]> {
  if (subjects.length === 0) return [];
  const { text, values } = statsQuery(subjects, window);
  const { rows } = await client.query<StatsSums & { id: string }>(text, values);
  const sumsOf = new Map(rows.map((row) => [row.id, row]));
  const starts = bucketStarts(window);
  return subjects.map(({ id }) => toStats(window, starts, sumsOf.get(id) ?? NOTHING));
}

const NOTHING: StatsSums = { points: [], durations: '0' };

/** @param starts of the window's buckets */
export function toStats(window: StatsWindow, starts: readonly number[], sums: StatsSums): DeliveryStats {
  const sum = (key: keyof StatsSums['points'][number]) =>
    sums.points.reduce((total, point) => total + point[key], 0);
  const [total, succeeded, failed, canceled] = [
    sum('created'),
    sum('succeeded'),
    sum('failed'),
    sum('canceled'),
  ];
  const durations = parseHistogram(sums.durations);
  const pointAt = new Map(sums.points.map((point) => [point.start, point]));
  return {
    since: new Date(window.since),
    until: new Date(window.until),
    bucket: window.bucket,
    total,
    succeeded,
    failed,
    canceled,
    pending: total - succeeded - failed - canceled,
    attempts: sum('attemptsSucceeded') + sum('attemptsFailed'),
    successRate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
    durationMsP50: durationQuantile(durations, 0.5),
    durationMsP95: durationQuantile(durations, 0.95),
    durationMsP99: durationQuantile(durations, 0.99),
    series: starts.map((start) => {
      const { attemptsSucceeded = 0, attemptsFailed = 0 } = pointAt.get(start) ?? {};
      return {
        start: new Date(start),
        succeeded: attemptsSucceeded,
        failed: attemptsFailed,
        attempts: attemptsSucceeded + attemptsFailed,
      };
    }),
  };
}

/** The counts of the API are GraphQL's Int. */
const COUNT_MAX = 2 ** 31 - 1;

/** @returns what is wrong with a window in which more happened than can be told; null: nothing */
export function tooManyCounted({ total, attempts }: DeliveryStats): ValidationIssue | null {
  if (Math.max(total, attempts) <= COUNT_MAX) return null;
  const message = `This window has ${total} deliveries and ${attempts} attempts; at most ${COUNT_MAX} of each are counted. Ask for a shorter one.`;
  return { path: ['since'], type: 'too_early', message, context: { maximum: COUNT_MAX } };
}
