import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { formatId, newId } from '../../src/ids.ts';
import { createClient, type GraphqlClient } from '../support/client.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { act, type Failure } from '../support/operations.ts';
import { addEventType } from '../support/pipeline.ts';

const FIELDS = 'organization { id name externalId partnerId maxEndpoints createdAt updatedAt }';

interface Organization {
  id: string;
  name: string;
  externalId: string | null;
  partnerId: string | null;
  maxEndpoints: number;
  createdAt: string;
  updatedAt: string;
}
type Result = Failure & Partial<{ organization: Organization }>;

let hookline: Hookline;
/** Acts with ADMIN alone, and belongs to no organization. */
let root: GraphqlClient;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  const { key } = await createApiKey(hookline.app.core.database, {
    organizationId: null,
    name: 'root',
    scopes: ['ADMIN'],
  });
  root = createClient(hookline.url, key);
});
afterAll(() => hookline[Symbol.asyncDispose]());

const create = (input: object): Promise<Result> => act(root, 'organizationCreate', { input }, FIELDS);
const update = (id: string, input: object): Promise<Result> =>
  act(root, 'organizationUpdate', { id, input }, FIELDS);
async function made(input: object): Promise<Organization> {
  const { organization, ...rest } = await create(input);
  if (!organization) throw new Error(JSON.stringify(rest));
  return organization;
}
const addEndpoint = (client: GraphqlClient, input: object = {}) =>
  act<{ endpoint: { id: string } }>(
    client,
    'endpointCreate',
    { input: { url: 'https://a.example/hook', ...input } },
    'endpoint { id organization { id } }',
  );
const listed = async (client: GraphqlClient, filter: object) =>
  (
    await client.data<{ organizations: { nodes: { id: string }[] } }>(
      'query ($filter: OrganizationFilter) { organizations(first: 100, filter: $filter) { nodes { id } } }',
      { filter },
    )
  ).organizations.nodes.map(({ id }) => id);

describe('organizationCreate', () => {
  it('makes a tenant, with defaults for what is left out', async () => {
    const organization = await made({ name: 'Acme' });
    expect(organization).toMatchObject({
      id: expect.stringMatching(/^org_/),
      name: 'Acme',
      externalId: null,
      partnerId: null,
      maxEndpoints: 50,
    });
    expect(await root.data(`{ organization(id: "${organization.id}") { name } }`)).toEqual({
      organization: { name: 'Acme' },
    });
  });

  it('takes everything that is given', async () => {
    const input = { name: 'Ω', externalId: 'ext-1', partnerId: 'partner-1', maxEndpoints: 0 };
    expect(await made(input)).toMatchObject(input);
  });

  it('refuses an externalId that another one has, even when both come at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () => create({ name: 'Twin', externalId: 'twin' })),
    );
    expect(results.filter(({ organization }) => organization)).toHaveLength(1);
    for (const { organization, ...failure } of results) {
      if (!organization) expect(failure).toMatchObject({ code: 'CONFLICT', reason: 'ALREADY_EXISTS' });
    }
  });

  it.each([
    [{ name: '' }, 'name', 'too_short'],
    [{ name: 'x'.repeat(121) }, 'name', 'too_long'],
    [{ name: 'a\0' }, 'name', 'invalid_text'],
    [{ name: 'x', externalId: 'x'.repeat(201) }, 'externalId', 'too_long'],
    [{ name: 'x', partnerId: '' }, 'partnerId', 'too_short'],
    [{ name: 'x', maxEndpoints: -1 }, 'maxEndpoints', 'too_small'],
    [{ name: 'x', maxEndpoints: 100_001 }, 'maxEndpoints', 'too_large'],
  ])('refuses %j', async (input, field, type) => {
    expect(await create(input)).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['input', field], type }],
    });
  });
});

