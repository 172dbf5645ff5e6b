import { afterEach, expect, it, vi } from 'vitest';
import { CHANNELS, createListener } from '../../src/db/listener.ts';
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

const TRANSACTIONS = 'select count(distinct xmin::text)::int as n from delivery_attempt';

afterEach(() => vi.restoreAllMocks());

/** What a worker holds after attempts that succeeded, and a settler that tells what it has settled. */
async function openSettler(events: number, endpoints = 1, retryScheduleMs: readonly number[] = []) {
  await using stack = new AsyncDisposableStack();
  const hookline = stack.use(await startHookline({ roles: { api: true, worker: false } }));
  const { core } = hookline.app;
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  for (let count = 0; count < endpoints; count++) await addEndpoint(tenant.client, { url: URL });
  for (let count = 0; count < events; count++) await publish(tenant.client, { type: 'invoice.paid' });
  const settled: FinishedDelivery[] = [];
  /** When each delivery of these is due again, by its id. */
  const dueInMs = new Map<string, number | null>();
  const errors: unknown[] = [];
  const stop = new AbortController();
  const settler = createSettler({
    ...core,
    log: createLogger({ level: 'silent', format: 'json' }),
    metrics: createMetrics('0.0.0'),
    slots: 10,
    retryScheduleMs,
    deliveredPayloadRetentionHours: 1,
    signal: stop.signal,
    onError: (error) => errors.push(error),
    onSettled(finished, retryInMs) {
      settled.push(finished);
      dueInMs.set(finished.delivery.id, retryInMs);
    },
  });
  const finished = finish(await loadAllDue(core));
  const owned = stack.move();
  return {
    pool: core.database.pool,
    databaseUrl: hookline.databaseUrl,
    finished,
    settler,
    settled,
    dueInMs,
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
  expect(await rowsOf(scene.pool, TRANSACTIONS)).toEqual([{ n: 2 }]);
  expect(scene.errors).toEqual([]);
});

it('records what ended soon after, though the timer for that runs ahead of the clock', async () => {
  await using scene = await openSettler(2);
  const { settler, settled } = scene;
  const [first, second] = scene.finished as [FinishedDelivery, FinishedDelivery];
  const nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(nowMs);
  settler.add(first);
  await expect.poll(() => settled).toEqual([first]);
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const isTimerOfSettler = ([, ms]: unknown[]) => ms === 25;
  settler.add(second);
  await expect.poll(() => timers.mock.calls.filter(isTimerOfSettler).length).toBeGreaterThan(1);
  expect(settled).toEqual([first]);
  clock.mockRestore();
  await expect.poll(() => settled).toEqual([first, second]);
});

it('tells the feed that it moved, and when a delivery that waits on is due again', async () => {
  await using scene = await openSettler(3, 1, [60_000]);
  const { settler, settled, dueInMs } = scene;
  const onError = (error: Error) => scene.errors.push(error);
  await using listener = await createListener({ url: scene.databaseUrl, onError });
  const [failed, succeeded, canceled] = scene.finished as [
    FinishedDelivery,
    FinishedDelivery,
    FinishedDelivery,
  ];
  const hears = () => new Promise((resolve) => listener.subscribe(CHANNELS.feed, resolve));
  let heard = hears();
  settler.add(endAt(failed, 0, true));
  await heard;
  expect(settled).toHaveLength(1);
  const waitMs = dueInMs.get(failed.delivery.id) as number;
  expect(Math.abs(waitMs - 60_000)).toBeLessThanOrEqual(12_000);
  heard = hears();
  settler.add(succeeded);
  await heard;
  await scene.pool.query(`update endpoint set status = 'DISABLED', disabled_reason = 'MANUAL'`);
  settler.add({ ...canceled, attempt: null });
  await expect.poll(() => settler.size()).toBe(0);
  expect([succeeded, canceled].map(({ delivery }) => dueInMs.get(delivery.id))).toEqual([null, null]);
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
  // One, two, four and so on at a time: it is soon as it was before.
  const [{ n }] = (await rowsOf<{ n: number }>(pool, TRANSACTIONS)) as [{ n: number }];
  expect(n).toBeLessThan(finished.length / 2);
});

it.each([
  { what: 'data', code: '22P05', isFailure: false },
  { what: 'data', code: '22P05', isFailure: true },
  { what: 'a row', code: '23514', isFailure: false },
  { what: 'a row', code: '23514', isFailure: true },
])(
  'leaves $what that PostgreSQL refuses ($code, a failure: $isFailure) to be attempted again later, and records all else',
  async ({ code, isFailure }) => {
    await using scene = await openSettler(5);
    const { settler, pool, dueInMs } = scene;
    const finished = scene.finished.map((item) => endAt(item, 0, isFailure));
    const refused = finished[2]?.delivery.id as string;
    await pool.query(
      `create function refuse() returns trigger language plpgsql as $$ begin
       raise exception 'refused' using errcode = '${code}'; end $$;
     create trigger refuse before insert on delivery_attempt for each row
       when (new.delivery_id = '${refused}') execute function refuse()`,
    );
    for (const item of finished) settler.add(item);
    await expect.poll(() => settler.size()).toBe(0);
    const attempted = 'select delivery_id as id from delivery_attempt order by 1';
    const others = finished.map(({ delivery }) => delivery.id).filter((id) => id !== refused);
    expect(await rowsOf(pool, attempted)).toEqual(others.toSorted().map((id) => ({ id })));
    expect(dueInMs).toEqual(new Map([[refused, 10_000], ...others.map((id) => [id, null] as const)]));
    const left = `select id, attempt_count as attempts from delivery where status = 'PENDING'`;
    expect(await rowsOf(pool, left)).toEqual([{ id: refused, attempts: 0 }]);
  },
);

it('gives up all that it could not record, once there is no more time to try', async () => {
  await using scene = await openSettler(6);
  const { settler, pool, errors } = scene;
  const finished = scene.finished.map((item, place) => endAt(item, place, place > 2));
  await pool.query('alter table delivery_attempt rename to elsewhere');
  for (const item of finished) settler.add(item);
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  expect(settler.size()).toBe(6);
  const tried = errors.length;
  scene.stop.abort();
  await expect.poll(() => settler.size()).toBe(0);
  expect(errors.length - tried).toBeLessThanOrEqual(1);
  expect(scene.settled).toHaveLength(6);
  expect(await rowsOf(pool, `select status from delivery where status <> 'PENDING'`)).toEqual([]);
  await pool.query('alter table elsewhere rename to delivery_attempt');
});
