import { expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { purgeExpired } from '../../src/domain/retention.ts';
import { sweepOldRows } from '../../src/domain/retention-sweep.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { idAt, writePast } from '../support/past-rows.ts';
import { rowsOf } from '../support/pipeline.ts';

const DAY = 86_400_000;
/** More than a run of five minutes takes, when each look at the clock takes five seconds: a batch has four and more. */
const ITEMS = 16_000;
const DELIVERIES = 10_000;

it('each kind of old rows has its turn in a run, though there is more of each than a run takes', async () => {
  await using testDatabase = await createTestDatabase();
  await using database = openDatabase({ url: testDatabase.url, poolSize: 2, onError: () => undefined });
  const { pool } = database;
  const past = writePast(pool, newId());
  const now = Date.now();
  const old = now - 120 * DAY;
  const at = now - 60 * DAY;
  await past.feedItems(Array.from({ length: ITEMS }, (_, index) => ({ number: index + 1, at })));
  await pool.query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, created_at, completed_at)
     select id, $2, id, $2, 'a', 'SUCCEEDED', $3, $3 from unnest($1::uuid[]) as id`,
    [Array.from({ length: DELIVERIES }, () => idAt(old)), newId(), new Date(old)],
  );
  await past.event(old);

  let nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 5000));
  const options = { rowRetentionDays: 90, feedRetentionHours: 168, now: new Date(now) };
  const counts = await sweepOldRows(database, options).finally(() => clock.mockRestore());
  expect(counts.events).toBe(1);
  for (const [taken, all] of [
    [counts.feedItems, ITEMS],
    [counts.deliveries, DELIVERIES],
  ] as const) {
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(all);
  }
});

it('each kind of what expires has its turn in a run, though there are more claims and keys than a run takes', async () => {
  await using testDatabase = await createTestDatabase();
  await using database = openDatabase({ url: testDatabase.url, poolSize: 2, onError: () => undefined });
  const { pool } = database;
  const count = 20_000;
  const ids = Array.from({ length: count }, () => newId());
  await pool.query(
    `insert into payload_expiry (expires_at, delivery_ids) select now() - interval '1 minute', array[id]
     from unnest($1::uuid[]) as id`,
    [ids],
  );
  await pool.query(
    `insert into idempotency_key (organization_id, key, event_id, content_hash, expires_at)
     select id, 'k', id, 'x', now() - interval '1 minute' from unnest($1::uuid[]) as id`,
    [ids],
  );
  await pool.query(
    `insert into delivery_stat (subject_id, organization_id, span, start) values
       ($1, $1, 'MINUTE', now() - interval '9 days'), ($1, $1, 'HOUR', now() - interval '91 days')`,
    [newId()],
  );
  await writePast(pool, newId()).event(Date.now() - 60 * DAY);

  let nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 250));
  const options = { deliveredPayloadRetentionHours: 168 };
  const counts = await purgeExpired(database, options).finally(() => clock.mockRestore());
  expect(counts).toMatchObject({ payloads: 1, stats: 2 });
  expect(counts.idempotencyKeys).toBeGreaterThan(0);
  expect(counts.idempotencyKeys).toBeLessThan(count);
  expect(await rowsOf(pool, 'select count(*)::int > 0 as some from payload_expiry')).toEqual([
    { some: true },
  ]);
});
