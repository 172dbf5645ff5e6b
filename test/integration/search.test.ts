import type pg from 'pg';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { newId } from '../../src/ids.ts';
import { createSearch } from '../../src/jobs/search.ts';
import { createTestDatabase } from '../support/database.ts';
import { blocked, eventually, holdLock } from '../support/waiting.ts';

const [MINE, OTHERS] = [newId(), newId()];
const ORGANIZATION = newId();

let stack: AsyncDisposableStack;
let url: string;
let pool: pg.Pool;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  ({ url } = stack.use(await createTestDatabase()));
  const onError = (error: Error) => expect.unreachable(error.message);
  ({ pool } = stack.use(openDatabase({ url, poolSize: 2, onError })));
});
afterEach(() => stack.disposeAsync());

/** A delivery that is due in so many seconds. */
const deliver = (endpointId: string, seconds: number) =>
  pool.query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, next_attempt_at)
     values ($1, $2, $1, $3, 'a.b', now() + $4 * interval '1 second')`,
    [newId(), ORGANIZATION, endpointId, seconds],
  );

/** Searches until the test is over. */
function start(shards = 1, onError: (error: unknown) => void = (error) => expect.unreachable(String(error))) {
  const expected: { endpointId: string; inMs: number; organizationId: string | undefined }[] = [];
  const searched = vi.fn();
  const search = createSearch({
    pool,
    leases: { count: () => shards, holds: (endpointId) => endpointId === MINE },
    lanes: {
      expect: (endpointId, inMs, organizationId) => expected.push({ endpointId, inMs, organizationId }),
    },
    onSearched: searched,
    onError,
  });
  const stopping = new AbortController();
  const running = search.run(stopping.signal);
  stack.defer(() => {
    stopping.abort();
    return running;
  });
  const times = (count: number, limitMs?: number) =>
    eventually(`${count} searches`, async () => searched.mock.calls.length >= count || undefined, limitMs);
  return { search, expected, times };
}

it('tells of what is due and what soon will be, for the endpoints of this worker alone', async () => {
  await deliver(MINE, 10);
  await deliver(OTHERS, -60);
  const { search, expected, times } = start();
  await times(1);
  expect(expected).toEqual([
    { endpointId: MINE, inMs: expect.closeTo(10_000, -4), organizationId: ORGANIZATION },
  ]);
  expect(search.due()).toEqual({ endpoints: 0, oldestMs: 0 });
  await deliver(MINE, -30);
  search.hurry();
  await eventually('what is due', async () => search.due().endpoints || undefined);
  expect(search.due().oldestMs).toBeGreaterThanOrEqual(30_000);
  expect(expected.every(({ endpointId }) => endpointId === MINE)).toBe(true);
});

it('asks nothing for a worker that holds nothing', async () => {
  await deliver(MINE, -60);
  const { expected, times } = start(0);
  await times(2);
  expect([expected, pool.totalCount]).toEqual([[], 1]);
});

it('is followed by another when it failed', async () => {
  await pool.query('alter table delivery_waiting rename to elsewhere');
  const onError = vi.fn();
  const { times } = start(1, onError);
  await eventually('a search that fails', async () => onError.mock.calls.length || undefined);
  await pool.query('alter table elsewhere rename to delivery_waiting');
  await times(1);
});

/** A search that takes ten seconds, as this process's clock tells; a twentieth of the time would be minutes. */
async function startSlow() {
  onTestFinished(() => void vi.restoreAllMocks());
  const release = await holdLock(stack, url, 'lock table delivery_waiting in access exclusive mode');
  const { search, times } = start();
  await blocked(pool, 1);
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 10_000);
  return { search, times, release };
}

it('that took long is followed by another before all is due to which it looked ahead', async () => {
  const { times, release } = await startSlow();
  await release();
  await times(2);
});

it('is followed by another at once when that was asked for meanwhile', async () => {
  const { search, times, release } = await startSlow();
  search.hurry();
  await release();
  // The next one would begin after 7.5 s.
  await times(2, 5000);
});
