import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHistory } from '../support/history.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint, uuidOf } from '../support/pipeline.ts';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());

// Those of a list are read together, and so what is asked for in one place must not be taken for what is in another.
describe('lists of rows within one operation', () => {
  it('of the same name are told apart by the types that they are of', async () => {
    const { client, uuid } = await hookline.createOrganization();
    const past = await writeHistory(hookline.app.core, uuid, { endpoints: 2, deliveries: 2, attempts: 1 });
    const deliveries = 'deliveries { nodes { id } }';
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on Endpoint { ${deliveries} } ... on Event { ${deliveries} } } }`;
    const { nodes } = await client.data<{ nodes: { deliveries: { nodes: { id: string }[] } }[] }>(query, {
      ids: [...past.endpoints, ...past.events],
    });
    const found = nodes.map(({ deliveries }) => deliveries.nodes.map(({ id }) => id).toSorted());
    const [first = '', second = '', third = '', fourth = ''] = past.deliveries;
    expect(found).toEqual([
      [first, second].toSorted(),
      [third, fourth].toSorted(),
      ...past.deliveries.map((id) => [id]),
    ]);
  });

  it('are counted each by its own filter, and none that is empty is left out', async () => {
    const partnerId = 'counted';
    const [busy, idle] = [
      await hookline.createOrganization({ partnerId }),
      await hookline.createOrganization({ partnerId }),
    ];
    for (const labels of [['a'], ['a'], ['b']])
      await addEndpoint(busy.client, { url: 'https://example.com', labels });
    const query = `query ($filter: OrganizationFilter) { organizations(filter: $filter) { nodes {
      id all: endpoints { totalCount } a: endpoints(filter: { label: "a" }) { totalCount }
      b: endpoints(filter: { label: "b" }) { totalCount } } } }`;
    const counts = (all: number, a: number, b: number) => ({
      all: { totalCount: all },
      a: { totalCount: a },
      b: { totalCount: b },
    });
    expect(await hookline.admin.data(query, { filter: { partnerId } })).toEqual({
      organizations: {
        nodes: [
          { id: idle.id, ...counts(0, 0, 0) },
          { id: busy.id, ...counts(3, 2, 1) },
        ],
      },
    });
  });

  it('show the payloads beside one that does not open', async () => {
    const { client, uuid } = await hookline.createOrganization();
    const past = await writeHistory(hookline.app.core, uuid, { endpoints: 1, deliveries: 3, attempts: 1 });
    const [whole = '', damaged = '', other = ''] = past.events;
    await hookline.app.core.database.pool.query(
      `update event_payload set sealed = sealed || '\\x00' where event_id = $1`,
      [uuidOf(damaged)],
    );
    const { data, errors } = await client.send(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Event { payloadText } } }',
      {
        ids: [whole, damaged, other],
      },
    );
    expect(data).toEqual({
      nodes: [{ payloadText: '{"a":1}' }, { payloadText: null }, { payloadText: '{"a":1}' }],
    });
    expect(errors).toMatchObject([
      { path: ['nodes', 1, 'payloadText'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });
});
