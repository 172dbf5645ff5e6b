import {
  extendSchema,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { formatId, newId } from '../../src/ids.ts';
import type { GraphqlClient } from '../support/client.ts';
import { followFeed } from '../support/feed.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { argsWithId, findIdPlaces, type IdKind, type IdPlace } from '../support/id-places.ts';
import { contract, operationText, read } from '../support/operations.ts';
import { addEventType, rowsOf, uuidOf } from '../support/pipeline.ts';
import { type Item, type Scene, setScene } from '../support/scene.ts';
import { eventually } from '../support/waiting.ts';

/** Every place of the schema where an id may stand, tried with another organization's; generated, so that none is forgotten. */

type Ids = Record<Exclude<IdKind, 'any'> | 'DeliveryAttempt', string>;

let hookline: Hookline;
let mine: Scene;
let theirs: Scene;
let ids: { mine: Ids; theirs: Ids };
beforeAll(async () => {
  hookline = await startHookline();
  await addEventType(hookline.admin, 'invoice.paid');
  mine = await setScene(hookline, () => 200, { externalId: 'endpoint-of-mine' });
  theirs = await setScene(hookline, () => 200, { externalId: 'endpoint-of-theirs' });
  ids = { mine: await idsOf(mine, 'mine'), theirs: await idsOf(theirs, 'theirs') };
  // The statistics of what was delivered so far are summed up once a second; then nothing of theirs changes by itself.
  await eventually('the statistics to be summed up', async () => {
    const deltas = await rowsOf(pool(), 'select 1 from delivery_stat_delta');
    return deltas.length === 0 || undefined;
  });
});
afterAll(async () => {
  await mine[Symbol.asyncDispose]();
  await theirs[Symbol.asyncDispose]();
  await hookline[Symbol.asyncDispose]();
});

const pool = () => hookline.app.core.database.pool;

async function idsOf(scene: Scene, name: string): Promise<Ids> {
  const Delivery = await scene.publish();
  await scene.becomes(Delivery, 'SUCCEEDED');
  const { id: Organization } = scene.tenant;
  const data = { externalId: `organization-of-${name}`, partnerId: `partner-of-${name}` };
  await hookline.app.core.database.prisma.organization.update({ where: { id: uuidOf(Organization) }, data });
  const found = await scene.tenant.client.data<{
    delivery: { event: { id: string }; lastAttempt: { id: string } };
    viewer: { apiKey: { id: string } };
  }>('query ($id: ID!) { delivery(id: $id) { event { id } lastAttempt { id } } viewer { apiKey { id } } }', {
    id: Delivery,
  });
  return {
    Organization,
    Delivery,
    ApiKey: found.viewer.apiKey.id,
    Endpoint: scene.endpoint.id,
    Event: found.delivery.event.id,
    DeliveryAttempt: found.delivery.lastAttempt.id,
    partner: data.partnerId,
    organizationExternalId: data.externalId,
    endpointExternalId: `endpoint-of-${name}`,
  };
}

const NODES = ['Organization', 'ApiKey', 'Endpoint', 'Event', 'Delivery', 'DeliveryAttempt'] as const;
const isNode = (kind: string): kind is (typeof NODES)[number] => NODES.some((node) => node === kind);

/** Ids that must name nothing at a place of this kind, with what they are. */
function foreignIds(kind: IdKind): [what: string, id: string][] {
  if (kind === 'any') {
    return NODES.flatMap((node): [string, string][] => [
      [`their ${node}`, ids.theirs[node]],
      [`no ${node}`, formatId(node, newId())],
      [`my ${node} under another prefix`, ids.mine[node].replace(/^[a-z]+/, node === 'Event' ? 'ep' : 'evt')],
    ]);
  }
  if (!isNode(kind)) {
    return [
      ['theirs', ids.theirs[kind]],
      ['none', 'nobody’s'],
    ];
  }
  const other = kind === 'Endpoint' ? 'Delivery' : 'Endpoint';
  return [
    ['theirs', ids.theirs[kind]],
    ['none', formatId(kind, newId())],
    [`my ${other}`, ids.mine[other]],
    [`theirs of the type ${other}`, ids.theirs[other]],
    ['a UUID alone', uuidOf(ids.theirs[kind])],
    ['in capitals', ids.theirs[kind].toUpperCase()],
    ['empty', ''],
    ['no text for a database', '\0'],
  ];
}

const places = findIdPlaces(contract);
const titled = (parents: (name: string) => boolean) =>
  places
    .filter(({ parent }) => parents(parent))
    .map((place): [string, IdPlace] => [`${place.parent}.${place.field}(${place.path.join('.')})`, place]);

/** What shows whether a field found anything. */
function probeOf(typeName: string): string {
  const type = contract.getType(typeName);
  if (!isObjectType(type) || !typeName.endsWith('Connection')) return '__typename';
  return `nodes { __typename } ${type.getFields().totalCount ? 'totalCount' : ''}`;
}

function isNothing(value: unknown): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isNothing);
  const page = value as { nodes?: unknown[]; totalCount?: number };
  return page.nodes?.length === 0 && (page.totalCount ?? 0) === 0;
}

