import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatId } from '../../src/ids.ts';
import type { GraphqlClient } from '../support/client.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { type ListScene, mostCommon, setListScene, uuidAt } from '../support/list-data.ts';
import {
  idsOf,
  type List,
  nestedList,
  newestFirst,
  pageBackwards,
  pageForwards,
  rootList,
} from '../support/lists.ts';
import { contract } from '../support/operations.ts';
import { addEventType, uuidOf } from '../support/pipeline.ts';
import { seededRandom } from '../support/random.ts';

const random = seededRandom(7);

let hookline: Hookline;
let scene: ListScene;
let tenant: GraphqlClient;
let own: string;
/** Rows of the tenant's that have connections of their own, by what they are. */
let busy: { endpoint: string; event: string; delivery: string };
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  scene = await setListScene(hookline, random);
  ({ tenant, own } = scene);
  const deliveries = scene.data.deliveries.filter(({ organizationId }) => organizationId === own);
  const ids = deliveries.map(({ id }) => id);
  const attempts = await prisma().deliveryAttempt.findMany({ where: { deliveryId: { in: ids } } });
  busy = {
    endpoint: mostCommon(deliveries.map(({ endpointId }) => endpointId)),
    event: mostCommon(deliveries.map(({ eventId }) => eventId)),
    delivery: mostCommon(attempts.map(({ deliveryId }) => deliveryId)),
  };
});
afterAll(() => hookline[Symbol.asyncDispose]());

const prisma = () => hookline.app.core.database.prisma;

const ofOwn = () => ({ where: { organizationId: own } });
const ownEndpoints = async () => newestFirst('Endpoint', await prisma().endpoint.findMany(ofOwn()));
const deliveriesWhere = async (where: object) =>
  newestFirst('Delivery', await prisma().delivery.findMany({ where }));

/** Every connection of the schema, as the tenant sees it. */
const lists: List[] = [
  rootList('organizations', async () => [formatId('Organization', own)]),
  rootList('apiKeys', async () =>
    newestFirst(
      'ApiKey',
      await prisma().apiKey.findMany({ where: { organizationId: own, revokedAt: null } }),
    ),
  ),
  rootList('eventTypes', async () => {
    const sql = 'select id from event_type order by name';
    const { rows } = await hookline.app.core.database.pool.query<{ id: string }>(sql);
    return rows.map(({ id }) => formatId('EventType', id));
  }),
  rootList('endpoints', ownEndpoints),
  rootList('events', async () => newestFirst('Event', await prisma().event.findMany(ofOwn()))),
  rootList('deliveries', () => deliveriesWhere({ organizationId: own })),
  nestedList('Organization', 'endpoints', () => own, ownEndpoints),
  nestedList(
    'Endpoint',
    'deliveries',
    () => busy.endpoint,
    () => deliveriesWhere({ endpointId: busy.endpoint }),
  ),
  nestedList(
    'Event',
    'deliveries',
    () => busy.event,
    () => deliveriesWhere({ eventId: busy.event }),
  ),
  nestedList(
    'Delivery',
    'attempts',
    () => busy.delivery,
    async () => {
      const where = { deliveryId: busy.delivery };
      const rows = await prisma().deliveryAttempt.findMany({ where, orderBy: { number: 'asc' } });
      return rows.map(({ id }) => formatId('DeliveryAttempt', id));
    },
  ),
];

const anySize = () => 1 + Math.floor(random() * 7);