describe('organizationUpdate', () => {
  it('changes what is given and nothing else; null clears what may be empty', async () => {
    const before = await made({ name: 'Old', externalId: 'update-1', partnerId: 'p', maxEndpoints: 7 });
    const renamed = await update(before.id, { name: 'New' });
    expect(renamed.organization).toEqual({
      ...before,
      name: 'New',
      updatedAt: renamed.organization?.updatedAt,
    });
    for (const same of [{ name: 'New', externalId: 'update-1', maxEndpoints: 7 }, {}])
      expect((await update(before.id, same)).organization).toEqual(renamed.organization);
    const cleared = await update(before.id, { externalId: null, partnerId: null, maxEndpoints: 8 });
    expect(cleared.organization).toMatchObject({
      name: 'New',
      externalId: null,
      partnerId: null,
      maxEndpoints: 8,
    });
  });

  it('lets two updates of different fields at once both hold', async () => {
    const { id } = await made({ name: 'Both' });
    await Promise.all([update(id, { name: 'Changed' }), update(id, { partnerId: 'changed' })]);
    const after = await update(id, {});
    expect(after.organization).toMatchObject({ name: 'Changed', partnerId: 'changed' });
  });

  it('refuses null for what may not be empty, and what breaks a rule', async () => {
    const { id } = await made({ name: 'Kept', maxEndpoints: 3 });
    const notNull = 'cannot be null; leave it out to keep it as it is';
    for (const [input, field, message] of [
      [{ name: null }, 'name', notNull],
      [{ maxEndpoints: null }, 'maxEndpoints', notNull],
      [{ maxEndpoints: -1 }, 'maxEndpoints', 'must be at least 0'],
    ] as const) {
      expect(await update(id, input)).toMatchObject({
        code: 'VALIDATION_FAILED',
        issues: [{ path: ['input', field], message }],
      });
    }
    expect((await update(id, {})).organization).toMatchObject({ name: 'Kept', maxEndpoints: 3 });
  });

  it('refuses an externalId that another one has, and knows no missing organization', async () => {
    await made({ name: 'First', externalId: 'taken' });
    const { id } = await made({ name: 'Second' });
    expect(await update(id, { externalId: 'taken' })).toMatchObject({
      code: 'CONFLICT',
      reason: 'ALREADY_EXISTS',
    });
    for (const missing of [formatId('Organization', newId()), 'nonsense', formatId('Endpoint', newId())]) {
      expect(await update(missing, { name: 'x' })).toMatchObject({ code: 'NOT_FOUND', path: ['id'] });
    }
  });
});

describe('maxEndpoints', () => {
  const full = (limit: number) => ({
    code: 'MAX_RESOURCES_REACHED',
    resource: 'ENDPOINTS',
    limit,
  });

  it('is exact when 20 endpoints are made at once', async () => {
    const tenant = await hookline.createOrganization({ maxEndpoints: 7 });
    const results = await Promise.all(Array.from({ length: 20 }, () => addEndpoint(tenant.client)));
    expect(results.filter(({ endpoint }) => endpoint)).toHaveLength(7);
    const refused = results.filter(({ endpoint }) => !endpoint);
    expect(refused).toHaveLength(13);
    for (const failure of refused) expect(failure).toMatchObject(full(7));
    expect(
      await hookline.app.core.database.prisma.endpoint.count({ where: { organizationId: tenant.uuid } }),
    ).toBe(7);
  });

  it('has room again after a deletion, and after it was raised; lowering it takes nothing away', async () => {
    const tenant = await hookline.createOrganization({ maxEndpoints: 1 });
    const first = await addEndpoint(tenant.client);
    expect(await addEndpoint(tenant.client)).toMatchObject(full(1));
    await act(tenant.client, 'endpointDelete', { id: first.endpoint?.id });
    await addEndpoint(tenant.client);
    await update(tenant.id, { maxEndpoints: 2 });
    expect(await addEndpoint(tenant.client)).toHaveProperty('endpoint');
    await update(tenant.id, { maxEndpoints: 0 });
    expect(await addEndpoint(tenant.client)).toMatchObject(full(0));
    expect(await tenant.client.data('{ endpoints { nodes { __typename } } }')).toEqual({
      endpoints: { nodes: [{ __typename: 'Endpoint' }, { __typename: 'Endpoint' }] },
    });
  });

  it('counts each organization by itself, for ADMIN too', async () => {
    const [a, b] = [
      await hookline.createOrganization({ maxEndpoints: 1 }),
      await hookline.createOrganization({ maxEndpoints: 1 }),
    ];
    await addEndpoint(root, { organizationId: a.id });
    expect(await addEndpoint(root, { organizationId: a.id })).toMatchObject(full(1));
    expect(await addEndpoint(root, { organizationId: b.id })).toHaveProperty('endpoint');
  });
});