const typeOfField = ({ parent, field }: IdPlace) =>
  getNamedType((contract.getType(parent) as GraphQLObjectType).getFields()[field]?.type)?.name ?? '';

describe('another organization’s id, none, or one of another type', () => {
  it('has more than fifty places in the schema', () => {
    console.log(
      `tenancy: ${places.length} places for ids, ${titled((name) => name === 'Mutation').length} in mutations`,
    );
    expect(places.length).toBeGreaterThan(50);
    expect(new Set(places.map(({ parent }) => parent))).toEqual(
      new Set(['Query', 'Mutation', 'Subscription', 'Organization', 'Endpoint', 'Event']),
    );
  });

  it.each(titled((name) => name === 'Query'))('gives null or an empty list: %s', async (_title, place) => {
    const empty = async (client: GraphqlClient, id: string) => {
      const args = argsWithId(contract, place, id);
      return isNothing(await read(client, place.field, args, probeOf(typeOfField(place))));
    };
    for (const [what, id] of foreignIds(place.kind)) {
      expect(await empty(mine.tenant.client, id), `${what} (${id})`).toBe(true);
    }
    // The probe can tell: what is visible is found.
    const known = isNode(place.kind)
      ? ids.mine[place.kind]
      : place.kind === 'any'
        ? ids.mine.Event
        : ids.mine[place.kind];
    expect(await empty(mine.tenant.client, known)).toBe(false);
  });

  it.each(titled((name) => name === 'Mutation'))(
    'is NotFoundError and changes nothing: %s',
    async (_title, place) => {
      const before = await rowsOfTheirs();
      for (const [what, id] of foreignIds(place.kind)) {
        const args = argsWithId(contract, place, id);
        const answer = await mine.tenant.client.send<Record<string, unknown>>(
          mutationText(place, args),
          args,
        );
        if (needsAdmin(place)) {
          expect(answer, what).toMatchObject({
            status: 403,
            errors: [{ extensions: { code: 'FORBIDDEN' } }],
          });
          // An administrator may see theirs, and is told of what nobody can see.
          if (what.includes('theirs')) continue;
          const asAdmin = await hookline.admin.data<Record<string, unknown>>(mutationText(place, args), args);
          expect(asAdmin[place.field], what).toMatchObject({ code: 'NOT_FOUND', path: place.path });
          continue;
        }
        expect(answer.errors, `${what} (${id})`).toBeUndefined();
        const path = place.path.map((step) => (step === '[]' ? '0' : step));
        expect(firstOf(answer.data[place.field]), `${what} (${id})`).toEqual({
          __typename: 'NotFoundError',
          code: 'NOT_FOUND',
          path,
        });
      }
      expect(await rowsOfTheirs()).toEqual(before);
    },
  );

  it.each(titled((name) => name === 'Subscription'))(
    'is refused with NOT_FOUND: %s',
    async (_title, place) => {
      if (place.kind === 'partner') return expectSilence(place);
      for (const [what, id] of foreignIds(place.kind)) {
        const text = operationText('subscription', place.field, [place.path[0] ?? ''], '__typename');
        expect(await refusalOf(text, argsWithId(contract, place, id)), `${what} (${id})`).toBe('NOT_FOUND');
      }
    },
  );

  it.each(titled((name) => contract.getType(name) !== null && !/^(Query|Mutation|Subscription)$/.test(name)))(
    'gives an empty list below what is mine: %s',
    async (_title, place) => {
      const inside = (args: object) =>
        `${place.field}(filter: $filter) { ${probeOf(typeOfField(place))} }`.replace('$filter', () =>
          Object.keys(args).length > 0 ? '$filter' : 'null',
        );
      if (!isNode(place.parent)) throw new Error(`no rule says how to get at ${place.parent}`);
      const filterType = (contract.getType(place.parent) as GraphQLObjectType)
        .getFields()
        [place.field]?.args.find(({ name }) => name === 'filter')?.type;
      for (const [what, id] of foreignIds(place.kind)) {
        const args = argsWithId(contract, place, id);
        const data = await mine.tenant.client.data<{ node: Record<string, unknown> }>(
          `query ($id: ID!, $filter: ${filterType}) { node(id: $id) { ... on ${place.parent} { ${inside(args)} } } }`,
          { id: ids.mine[place.parent], ...args },
        );
        expect(isNothing(data.node[place.field]), `${what} (${id})`).toBe(true);
      }
    },
  );

  it('of a new kind fails this test until a rule says what it names', () => {
    for (const extension of [
      'extend type Mutation { thingDelete(id: ID!): Boolean }',
      'extend type Query { endpointsOf(ownerId: ID): Boolean }',
      'extend input EndpointFilter { siblingIds: [ID!] }',
      'extend input EventPublishInput { parentId: String }',
      'extend type Delivery { related(deviceId: ID): Boolean }',
    ]) {
      expect(() => findIdPlaces(extendSchema(contract, parse(extension))), extension).toThrow('no rule');
    }
    const required = extendSchema(
      contract,
      parse('extend type Mutation { endpointMove(id: ID!, to: Int!): Boolean }'),
    );
    const place = findIdPlaces(required).find(({ field }) => field === 'endpointMove');
    expect(() => argsWithId(required, place as IdPlace, 'ep_1')).toThrow('no sample for the required to');
  });
});