describe('a connection', () => {
  it('is each of those that the schema has', () => {
    const fields = Object.values(contract.getTypeMap()).flatMap((type) =>
      'getFields' in type && !type.name.startsWith('__')
        ? Object.values(type.getFields() as Record<string, { name: string; type: unknown }>)
            .filter((field) => String(field.type).endsWith('Connection!'))
            .map((field) => (type.name === 'Query' ? field.name : `${type.name}.${field.name}`))
        : [],
    );
    // The feed is a list of another kind, with tests of its own.
    expect(fields.filter((name) => name !== 'deliveryFeed').toSorted()).toEqual(
      lists.map(({ name }) => name).toSorted(),
    );
  });

  describe.each(lists.map((list) => [list.name, list] as const))('%s', (_name, list) => {
    it('can be paged forwards and backwards to its ends', async () => {
      const expected = await list.expected();
      expect(expected.length).toBeGreaterThan(
        list.name === 'organizations' || list.name === 'Event.deliveries' ? 0 : 6,
      );
      expect(await pageForwards(tenant, list, anySize)).toEqual(expected);
      expect(await pageForwards(tenant, list, () => expected.length)).toEqual(expected);
      expect(await pageBackwards(tenant, list, anySize)).toEqual(expected);
      expect(await pageBackwards(tenant, list, () => expected.length)).toEqual(expected);
    });

    it('gives the page that its cursors enclose', async () => {
      const all = await list.page(tenant, { first: 100 });
      const ids = idsOf(all);
      const cursorAt = (place: number) => all.edges.at(place)?.cursor ?? '';
      expect(all.pageInfo).toMatchObject({ startCursor: cursorAt(0), endCursor: cursorAt(-1) });
      expect(
        idsOf(await list.page(tenant, { after: cursorAt(0), before: cursorAt(-1), first: 100 })),
      ).toEqual(ids.slice(1, -1));
      expect(idsOf(await list.page(tenant, { after: cursorAt(0), before: cursorAt(-1), last: 100 }))).toEqual(
        ids.slice(1, -1),
      );
      expect(idsOf(await list.page(tenant, { after: cursorAt(0), first: 2 }))).toEqual(ids.slice(1, 3));
      expect(idsOf(await list.page(tenant, { before: cursorAt(-1), last: 2 }))).toEqual(
        ids.slice(0, -1).slice(-2),
      );
      expect(idsOf(await list.page(tenant, { before: cursorAt(-1), first: 2 }))).toEqual(
        ids.slice(0, -1).slice(0, 2),
      );
      expect(idsOf(await list.page(tenant, { after: cursorAt(0), last: 2 }))).toEqual(ids.slice(1).slice(-2));
      expect(idsOf(await list.page(tenant, {}))).toEqual(ids.slice(0, 20));
    });

    it('of no entries has null cursors, and tells whether there are any', async () => {
      const empty = await list.page(tenant, { first: 0 });
      expect(empty).toMatchObject({ edges: [], nodes: [] });
      expect(empty.pageInfo).toEqual({
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: null,
        endCursor: null,
      });
      const all = await list.page(tenant, { first: 100 });
      const beyond = await list.page(tenant, { first: 5, after: all.pageInfo.endCursor });
      expect(beyond.pageInfo).toEqual({
        hasNextPage: false,
        hasPreviousPage: true,
        startCursor: null,
        endCursor: null,
      });
    });

    it('refuses the cursors of other lists', async () => {
      const rowsOf = ({ name }: List) => name.split('.').at(-1) ?? '';
      for (const other of lists.filter((each) => rowsOf(each) !== rowsOf(list))) {
        const { pageInfo } = await other.page(tenant, { first: 1 });
        for (const args of [{ after: pageInfo.endCursor }, { before: pageInfo.endCursor }]) {
          expect(await list.refusal(tenant, args), other.name).toBe('CURSOR_INVALID');
        }
      }
    });
  });

  it('takes the cursors of the same list in another place', async () => {
    const root = lists.find(({ name }) => name === 'deliveries') as List;
    const nested = lists.find(({ name }) => name === 'Endpoint.deliveries') as List;
    const all = await nested.page(tenant, { first: 100 });
    const [first] = (await root.page(tenant, { first: 1 })).edges;
    const inside = (await nested.expected()).filter((id) => id < (first?.node.id ?? ''));
    expect(idsOf(await nested.page(tenant, { first: 100, after: first?.cursor ?? null }))).toEqual(inside);
    expect(all.edges.length).toBeGreaterThanOrEqual(inside.length);
  });
});

describe('while others write', () => {
  const listOf = (name: string) => lists.find((list) => list.name === name) as List;

  it.each(['events', 'deliveries', 'Endpoint.deliveries', 'endpoints', 'Organization.endpoints'])(
    'paging %s shows each row that was there once, and misses none',
    async (name) => {
      const list = listOf(name);
      const before = await list.expected();
      const made: string[] = [];
      const between = async () => void made.push(await insert(name));
      const found = await pageForwards(tenant, list, () => 3, { between });
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => !made.includes(id))).toEqual(before);
      expect(made.length).toBeGreaterThan(1);
      // Those that are written while somebody pages are newer than what the pages go to.
      expect(found.filter((id) => made.includes(id))).toEqual([]);
    },
  );

  it('paging eventTypes by name shows each that was there once, wherever new ones come in', async () => {
    const list = listOf('eventTypes');
    const before = await list.expected();
    const names = ['aaa', 'zzz', 'm', 'alpha.a'];
    const between = async (place: number) => {
      const name = names[place];
      if (name) await addEventType(hookline.admin, name);
    };
    const found = await pageForwards(tenant, list, () => 2, { between });
    expect(new Set(found).size).toBe(found.length);
    expect(before.filter((id) => !found.includes(id))).toEqual([]);
  });

  it('a cursor holds its place when its row is gone', async () => {
    const list = listOf('endpoints');
    const expected = await list.expected();
    const page = await list.page(tenant, { first: 3 });
    await prisma().endpoint.delete({ where: { id: uuidOf(page.nodes[2]?.id ?? '') } });
    const next = await list.page(tenant, { first: 100, after: page.pageInfo.endCursor });
    expect(idsOf(next)).toEqual(expected.slice(3));
  });

  /** Writes a row of now into a list. @returns its id */
  async function insert(name: string): Promise<string> {
    const id = uuidAt(Date.now());
    if (name.endsWith('endpoints')) {
      await prisma().endpoint.create({
        data: { id, organizationId: own, createdBy: 'test', url: 'https://example.com' },
      });
      return formatId('Endpoint', id);
    }
    if (name === 'events') {
      await prisma().event.create({
        data: { id, organizationId: own, type: 'invoice.paid', occurredAt: new Date() },
      });
      return formatId('Event', id);
    }
    await prisma().delivery.create({
      data: {
        id,
        organizationId: own,
        eventId: busy.event,
        endpointId: busy.endpoint,
        eventType: 'invoice.paid',
      },
    });
    return formatId('Delivery', id);
  }
});
