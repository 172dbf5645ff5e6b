import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followFeed } from '../support/feed.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { startReceiver } from '../support/receiver.ts';

const require = createRequire(import.meta.url);

/** What Relay sends for an operation: it adds ids and cursors, renames fragments, and sends null for what is absent. */
interface Artifact {
  params: { name: string; operationKind: string; text: string };
}

let directory: string;
let hookline: Hookline;
beforeAll(async () => {
  [directory, hookline] = await Promise.all([compile(), startHookline()]);
  await hookline.admin.data('mutation { eventTypeCreate(input: { name: "invoice.paid" }) { __typename } }');
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

/** Runs relay-compiler over a copy of the small front end; it fails when the contract does not suit it. */
async function compile(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'hookline-relay-'));
  await cp(fileURLToPath(new URL('relay-app', import.meta.url)), join(project, 'src'), { recursive: true });
  await cp(fileURLToPath(new URL('../../schema.graphql', import.meta.url)), join(project, 'schema.graphql'));
  await mkdir(join(project, 'artifacts'));
  const config = {
    src: './src',
    schema: './schema.graphql',
    language: 'javascript',
    eagerEsModules: false,
    artifactDirectory: './artifacts',
    requireCustomScalarTypes: true,
    customScalarTypes: { DateTime: 'string', JSON: 'mixed', URL: 'string' },
  };
  await writeFile(join(project, 'relay.config.json'), JSON.stringify(config));
  const cli = require.resolve('relay-compiler/cli.js');
  await promisify(execFile)(process.execPath, [cli, '--noWatchman', 'relay.config.json'], { cwd: project });
  return project;
}

function artifact(name: string): Artifact['params'] {
  return (require(join(directory, 'artifacts', `${name}.graphql`)) as Artifact).params;
}

async function createEndpoint(tenant: Tenant, url: string): Promise<string> {
  const { endpointCreate } = await tenant.client.data<{ endpointCreate: { endpoint: { id: string } } }>(
    'mutation ($url: String!) { endpointCreate(input: { url: $url, name: "first" }) { ... on EndpointCreateSuccess { endpoint { id } } } }',
    { url },
  );
  return endpointCreate.endpoint.id;
}

function publish(tenant: Tenant): Promise<unknown> {
  return tenant.client.data(
    'mutation { eventPublish(input: { type: "invoice.paid", payload: {} }) { __typename } }',
  );
}

describe('relay-compiler', () => {
  it('makes an artifact of every operation and fragment', async () => {
    expect((await readdir(join(directory, 'artifacts'))).sort()).toEqual([
      'EndpointScreenDeliveriesQuery.graphql.js',
      'EndpointScreenFeedSubscription.graphql.js',
      'EndpointScreenQuery.graphql.js',
      'EndpointScreenRefetchQuery.graphql.js',
      'EndpointScreenUpdateMutation.graphql.js',
      'EndpointScreen_deliveries.graphql.js',
      'EndpointScreen_endpoint.graphql.js',
    ]);
  });

  it('takes the connection for one that it can page, and the endpoint for one that it can fetch again', () => {
    const deliveries = require(join(directory, 'artifacts/EndpointScreen_deliveries.graphql')) as unknown;
    expect(deliveries).toMatchObject({
      metadata: {
        connection: [{ count: 'count', cursor: 'cursor', direction: 'forward', path: ['deliveries'] }],
        refetch: { fragmentPathInResult: ['node'], identifierInfo: { identifierField: 'id' } },
      },
    });
    const endpoint = require(join(directory, 'artifacts/EndpointScreen_endpoint.graphql')) as unknown;
    expect(endpoint).toMatchObject({ metadata: { refetch: { identifierInfo: { identifierField: 'id' } } } });
  });
});

interface Deliveries {
  id: string;
  deliveries: {
    edges: { cursor: string; node: { id: string; __typename: string; status: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

describe('what Relay sends', () => {
  it('opens a screen, pages its connection through node and fetches the endpoint again', async () => {
    const tenant = await hookline.createOrganization();
    await using receiver = await startReceiver();
    const id = await createEndpoint(tenant, receiver.url);
    for (let count = 0; count < 3; count++) await publish(tenant);

    const opened = await tenant.client.data<{ endpoint: Deliveries }>(artifact('EndpointScreenQuery').text, {
      id,
    });
    expect(opened.endpoint).toMatchObject({ id, name: 'first', organization: { id: tenant.id } });
    const { edges, pageInfo } = opened.endpoint.deliveries;
    expect(edges).toHaveLength(2);
    expect(pageInfo).toEqual({ hasNextPage: true, endCursor: edges[1]?.cursor });

    const next = await tenant.client.data<{ node: Deliveries & { __typename: string } }>(
      artifact('EndpointScreenDeliveriesQuery').text,
      { id, count: 2, cursor: pageInfo.endCursor, status: null },
    );
    expect(next.node).toMatchObject({ id, __typename: 'Endpoint' });
    expect(next.node.deliveries.edges).toHaveLength(1);
    const ids = [...edges, ...next.node.deliveries.edges].map(({ node }) => node.id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());

    const again = await tenant.client.data(artifact('EndpointScreenRefetchQuery').text, { id });
    expect(again.node).toMatchObject({ __typename: 'Endpoint', id, name: 'first' });
  });

  it('changes the endpoint, and learns what is wrong by the union’s members', async () => {
    const tenant = await hookline.createOrganization();
    const id = await createEndpoint(tenant, 'https://example.com/hook');
    const { text } = artifact('EndpointScreenUpdateMutation');
    expect(await tenant.client.data(text, { id, input: { name: 'second' } })).toEqual({
      endpointUpdate: {
        __typename: 'EndpointUpdateSuccess',
        endpoint: {
          id,
          name: 'second',
          status: 'ACTIVE',
          metadata: {},
          organization: { id: tenant.id, name: expect.any(String) },
        },
      },
    });
    expect(await tenant.client.data(text, { id, input: { name: '' } })).toMatchObject({
      endpointUpdate: {
        __typename: 'ValidationError',
        __isError: 'ValidationError',
        code: 'VALIDATION_FAILED',
        issues: [{ path: ['input', 'name'] }],
      },
    });
  });

  it('follows the feed with the ids that its store needs', async () => {
    const tenant = await hookline.createOrganization();
    await using receiver = await startReceiver();
    const id = await createEndpoint(tenant, receiver.url);
    await using feed = await followFeed<object>(hookline.url, tenant.key, {
      query: artifact('EndpointScreenFeedSubscription').text,
      variables: { filter: { endpointId: id } },
    });
    await publish(tenant);
    expect(await feed.next()).toEqual({
      __typename: 'AttemptRecorded',
      cursor: expect.any(String),
      outcome: 'SUCCEEDED',
      delivery: { id: expect.stringMatching(/^dlv_/), status: 'SUCCEEDED', attemptCount: 1 },
    });
  });
});