const needsAdmin = ({ parent, field }: IdPlace) =>
  (contract.getType(parent) as GraphQLObjectType).getFields()[field]?.description?.includes('Scope: ADMIN');

function mutationText({ field }: IdPlace, args: object): string {
  const failure = '__typename ... on NotFoundError { code path }';
  const inBatch = field === 'eventPublishBatch';
  const text = operationText(
    'mutation',
    field,
    Object.keys(args),
    inBatch ? `results { ${failure} }` : '__typename',
  );
  return inBatch ? text : text.replace(/\{ __typename .*\.\.\. on/s, `{ ${failure} ... on`);
}

/** The answer, or what became of the first event of a batch. */
function firstOf(answer: unknown): unknown {
  const { results } = answer as { results?: unknown[] };
  return results ? results[0] : answer;
}

/** Everything that is stored of them, in every table. */
async function rowsOfTheirs(): Promise<Record<string, unknown[]>> {
  const tables = await rowsOf<{ name: string }>(
    pool(),
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id'
       and table_name in (select c.relname from pg_class c where c.relkind in ('r', 'p') and not c.relispartition)`,
  );
  expect(tables.length).toBeGreaterThan(8);
  const organization = uuidOf(ids.theirs.Organization);
  const found: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const rows = await rowsOf(pool(), `select t::text from ${name} t where organization_id = $1 order by 1`, [
      organization,
    ]);
    found[name] = rows;
  }
  found.organization = await rowsOf(pool(), 'select t::text from organization t where id = $1', [
    organization,
  ]);
  return found;
}

/** The code with which a subscription of mine is refused. */
async function refusalOf(query: string, variables: Record<string, unknown>): Promise<unknown> {
  const client = createSocketClient({
    url: `${hookline.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'X-API-Key': mine.tenant.key },
    retryAttempts: 0,
  });
  try {
    for await (const { errors } of client.iterate({ query, variables })) return errors?.[0]?.extensions?.code;
    return undefined;
  } catch (error) {
    const [first] = error as { extensions: { code: string } }[];
    return first?.extensions.code;
  } finally {
    await client.dispose();
  }
}

