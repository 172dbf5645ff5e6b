import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/delivery/outcome.ts';
import { cancelWaiting } from '../../src/domain/cancel-waiting.ts';
import { loadDeliveries } from '../../src/domain/load-deliveries.ts';
import type { FinishedDelivery } from '../../src/jobs/attempt.ts';
import { settle } from '../../src/jobs/settle.ts';
import { type Claim, claimDue, handBack } from '../../src/queue/claims.ts';
import { followFeed } from '../support/feed.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';
import { blocked } from '../support/waiting.ts';

const URL_ANY = 'https://receiver.example/hook';
const retryScheduleMs = [0, 0, 0, 0, 0, 0, 0];

/** Without a worker: the tests claim and settle, and nobody else does. */
let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(() => hookline[Symbol.asyncDispose]());
beforeEach(async () => {
  await pool().query(`delete from pgboss.job where name = 'deliver'`);
});

const core = () => hookline.app.core;
const pool = () => core().database.pool;
const tools = () => ({ ...core(), retryScheduleMs, deliveredPayloadRetentionHours: 168 });

const success: Judgement = {
  outcome: 'SUCCEEDED',
  responseStatus: 200,
  errorMessage: null,
  gone: false,
  retryAfterMs: null,
};
const failure: Judgement = {
  ...success,
  outcome: 'REJECTED',
  responseStatus: 500,
  errorMessage: 'status 500',
};
const gone: Judgement = { ...failure, responseStatus: 410, gone: true };

/** What a worker holds after its attempts: each delivery as it is now, and what the receiver said. */
async function finish(claims: readonly Claim[], judgement: Judgement | null): Promise<FinishedDelivery[]> {
  const loaded = await loadDeliveries(
    pool(),
    claims.map(({ deliveryId }) => deliveryId),
  );
  return claims.map((claim) => {
    const delivery = loaded.get(claim.deliveryId);
    if (!delivery) throw new Error('the delivery is gone');
    const attempt = judgement && {
      trigger: 'AUTOMATIC' as const,
      url: delivery.endpoint?.url ?? URL_ANY,
      requestHeaders: [],
      judgement,
      responseHeaders: [],
      responseBody: '',
      responseBodyTruncated: false,
      durationMs: 5,
      startedMs: performance.now() - 5,
    };
    return { claim, delivery, attempt };
  });
}

async function publishAndClaim(tenant: Tenant, events: number): Promise<Claim[]> {
  for (let count = 0; count < events; count++) await publish(tenant.client, { type: 'invoice.paid' });
  return claimDue(core().boss, 1000);
}

async function tenantWithEndpoints(count: number) {
  const tenant = await hookline.createOrganization();
  const endpoints = [];
  for (let index = 0; index < count; index++)
    endpoints.push(await addEndpoint(tenant.client, { url: URL_ANY }));
  return { tenant, endpoints };
}

const deliveryOf = async (id: string) =>
  (await rowsOf(pool(), 'select * from delivery where id = $1', [id]))[0];
const attemptsOf = (id: string) =>
  rowsOf(pool(), 'select number, outcome from delivery_attempt where delivery_id = $1 order by number', [id]);
const jobOf = async (id: string) =>
  (
    await rowsOf<{ state: string; retry_count: number }>(
      pool(),
      'select state, retry_count from pgboss.job where id = $1',
      [id],
    )
  )[0];

/** What pg-boss does when a claim's heartbeat has stopped, and then the next worker. */
async function takeOver(claim: Claim): Promise<Claim> {
  await pool().query(`update pgboss.job set state = 'retry' where id = $1`, [claim.deliveryId]);
  const [newer] = await claimDue(core().boss, 1000);
  if (newer?.deliveryId !== claim.deliveryId) throw new Error('another delivery was claimed');
  return newer;
}

/** Does something while another session holds the rows that a query locks. */
async function holding<T>(lock: string, value: unknown, work: () => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: hookline.databaseUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock, [value]);
    const result = await work();
    await holder.query('commit');
    return result;
  } finally {
    await holder.end();
  }
}

