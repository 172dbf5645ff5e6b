import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/ids.ts';
import { openEventStream } from '../support/event-stream.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { writeHistory } from '../support/history.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { uuidOf } from '../support/pipeline.ts';
import { openSocket } from '../support/socket.ts';
import { endBlocked } from '../support/waiting.ts';

const FEED = `subscription ($after: String) { deliveryFeed(after: $after) {
  cursor ... on AttemptRecorded { attemptNumber attempt { number } delivery { endpoint { url } } } } }`;

interface Answer {
  data?: { deliveryFeed: { cursor: string; attemptNumber: number } } | null;
  errors?: { extensions: { code: string } }[];
}
interface Stream extends AsyncDisposable {
  /** Null: it has ended; over WebSocket an error that ends it is an answer too. */
  next(): Promise<Answer | null>;
}
type Open = (after: string) => Promise<Stream>;

let hookline: Hookline;
let tenant: Tenant;
let attemptIds: string[];
let deliveryId: string;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization();
  const size = { endpoints: 1, deliveries: 1, attempts: 3 };
  const past = await writeHistory(hookline.app.core, tenant.uuid, size);
  attemptIds = past.attempts.map(uuidOf);
  deliveryId = uuidOf(past.deliveries[0] as string);
});
afterAll(() => hookline[Symbol.asyncDispose]());

const overStream: Open = async (after) => {
  const stream = await openEventStream(hookline.url, tenant.key, { query: FEED, variables: { after } });
  return {
    next: async () => (await stream.next()) as Answer | null,
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
};

const overSocket: Open = async (after) => {
  const socket = openSocket(hookline.url, { 'X-API-Key': tenant.key });
  const answers = socket.run<Answer>(FEED, { after });
  return {
    async next() {
      try {
        const { done, value } = await answers.next();
        return done ? null : value;
      } catch (errors) {
        return { errors: errors as NonNullable<Answer['errors']> };
      }
    },
    [Symbol.asyncDispose]: () => socket[Symbol.asyncDispose](),
  };
};

const append = (attemptNumber: number, attemptId = attemptIds[attemptNumber - 1]) =>
  appendItems(hookline.app.core.database.pool, [
    attemptItem({ organizationId: tenant.uuid, attemptNumber, attemptId: attemptId as string, deliveryId }),
  ]);
const feedEnd = async () =>
  (await tenant.client.data<{ deliveryFeedCursor: string }>('{ deliveryFeedCursor }')).deliveryFeedCursor;
const told = (attemptNumber: number) => ({
  data: {
    deliveryFeed: {
      attemptNumber,
      attempt: { number: attemptNumber },
      delivery: { endpoint: { url: 'https://example.com/hook' } },
    },
  },
});

describe.each<[string, Open]>([
  ['server-sent events', overStream],
  ['WebSocket', overSocket],
])('a subscription over %s', (_name, open) => {
  it.each([
    ['that is never null', 'delivery_attempt'],
    ['that may be null', 'endpoint'],
  ])(
    'ends with an item of which a link %s cannot be read now, and whoever resumes is told of it',
    async (_link, table) => {
      await using stack = new AsyncDisposableStack();
      const stream = stack.use(await open(await feedEnd()));
      await append(1);
      const seen = await stream.next();
      expect(seen).toMatchObject(told(1));

      const other = stack.adopt(new pg.Pool({ connectionString: hookline.databaseUrl }), (pool) =>
        pool.end(),
      );
      const locker = await other.connect();
      stack.defer(() => locker.release());
      await locker.query('begin');
      await locker.query(`lock table ${table} in access exclusive mode`);
      await append(2);
      await append(3);
      await endBlocked(other);
      const last = await stream.next();
      await locker.query('rollback');
      expect(last?.data ?? null).toBeNull();
      expect(last?.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
      expect(await stream.next()).toBeNull();

      const resumed = stack.use(await open(seen?.data?.deliveryFeed.cursor ?? ''));
      expect(await resumed.next()).toMatchObject(told(2));
      expect(await resumed.next()).toMatchObject(told(3));
    },
  );

  it('goes on after an item whose links never will be read again', async () => {
    await using stream = await open(await feedEnd());
    await append(2, newId());
    await append(3);
    expect(await stream.next()).toMatchObject({ data: null, errors: [expect.anything()] });
    expect(await stream.next()).toMatchObject(told(3));
  });
});
