import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSecret } from '../../src/domain/secrets.ts';
import { createLogger } from '../../src/log.ts';
import { SHARD_COUNT } from '../../src/queue/shards.ts';
import { findInDatabase } from '../support/dump.ts';
import { type FeedReader, followFeed } from '../support/feed.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { type Behaviour, type ReceivedRequest, startReceiver } from '../support/receiver.ts';
import { holdRequests } from '../support/scene.ts';
import { verifyWebhook } from '../support/verify-webhook.ts';
import { eventually } from '../support/waiting.ts';

const TEN_HOURS = '36000';
const logLines: string[] = [];

let hookline: Hookline;
beforeAll(async () => {
  const output = new Writable({
    write(chunk, _encoding, done) {
      logLines.push(String(chunk));
      done();
    },
  });
  hookline = await startHookline({ log: createLogger({ level: 'trace', format: 'json' }, output) });
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(() => hookline[Symbol.asyncDispose]());

interface Item {
  __typename: string;
  deliveryId?: string;
  deliveryStatus?: string;
  attemptNumber?: number;
  outcome?: string;
  endpointStatus?: string | null;
  disabledReason?: string | null;
}

interface DeliveryRow {
  id: string;
  status: string;
  end_reason: string | null;
  attempt_count: number;
  automatic_count: number;
  next_attempt_at: Date | null;
  completed_at: Date | null;
  payload_expires_at: Date | null;
  payload_purged_at: Date | null;
}

interface AttemptRow {
  number: number;
  trigger: string;
  outcome: string;
  url: string;
  request_headers: { name: string; value: string | null }[];
  response_status: number | null;
  response_headers: { name: string; value: string }[] | null;
  response_body: string | null;
  response_body_truncated: boolean;
  duration_ms: number;
  error_message: string | null;
}

/** A tenant with one endpoint at a receiver, its feed, and one event published. */
interface Scene extends AsyncDisposable {
  tenant: Tenant;
  endpoint: { id: string; uuid: string; secret: string };
  feed: FeedReader<Item>;
  requests: readonly ReceivedRequest[];
  received(count: number): Promise<readonly ReceivedRequest[]>;
  publish(payload?: unknown): Promise<string>;
  delivery(event: string): Promise<DeliveryRow>;
  attempts(event: string): Promise<AttemptRow[]>;
  /** The end of a delivery by an attempt. */
  ended(): Promise<Item>;
}

async function scene(behaviour: Behaviour, input: Record<string, unknown> = {}): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const receiver = stack.use(await startReceiver(behaviour));
  const tenant = await hookline.createOrganization();
  const feed = stack.use(await followFeed<Item>(hookline.url, tenant.key));
  const endpoint = await addEndpoint(tenant.client, { url: receiver.url, ...input });
  const { pool } = hookline.app.core.database;
  const running = stack.move();
  return {
    tenant,
    endpoint,
    feed,
    requests: receiver.requests,
    received: (count) => receiver.received(count),
    publish: (payload = { amount: 1 }) => publish(tenant.client, { type: 'invoice.paid', payload }),
    async delivery(event) {
      const [row] = await rowsOf<DeliveryRow>(pool, 'select * from delivery where event_id = $1', [event]);
      return row as DeliveryRow;
    },
    attempts: (event) =>
      rowsOf<AttemptRow>(
        pool,
        'select a.* from delivery_attempt a join delivery d on d.id = a.delivery_id where d.event_id = $1 order by number',
        [event],
      ),
    ended: () =>
      feed.next(
        ({ __typename, deliveryStatus }) => __typename === 'AttemptRecorded' && deliveryStatus !== 'RETRYING',
      ),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const hours = (count: number) => count * 3_600_000;

/** Answers 503 and asks to be left alone, so that the delivery waits. */
function askToWait(response: ServerResponse): undefined {
  response.writeHead(503, { 'retry-after': TEN_HOURS }).end();
}

describe('the signature', () => {
  it('is made with every secret in use, and with none that has expired', async () => {
    await using at = await scene(() => 200);
    const { database, keyring } = hookline.app.core;
    const owner = { id: at.endpoint.uuid, organizationId: at.tenant.uuid, signingVersion: 'V1' as const };
    const second = (await addSecret(database.prisma, keyring, owner, null)) as string;
    const expired = (await addSecret(database.prisma, keyring, owner, null)) as string;
    await database.pool.query(
      "update signing_secret set expires_at = now() - interval '1 hour' where endpoint_id = $1 and hint = $2",
      [at.endpoint.uuid, expired.slice(-4)],
    );
    await at.publish();
    const [request] = await at.received(1);
    const { headers } = request as ReceivedRequest;
    expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2);
    const verify = (secret: string) => verifyWebhook(request as ReceivedRequest, secret);
    expect(() => verify(at.endpoint.secret)).not.toThrow();
    expect(() => verify(second)).not.toThrow();
    expect(() => verify(expired)).toThrow();
  });
});

describe('custom headers', () => {
  it('are sent; a sensitive one is shown nowhere', async () => {
    const value = 'Bearer cust0m-h3ader-secret';
    await using at = await scene(() => 200, {
      headers: [
        { name: 'X-Tenant', value: 'blue' },
        { name: 'Authorization', value, sensitive: true },
      ],
    });
    const event = await at.publish();
    const [request] = await at.received(1);
    expect(request?.headers).toMatchObject({ 'x-tenant': 'blue', authorization: value });
    await at.ended();
    const [attempt] = await at.attempts(event);
    expect(attempt?.request_headers.slice(0, 2)).toEqual([
      { name: 'X-Tenant', value: 'blue' },
      { name: 'Authorization', value: null },
    ]);
    expect(attempt?.request_headers.map(({ name }) => name)).toEqual([
      'X-Tenant',
      'Authorization',
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
    const shown = await at.tenant.client.data(
      `query ($id: ID!) { endpoint(id: $id) { headers { name value }
         deliveries { nodes { attempts { nodes { requestHeaders { name value } } } } } } }`,
      { id: at.endpoint.id },
    );
    expect(shown).toMatchObject({
      endpoint: {
        headers: [
          { name: 'X-Tenant', value: 'blue' },
          { name: 'Authorization', value: null },
        ],
      },
    });
    expect(JSON.stringify(shown)).toContain('webhook-signature');
    expect(JSON.stringify(shown)).not.toContain('cust0m-h3ader');
    expect(await findInDatabase(hookline.databaseUrl, 'cust0m-h3ader')).toEqual([]);
    expect(logLines.join('')).not.toContain('cust0m-h3ader');
  });
});

describe('what is stored', () => {
  it('holds no payload, secret or key in the clear, in any table, job or line of the log', async () => {
    const payload = { card: 'p4yload-in-the-clear', nested: ['deep-p4yload'] };
    const given = Buffer.from('a-given-s3cret-of-32-characters!');
    await using at = await scene((_request, response, count) => (count === 1 ? askToWait(response) : 500), {
      description: 'd3scription-that-is-kept',
      secret: `whsec_${given.toString('base64')}`,
      headers: [{ name: 'X-Token', value: 'tok3n-that-is-sealed', sensitive: true }],
    });
    await at.publish(payload);
    await at.feed.next();
    // One delivery waits; the other is attempted until it fails, and has a job made of that.
    await at.publish(payload);
    await at.ended();
    const find = (needle: string | Buffer) => findInDatabase(hookline.databaseUrl, needle);
    expect(await find('p4yload')).toEqual([]);
    expect(await find('tok3n-that-is-sealed')).toEqual([]);
    expect(await find(given)).toEqual([]);
    expect(await find(given.toString('base64').slice(0, 20))).toEqual([]);
    for (const key of [at.tenant.key, hookline.adminKey]) {
      expect(await find(key)).toEqual([]);
      expect(logLines.join('')).not.toContain(key);
      // The search sees bytes as well as text.
      expect(await find(createHash('sha256').update(key).digest())).toEqual(['public.api_key']);
    }
    expect(await find('d3scription-that-is-kept')).toEqual(['public.endpoint']);
    expect((await find(at.endpoint.uuid)).toSorted()).toEqual(
      expect.arrayContaining(['public.delivery', 'public.endpoint', 'public.signing_secret']),
    );
    expect(logLines.join('')).toContain('delivery attempted');
    expect(logLines.join('')).not.toMatch(/p4yload|tok3n-that|s3cret-of/);
  });
});

describe('an attempt that fails', () => {
  const cases: [string, Behaviour, Partial<AttemptRow>][] = [
    [
      'by a status',
      () => 500,
      { outcome: 'REJECTED', response_status: 500, error_message: 'answered with status 500' },
    ],
    [
      'by a redirect, which is not followed',
      (request, response) => {
        response.writeHead(307, { location: request.path }).end('elsewhere');
        return undefined;
      },
      { outcome: 'REJECTED', response_status: 307, response_body: 'elsewhere' },
    ],
    [
      'by a connection that is dropped',
      (_request, response) => {
        response.socket?.destroy();
        return undefined;
      },
      {
        outcome: 'CONNECTION_FAILED',
        response_status: null,
        response_headers: null,
        response_body: null,
        error_message: 'connection closed before a response',
      },
    ],
  ];

  it.each(cases)('%s is recorded, and the next one succeeds', async (_, behaviour, expected) => {
    await using at = await scene((request, response, count) =>
      count === 1 ? behaviour(request, response, count) : 200,
    );
    const event = await at.publish();
    await at.ended();
    expect(await at.attempts(event)).toMatchObject([
      { number: 1, trigger: 'AUTOMATIC', ...expected },
      { number: 2, trigger: 'AUTOMATIC', outcome: 'SUCCEEDED', response_status: 200, error_message: null },
    ]);
    expect(await at.delivery(event)).toMatchObject({
      status: 'SUCCEEDED',
      attempt_count: 2,
      automatic_count: 2,
    });
    const [first, second] = at.requests as [ReceivedRequest, ReceivedRequest];
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.body).toBe(first.body);
    expect(at.requests).toHaveLength(2);
  });

  it('by its timeout is broken off then, and the next one succeeds', async () => {
    await using at = await scene((_request, _response, count) => (count === 1 ? undefined : 200), {
      timeoutSeconds: 3,
    });
    const event = await at.publish();
    await at.ended();
    const [attempt, next] = (await at.attempts(event)) as [AttemptRow, AttemptRow];
    expect(attempt).toMatchObject({
      outcome: 'TIMED_OUT',
      response_status: null,
      error_message: 'timed out waiting for a response',
    });
    expect(attempt.duration_ms).toBeGreaterThanOrEqual(2990);
    expect(attempt.duration_ms).toBeLessThan(4500);
    expect(next.outcome).toBe('SUCCEEDED');
  });

  it('because the address is not public reaches nothing', async () => {
    await using at = await scene(() => 200, { maxRetries: 1 });
    await hookline.app.core.database.pool.query('update endpoint set url = $2 where id = $1', [
      at.endpoint.uuid,
      'https://169.254.169.254/latest/meta-data',
    ]);
    const event = await at.publish();
    expect(await at.ended()).toMatchObject({ outcome: 'BLOCKED', deliveryStatus: 'FAILED' });
    expect(await at.attempts(event)).toMatchObject([
      { outcome: 'BLOCKED', url: 'https://169.254.169.254/latest/meta-data', response_status: null },
      { outcome: 'BLOCKED', error_message: '169.254.169.254 is not a public address' },
    ]);
    expect(at.requests).toHaveLength(0);
  });
});

describe('a response', () => {
  it('is kept up to 16 KiB', async () => {
    await using at = await scene((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'x-made-by': 'receiver' });
      response.end('0123456789abcdef'.repeat(1024).concat('and more'));
      return undefined;
    });
    const event = await at.publish();
    await at.ended();
    const [attempt] = (await at.attempts(event)) as [AttemptRow];
    expect(attempt.outcome).toBe('SUCCEEDED');
    expect(attempt.response_body).toBe('0123456789abcdef'.repeat(1024));
    expect(attempt.response_body_truncated).toBe(true);
    expect(attempt.response_headers).toContainEqual({ name: 'x-made-by', value: 'receiver' });
  });

  it('of odd bytes is kept as text, and does not stand in the way of recording', async () => {
    await using at = await scene((_request, response) => {
      response.writeHead(200, { 'x-odd': Buffer.from([0xe9, 0xff]).toString('latin1') });
      response.end(Buffer.from([0x61, 0x00, 0xff, 0xed, 0xa0, 0x80, 0x62]));
      return undefined;
    });
    const event = await at.publish();
    await at.ended();
    const [attempt] = (await at.attempts(event)) as [AttemptRow];
    expect(attempt.response_body).toMatch(/^a\uFFFD+b$/);
    expect(attempt.response_body_truncated).toBe(false);
  });
});

describe('a delivery that fails', () => {
  it('ends after the eighth attempt, and its payload is kept for 72 hours', async () => {
    await using at = await scene(() => 500);
    const event = await at.publish();
    expect(await at.ended()).toMatchObject({ attemptNumber: 8, deliveryStatus: 'FAILED' });
    const delivery = await at.delivery(event);
    expect(delivery).toMatchObject({
      status: 'FAILED',
      end_reason: 'RETRIES_EXHAUSTED',
      attempt_count: 8,
      automatic_count: 8,
      next_attempt_at: null,
      payload_purged_at: null,
    });
    const { completed_at, payload_expires_at } = delivery as { completed_at: Date; payload_expires_at: Date };
    expect(payload_expires_at.getTime() - completed_at.getTime()).toBe(hours(72));
    expect(at.requests).toHaveLength(8);
    const [endpoint] = await rowsOf<{ consecutive_failures: number; status: string }>(
      hookline.app.core.database.pool,
      'select consecutive_failures, status from endpoint where id = $1',
      [at.endpoint.uuid],
    );
    expect(endpoint).toEqual({ consecutive_failures: 8, status: 'ACTIVE' });
  });

  it('ends earlier when its endpoint says so', async () => {
    await using at = await scene(() => 500, { maxRetries: 2 });
    const event = await at.publish();
    expect(await at.ended()).toMatchObject({ attemptNumber: 3, deliveryStatus: 'FAILED' });
    expect(await at.delivery(event)).toMatchObject({ end_reason: 'RETRIES_EXHAUSTED', attempt_count: 3 });
  });

  it('waits as long as the receiver asks', async () => {
    await using at = await scene((_request, response) => askToWait(response));
    const event = await at.publish();
    await at.feed.next();
    const { status, next_attempt_at } = await at.delivery(event);
    expect(status).toBe('RETRYING');
    expect((next_attempt_at as Date).getTime()).toBeGreaterThan(Date.now() + hours(9.9));
  });

  it('loses its payload at once when 0 hours are to be kept', async () => {
    await using at = await scene(() => 500, { maxRetries: 1, undeliveredPayloadRetentionHours: 0 });
    const event = await at.publish();
    await at.ended();
    const delivery = await at.delivery(event);
    expect(delivery.payload_purged_at).toEqual(delivery.completed_at);
    expect(await payloadsOf(event)).toBe(0);
    const shown = await at.tenant.client.data<{ deliveries: { nodes: object[] } }>(
      '{ deliveries { nodes { requestBody payloadPurgedAt event { payload payloadPurgedAt } } } }',
    );
    expect(shown.deliveries.nodes).toEqual([
      {
        requestBody: null,
        payloadPurgedAt: expect.any(String),
        event: { payload: null, payloadPurgedAt: expect.any(String) },
      },
    ]);
  });
});

describe('a payload that does not open', () => {
  it('leaves its delivery waiting, and stands in the way of no other', async () => {
    const held = holdRequests();
    await using at = await scene(held.behaviour, { maxConcurrency: 1 });
    await at.publish();
    const first = await held.next();
    const damaged = await at.publish();
    const behind = [await at.publish(), await at.publish()];
    await hookline.app.core.database.pool.query(
      `update event_payload set sealed = sealed || '\\x00' where event_id = $1`,
      [damaged],
    );
    first.writeHead(200).end();
    for (const _ of behind) (await held.next()).writeHead(200).end();
    for (const _ of ['first', ...behind]) expect(await at.ended()).toMatchObject({ outcome: 'SUCCEEDED' });
    expect(await at.delivery(damaged)).toMatchObject({ status: 'PENDING', attempt_count: 0 });
    expect(logLines.filter((line) => line.includes('the attempt could not be made'))).toHaveLength(1);
  });
});

describe('a shard that lapsed while an attempt was under way, and came back to the same worker', () => {
  it('changes nothing: nothing is sent twice, and the next attempt waits as long as the receiver asks', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    await using at = await scene((_request, response, count) => {
      if (count > 1) return 200;
      arrived.resolve(response);
      return undefined;
    });
    const event = await at.publish();
    const response = await arrived.promise;
    const { pool } = hookline.app.core.database;
    // What pg-boss does when it has not heard of a worker for too long.
    const lapse = `update pgboss.job set state = 'retry' where name = 'shard' returning retry_count`;
    const [lapsed] = await rowsOf<{ retry_count: number }>(pool, lapse);
    await eventually('the shards to be held again', async () => {
      const sql = `select 1 from pgboss.job where name = 'shard' and state = 'active' and retry_count > $1`;
      return (await rowsOf(pool, sql, [lapsed?.retry_count])).length === SHARD_COUNT || undefined;
    });
    // Whoever holds the shard now has looked at the endpoint when a later delivery has arrived.
    await at.publish();
    expect(await at.ended()).toMatchObject({ attemptNumber: 1, deliveryStatus: 'SUCCEEDED' });
    askToWait(response);
    await at.feed.next();
    const { status, next_attempt_at } = await at.delivery(event);
    expect(status).toBe('RETRYING');
    expect((next_attempt_at as Date).getTime()).toBeGreaterThan(Date.now() + hours(9.9));
    expect(at.requests).toHaveLength(2);
  });
});

