import { Writable } from 'node:stream';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/ids.ts';
import { settle } from '../../src/jobs/settle.ts';
import { generateKey } from '../../src/keyring.ts';
import { createLogger } from '../../src/log.ts';
import {
  claimShards,
  ensureShards,
  handBackShards,
  jobIdOf,
  renewShards,
  SHARD_COUNT,
  type ShardLease,
  shardOf,
} from '../../src/queue/shards.ts';
import { createTestDatabase } from '../support/database.ts';
import { loadAllDue } from '../support/due.ts';
import { finish, SUCCESS } from '../support/finished.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { expectSound } from '../support/invariant.ts';
import { type AddedEndpoint, addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';
import { answer, holdRequests } from '../support/scene.ts';
import { blocked, eventually, holdLock } from '../support/waiting.ts';

// Renewals are 3 s apart, and some tests wait for several.
vi.setConfig({ testTimeout: 60_000 });

/** A worker, and the deliveries that it has attempted, as its log tells. */
interface Worker extends AsyncDisposable {
  readonly attempted: { deliveryId: string; endpointId: string }[];
}

let stack: AsyncDisposableStack;
let databaseUrl: string;
let api: Hookline;
let tenant: Tenant;
const env: Record<string, string> = { HOOKLINE_ENCRYPTION_KEYS: generateKey() };
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  databaseUrl = stack.use(await createTestDatabase()).url;
  api = stack.use(await startHookline({ databaseUrl, env, roles: { api: true, worker: false } }));
  await addEventType(api.admin, 'invoice.paid');
  tenant = await api.createOrganization({ maxEndpoints: 1000 });
});
afterEach(() => stack.disposeAsync());

const pool = () => api.app.core.database.pool;