describe('a claim that lapsed', () => {
  it('leaves the job to its new owner, and both attempts are recorded', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [claim] = (await publishAndClaim(tenant, 1)) as [Claim];
    const [late] = (await finish([claim], failure)) as [FinishedDelivery];
    const newer = await takeOver(claim);
    const [second] = (await finish([newer], failure)) as [FinishedDelivery];

    await settle(tools(), [late]);
    // Nobody had moved the delivery: the attempt counts, and the new owner's job covers the next one.
    expect(await deliveryOf(claim.deliveryId)).toMatchObject({ status: 'RETRYING', attempt_count: 1 });
    expect(await jobOf(claim.deliveryId)).toEqual({ state: 'active', retry_count: 1 });

    await settle(tools(), [second]);
    expect(await deliveryOf(claim.deliveryId)).toMatchObject({ status: 'RETRYING', attempt_count: 2 });
    expect(await jobOf(claim.deliveryId)).toEqual({ state: 'created', retry_count: 0 });
    expect(await attemptsOf(claim.deliveryId)).toEqual([
      { number: 1, outcome: 'REJECTED' },
      { number: 2, outcome: 'REJECTED' },
    ]);
  });

  it('does not undo what its new owner has settled', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [claim] = (await publishAndClaim(tenant, 1)) as [Claim];
    const [late] = (await finish([claim], failure)) as [FinishedDelivery];
    const newer = await takeOver(claim);
    await settle(tools(), await finish([newer], success));
    await settle(tools(), [late]);
    expect(await deliveryOf(claim.deliveryId)).toMatchObject({ status: 'SUCCEEDED', attempt_count: 2 });
    expect(await attemptsOf(claim.deliveryId)).toEqual([
      { number: 1, outcome: 'SUCCEEDED' },
      { number: 2, outcome: 'REJECTED' },
    ]);
    expect(await jobOf(claim.deliveryId)).toBeUndefined();
  });
});

describe('a claim that lapsed two attempts ago', () => {
  it('is not taken for the one that holds the delivery now, whose success counts', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [claim] = (await publishAndClaim(tenant, 1)) as [Claim];
    const late = await finish([claim], failure);
    const newer = await takeOver(claim);
    await settle(tools(), await finish([newer], failure));
    // The job of the next attempt is another one of the same name.
    const [current] = (await claimDue(core().boss, 10)) as [Claim];
    const succeeding = await finish([current], success);

    await settle(tools(), late);
    expect(await jobOf(claim.deliveryId)).toMatchObject({ state: 'active' });
    expect(await deliveryOf(claim.deliveryId)).toMatchObject({ status: 'RETRYING', attempt_count: 2 });
    await settle(tools(), succeeding);
    expect(await deliveryOf(claim.deliveryId)).toMatchObject({ status: 'SUCCEEDED', attempt_count: 3 });
    expect(await jobOf(claim.deliveryId)).toBeUndefined();
  });

  it('cannot hand back what another one holds', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [claim] = (await publishAndClaim(tenant, 1)) as [Claim];
    const newer = await takeOver(claim);
    await handBack(core().boss, pool(), [newer]);
    const [current] = (await claimDue(core().boss, 10)) as [Claim];
    await handBack(core().boss, pool(), [claim]);
    expect(await jobOf(claim.deliveryId)).toMatchObject({ state: 'active' });
    await handBack(core().boss, pool(), [current]);
    expect(await jobOf(claim.deliveryId)).toMatchObject({ state: 'created' });
  });
});

describe('an endpoint that was disabled when its delivery was claimed, and is enabled again', () => {
  it('gets the delivery after all', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(1);
    const [claim] = (await publishAndClaim(tenant, 1)) as [Claim];
    const unattempted = await finish([claim], null);
    await settle(tools(), unattempted);
    expect(await deliveryOf(claim.deliveryId)).toMatchObject({ status: 'PENDING', attempt_count: 0 });
    const [again] = await claimDue(core().boss, 10);
    expect(again?.deliveryId).toBe(claim.deliveryId);

    const disable = `update endpoint set status = 'DISABLED', disabled_reason = 'MANUAL' where id = $1`;
    await pool().query(disable, [endpoints[0]?.uuid]);
    await settle(tools(), await finish([again as Claim], null));
    expect(await deliveryOf(claim.deliveryId)).toMatchObject({
      status: 'CANCELED',
      end_reason: 'ENDPOINT_DISABLED',
    });
    expect(await jobOf(claim.deliveryId)).toBeUndefined();
  });
});

