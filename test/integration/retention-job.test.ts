import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekStart } from '../../src/db/partitions.ts';
import { formatId } from '../../src/ids.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';
import { addPastPartitions, writePast } from '../support/past-rows.ts';
import { addEventType, rowsOf } from '../support/pipeline.ts';
import { setScene } from '../support/scene.ts';
import { eventually } from '../support/waiting.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const log = collectLog();

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({
    log: log.logger,
    env: {
      HOOKLINE_ROW_RETENTION_DAYS: '7',
      HOOKLINE_FEED_RETENTION_HOURS: '24',
      HOOKLINE_METRICS_PORT: '0',
    },
  });
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(() => hookline[Symbol.asyncDispose]());

it('takes what is older than the settings say, beside the deliveries of now, and tells how much that was', async () => {
  await using scene = await setScene(hookline);
  const { pool } = hookline.app.core.database;
  const past = writePast(pool, scene.tenant.uuid);
  await addPastPartitions(pool, 7);
  // Events stay an hour longer than the rest, which is a week longer in the first hour of a Monday.
  const old = weekStart(Date.now() - 7 * DAY - HOUR) - 2 * DAY;
  const eventId = await past.event(old);
  const endpointId = scene.endpoint.uuid;
  const gone = await past.delivery({ at: old, eventId, endpointId });
  await past.attempt(old, gone);
  await pool.query(`update endpoint set status = 'PAUSED' where id = $1`, [endpointId]);
  const waiting = await past.delivery({ at: old - 7 * DAY, endpointId, parkedAt: old, status: 'PENDING' });
  await past.feedItems([{ number: 1, at: Date.now() - 2 * DAY }]);

  await hookline.app.core.boss.send('sweep-old-rows');
  const line = await eventually('the line of the log', async () =>
    log.lines().find(({ msg }) => msg === 'old rows removed'),
  );
  expect(line).toMatchObject({ feedItems: 1, deliveries: 1, partitions: expect.any(Number) });
  const metrics = await (await fetch(`${hookline.app.operatorUrl}/metrics`)).text();
  expect(metrics).toContain('hookline_purged_total{kind="feed_items"} 1\n');
  expect(metrics).toContain('hookline_purged_total{kind="deliveries"} 1\n');
  expect(await rowsOf(pool, 'select id from event where id = $1', [eventId])).toEqual([]);
  expect(log.lines().find(({ canceled }) => canceled !== undefined)).toMatchObject({ canceled: 1 });
  await scene.becomes(formatId('Delivery', waiting), 'CANCELED');

  await pool.query(`update endpoint set status = 'ACTIVE' where id = $1`, [endpointId]);
  await scene.becomes(await scene.publish(), 'SUCCEEDED');
});