async function startWorker(more: Record<string, string> = {}): Promise<Worker> {
  const attempted: Worker['attempted'] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split('\n'))
        if (line.includes('delivery attempted')) attempted.push(JSON.parse(line));
      done();
    },
  });
  const worker = await startHookline({
    databaseUrl,
    env: { ...env, ...more },
    roles: { api: false, worker: true },
    log: createLogger({ level: 'info', format: 'json' }, output),
  });
  const running = new AsyncDisposableStack();
  running.use(worker);
  stack.use(running);
  return { attempted, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

interface ShardJobs {
  held: number;
  /** Held by their second holder or a later one. */
  moved: number;
}

async function shardJobs(): Promise<ShardJobs> {
  const [row] = await rowsOf<{ held: number; moved: number }>(
    pool(),
    `select count(*) filter (where state = 'active')::int as held,
       count(*) filter (where state = 'active' and retry_count > 0)::int as moved
     from pgboss.job where name = 'shard'`,
  );
  return row as ShardJobs;
}

const reached = (what: string, isReached: (jobs: ShardJobs) => boolean) =>
  eventually(what, async () => isReached(await shardJobs()) || undefined);

/** Two workers that have shared the shards. */
async function startTwo(): Promise<[Worker, Worker]> {
  const first = await startWorker();
  await reached('one worker to hold all', ({ held }) => held === SHARD_COUNT);
  const second = await startWorker();
  await reached('the second one to hold half', ({ held, moved }) => held + moved === 1.5 * SHARD_COUNT);
  return [first, second];
}

async function addEndpoints(count: number, url: string, input: object = {}): Promise<AddedEndpoint[]> {
  const endpoints: AddedEndpoint[] = [];
  for (let index = 0; index < count; index++)
    endpoints.push(await addEndpoint(tenant.client, { url: `${url}/${index}`, ...input }));
  return endpoints;
}

async function publishMany(count: number, client = tenant.client): Promise<void> {
  const input = Array.from({ length: count }, () => ({ type: 'invoice.paid', payload: {} }));
  await client.data(
    'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
    { input },
  );
}

async function allSettled(): Promise<void> {
  await eventually('the end of every delivery', async () => {
    const sql = 'select 1 from delivery where completed_at is null limit 1';
    return (await rowsOf(pool(), sql)).length === 0 || undefined;
  });
}

/** A delivery like the one that there is, from a transaction whose notification was lost. */
async function insertDue(): Promise<void> {
  await pool().query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, next_attempt_at)
     select $1, organization_id, event_id, endpoint_id, event_type, now() from delivery`,
    [newId()],
  );
}

const shardsOf = (attempted: Worker['attempted']) =>
  new Set(attempted.map(({ endpointId }) => shardOf(endpointId)));

describe('two workers', () => {
  const ENDPOINTS = 100;

  it('share the shards evenly, and each delivery is attempted once', async () => {
    await using receiver = await startReceiver();
    await addEndpoints(ENDPOINTS, receiver.url);
    const [first, second] = await startTwo();
    await publishMany(3);
    await allSettled();
    await expect.poll(() => first.attempted.length + second.attempted.length).toBe(3 * ENDPOINTS);
    expect(receiver.requests).toHaveLength(3 * ENDPOINTS);
    expect(await rowsOf(pool(), 'select distinct status, attempt_count from delivery')).toEqual([
      { status: 'SUCCEEDED', attempt_count: 1 },
    ]);
    const [shards, others] = [shardsOf(first.attempted), shardsOf(second.attempted)];
    expect([...shards].filter((shard) => others.has(shard))).toEqual([]);
    // A hundred endpoints meet about 25 of the 32 shards of each.
    for (const { size } of [shards, others]) {
      expect(size).toBeGreaterThan(10);
      expect(size).toBeLessThanOrEqual(SHARD_COUNT / 2);
    }
    await expectSound(pool());
  });

  it('attempt each delivery once while the second one comes and goes', async () => {
    await using receiver = await startReceiver((_request, response) => {
      setTimeout(() => response.writeHead(200).end(), 5 + 20 * Math.random());
      return undefined;
    });
    await addEndpoints(20, receiver.url);
    const first = await startWorker();
    await reached('one worker to hold all', ({ held }) => held === SHARD_COUNT);
    let published = 0;
    const stopping = new AbortController();
    const publishing = (async () => {
      for (; !stopping.signal.aborted; published += 5) await publishMany(5);
    })();
    const second = await startWorker();
    await eventually('the second one to attempt some', async () => second.attempted.length > 50 || undefined);
    await second[Symbol.asyncDispose]();
    await reached('the first one to hold all again', ({ held }) => held === SHARD_COUNT);
    stopping.abort();
    await publishing;
    await allSettled();
    const keys = receiver.requests.map(({ path, headers }) => `${path} ${headers['webhook-id']}`);
    expect(new Set(keys).size).toBe(20 * published);
    expect(keys).toHaveLength(20 * published);
    expect(await rowsOf(pool(), 'select distinct status, attempt_count from delivery')).toEqual([
      { status: 'SUCCEEDED', attempt_count: 1 },
    ]);
    await expect.poll(() => first.attempted.length + second.attempted.length).toBe(20 * published);
    await expectSound(pool());
  });

  it('become one when one stops: what it held is handed back at once', async () => {
    await using receiver = await startReceiver();
    await addEndpoints(ENDPOINTS, receiver.url);
    const [first, second] = await startTwo();
    await first[Symbol.asyncDispose]();
    // Not one waits for its lease to lapse.
    const left = `select 1 from pgboss.job where name = 'shard' and state = 'active' and retry_count = 0`;
    expect(await rowsOf(pool(), left)).toEqual([]);
    expect(await rowsOf(pool(), 'select 1 from worker')).toHaveLength(1);
    await publishMany(1);
    await allSettled();
    await expect.poll(() => second.attempted).toHaveLength(ENDPOINTS);
    expect((await shardJobs()).held).toBe(SHARD_COUNT);
  });

  it('never have more requests in flight to an endpoint than maxConcurrency, even as its shard moves', async () => {
    let inFlight = 0;
    let most = 0;
    await using receiver = await startReceiver((_request, response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.writeHead(200).end();
      }, 30);
      return undefined;
    });
    await addEndpoint(tenant.client, { url: receiver.url, maxConcurrency: 2 });
    const workers = await startTwo();
    await publishMany(60);
    await receiver.received(10);
    const holder = workers.find(({ attempted }) => attempted.length > 0) ?? workers[0];
    await holder[Symbol.asyncDispose]();
    await allSettled();
    expect(most).toBe(2);
    expect(receiver.requests).toHaveLength(60);
    expect(workers.every(({ attempted }) => attempted.length > 0)).toBe(true);
  });

  it('start no more requests to an endpoint than its rate allows, both together', async () => {
    const times: number[] = [];
    await using receiver = await startReceiver(() => {
      times.push(performance.now());
      return 200;
    });
    await addEndpoint(tenant.client, { url: receiver.url, rateLimitPerSecond: 10 });
    await startTwo();
    await publishMany(30);
    await receiver.received(30);
    // 29 gaps of a tenth of a second; requests may come later than that, not earlier.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2700);
  });
});

describe('a shard that lapsed, and that somebody else holds now', () => {
  /** What pg-boss does to a lease that lapsed, and then to one that the next worker takes. */
  async function takeAway(shard: number): Promise<void> {
    await pool().query(
      `update pgboss.job set retry_count = retry_count + 1, started_on = now(),
         heartbeat_on = now() + interval '1 hour' where id = $1`,
      [jobIdOf(shard)],
    );
  }

  /** Resolves when the worker has renewed its leases, or has tried to, so many times from now on. */
  async function renewals(count: number): Promise<void> {
    for (let left = count; left > 0; left--) {
      const [before] = await rowsOf<{ now: Date }>(pool(), 'select now()');
      await eventually('a renewal', async () => {
        const sql = `select 1 from pgboss.job where name = 'shard' and heartbeat_on between $1 and now() limit 1`;
        return (await rowsOf(pool(), sql, [before?.now])).length || undefined;
      });
    }
  }

  /** One pair in 64 shares a shard. */
  async function addEndpointsOfTwoShards(url: string): Promise<[AddedEndpoint, AddedEndpoint]> {
    for (;;) {
      const [one, other] = (await addEndpoints(2, url)) as [AddedEndpoint, AddedEndpoint];
      if (shardOf(one.uuid) !== shardOf(other.uuid)) return [one, other];
      for (const { id } of [one, other]) {
        await tenant.client.data('mutation ($id: ID!) { endpointDelete(id: $id) { __typename } }', { id });
      }
    }
  }

  it('is not attempted from any more once that is noticed, and is when it comes back', async () => {
    await using receiver = await startReceiver();
    const [lost] = await addEndpointsOfTwoShards(receiver.url);
    await startWorker();
    await reached('the worker to hold all', ({ held }) => held === SHARD_COUNT);
    await publish(tenant.client, { type: 'invoice.paid' });
    await receiver.received(2);

    await takeAway(shardOf(lost.uuid));
    await renewals(2);
    await publish(tenant.client, { type: 'invoice.paid' });
    await receiver.received(3);
    await renewals(1);
    expect(receiver.requests.slice(2).map(({ path }) => path)).toEqual(['/hook/1']);

    await pool().query(`update pgboss.job set state = 'retry' where id = $1`, [jobIdOf(shardOf(lost.uuid))]);
    await receiver.received(4);
    expect(receiver.requests.slice(3).map(({ path }) => path)).toEqual(['/hook/0']);
    await allSettled();
    await expectSound(pool());
  });

  it('is not attempted from either by a worker that was reading what is due as it lapsed', async () => {
    await using receiver = await startReceiver();
    const endpoint = await addEndpoint(tenant.client, { url: receiver.url });
    await startWorker();
    await reached('the worker to hold all', ({ held }) => held === SHARD_COUNT);
    await publish(tenant.client, { type: 'invoice.paid' });
    await receiver.received(1);
    await allSettled();
    const holder = new pg.Client({ connectionString: databaseUrl });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('lock table event_payload in access exclusive mode');
      await insertDue();
      await blocked(pool(), 1);
      await takeAway(shardOf(endpoint.uuid));
      await renewals(2);
      await holder.query('commit');
    } finally {
      await holder.end();
    }
    await renewals(1);
    expect(receiver.requests).toHaveLength(1);
    const waits = 'select attempt_count from delivery where next_attempt_at is not null';
    expect(await rowsOf(pool(), waits)).toEqual([{ attempt_count: 0 }]);
  });

  it.each([
    [200, 'nobody', 'SUCCEEDED'],
    [500, 'nobody', 'RETRYING'],
    [200, 'its new owner', 'RETRYING'],
    [500, 'its new owner', 'RETRYING'],
  ])('records an attempt in flight that ends with %i after %s recorded one', async (status, who, then) => {
    const held = holdRequests();
    await using receiver = await startReceiver(held.behaviour);
    const endpoint = await addEndpoint(tenant.client, { url: receiver.url, timeoutSeconds: 60 });
    await startWorker({ HOOKLINE_RETRY_SCHEDULE_SECONDS: Array(7).fill(36_000).join() });
    await reached('the worker to hold all', ({ held: count }) => count === SHARD_COUNT);
    await publish(tenant.client, { type: 'invoice.paid' });
    const response = await held.next();
    await takeAway(shardOf(endpoint.uuid));
    await renewals(2);
    if (who === 'its new owner') await attemptAsNewOwner();
    const sql = `select status, next_attempt_at, attempt_count, completed_at from delivery`;
    const [before] = await rowsOf(pool(), sql);
    answer(response, status);
    const after = await eventually('the attempt to be recorded', async () => {
      const [row] = await rowsOf<{ attempt_count: number }>(pool(), sql);
      return row && row.attempt_count > before?.attempt_count ? row : undefined;
    });
    expect(after).toMatchObject({ status: then });
    if (who === 'its new owner') expect(after).toEqual({ ...before, attempt_count: 2 });
    const attempts = await rowsOf(pool(), 'select response_status from delivery_attempt order by number');
    expect(attempts.at(-1)).toEqual({ response_status: status });
    expect(receiver.requests).toHaveLength(1);
  });

  /** Fails what is due, to be attempted again in an hour. */
  async function attemptAsNewOwner(): Promise<void> {
    const { core } = api.app;
    const tools = { ...core, retryScheduleMs: [3_600_000], deliveredPayloadRetentionHours: 168 };
    const rejected = {
      ...SUCCESS,
      outcome: 'REJECTED' as const,
      responseStatus: 502,
      errorMessage: 'status 502',
    };
    const finished = finish(await loadAllDue(core), rejected);
    expect(finished).toHaveLength(1);
    await settle(tools, finished);
  }
});

describe('a worker', () => {
  it('keeps its shards while others take all connections of its pool', async () => {
    const worker = stack.use(await startHookline({ databaseUrl, env, roles: { api: false, worker: true } }));
    await reached('the worker to hold all', ({ held }) => held === SHARD_COUNT);
    const busy = worker.app.core.database.pool;
    const taken = await Promise.all(Array.from({ length: busy.options.max }, () => busy.connect()));
    stack.defer(() => {
      for (const client of taken) client.release();
    });
    const [since] = await rowsOf<{ at: Date }>(pool(), 'select now() as at');
    await eventually('two renewals of each', async () => {
      const [row] = await rowsOf<{ late: number }>(
        pool(),
        `select count(*)::int as late from pgboss.job
         where name = 'shard' and (state <> 'active' or heartbeat_on < $1::timestamptz + interval '4 s')`,
        [since?.at],
      );
      return row?.late === 0 || undefined;
    });
  });

  it('finds what nobody told it of', async () => {
    await using receiver = await startReceiver();
    await addEndpoint(tenant.client, { url: receiver.url });
    await startWorker();
    await reached('the worker to hold all', ({ held }) => held === SHARD_COUNT);
    await publish(tenant.client, { type: 'invoice.paid' });
    await receiver.received(1);
    await allSettled();
    await insertDue();
    await receiver.received(2);
    await allSettled();
    await expectSound(pool());
  });

  it('starts a retry when it is due, and no more than a second later', async () => {
    const failed = new Set<unknown>();
    await using receiver = await startReceiver(({ headers: { 'webhook-id': id } }) => {
      if (failed.has(id)) return 200;
      failed.add(id);
      return 500;
    });
    await addEndpoint(tenant.client, { url: receiver.url, maxConcurrency: 20 });
    await startWorker({ HOOKLINE_RETRY_SCHEDULE_SECONDS: Array(7).fill(2).join() });
    await reached('the worker to hold all', ({ held }) => held === SHARD_COUNT);
    await publishMany(9);
    await allSettled();
    // The feed keeps when each was due, which a delivery tells only until it is attempted again.
    const retries = await rowsOf<{ lateMs: number }>(
      pool(),
      `select extract(epoch from retry.started_at - failure.next_attempt_at)::float * 1000 as "lateMs"
       from feed_item failure join delivery_attempt retry using (delivery_id)
       where failure.attempt_number = 1 and retry.number = 2`,
    );
    const late = retries.map(({ lateMs }) => lateMs).toSorted((a, b) => a - b);
    expect(late).toHaveLength(9);
    // Both times are rounded, and the start is reckoned back on another clock.
    expect(late[0]).toBeGreaterThanOrEqual(-5);
    // Of several, as a busy machine may hold up one.
    expect(late[4]).toBeLessThan(1000);
  });

  it('starts no more while much waits to be recorded, which a kill would have done again', async () => {
    const slots = 4;
    await using receiver = await startReceiver();
    await addEndpoint(tenant.client, { url: receiver.url, maxConcurrency: 100 });
    await publishMany(60);
    const release = await holdLock(stack, databaseUrl, 'select from feed_head for update');
    await startWorker({ HOOKLINE_DELIVERY_SLOTS: String(slots) });
    // Four for each slot wait, and when the last of them comes the other slots may be taken too, by a slow one even twice.
    await receiver.received(4 * slots);
    await publishMany(20);
    await publishMany(20);
    const { length: started } = receiver.requests;
    await release();
    expect(started).toBeLessThan(6 * slots);
    await receiver.received(100);
    await allSettled();
  });

  it('goes on with the others while an endpoint hangs that has very many due', async () => {
    await using hanging = await startReceiver(() => undefined);
    await using healthy = await startReceiver();
    const other = await api.createOrganization();
    await addEndpoint(tenant.client, { url: hanging.url, timeoutSeconds: 60, maxConcurrency: 100 });
    await publishMany(1000);
    await addEndpoint(other.client, { url: healthy.url });
    await startWorker({ HOOKLINE_DELIVERY_SLOTS: '4' });
    await hanging.received(4);
    await publishMany(200, other.client);
    await healthy.received(200);
    // Nobody has answered for the hanging one, and it has what an endpoint gets that nothing is known of.
    expect(hanging.requests).toHaveLength(4);
    expect(
      await rowsOf(pool(), 'select 1 from delivery where organization_id = $1 and attempt_count > 0', [
        tenant.uuid,
      ]),
    ).toEqual([]);
  });
});

describe('a lease', () => {
  const boss = () => api.app.core.boss;

  it('is of one of 64 jobs, which are made once', async () => {
    await Promise.all([ensureShards(boss()), ensureShards(boss())]);
    await ensureShards(boss());
    expect(await rowsOf(pool(), `select count(*)::int from pgboss.job where name = 'shard'`)).toEqual([
      { count: SHARD_COUNT },
    ]);
    const leases = [...(await claimShards(boss(), 10)), ...(await claimShards(boss(), 1000))];
    expect(leases.map(({ shard }) => shard).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: SHARD_COUNT }, (_, shard) => shard),
    );
    expect(await claimShards(boss(), 1)).toEqual([]);
  });

  it('that lapsed can neither be renewed nor handed back', async () => {
    await ensureShards(boss());
    const leases = await claimShards(boss(), SHARD_COUNT);
    expect(await renewShards(boss(), leases)).toEqual(leases);
    const [lapsed, ...kept] = leases as [ShardLease, ...ShardLease[]];
    await pool().query(`update pgboss.job set state = 'retry' where id = $1`, [jobIdOf(lapsed.shard)]);
    const [newer] = (await claimShards(boss(), 1)) as [ShardLease];
    expect(newer.shard).toBe(lapsed.shard);
    expect(await renewShards(boss(), leases)).toEqual(kept);
    await handBackShards(boss(), [lapsed]);
    expect(await claimShards(boss(), 1)).toEqual([]);
    expect(await renewShards(boss(), [newer])).toEqual([newer]);
  });

  it('may be handed back any number of times, and be taken again at once', async () => {
    await ensureShards(boss());
    for (let round = 0; round < 10; round++) {
      const leases = await claimShards(boss(), SHARD_COUNT);
      expect(leases).toHaveLength(SHARD_COUNT);
      await handBackShards(boss(), leases);
    }
    await expectSound(pool());
  });
});
