import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type DeliveryStats,
  type DeliveryStatsPoint,
  readStats,
  type StatsSubject,
  tooManyCounted,
} from '../../domain/stats.ts';
import { BUCKET_MS, HOUR_ROWS_DAYS, type StatsBucket, statsWindow } from '../../domain/stats-window.ts';
import { HOUR_MS } from '../../time-units.ts';
import { BadRequestError } from '../bad-request.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { placeOf } from '../pagination.ts';
import { EndpointNode } from './endpoint.ts';
import { OrganizationNode } from './organization.ts';

const PRECISION = ', exact up to 14 and within 7 % above; null before the first.';

const StatsBucketEnum = builder.enumType('StatsBucket', {
  description: 'How long the buckets of a series are; they start on boundaries of UTC.',
  values: {
    MINUTE: { description: '60 seconds; for the last 8 days.' },
    HOUR: { description: '60 minutes.' },
    DAY: { description: '24 hours, from midnight UTC.' },
  },
});

const DeliveryStatsPointType = builder.objectRef<DeliveryStatsPoint>('DeliveryStatsPoint').implement({
  description: 'The attempts that started in one bucket. Tests are not counted.',
  fields: (t) => ({
    start: t.expose('start', {
      type: 'DateTime',
      description:
        'When the bucket starts, on a boundary of UTC; the first and last may be cut off by the window.',
    }),
    succeeded: t.exposeInt('succeeded', { description: 'Attempts that succeeded.' }),
    failed: t.exposeInt('failed', { description: 'Attempts that did not succeed, for whatever reason.' }),
    attempts: t.exposeInt('attempts', { description: 'Both together.' }),
  }),
});

const DeliveryStatsType = builder.objectRef<DeliveryStats>('DeliveryStats').implement({
  description:
    'Deliveries and attempts of a window of time, as they are now. Tests are not counted. Nothing older than 90 days is kept.',
  fields: (t) => ({
    since: t.expose('since', {
      type: 'DateTime',
      description:
        'Where the window starts, inclusive: as asked for, rounded down to the minute, or to the hour when that is more than 8 days ago.',
    }),
    until: t.expose('until', {
      type: 'DateTime',
      description:
        'Where the window ends, exclusive: as asked for, rounded up to the minute, or to the hour when that is more than 8 days ago.',
    }),
    bucket: t.expose('bucket', {
      type: StatsBucketEnum,
      description: 'How long the buckets of the series are.',
    }),
    total: t.exposeInt('total', {
      description: 'Deliveries created in the window: the sum of the next four.',
    }),
    succeeded: t.exposeInt('succeeded', { description: 'Deliveries that are SUCCEEDED.' }),
    failed: t.exposeInt('failed', { description: 'Deliveries that are FAILED.' }),
    canceled: t.exposeInt('canceled', { description: 'Deliveries that are CANCELED.' }),
    pending: t.exposeInt('pending', { description: 'Deliveries that are PENDING or RETRYING.' }),
    attempts: t.exposeInt('attempts', {
      description: 'Attempts started in the window, whenever their delivery was created.',
    }),
    successRate: t.exposeFloat('successRate', {
      nullable: true,
      description: 'succeeded / (succeeded + failed), 0 to 1; null before the first of either.',
    }),
    durationMsP50: t.exposeInt('durationMsP50', {
      nullable: true,
      description: `Half of the attempts took no longer, in milliseconds${PRECISION}`,
    }),
    durationMsP95: t.exposeInt('durationMsP95', {
      nullable: true,
      description: `95 % of the attempts took no longer, in milliseconds${PRECISION}`,
    }),
    durationMsP99: t.exposeInt('durationMsP99', {
      nullable: true,
      description: `99 % of the attempts took no longer, in milliseconds${PRECISION}`,
    }),
    series: t.field({
      type: [DeliveryStatsPointType],
      description: 'Every bucket that the window touches, oldest first, empty ones included; at most 1,000.',
      resolve: (stats) => stats.series,
    }),
  }),
});

interface StatsArgs {
  since?: Date | null | undefined;
  until?: Date | null | undefined;
  bucket?: StatsBucket | null | undefined;
}

const statsArgs = builder.args((t) => ({
  since: t.field({
    type: 'DateTime',
    description:
      'Where the window starts, inclusive; when absent 24 hours before its end, or 1 hour in buckets of a MINUTE.',
  }),
  until: t.field({ type: 'DateTime', description: 'Where the window ends, exclusive; now when absent.' }),
  bucket: t.field({
    type: StatsBucketEnum,
    defaultValue: 'HOUR',
    description: 'How long the buckets of the series are; the window may have 1,000 at most.',
  }),
}));

/** Hours that cost as much to read as a field of a row does. */
const HOURS_PER_COST = 4;
const HOURS_KEPT = HOUR_ROWS_DAYS * 24;

/** The cost goes with the rows that are read and with the points that come back. */
function statsComplexity(args: StatsArgs) {
  const window = statsWindow(args, Date.now());
  // A window that is refused costs nothing: what is wrong with it is to be said, and not that it costs too much.
  if ('message' in window) return { field: 1, multiplier: 1 };
  const length = window.until - window.since;
  const points = length / BUCKET_MS[window.bucket];
  const hours = Math.min(length / HOUR_MS, HOURS_KEPT);
  return { field: Math.ceil(Math.max(points, hours / HOURS_PER_COST)), multiplier: 1 };
}

/** One statement reads the statistics of all the rows of a list. */
async function resolveStats(
  context: Context,
  info: GraphQLResolveInfo,
  args: StatsArgs,
  subject: StatsSubject,
): Promise<DeliveryStats> {
  const loaders = context.loaders.pages as Map<string, DataLoader<StatsSubject, DeliveryStats, string>>;
  const place = placeOf(info);
  let loader = loaders.get(place);
  if (!loader) {
    const window = statsWindow(args, Date.now());
    if ('message' in window) throw new BadRequestError([window]);
    loader = new DataLoader((subjects) => readStats(context.core.database.pool, subjects, window), {
      cacheKeyFn: ({ id }) => id,
    });
    loaders.set(place, loader);
  }
  const stats = await loader.load(subject);
  const issue = tooManyCounted(stats);
  if (issue) throw new BadRequestError([issue]);
  return stats;
}

builder.objectField(EndpointNode, 'stats', (t) =>
  t.field({
    type: DeliveryStatsType,
    description: 'Statistics of its deliveries. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    complexity: statsComplexity,
    args: statsArgs,
    resolve: ({ id }, args, context, info) => resolveStats(context, info, args, { kind: 'endpoint', id }),
  }),
);

builder.objectField(OrganizationNode, 'stats', (t) =>
  t.field({
    type: DeliveryStatsType,
    description:
      'Statistics of the deliveries of all its endpoints, including deleted ones. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    complexity: statsComplexity,
    args: statsArgs,
    resolve: ({ id }, args, context, info) => resolveStats(context, info, args, { kind: 'organization', id }),
  }),
);
