import { afterEach, expect, it, vi } from 'vitest';
import type { FinishedDelivery } from '../../src/jobs/attempt.ts';
import { createSettler } from '../../src/jobs/settler.ts';
import { createLogger } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { loadAllDue } from '../support/due.ts';
import { finish } from '../support/finished.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';

const URL = 'https://receiver.example/hook';

afterEach(() => vi.restoreAllMocks());

it('records at once what ends after a rest, and together what ends soon after that', async () => {
  await using hookline = await startHookline({ roles: { api: true, worker: false } });
  const { core } = hookline.app;
  const { pool } = core.database;
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  await addEndpoint(tenant.client, { url: URL });
  for (let count = 0; count < 3; count++) await publish(tenant.client, { type: 'invoice.paid' });
  const [first, second, third] = finish(await loadAllDue(core)) as [
    FinishedDelivery,
    FinishedDelivery,
    FinishedDelivery,
  ];
  const settled: FinishedDelivery[] = [];
  const settler = createSettler({
    ...core,
    log: createLogger({ level: 'silent', format: 'json' }),
    metrics: createMetrics('0.0.0'),
    slots: 10,
    retryScheduleMs: [],
    deliveredPayloadRetentionHours: 1,
    signal: new AbortController().signal,
    onError: (error) => {
      throw error;
    },
    onSettled(finished) {
      settled.push(finished);
    },
  });
  // However long the first takes, the others end right after it was begun.
  const nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(nowMs);
  settler.add(first);
  await expect.poll(() => settled).toEqual([first]);
  settler.add(second);
  settler.add(third);
  clock.mockRestore();
  await expect.poll(() => settler.size()).toBe(0);
  const transactions = 'select count(distinct xmin::text)::int as n from delivery_attempt';
  expect(await rowsOf(pool, transactions)).toEqual([{ n: 2 }]);
});
