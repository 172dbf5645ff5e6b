import { expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { cancelExpiredBacklog } from '../../src/domain/cancel-waiting.ts';
import { resumeWaiting } from '../../src/domain/resume-waiting.ts';
import { newId } from '../../src/ids.ts';
import { workOn } from '../../src/jobs/work.ts';
import { createMetrics } from '../../src/metrics.ts';
import { startBoss } from '../../src/queue/boss.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { createTestDatabase } from '../support/database.ts';
import { collectLog } from '../support/log.ts';

const onError = (error: Error) => {
  throw error;
};

it('a job that a stop breaks off is no failure, and is there to be done again', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const { pool } = stack.use(openDatabase({ url, poolSize: 1, onError }));
  const boss = stack.use(await startBoss({ url, work: true, onError }));
  const log = collectLog();
  const metrics = createMetrics('test');
  const started = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const { name } = QUEUES.resumeWaiting;
  await workOn({ boss, log: log.logger, metrics }, name, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
    started.resolve();
    job?.signal.addEventListener('abort', () => over.resolve());
    await over.promise;
    job?.signal.throwIfAborted();
  });
  await boss.send(name, { endpointId: newId() });
  await started.promise;
  await boss.stop({ graceful: true, timeout: 1000 });
  await over.promise;
  expect(log.lines()).toMatchObject([
    { level: 40, queue: name, msg: 'a job was broken off, and is done again later' },
  ]);
  expect(await metrics.render()).toContain(`failed_jobs_total{queue="${name}"} 0`);
  const { rows } = await pool.query('select state from pgboss.job where name = $1', [name]);
  expect(rows).toEqual([{ state: 'retry' }]);
});

it('resuming goes no further once it is broken off', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const database = stack.use(openDatabase({ url, poolSize: 1, onError }));
  const reason = new Error('stopped');
  await expect(resumeWaiting(database, newId(), AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(database.pool.totalCount).toBe(0);
});

/** Deliveries that have waited for a paused endpoint for a month and more. */
async function openExpired(count: number) {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const database = stack.use(openDatabase({ url, poolSize: 1, onError }));
  await database.pool.query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, parked_at)
     select id, $2, id, $3, 'invoice.paid', now() - interval '31 days' from unnest($1::uuid[]) as id`,
    [Array.from({ length: count }, () => newId()), newId(), newId()],
  );
  const owned = stack.move();
  return { database, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

it('canceling what waited for too long goes no further once it is broken off', async () => {
  await using scene = await openExpired(1);
  expect(await cancelExpiredBacklog(scene.database, AbortSignal.abort())).toBe(0);
  expect(await cancelExpiredBacklog(scene.database)).toBe(1);
});

it('canceling what waited for too long leaves to the next run what it has no time for', async () => {
  await using scene = await openExpired(1001);
  let nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 10_000));
  const canceled = await cancelExpiredBacklog(scene.database).finally(() => clock.mockRestore());
  expect(canceled).toBe(500);
  expect(await cancelExpiredBacklog(scene.database)).toBe(501);
});
