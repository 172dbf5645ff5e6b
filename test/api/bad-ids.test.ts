import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHistory } from '../support/history.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf, uuidOf } from '../support/pipeline.ts';
import { createRefusals, type Refusals } from '../support/refusals.ts';

const NOT_FOUND = '__typename ... on NotFoundError { code message path }';
const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

let hookline: Hookline;
let tenant: Tenant;
let stranger: Tenant;
let refusals: Refusals;
let ids: Record<'endpoint' | 'event' | 'delivery' | 'foreign' | 'unknown', string>;

beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
  tenant = await hookline.createOrganization();
  stranger = await hookline.createOrganization();
  refusals = createRefusals(hookline, tenant.key);
  const endpoint = await addEndpoint(tenant.client, { url: 'https://example.com/hook' });
  const event = await publish(tenant.client, { type: 'invoice.paid' });
  const [delivery] = await rowsOf<{ id: string }>(hookline.app.core.database.pool, 'select id from delivery');
  ids = {
    endpoint: endpoint.id,
    event: `evt_${event}`,
    delivery: `dlv_${delivery?.id}`,
    foreign: (await addEndpoint(stranger.client, { url: 'https://example.com/hook' })).id,
    unknown: 'ep_01991234-5678-7abc-8def-0123456789ab',
  };
});
afterAll(() => hookline[Symbol.asyncDispose]());

describe('an id', () => {
  const gone = (path: string[], noun = 'endpoint') => ({
    __typename: 'NotFoundError',
    code: 'NOT_FOUND',
    message: `No ${noun} with this id exists.`,
    path,
  });
  const names = ['unknown', 'foreign', 'event', 'garbage', 'empty', 'upper case', 'NUL'] as const;
  const idOf = (name: (typeof names)[number]): string => {
    if (name === 'garbage' || name === 'empty' || name === 'NUL')
      return { garbage: 'ep_1', empty: '', NUL: '\0' }[name];
    return name === 'upper case' ? ids.endpoint.toUpperCase() : ids[name];
  };

  it.each(names)('that names no endpoint of the viewer (%s) is not found', async (name) => {
    const id = idOf(name);
    const { data } = await refusals.send(
      `mutation ($id: ID!) { update: endpointUpdate(id: $id, input: { name: "x" }) { ${NOT_FOUND} }
         delete: endpointDelete(id: $id) { ${NOT_FOUND} } }`,
      { id },
    );
    expect(data).toEqual({ update: gone(['id']), delete: gone(['id']) });
    const read = await refusals.send(
      `query ($id: ID!) { endpoint(id: $id) { id } deliveries(filter: { endpointId: $id }) { nodes { id } }
         endpoints(filter: { organizationId: $id }) { nodes { id } totalCount } }`,
      { id },
    );
    expect([read.status, read.errors]).toEqual([200, undefined]);
    expect(read.data).toEqual({
      endpoint: null,
      deliveries: { nodes: [] },
      endpoints: { nodes: [], totalCount: 0 },
    });
  });

  it.each([
    ['EndpointCreateInput', 'endpointCreate', { url: 'https://example.com' }],
    ['EventPublishInput', 'eventPublish', { type: 'invoice.paid', payload: {} }],
  ])('of another organization is not found in %s', async (type, field, common) => {
    const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { ${NOT_FOUND} } }`;
    for (const organizationId of [stranger.id, ids.endpoint, 'org_1', `org_${uuidOf(ids.unknown)}`]) {
      const { data } = await refusals.send(mutation, { input: { ...common, organizationId } });
      expect(Object.values(data)).toEqual([gone(['input', 'organizationId'], 'organization')]);
    }
  });

  it('of every type is null in node and nodes where it names nothing', async () => {
    const uuid = uuidOf(ids.unknown);
    const missing = ['org', 'key', 'evtype', 'ep', 'evt', 'dlv', 'att', 'x'].map(
      (prefix) => `${prefix}_${uuid}`,
    );
    const size = { endpoints: 1, deliveries: 1, attempts: 1 };
    const theirs = await writeHistory(hookline.app.core, stranger.uuid, size);
    const { viewer } = await stranger.client.data<{ viewer: { subject: string } }>('{ viewer { subject } }');
    const foreign = [stranger.id, viewer.subject, ...Object.values(theirs).flat()];
    expect(foreign).toHaveLength(6);
    const malformed = ['', '\0', ids.delivery.toUpperCase(), uuidOf(ids.endpoint)];
    const nothing = [...missing, ...foreign, ...malformed];
    const { data, errors } = await refusals.send(NODES, { ids: [ids.endpoint, ...nothing, ids.delivery] });
    expect(errors).toBeUndefined();
    expect(data.nodes).toEqual([{ id: ids.endpoint }, ...nothing.map(() => null), { id: ids.delivery }]);
    for (const id of nothing) {
      const { node } = await tenant.client.data('query ($id: ID!) { node(id: $id) { id } }', { id });
      expect(node).toBeNull();
    }
  });

  it('may be asked for a hundred times at once', async () => {
    const { data } = await refusals.send(NODES, { ids: Array(100).fill(ids.endpoint) });
    expect(data.nodes).toEqual(Array(100).fill({ id: ids.endpoint }));
    expect(await refusals.issueOfField(NODES, 'nodes', { ids: Array(101).fill(ids.endpoint) })).toEqual({
      path: ['ids'],
      type: 'too_many',
      message: 'At most 100 ids may be asked for at once.',
      suggestion: null,
      context: { maximum: 100, actual: 101 },
    });
  });
});
