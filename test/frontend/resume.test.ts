import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/ids.ts';
import { createClient } from '../support/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { startProxy } from '../support/proxy.ts';
import { endBlocked } from '../support/waiting.ts';
import { apollo, type Follow, graphqlSse, graphqlWs, urql } from './resuming-clients.ts';

const API_ONLY = { api: true, worker: false };

/** Of an error, or of the closing of a socket. */
function reasonOf(error: unknown): string {
  const { message, reason } = error as { message?: string; reason?: string };
  return reason ?? message ?? String(error);
}

describe.each<[string, Follow]>([
  ['graphql-ws', graphqlWs],
  ['graphql-sse', graphqlSse],
  ['Apollo Client', apollo],
  ['urql', urql],
])('%s', (_name, follow) => {
  let database: TestDatabase;
  let hookline: Hookline;
  let tenant: Tenant;
  beforeAll(async () => {
    database = await createTestDatabase();
    hookline = await startHookline({ roles: API_ONLY, databaseUrl: database.url });
    tenant = await hookline.createOrganization();
  });
  afterAll(async () => {
    await hookline[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
  const numbers: number[] = [];
  const reasons: unknown[] = [];
  let written = 0;
  afterEach(() => {
    numbers.length = 0;
    reasons.length = 0;
    written = 0;
  });

  const append = (count: number) =>
    appendItems(
      hookline.app.core.database.pool,
      Array.from({ length: count }, () =>
        attemptItem({ organizationId: tenant.uuid, attemptNumber: ++written }),
      ),
    );
  const subscribers = (count: number) =>
    vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(count), { timeout: 10_000 });
  const allCame = () =>
    vi.waitFor(() => expect(numbers).toEqual(Array.from({ length: written }, (_, index) => index + 1)), {
      timeout: 10_000,
    });
  const open = async (url: string) => {
    const { deliveryFeedCursor } = await tenant.client.data<{ deliveryFeedCursor: string }>(
      '{ deliveryFeedCursor }',
    );
    return follow({
      url,
      key: tenant.key,
      after: deliveryFeedCursor,
      take: (item) => numbers.push(item.__typename === 'AttemptRecorded' ? item.attemptNumber : Number.NaN),
      onError: (reason) => reasons.push(reason),
    });
  };

  it('loses its connection twice, and resumes after its last cursor without a gap', async () => {
    await using proxy = await startProxy(hookline.url);
    await using _page = await open(proxy.url.replace(/\/$/, ''));
    await append(3);
    await allCame();
    for (let time = 0; time < 2; time++) {
      proxy.cut();
      await subscribers(0);
      await append(4);
      proxy.mend();
      await append(2);
      await allCame();
    }
  });

  it('goes on where it was when the server is stopped and another one takes its place', async () => {
    // The address of both, as a balancer's: the first one's own port may be another program's as soon as it is stopped.
    const first = hookline;
    await using address = await startProxy(first.url);
    await using _page = await open(address.url.replace(/\/$/, ''));
    await append(3);
    await allCame();
    hookline = await startHookline({ roles: API_ONLY, databaseUrl: database.url });
    tenant = { ...tenant, client: createClient(hookline.url, tenant.key) };
    address.lead(hookline.url);
    await first[Symbol.asyncDispose]();
    await append(4);
    await allCame();
  });

  it('comes back when the server had to refuse it, as PostgreSQL was not to be had', async () => {
    await using stack = new AsyncDisposableStack();
    const proxy = stack.use(await startProxy(hookline.url));
    stack.use(await open(proxy.url.replace(/\/$/, '')));
    await append(3);
    await allCame();
    proxy.cut();
    await subscribers(0);
    await append(1);
    const other = stack.adopt(new pg.Pool({ connectionString: database.url }), (pool) => pool.end());
    const locker = await other.connect();
    stack.defer(() => locker.release());
    await locker.query('begin');
    await locker.query('lock table feed_head in access exclusive mode');
    proxy.mend();
    await endBlocked(other);
    await vi.waitFor(() => expect(reasons.length).toBeGreaterThan(0), { timeout: 10_000 });
    await locker.query('rollback');
    await append(2);
    await allCame();
  });

  it('comes back when it was ended amid the items, and is told of the one that could not be read', async () => {
    await using stack = new AsyncDisposableStack();
    stack.use(await open(hookline.url));
    await append(3);
    await allCame();
    const other = stack.adopt(new pg.Pool({ connectionString: database.url }), (pool) => pool.end());
    const locker = await other.connect();
    stack.defer(() => locker.release());
    await locker.query('begin');
    await locker.query('lock table endpoint in access exclusive mode');
    await appendItems(hookline.app.core.database.pool, [
      {
        kind: 'ENDPOINT_STATUS_CHANGED',
        organizationId: tenant.uuid,
        endpointId: newId(),
        previousEndpointStatus: 'ACTIVE',
        endpointStatus: null,
        disabledReason: null,
      },
    ]);
    await append(2);
    await endBlocked(other);
    await vi.waitFor(() => expect(reasons.length).toBeGreaterThan(0), { timeout: 10_000 });
    await locker.query('rollback');
    await vi.waitFor(() => expect(numbers).toEqual([1, 2, 3, Number.NaN, 4, 5]), { timeout: 10_000 });
  });

  it('says why it was ended when its key is revoked', async () => {
    const { key } = tenant;
    await using _page = await open(hookline.url);
    await append(1);
    await allCame();
    await hookline.app.core.database.pool.query(
      'update api_key set revoked_at = now() where organization_id = $1',
      [tenant.uuid],
    );
    await vi.waitFor(() => expect(reasons.map(reasonOf).join()).toContain('This API key was revoked.'), {
      timeout: 10_000,
    });
    expect(reasons.map(reasonOf).join()).not.toContain(key);
  });
});
