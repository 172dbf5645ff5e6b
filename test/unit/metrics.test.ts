import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/errors.ts';
import { createMetrics } from '../../src/metrics.ts';

const linesOf = async (metrics: { render(): Promise<string> }, name: string) =>
  (await metrics.render()).split('\n').filter((line) => line.startsWith(`hookline_${name}`));

describe('metrics', () => {
  it('sort durations into buckets, each of which holds those before it', async () => {
    const metrics = createMetrics('1.2.3');
    for (const ms of [0, 5, 5.1, 700, 60_000, 60_001]) metrics.attempted('SUCCEEDED', ms);
    const lines = await linesOf(metrics, 'attempt_duration_seconds');
    const bucket = (le: string, count: number) =>
      `hookline_attempt_duration_seconds_bucket{le="${le}"} ${count}`;
    for (const line of [
      bucket('0.005', 2),
      bucket('0.01', 3),
      bucket('0.5', 3),
      bucket('1', 4),
      bucket('60', 5),
    ])
      expect(lines).toContain(line);
    expect(lines.slice(-3)).toEqual([
      bucket('+Inf', 6),
      expect.stringMatching(/_sum 120\.711/),
      'hookline_attempt_duration_seconds_count 6',
    ]);
  });

  it('begin at 0 for every value that a label may have', async () => {
    const lines = await linesOf(createMetrics('1.2.3'), 'graphql_operations_total');
    expect(lines).toEqual(
      ['OK', ...ERROR_CODES].map((code) => `hookline_graphql_operations_total{code="${code}"} 0`),
    );
  });

  it('of failed jobs begin at 0 for each queue that is worked on', async () => {
    const metrics = createMetrics('1.2.3');
    const countFailure = metrics.countFailures('recover');
    expect(await linesOf(metrics, 'failed_jobs_total')).toEqual([
      'hookline_failed_jobs_total{queue="recover"} 0',
    ]);
    countFailure();
    expect(await linesOf(metrics, 'failed_jobs_total')).toEqual([
      'hookline_failed_jobs_total{queue="recover"} 1',
    ]);
  });

  it('have no label for a code that nobody knows', async () => {
    const metrics = createMetrics('1.2.3');
    metrics.answered('SOMETHING"} 1\nelse');
    const lines = await linesOf(metrics, 'graphql_operations_total');
    expect(lines).toHaveLength(1 + ERROR_CODES.length);
    expect(lines).toContain('hookline_graphql_operations_total{code="INTERNAL_SERVER_ERROR"} 1');
  });

  it('write names of fields as Prometheus does', async () => {
    const metrics = createMetrics('1.2.3');
    metrics.purged({ idempotencyKeys: 3 });
    metrics.purged({ idempotencyKeys: 4, payloads: 0 });
    expect(await linesOf(metrics, 'purged_total')).toEqual([
      'hookline_purged_total{kind="idempotency_keys"} 7',
      'hookline_purged_total{kind="payloads"} 0',
    ]);
  });

  it('are each process’s own', async () => {
    const [one, other] = [createMetrics('1'), createMetrics('2')];
    one.feedItemSent();
    expect(await linesOf(one, 'feed_items_total')).toEqual(['hookline_feed_items_total 1']);
    expect(await linesOf(other, 'feed_items_total')).toEqual(['hookline_feed_items_total 0']);
  });
});