describe('an ADMIN key of no organization', () => {
  it('must say for which organization it acts', async () => {
    await addEventType(root, 'invoice.paid');
    for (const result of [
      await addEndpoint(root),
      await addEndpoint(root, { organizationId: null }),
      await act(root, 'eventPublish', { input: { type: 'invoice.paid', payload: {} } }),
    ]) {
      expect(result).toMatchObject({
        code: 'VALIDATION_FAILED',
        issues: [{ path: ['input', 'organizationId'], type: 'required' }],
      });
    }
    const missing = formatId('Organization', newId());
    expect(await addEndpoint(root, { organizationId: missing })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'organizationId'],
    });
    const tenant = await hookline.createOrganization();
    expect(await addEndpoint(root, { organizationId: tenant.id })).toMatchObject({
      endpoint: { organization: { id: tenant.id } },
    });
  });

  it('is a viewer without an organization', async () => {
    expect(
      await root.data('{ viewer { scopes organization { id } apiKey { organization { id } } } }'),
    ).toEqual({
      viewer: { scopes: ['ADMIN'], organization: null, apiKey: { organization: null } },
    });
  });
});

describe('a key of an organization', () => {
  it('acts for no other, though it names its own freely', async () => {
    const tenant = await hookline.createOrganization();
    const other = await hookline.createOrganization();
    expect(await addEndpoint(tenant.client, { organizationId: tenant.id })).toHaveProperty('endpoint');
    expect(await addEndpoint(tenant.client, { organizationId: other.id })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'organizationId'],
    });
    expect(await tenant.client.data(`{ organization(id: "${other.id}") { id } }`)).toEqual({
      organization: null,
    });
  });

  it('finds itself alone in the list', async () => {
    const tenant = await hookline.createOrganization({ partnerId: 'lonely' });
    await hookline.createOrganization({ partnerId: 'lonely' });
    expect(await listed(tenant.client, {})).toEqual([tenant.id]);
    expect(await listed(tenant.client, { partnerId: 'lonely' })).toEqual([tenant.id]);
    expect(await listed(tenant.client, { partnerId: 'other' })).toEqual([]);
  });
});

describe('partners', () => {
  it('filter organizations, and their endpoints, for ADMIN', async () => {
    const [a, b, c] = [
      await hookline.createOrganization({ partnerId: 'partner-a' }),
      await hookline.createOrganization({ partnerId: 'partner-a' }),
      await hookline.createOrganization({ partnerId: 'partner-b' }),
    ];
    expect(await listed(root, { partnerId: 'partner-a' })).toEqual([b.id, a.id]);
    expect(await listed(root, { partnerId: 'partner-b' })).toEqual([c.id]);
    expect(await listed(root, { partnerId: 'nobody' })).toEqual([]);
    for (const { client } of [a, b, c]) await addEndpoint(client);
    const owners = async (client: GraphqlClient, filter: object) =>
      (
        await client.data<{ endpoints: { nodes: { organization: { id: string } }[] } }>(
          'query ($filter: EndpointFilter) { endpoints(filter: $filter) { nodes { organization { id } } } }',
          { filter },
        )
      ).endpoints.nodes.map(({ organization }) => organization.id);
    expect(await owners(root, { partnerId: 'partner-a' })).toEqual([b.id, a.id]);
    expect(await owners(root, { partnerId: 'partner-a', organizationId: a.id })).toEqual([a.id]);
    expect(await owners(root, { partnerId: 'partner-b', organizationId: a.id })).toEqual([]);
    // Belonging to the same partner opens nothing.
    expect(await owners(a.client, { partnerId: 'partner-a' })).toEqual([a.id]);
    await update(b.id, { partnerId: 'partner-b' });
    expect(await owners(root, { partnerId: 'partner-a' })).toEqual([a.id]);
  });

  it('and other filters are joined by AND', async () => {
    const first = await made({ name: 'Filtered One', externalId: 'filtered-1', partnerId: 'filtered' });
    const second = await made({ name: 'Filtered Two', externalId: 'filtered-2', partnerId: 'filtered' });
    expect(await listed(root, { search: 'filtered' })).toEqual([second.id, first.id]);
    expect(await listed(root, { search: 'two', partnerId: 'filtered' })).toEqual([second.id]);
    expect(await listed(root, { externalId: 'filtered-1' })).toEqual([first.id]);
    expect(await listed(root, { externalId: 'filtered-1', search: 'two' })).toEqual([]);
    expect(await listed(root, { search: '%' })).toEqual([]);
  });
});
