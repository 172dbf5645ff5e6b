import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { AttemptOutcome } from './db/generated/prisma/enums.ts';
import { ERROR_CODES, type ErrorCode } from './errors.ts';
import { createGauges, type DescribeMetric, type Gauges, type MetricDescription } from './metrics-gauges.ts';
import { histogram, tally } from './metrics-plain.ts';
import { SECOND_MS } from './time-units.ts';

export type PublishResult = 'accepted' | 'duplicate' | 'conflict' | 'failed';

/**
 * What operators see of a process, for Prometheus. One for each process, made by the composition root. No label holds
 * an endpoint, an organization, a URL or an event type: their number has no bound, and those who may read metrics need
 * not be allowed to know of them.
 */
export interface Metrics extends Gauges {
  /** An attempt was recorded. */
  attempted(outcome: AttemptOutcome, durationMs: number): void;
  /** Events of one call, which share its duration. */
  published(counts: Readonly<Partial<Record<PublishResult, number>>>, durationMs: number): void;
  operationalPublished(count: number): void;
  /** An operation was answered; null: without an error. Of several errors the first counts. */
  answered(code: string | null): void;
  feedItemSent(): void;
  /** By what was purged, removed or repaired, like `payloads`; the names are those of a fixed set in the code. */
  purged(counts: Readonly<Record<string, number>>): void;
  repaired(counts: Readonly<Record<string, number>>): void;
  /** @returns what counts a failed job of this queue, which is 0 until then */
  countFailures(queue: string): () => void;
  /** Begins to measure the process itself, which costs a little. */
  watchProcess(): void;
  /** In Prometheus' text format. */
  render(): Promise<string>;
  readonly contentType: string;
}

const OUTCOMES = [
  'SUCCEEDED',
  'REJECTED',
  'TIMED_OUT',
  'CONNECTION_FAILED',
  'BLOCKED',
] as const satisfies readonly AttemptOutcome[];
const PUBLISH_RESULTS: readonly PublishResult[] = ['accepted', 'duplicate', 'conflict', 'failed'];
const OPERATION_CODES = ['OK', ...ERROR_CODES] as const;
/** An endpoint has 3 to 60 s to answer. */
const ATTEMPT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const PUBLISH_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const describe: DescribeMetric = (name, help) => ({
    name: `hookline_${name}`,
    help,
    registers: [registry],
  });
  const build = describe('build_info', 'Always 1; its label tells the version.');
  new Gauge({ ...build, labelNames: ['version'] }).set({ version }, 1);
  return {
    ...countDeliveries(describe),
    ...countPublishing(describe),
    ...countAnswers(describe),
    ...countUpkeep(describe),
    ...createGauges(describe),
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    // prom-client has a spelling of its own for what is no number, like the lag of an event loop that has just begun.
    render: async () => (await registry.metrics()).replaceAll(/ Nan$/gm, ' NaN'),
    contentType: registry.contentType,
  };
}

function countDeliveries(describe: DescribeMetric): Pick<Metrics, 'attempted'> {
  const attempts = tally(
    describe('attempts_total', 'Attempts that were recorded, by their outcome.'),
    'outcome',
    OUTCOMES,
  );
  const observe = histogram(
    describe(
      'attempt_duration_seconds',
      'How long attempts took, from the connection to the end of the answer.',
    ),
    ATTEMPT_BUCKETS,
  );
  return {
    attempted(outcome, durationMs) {
      attempts[outcome] += 1;
      observe(durationMs / SECOND_MS);
    },
  };
}

function countPublishing(describe: DescribeMetric): Pick<Metrics, 'published' | 'operationalPublished'> {
  const events = tally(
    describe('events_published_total', 'Events that came through the API and had no fault, by their result.'),
    'result',
    PUBLISH_RESULTS,
  );
  const observe = histogram(
    describe('publish_duration_seconds', 'How long it took until the events of a mutation were committed.'),
    PUBLISH_BUCKETS,
  );
  const operational = new Counter(
    describe('operational_events_total', 'Operational events that were made for their subscribers.'),
  );
  return {
    published(counts, durationMs) {
      for (const result of PUBLISH_RESULTS) events[result] += counts[result] ?? 0;
      observe(durationMs / SECOND_MS);
    },
    operationalPublished: (count) => operational.inc(count),
  };
}

function countAnswers(describe: DescribeMetric): Pick<Metrics, 'answered' | 'feedItemSent'> {
  const operations = tally(
    describe(
      'graphql_operations_total',
      'Operations that were answered, by the code of their first top-level error, or OK.',
    ),
    'code',
    OPERATION_CODES,
  );
  const feedItems = new Counter(describe('feed_items_total', 'Items handed to subscribers of the feed.'));
  return {
    answered(code) {
      operations[code === null ? 'OK' : isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'] += 1;
    },
    feedItemSent: () => feedItems.inc(),
  };
}

function countUpkeep(describe: DescribeMetric): Pick<Metrics, 'purged' | 'repaired' | 'countFailures'> {
  const byKind = (description: MetricDescription) => {
    const counter = new Counter({ ...description, labelNames: ['kind'] });
    return (counts: Readonly<Record<string, number>>) => {
      for (const [kind, count] of Object.entries(counts)) counter.inc({ kind: snakeCase(kind) }, count);
    };
  };
  const jobs = describe(
    'failed_jobs_total',
    'Jobs of the queue that failed, to be tried again or done by the next one.',
  );
  const failures = new Counter({ ...jobs, labelNames: ['queue'] });
  return {
    countFailures(queue) {
      failures.inc({ queue }, 0);
      return () => failures.inc({ queue });
    },
    purged: byKind(describe('purged_total', 'Claims on payloads, and rows, whose time was over, by kind.')),
    repaired: byKind(describe('repaired_total', 'What the sweep for stranded deliveries repaired, by kind.')),
  };
}

function isErrorCode(code: string): code is ErrorCode {
  return (ERROR_CODES as readonly string[]).includes(code);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