/** A partner is no id: following another’s shows nothing, while both organizations have something to show. */
async function expectSilence(place: IdPlace): Promise<void> {
  const items: Item[] = [];
  const follow = (scene: Scene, variables: Record<string, unknown>) =>
    followFeed<Item>(hookline.url, scene.tenant.key, { variables });
  await using foreign = await follow(mine, argsWithId(contract, place, ids.theirs.partner));
  await using own = await follow(mine, argsWithId(contract, place, ids.mine.partner));
  void foreign
    .next((item) => {
      items.push(item);
      return false;
    })
    .catch(() => undefined);
  const delivery = await theirs.publish();
  await theirs.becomes(delivery, 'SUCCEEDED');
  const visible = await mine.publish();
  await own.next(({ deliveryId }) => deliveryId === visible);
  expect(items).toEqual([]);
}

describe('what I can reach without naming anything', () => {
  /** Every field of a type that takes no required arguments, and what it leads to, to a depth. */
  function everything(type: GraphQLObjectType, depth: number): string {
    return Object.values(type.getFields())
      .filter(({ args }) => args.every((arg) => !arg.type.toString().endsWith('!')))
      .map((field) => {
        const target = getNamedType(field.type);
        const args = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
        if (isObjectType(target))
          return depth > 0 ? `${field.name}${args} { ${everything(target, depth - 1)} }` : '';
        if (isInterfaceType(target) || isUnionType(target)) return '';
        return `${field.name}${args}`;
      })
      .filter(Boolean)
      .concat('__typename')
      .join(' ');
  }

  const lists = Object.values(contract.getQueryType()?.getFields() ?? {}).filter(
    ({ name, args }) => name !== 'deliveryFeed' && args.every((arg) => !arg.type.toString().endsWith('!')),
  );

  it.each(lists.map((field) => [field.name, field] as const))(
    'shows nothing of theirs: %s',
    async (name, field) => {
      const type = getNamedType(field.type);
      const selection = isObjectType(type) ? everything(type, name.endsWith('s') ? 3 : 2) : '';
      const answer = JSON.stringify(await read(mine.tenant.client, name, {}, selection));
      const secretsOfTheirs = Object.values(ids.theirs).flatMap((id) => [id, id.replace(/^[a-z]+_/, '')]);
      for (const id of secretsOfTheirs) expect(answer).not.toContain(id);
      if (!['eventTypes', 'deliveryFeedCursor'].includes(name))
        expect(answer).toContain(ids.mine.Organization);
    },
  );

  const paged = lists.filter(({ args }) => args.some(({ name }) => name === 'after'));

  it.each([...paged.map(({ name }) => name), 'deliveryFeed'].filter((name) => name !== 'eventTypes'))(
    'shows nothing of theirs from a cursor of theirs: %s',
    async (name) => {
      const probe = name === 'deliveryFeed' ? 'cursor' : 'id';
      const selection = `edges { cursor node { ${probe} } }`;
      type List = { edges: { cursor: string; node: Record<string, string> }[] };
      const foreign = await read<List>(theirs.tenant.client, name, {}, selection);
      const seen = foreign.edges.map(({ node }) => node[probe]);
      expect(seen.length).toBeGreaterThan(0);
      for (const { cursor } of foreign.edges) {
        for (const args of [
          { first: 100, after: cursor },
          { last: 100, before: cursor },
        ]) {
          const { edges } = await read<List>(mine.tenant.client, name, args, selection);
          for (const { node } of edges) expect(seen).not.toContain(node[probe]);
        }
      }
    },
  );

  it('an administrator sees both', async () => {
    const page = JSON.stringify(await read(hookline.admin, 'endpoints', {}, 'nodes { id }'));
    expect(page).toContain(ids.mine.Endpoint);
    expect(page).toContain(ids.theirs.Endpoint);
  });

  it('nodes keeps the order, with null where something is not mine', async () => {
    const wanted = [ids.mine.Event, ids.theirs.Event, ids.mine.Delivery, ids.theirs.ApiKey, ids.mine.ApiKey];
    expect(await read(mine.tenant.client, 'nodes', { ids: wanted }, 'id')).toEqual([
      { id: ids.mine.Event },
      null,
      { id: ids.mine.Delivery },
      null,
      { id: ids.mine.ApiKey },
    ]);
  });
});
