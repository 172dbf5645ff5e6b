import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatCursor } from '../../src/feed/cursor.ts';
import { readFeedPage } from '../../src/feed/page.ts';
import { formatId, newId } from '../../src/ids.ts';
import type { GraphqlClient } from '../support/client.ts';
import { followFeed } from '../support/feed.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { writeHistory } from '../support/history.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { uuidOf } from '../support/pipeline.ts';
import { statementsOf } from '../support/statements.ts';

interface Item {
  __typename: string;
  cursor: string;
  occurredAt: string;
  missedSince?: string;
  attemptNumber?: number;
}
interface Page {
  edges: { cursor: string; node: Item }[];
  nodes: Item[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

const ITEM =
  '__typename cursor occurredAt ... on FeedGap { missedSince } ... on AttemptRecorded { attemptNumber }';
const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: DeliveryFeedFilter) {
  deliveryFeed(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    edges { cursor node { ${ITEM} } } nodes { ${ITEM} }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const SUBSCRIPTION = `subscription ($after: String) { deliveryFeed(after: $after) { ${ITEM} } }`;

let hookline: Hookline;
let tenant: Tenant;
let start: string;
const endpointId = newId();

beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());
beforeEach(async () => {
  tenant = await hookline.createOrganization();
  start = await endOfFeed();
});

const pool = () => hookline.app.core.database.pool;
const endOfFeed = async () =>
  (await hookline.admin.data<{ deliveryFeedCursor: string }>('{ deliveryFeedCursor }')).deliveryFeedCursor;

/** One item for each number, of this tenant unless it is said. */
const append = (attemptNumbers: readonly number[], facts = {}) =>
  appendItems(
    pool(),
    attemptNumbers.map((attemptNumber) =>
      attemptItem({ organizationId: tenant.uuid, attemptNumber, ...facts }),
    ),
  );
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function page(args: Record<string, unknown>, client: GraphqlClient = tenant.client): Promise<Page> {
  return (await client.data<{ deliveryFeed: Page }>(PAGE, args)).deliveryFeed;
}
const code = async (args: Record<string, unknown>) => {
  const { errors } = await tenant.client.send(PAGE, args);
  return [errors?.[0]?.extensions.code, errors?.[0]?.message];
};
const numbers = ({ nodes }: Page) => nodes.map(({ attemptNumber }) => attemptNumber);

/** Drops everything before the tenant's attempt of this number. */
async function dropBefore(attemptNumber: number): Promise<void> {
  await pool().query(
    `delete from feed_item where number <
       (select number from feed_item where organization_id = $1 and attempt_number = $2)`,
    [tenant.uuid, attemptNumber],
  );
}

describe('a page of the feed', () => {
  it('holds what the subscription yields, with the same cursors, oldest first', async () => {
    await append(upTo(30));
    const first = await page({});
    expect(numbers(first)).toEqual(upTo(20));
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.nodes[0]?.cursor,
      endCursor: first.nodes[19]?.cursor,
    });
    expect(first.edges.map(({ node }) => node)).toEqual(first.nodes);
    expect(first.edges.map(({ cursor }) => cursor)).toEqual(first.nodes.map(({ cursor }) => cursor));
    const rest = await page({ after: first.pageInfo.endCursor });
    expect(numbers(rest)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });

    await using feed = await followFeed<Item>(hookline.url, tenant.key, {
      query: SUBSCRIPTION,
      after: start,
    });
    for (const node of [...first.nodes, ...rest.nodes]) expect(await feed.next()).toEqual(node);
    expect(await endOfFeed()).toBe(rest.pageInfo.endCursor);
    expect(await endOfFeed()).toBe(rest.pageInfo.endCursor);
  });

  it.each([1, 3, 7, 100])('by %i at a time leads forwards and backwards through everything', async (size) => {
    await append(upTo(20));
    const ahead: (number | undefined)[] = [];
    for (let after: string | null = start, more = true; more; ) {
      const found: Page = await page({ first: size, after });
      ahead.push(...numbers(found));
      after = found.pageInfo.endCursor;
      more = found.pageInfo.hasNextPage;
    }
    expect(ahead).toEqual(upTo(20));
    const back: (number | undefined)[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const found: Page = await page({ last: size, before });
      back.unshift(...numbers(found));
      before = found.pageInfo.startCursor;
      more = found.pageInfo.hasPreviousPage;
    }
    expect(back).toEqual(upTo(20));
  });

