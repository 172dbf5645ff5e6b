import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphqlClient } from '../support/client.ts';
import { type History, type HistorySize, writeHistory } from '../support/history.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { statementsOf } from '../support/statements.ts';

const BIG = { endpoints: 20, deliveries: 5, attempts: 3 };
const SMALL = { endpoints: 2, deliveries: 1, attempts: 1 };

interface Past extends Tenant {
  readonly history: History;
}

let hookline: Hookline;
let big: Past;
let small: Past;

beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  const withPast = async (size: HistorySize): Promise<Past> => {
    const tenant = await hookline.createOrganization();
    // The first use of a key writes when that was.
    await tenant.client.data('{ viewer { subject } }');
    return { ...tenant, history: await writeHistory(hookline.app.core, tenant.uuid, size) };
  };
  big = await withPast(BIG);
  small = await withPast(SMALL);
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** How many statements an operation takes, the one that reads the key included, and how many nodes it yields. */
async function cost(client: GraphqlClient, query: string, variables: object = {}) {
  let data: object = {};
  const statements = await statementsOf(async () => {
    data = await client.data(query, variables);
  });
  return { statements: statements.length, nodes: JSON.stringify(data).split('"id":').length - 1 };
}

describe('a nested query takes a fixed number of statements:', () => {
  it('16 for endpoints, their deliveries, and the attempts of these', async () => {
    const query = `{ endpoints(first: 20) { totalCount nodes {
      id secretHint secrets { hint } organization { name }
      deliveries(first: 5) { nodes {
        id requestBody organization { name } endpoint { url organization { name } }
        event { type payload organization { name } } lastAttempt { number }
        attempts(first: 3) { nodes { id number } pageInfo { hasNextPage } } } } } } }`;
    const ofAll = ({ endpoints, deliveries, attempts }: HistorySize) =>
      endpoints + endpoints * deliveries + endpoints * deliveries * attempts;
    expect(await cost(small.client, query)).toEqual({ statements: 16, nodes: ofAll(SMALL) });
    expect(await cost(big.client, query)).toEqual({ statements: 16, nodes: ofAll(BIG) });
  });

  it('11 for events and their deliveries', async () => {
    const query = `{ events(first: 100) { nodes { id payload organization { name }
      deliveries(first: 3) { nodes { id requestBody endpoint { url } lastAttempt { outcome } attempts(first: 3) { nodes { id } } } } } } }`;
    expect(await cost(small.client, query)).toEqual({ statements: 11, nodes: 2 + 2 + 2 });
    expect(await cost(big.client, query)).toEqual({ statements: 11, nodes: 100 + 100 + 300 });
  });

  it('12 for deliveries and, from their attempts, up again', async () => {
    const up = 'delivery { status event { type } endpoint { url } }';
    const query = `{ deliveries(first: 100) { nodes { id lastAttempt { ${up} } attempts { nodes { id ${up} } } } } }`;
    expect(await cost(small.client, query)).toEqual({ statements: 12, nodes: 2 + 2 });
    expect(await cost(big.client, query)).toEqual({ statements: 12, nodes: 100 + 300 });
  });

  it('7 for organizations, their endpoints, and how many those are', async () => {
    const query = `query ($first: Int!) { organizations(first: $first) { nodes {
      endpoints(first: 2) { totalCount nodes { id organization { name } } } } } }`;
    await hookline.admin.data('{ viewer { subject } }');
    expect(await cost(hookline.admin, query, { first: 1 })).toEqual({ statements: 7, nodes: 2 });
    expect(await cost(hookline.admin, query, { first: 2 })).toEqual({ statements: 7, nodes: 4 });
  });

  const idsOf = ({ id, history }: Past) => [
    id,
    ...[history.endpoints, history.events, history.deliveries, history.attempts].flatMap((ids) =>
      ids.slice(0, 20),
    ),
  ];

  it.each(['tenant', 'ADMIN'])('6 for nodes of five types, to %s', async (who) => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    for (const [past, nodes] of [
      [small, 1 + 4 * 2],
      [big, 1 + 4 * 20],
    ] as const) {
      const client = who === 'ADMIN' ? hookline.admin : past.client;
      expect(await cost(client, query, { ids: idsOf(past) })).toEqual({ statements: 6, nodes });
    }
  });

  it('16 for nodes of five types with what they point to', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id
      ... on Endpoint { secretHint secrets { hint } organization { name } }
      ... on Event { payload organization { name } }
      ... on Delivery { event { type } endpoint { url } lastAttempt { number } }
      ... on DeliveryAttempt { delivery { status } } } }`;
    expect(await cost(small.client, query, { ids: idsOf(small) })).toEqual({ statements: 16, nodes: 9 });
    expect(await cost(big.client, query, { ids: idsOf(big) })).toEqual({ statements: 16, nodes: 81 });
  });
});