describe('410', () => {
  it('disables the endpoint and cancels what waits for it', async () => {
    await using at = await scene((_request, response, count) => (count <= 2 ? askToWait(response) : 410));
    const waiting = [await at.publish()];
    await at.feed.next();
    waiting.push(await at.publish());
    await at.feed.next();
    const refused = await at.publish();

    expect(await at.feed.next()).toMatchObject({
      __typename: 'EndpointStatusChanged',
      endpointStatus: 'DISABLED',
      disabledReason: 'GONE',
    });
    expect(await at.feed.next()).toMatchObject({ __typename: 'AttemptRecorded', deliveryStatus: 'FAILED' });
    for (const _ of waiting) {
      expect(await at.feed.next()).toMatchObject({
        __typename: 'DeliveryStatusChanged',
        deliveryStatus: 'CANCELED',
      });
    }
    expect(await at.delivery(refused)).toMatchObject({ status: 'FAILED', end_reason: 'ENDPOINT_GONE' });
    for (const event of waiting) {
      const delivery = await at.delivery(event);
      expect(delivery).toMatchObject({
        status: 'CANCELED',
        end_reason: 'ENDPOINT_GONE',
        next_attempt_at: null,
        completed_at: expect.any(Date),
        payload_expires_at: expect.any(Date),
        payload_purged_at: null,
      });
    }
    const { endpoint } = await at.tenant.client.data<{ endpoint: object }>(
      'query ($id: ID!) { endpoint(id: $id) { status enabled disabledReason disabledAt } }',
      { id: at.endpoint.id },
    );
    expect(endpoint).toEqual({
      status: 'DISABLED',
      enabled: false,
      disabledReason: 'GONE',
      disabledAt: expect.any(String),
    });
    const later = await at.publish();
    expect(await at.delivery(later)).toBeUndefined();
    expect(at.requests).toHaveLength(3);
  });
});

