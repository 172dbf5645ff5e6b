import { afterEach, expect, it, vi } from 'vitest';
import type { Judgement } from '../../src/delivery/outcome.ts';
import type { FinishedDelivery } from '../../src/jobs/attempt.ts';
import { createSettler } from '../../src/jobs/settler.ts';
import { createLogger } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { loadAllDue } from '../support/due.ts';
import { finish, SUCCESS } from '../support/finished.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { blocked } from '../support/waiting.ts';

const URL = 'https://receiver.example/hook';
const FAILURE: Judgement = {
  ...SUCCESS,
  outcome: 'REJECTED',
  responseStatus: 500,
  errorMessage: 'answered with status 500',
};

afterEach(() => vi.restoreAllMocks());

/** What a worker holds after attempts that succeeded, and a settler that tells what it has settled. */
async function openSettler(events: number, endpoints = 1) {
  await using stack = new AsyncDisposableStack();
  const hookline = stack.use(await startHookline({ roles: { api: true, worker: false } }));
  const { core } = hookline.app;
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  for (let count = 0; count < endpoints; count++) await addEndpoint(tenant.client, { url: URL });
  for (let count = 0; count < events; count++) await publish(tenant.client, { type: 'invoice.paid' });
  const settled: FinishedDelivery[] = [];
  const errors: unknown[] = [];
  const stop = new AbortController();
  const settler = createSettler({
    ...core,
    log: createLogger({ level: 'silent', format: 'json' }),
    metrics: createMetrics('0.0.0'),
    slots: 10,
    retryScheduleMs: [],
    deliveredPayloadRetentionHours: 1,
    signal: stop.signal,
    onError: (error) => errors.push(error),
    onSettled: (finished) => settled.push(finished),
  });
  const finished = finish(await loadAllDue(core));
  const owned = stack.move();
  return {
    pool: core.database.pool,
    finished,
    settler,
    settled,
    errors,
    stop,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Ended so many milliseconds later than it would have. */
function endAt(item: FinishedDelivery, laterMs: number, isFailure: boolean): FinishedDelivery {
  const { attempt } = item;
  if (!attempt) return item;
  const startedMs = attempt.startedMs + laterMs;
  return { ...item, attempt: { ...attempt, startedMs, judgement: isFailure ? FAILURE : attempt.judgement } };
}

it('records at once what ends after a rest, and together what ends soon after that', async () => {
  await using scene = await openSettler(3);
  const { settler, settled } = scene;
  const [first, second, third] = scene.finished as [FinishedDelivery, FinishedDelivery, FinishedDelivery];
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
  expect(await rowsOf(scene.pool, transactions)).toEqual([{ n: 2 }]);
  expect(scene.errors).toEqual([]);
});

it.each([
  { order: 'a success after a failure', failed: 1, health: { failures: 0, error: null } },
  {
    order: 'a failure after a success',
    failed: 2,
    health: { failures: 1, error: 'answered with status 500' },
  },
])('has the health of an endpoint say what came of its last attempt: $order', async ({ failed, health }) => {
  await using scene = await openSettler(3);
  const { settler, settled, finished } = scene;
  const [first, ...others] = finished.map((item, place) => endAt(item, place, place === failed));
  const nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(nowMs);
  settler.add(first as FinishedDelivery);
  await expect.poll(() => settled).toEqual([first]);
  for (const item of others) settler.add(item);
  clock.mockRestore();
  await expect.poll(() => settler.size()).toBe(0);
  expect(scene.errors).toEqual([]);
  const sql = 'select consecutive_failures as failures, last_error as error from endpoint';
  expect(await rowsOf(scene.pool, sql)).toEqual([health]);
});

it.each([
  { where: 'the row of its delivery', sql: 'select from delivery where id = $1 for update' },
  { where: 'the head of the feed', sql: 'select from feed_head where $1::uuid is not null for update' },
])('has it say so beside a failure that is being recorded, and waits for $where', async ({ sql }) => {
  await using scene = await openSettler(22);
  const { settler, settled, pool } = scene;
  const finished = scene.finished.map((item, place) => endAt(item, place, place === 1));
  const [first, failed, ...later] = finished as [FinishedDelivery, FinishedDelivery];
  settler.add(first);
  await expect.poll(() => settled).toEqual([first]);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(sql, [failed.delivery.id]);
    settler.add(failed);
    await blocked(pool, 1);
    // As many as are recorded at once, beside the other.
    for (const item of later) settler.add(item);
    if (sql.includes('feed_head')) await blocked(pool, 2);
    else await expect.poll(() => settled).toHaveLength(21);
    await client.query('commit');
  } finally {
    client.release();
  }
  await expect.poll(() => settler.size()).toBe(0);
  expect(scene.errors).toEqual([]);
  const health = 'select consecutive_failures as failures, last_error as error from endpoint';
  expect(await rowsOf(pool, health)).toEqual([{ failures: 0, error: null }]);
});

const HEALTH = 'select consecutive_failures as failures, last_error as error from endpoint';

it('has it say so when a failure could be recorded before a success that had ended', async () => {
  await using scene = await openSettler(20, 2);
  const { settler, settled, pool } = scene;
  const endpointId = scene.finished[0]?.delivery.endpointId;
  const isOurs = ({ delivery }: FinishedDelivery) => delivery.endpointId === endpointId;
  const [success, ...failures] = scene.finished
    .toSorted((a, b) => Number(isOurs(b)) - Number(isOurs(a)))
    .map((item, place) => endAt(item, place, place > 0));
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select from delivery where id = $1 for update', [success?.delivery.id]);
    settler.add(success as FinishedDelivery);
    await blocked(pool, 1);
    // More than are recorded at once, beside the other.
    for (const item of failures) settler.add(item);
    await expect.poll(() => settled.some((item) => !isOurs(item))).toBe(true);
    await client.query('commit');
  } finally {
    client.release();
  }
  await expect.poll(() => settler.size()).toBe(0);
  expect(scene.errors).toEqual([]);
  const ours = `${HEALTH} where id = $1`;
  expect(await rowsOf(pool, ours, [endpointId])).toEqual([
    { failures: 19, error: 'answered with status 500' },
  ]);
});

it('has it say so after an outage, when little is recorded at a time', async () => {
  await using scene = await openSettler(20);
  const { settler, pool, errors } = scene;
  const finished = scene.finished.map((item, place) => endAt(item, place, place > 15));
  await pool.query('alter table delivery_attempt rename to elsewhere');
  for (const item of finished) settler.add(item);
  await expect.poll(() => errors.length).toBeGreaterThan(1);
  await pool.query('alter table elsewhere rename to delivery_attempt');
  await expect.poll(() => settler.size()).toBe(0);
  expect(await rowsOf(pool, HEALTH)).toEqual([{ failures: 4, error: 'answered with status 500' }]);
});

it('gives up all that it could not record, once there is no more time to try', async () => {
  await using scene = await openSettler(3);
  const { settler, finished, pool, errors } = scene;
  await pool.query('alter table delivery_attempt rename to elsewhere');
  for (const item of finished) settler.add(item);
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  expect(settler.size()).toBe(3);
  const tried = errors.length;
  scene.stop.abort();
  await expect.poll(() => settler.size()).toBe(0);
  expect(errors.length - tried).toBeLessThanOrEqual(1);
  expect(scene.settled).toHaveLength(3);
  expect(await rowsOf(pool, `select status from delivery where status <> 'PENDING'`)).toEqual([]);
  await pool.query('alter table elsewhere rename to delivery_attempt');
});