  it('between two cursors holds what lies between them', async () => {
    await append(upTo(9));
    const { nodes } = await page({});
    const [after, before] = [nodes[2]?.cursor, nodes[7]?.cursor];
    expect(numbers(await page({ after, before }))).toEqual([4, 5, 6, 7]);
    expect(numbers(await page({ after, before, last: 2 }))).toEqual([6, 7]);
    expect((await page({ after, before, last: 2 })).pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: true,
    });
    expect((await page({ after: before, before: after })).nodes).toEqual([]);
    expect((await page({ first: 0 })).pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('that is empty ends at the cursor it came after: who polls goes on from there', async () => {
    await append(upTo(3));
    const { pageInfo } = await page({});
    const after = pageInfo.endCursor;
    for (const args of [{}, { first: 0 }, { last: 5 }, { filter: { endpointId: 'x' } }]) {
      const empty = await page({ ...args, after });
      const end = { hasNextPage: false, startCursor: null, endCursor: after };
      expect(empty).toMatchObject({ nodes: [], pageInfo: end });
    }
    await append([4]);
    expect(numbers(await page({ after }))).toEqual([4]);
    expect((await page({ before: start, last: 5 })).pageInfo.endCursor).toBeNull();
  });

  it('begins with the gap when the cursor is older than what is kept, and goes on after it', async () => {
    await append(upTo(8));
    const { nodes } = await page({});
    const [second, sixth] = [nodes[1] as Item, nodes[5] as Item];
    await dropBefore(6);
    const found = await page({ after: second.cursor, first: 3 });
    expect(found.nodes).toEqual([
      {
        __typename: 'FeedGap',
        cursor: expect.any(String),
        occurredAt: sixth.occurredAt,
        missedSince: second.occurredAt,
      },
      ...nodes.slice(5, 7),
    ]);
    expect(found.pageInfo.hasNextPage).toBe(true);
    const gap = found.nodes[0]?.cursor;
    expect(numbers(await page({ after: gap }))).toEqual([6, 7, 8]);
    expect((await page({ after: second.cursor, last: 2 })).nodes).toEqual(nodes.slice(6));
    expect((await page({ after: second.cursor, last: 4 })).nodes[0]?.__typename).toBe('FeedGap');
    expect((await page({ after: second.cursor, before: sixth.cursor })).nodes).toMatchObject([
      { cursor: gap },
    ]);
    expect((await page({ after: second.cursor, before: gap })).nodes).toEqual([]);
    const narrow = { filter: { eventType: 'no.type' }, after: second.cursor };
    expect((await page(narrow)).nodes).toMatchObject([{ __typename: 'FeedGap', cursor: gap }]);
    // The subscription says the same of the same cursor.
    await using feed = await followFeed<Item>(hookline.url, tenant.key, {
      query: SUBSCRIPTION,
      after: second.cursor,
    });
    expect(await feed.next()).toEqual(found.nodes[0]);
    expect(await feed.next()).toEqual(nodes[5]);
  });

  it('has no gap where nothing was asked after, or nothing is missing', async () => {
    await append(upTo(4));
    const { nodes } = await page({});
    await dropBefore(3);
    expect((await page({})).nodes).toEqual(nodes.slice(2));
    expect((await page({ last: 10 })).nodes).toEqual(nodes.slice(2));
    expect((await page({ after: nodes[1]?.cursor })).nodes).toEqual(nodes.slice(2));
    expect((await page({ after: nodes[3]?.cursor })).nodes).toEqual([]);
  });

  it('lets pass what fits its filter, and nothing of others', async () => {
    await append(upTo(3), { endpointId });
    await append([4], { endpointId, outcome: 'TIMED_OUT' });
    await append([5], { eventType: 'invoice.sent', isTest: true });
    await append([6], { organizationId: newId() });
    const fits = async (filter: object, client?: GraphqlClient) =>
      numbers(await page({ filter, after: start }, client));
    expect(await fits({})).toEqual([1, 2, 3, 4, 5]);
    expect(await fits({}, hookline.admin)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await fits({ endpointId: formatId('Endpoint', endpointId) })).toEqual([1, 2, 3, 4]);
    expect(await fits({ outcome: ['TIMED_OUT', 'REJECTED'] })).toEqual([4]);
    expect(await fits({ outcome: [] })).toEqual([]);
    expect(await fits({ isTest: false })).toEqual([1, 2, 3, 4]);
    expect(await fits({ eventType: 'invoice.sent' })).toEqual([5]);
    expect(await fits({ partnerId: 'nobody' })).toEqual([]);
    for (const text of ['\0', '\ud800']) {
      expect(await fits({ partnerId: text })).toEqual([]);
      expect(await fits({ eventType: text })).toEqual([]);
    }
    expect(await fits({ organizationId: tenant.id }, hookline.admin)).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes a fixed number of statements', async () => {
    await append(upTo(100));
    // The first use of a key writes when that was.
    await page({});
    for (const args of [{ first: 2 }, { first: 100 }, { last: 100, after: start }]) {
      const statements = await statementsOf(() => page(args));
      // The key, the feed's end, its beginning, and the items.
      expect(statements).toHaveLength(4);
    }
  });

  it('takes a fixed number of statements for what its items link to as well', async () => {
    const history = await writeHistory(hookline.app.core, tenant.uuid, {
      endpoints: 20,
      deliveries: 1,
      attempts: 1,
    });
    const idsOf = (index: number) => ({
      organizationId: tenant.uuid,
      endpointId: uuidOf(history.endpoints[index] as string),
      deliveryId: uuidOf(history.deliveries[index] as string),
      eventId: uuidOf(history.events[index] as string),
    });
    const each = Array.from({ length: 20 }, (_, index) => index);
    await appendItems(pool(), [
      ...each.map((index) =>
        attemptItem({ ...idsOf(index), attemptId: uuidOf(history.attempts[index] as string) }),
      ),
      ...each.map((index) => ({
        kind: 'DELIVERY_STATUS_CHANGED' as const,
        ...idsOf(index),
        eventType: 'invoice.paid',
        isTest: false,
        previousDeliveryStatus: 'RETRYING' as const,
        deliveryStatus: 'CANCELED' as const,
      })),
      ...each.map((index) => ({
        kind: 'ENDPOINT_STATUS_CHANGED' as const,
        organizationId: tenant.uuid,
        endpointId: idsOf(index).endpointId,
        previousEndpointStatus: 'ACTIVE' as const,
        endpointStatus: 'PAUSED' as const,
        disabledReason: null,
      })),
    ]);
    const delivery = 'delivery { status event { type } endpoint { url } organization { name } }';
    const query = `query ($last: Int!) { deliveryFeed(last: $last) { nodes { __typename
      ... on AttemptRecorded { attempt { number requestHeaders { name } } ${delivery} }
      ... on DeliveryStatusChanged { ${delivery} } ... on EndpointStatusChanged { endpoint { url secretHint } } } } }`;
    await page({});
    const countFor = async (last: number) =>
      (await statementsOf(() => tenant.client.data(query, { last }))).length;
    // From the end: of changed endpoints alone, with changed deliveries, with attempts.
    expect(await countFor(20)).toBe(await countFor(2));
    expect(await countFor(40)).toBe(await countFor(21));
    expect(await countFor(60)).toBe(await countFor(41));
  });

  it('that would look at too much says where it stopped, and the next goes on from there', async () => {
    const { database } = hookline.app.core;
    await append([1]);
    await append(upTo(11).slice(1), { organizationId: newId() });
    await append([12]);
    const window = { filter: { organizationId: tenant.uuid }, before: null, limit: 5 };
    const head = (await database.prisma.feedHead.findUniqueOrThrow({ where: { id: 1 } })).number;
    const after = { number: head - 12n, at: null };
    const ahead = await readFeedPage(database, { ...window, after, backward: false }, 4n);
    expect(ahead.more).toBe(true);
    expect(ahead.items.map(({ kind, number }) => [kind, number])).toEqual([
      ['ATTEMPT_RECORDED', head - 11n],
      ['CHECKPOINT', head - 8n],
    ]);
    const back = await readFeedPage(database, { ...window, after, backward: true }, 4n);
    expect(back.more).toBe(true);
    expect(back.items.map(({ kind, number }) => [kind, number])).toEqual([
      ['CHECKPOINT', head - 3n],
      ['ATTEMPT_RECORDED', head],
    ]);
    let at = after;
    const found: bigint[] = [];
    for (let more = true; more; ) {
      const next = await readFeedPage(database, { ...window, after: at, backward: false }, 4n);
      found.push(...next.items.filter(({ kind }) => kind !== 'CHECKPOINT').map(({ number }) => number));
      at = { number: next.items.at(-1)?.number ?? head, at: null };
      more = next.more;
    }
    expect(found).toEqual([head - 11n, head]);
  });

  it('refuses a cursor that is none, or of the future, and a size that is none', async () => {
    for (const name of ['after', 'before']) {
      expect(await code({ [name]: 'x' })).toEqual(['CURSOR_INVALID', `${name} is not a cursor of the feed.`]);
      expect((await code({ [name]: formatCursor(10n ** 12n) }))[0]).toBe('CURSOR_AHEAD');
    }
    expect((await code({ first: 101 }))[0]).toBe('BAD_REQUEST');
    expect((await code({ first: 1, last: 1 }))[0]).toBe('BAD_REQUEST');
  });
});