describe('an endpoint that is deleted', () => {
  it('cancels what waits for it, loses its secrets, and leaves its history to be read', async () => {
    await using at = await scene((_request, response) => askToWait(response));
    const event = await at.publish();
    await at.feed.next();
    await at.tenant.client.data('mutation ($id: ID!) { endpointDelete(id: $id) { __typename } }', {
      id: at.endpoint.id,
    });
    expect(await at.feed.next()).toMatchObject({
      __typename: 'EndpointStatusChanged',
      endpointStatus: null,
    });
    expect(await at.feed.next()).toMatchObject({
      __typename: 'DeliveryStatusChanged',
      deliveryStatus: 'CANCELED',
    });
    const delivery = await at.delivery(event);
    expect(delivery).toMatchObject({
      status: 'CANCELED',
      end_reason: 'ENDPOINT_DELETED',
      next_attempt_at: null,
      payload_purged_at: expect.any(Date),
    });
    expect(await payloadsOf(event)).toBe(0);
    const { pool } = hookline.app.core.database;
    expect(
      await rowsOf(pool, 'select 1 from signing_secret where endpoint_id = $1', [at.endpoint.uuid]),
    ).toEqual([]);

    const history = await at.tenant.client.data(
      `query ($id: ID!) {
         endpoint(id: $id) { id }
         deliveries(filter: { endpointId: $id }) { nodes {
           status endReason endpointId endpoint { id } requestBody
           attempts { nodes { number outcome responseStatus url } } } } }`,
      { id: at.endpoint.id },
    );
    expect(history).toEqual({
      endpoint: null,
      deliveries: {
        nodes: [
          {
            status: 'CANCELED',
            endReason: 'ENDPOINT_DELETED',
            endpointId: at.endpoint.id,
            endpoint: null,
            requestBody: null,
            attempts: {
              nodes: [{ number: 1, outcome: 'REJECTED', responseStatus: 503, url: expect.any(String) }],
            },
          },
        ],
      },
    });
  });

  it('while an attempt is in flight: what the receiver says is recorded, and its success counts', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    await using at = await scene((_request, response) => {
      arrived.resolve(response);
      return undefined;
    });
    const event = await at.publish();
    const response = await arrived.promise;
    await at.tenant.client.data('mutation ($id: ID!) { endpointDelete(id: $id) { __typename } }', {
      id: at.endpoint.id,
    });
    await at.feed.next(({ deliveryStatus }) => deliveryStatus === 'CANCELED');
    response.writeHead(200).end('late');
    expect(await at.feed.next()).toMatchObject({
      __typename: 'AttemptRecorded',
      outcome: 'SUCCEEDED',
      deliveryStatus: 'SUCCEEDED',
    });
    expect(await at.delivery(event)).toMatchObject({
      status: 'SUCCEEDED',
      end_reason: null,
      attempt_count: 1,
    });
    expect(await at.attempts(event)).toMatchObject([{ outcome: 'SUCCEEDED', response_body: 'late' }]);
  });
});

async function payloadsOf(event: string): Promise<number> {
  const { pool } = hookline.app.core.database;
  return (await rowsOf(pool, 'select 1 from event_payload where event_id = $1', [event])).length;
}