describe('settlements at the same time', () => {
  const ROUNDS = 20;

  it('on the same endpoints do not wait for one another in a circle, and count every attempt', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(6);
    const later = { ...tools(), retryScheduleMs: Array<number>(7).fill(9e6) };
    for (let round = 1; round <= ROUNDS; round++) {
      const claims = await publishAndClaim(tenant, 2);
      expect(claims).toHaveLength(12);
      const finished = await finish(claims, failure);
      // Each half has deliveries of every endpoint, in another order, and both have begun when either goes on.
      const groups = [...Map.groupBy(finished, ({ delivery }) => delivery.endpointId).values()];
      const halves = [
        groups.flatMap((group) => group.slice(0, 1)),
        groups.flatMap((group) => group.slice(1)).reverse(),
      ];
      const settling = await holding(
        'select 1 from endpoint where id = $1 for update',
        endpoints[3]?.uuid,
        () => {
          const both = halves.map((half) => settle(later, half));
          return blocked(pool(), 2).then(() => both);
        },
      );
      await Promise.all(settling);
    }
    const rows = await rowsOf<{ consecutive_failures: number }>(
      pool(),
      'select consecutive_failures from endpoint where id = any($1::uuid[])',
      [endpoints.map(({ uuid }) => uuid)],
    );
    expect(rows.map((row) => row.consecutive_failures)).toEqual(Array(6).fill(2 * ROUNDS));
  });

  it('as the cancellation of the same deliveries do not wait for one another in a circle', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(1);
    const claims = await publishAndClaim(tenant, 3);
    const finished = await finish(claims, failure);
    const disable = `update endpoint set status = 'DISABLED', disabled_reason = 'MANUAL' where id = $1`;
    await pool().query(disable, [endpoints[0]?.uuid]);
    const ids = claims.map(({ deliveryId }) => deliveryId);
    // Held until both stand in line: whichever comes first must have all that it needs after that.
    const both = await holding(
      'select 1 from pgboss.job where id = any($1::uuid[]) for update',
      ids,
      async () => {
        const settling = settle(tools(), finished);
        await blocked(pool(), 1);
        const canceling = cancelWaiting(core().database, core().boss, endpoints[0]?.uuid ?? '');
        await blocked(pool(), 2);
        return [settling, canceling];
      },
    );
    await Promise.all(both);
    for (const id of ids) {
      expect(await deliveryOf(id)).toMatchObject({ status: 'CANCELED', attempt_count: 1 });
      expect(await jobOf(id)).toBeUndefined();
    }
  });
});

describe('a settlement that fails', () => {
  it('at its last step leaves everything as it was, and can be made again', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(2);
    const claims = await publishAndClaim(tenant, 2);
    const finished = await finish(claims, gone);
    const own = 'where organization_id = $1 order by 1';
    const state = async () => ({
      deliveries: await rowsOf(pool(), `select * from delivery ${own}`, [tenant.uuid]),
      endpoints: await rowsOf(pool(), `select * from endpoint ${own}`, [tenant.uuid]),
      attempts: await rowsOf(pool(), `select * from delivery_attempt ${own}`, [tenant.uuid]),
      payloads: await rowsOf(pool(), `select * from event_payload ${own}`, [tenant.uuid]),
      jobs: await rowsOf(pool(), 'select id, name, state, retry_count from pgboss.job order by 1'),
      head: await rowsOf(pool(), 'select * from feed_head'),
    });
    const before = await state();
    await failFeedItems(pool(), 1);
    await expect(settle(tools(), finished)).rejects.toThrow('cut off');
    expect(await state()).toEqual(before);

    await settle(tools(), finished);
    for (const { deliveryId } of claims) {
      expect(await deliveryOf(deliveryId)).toMatchObject({ status: 'FAILED', end_reason: 'ENDPOINT_GONE' });
      expect(await attemptsOf(deliveryId)).toHaveLength(1);
      expect(await jobOf(deliveryId)).toBeUndefined();
    }
    const follow = await rowsOf<{ endpoint: string }>(
      pool(),
      `select data->>'endpointId' as endpoint from pgboss.job where name = 'cancel-waiting' order by 1`,
    );
    expect(follow.map((row) => row.endpoint)).toEqual(endpoints.map(({ uuid }) => uuid).toSorted());
  });

  it('is made again by the worker, and the receiver is asked only once', async () => {
    await using receiver = await startReceiver();
    await using busy = await startHookline();
    await addEventType(busy.admin, 'invoice.paid');
    const tenant = await busy.createOrganization();
    await using feed = await followFeed(busy.url, tenant.key);
    await addEndpoint(tenant.client, { url: receiver.url });
    const { pool: busyPool } = busy.app.core.database;
    await failFeedItems(busyPool, 2);
    await publish(tenant.client, { type: 'invoice.paid' });
    expect(await feed.next()).toMatchObject({ attemptNumber: 1, deliveryStatus: 'SUCCEEDED' });
    expect(receiver.requests).toHaveLength(1);
    expect(await rowsOf(busyPool, 'select number from delivery_attempt')).toEqual([{ number: 1 }]);
    expect(await rowsOf(busyPool, 'select last_value::int as tries from tries')).toEqual([{ tries: 3 }]);
  });
});

/** Makes so many of the next transactions that append to the feed fail; a sequence counts what is rolled back too. */
async function failFeedItems(database: Pick<pg.Pool, 'query'>, transactions: number): Promise<void> {
  await database.query(
    `create sequence tries;
     create function cut() returns trigger language plpgsql as $$ begin
       if nextval('tries') <= ${transactions} then raise exception 'cut off'; end if; return null; end $$;
     create trigger cut after insert on feed_item for each statement execute function cut()`,
  );
}
