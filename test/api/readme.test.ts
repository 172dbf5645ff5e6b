import { readFileSync } from 'node:fs';
import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS } from '../../src/config.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { createClient } from '../support/client.ts';
import { followFeed } from '../support/feed.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint, publish } from '../support/pipeline.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const operations = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => {
  const operation = getOperationAST(parse(text as string));
  return { text: text as string, name: operation?.name?.value ?? '', kind: operation?.operation };
});

let hookline: Hookline;
let receiver: Receiver;
const variables: Record<string, string> = { since: '2026-01-31T12:00:00Z' };

beforeAll(async () => {
  hookline = await startHookline();
  receiver = await startReceiver();
  variables.url = receiver.url;
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** What later operations need of an answer. */
async function remember(name: string, data: Record<string, unknown>): Promise<void> {
  if (name === 'CreateEndpoint') {
    variables.endpointId = (data.endpointCreate as { endpoint: { id: string } }).endpoint.id;
  }
  if (name === 'Tenant') {
    variables.organizationId = (data.organizationCreate as { organization: { id: string } }).organization.id;
  }
  if (name !== 'Publish') return;
  await using feed = await followFeed(hookline.url, hookline.adminKey);
  const { eventPublishBatch } = await hookline.admin.data<{ eventPublishBatch: { results: unknown[] } }>(
    `mutation { eventPublishBatch(input: [{ type: "invoice.paid", payload: {} }]) { ... on EventPublishBatchSuccess { results { __typename } } } }`,
  );
  expect(eventPublishBatch.results).toHaveLength(1);
  const { deliveryId } = await feed.next((item) => item.deliveryStatus === 'SUCCEEDED');
  Object.assign(variables, { deliveryId, first: deliveryId, second: deliveryId });
}

interface FailedPage {
  deliveries: { nodes: { id: string }[]; pageInfo: { hasPreviousPage: boolean; startCursor: string | null } };
}

describe('README', () => {
  it('has a tour', () => {
    expect(operations.length).toBeGreaterThanOrEqual(14);
  });

  it.each(operations.filter(({ kind }) => kind !== 'subscription'))(
    'runs $name as written',
    async ({ text, name }) => {
      const answer = await hookline.admin.send(text, variables);
      expect(answer.errors).toBeUndefined();
      // Every operation of the tour succeeds: none of its results is the error that it selects too.
      expect(JSON.stringify(answer.data)).not.toMatch(/"code":/);
      expect(
        Object.values(answer.data).every(
          (result) => result !== null && Object.keys(result as object).length > 0,
        ),
      ).toBe(true);
      await remember(name, answer.data);
    },
  );

  it('has no command that would be run by the host’s Node, which may be too old for it and not say so', () => {
    expect(readme).not.toMatch(/(^|`)node \S+\.ts/m);
  });

  it('has a supervisor start what npm start does', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(readme).toContain(`start \`${scripts.start.replace(/^exec /, '')}\``);
  });

  it('retries what failed, page by page, by its recipe', async () => {
    const { client, key } = await hookline.createOrganization();
    let status = 500;
    await using failing = await startReceiver(() => status);
    const endpoint = await addEndpoint(client, { url: failing.url, maxRetries: 1 });
    await using feed = await followFeed(hookline.url, key);
    for (let n = 0; n < 3; n++) {
      await publish(client, { type: 'invoice.paid' });
      await feed.next(({ deliveryStatus }) => deliveryStatus === 'FAILED');
    }
    status = 200;
    const textOf = (wanted: string) => operations.find(({ name }) => name === wanted)?.text ?? '';
    const page = textOf('Failed').replace('last: 50', 'last: 2');
    const given = { endpointId: endpoint.id, since: variables.since };
    const ids: string[] = [];
    let before: string | null = null;
    for (let hasMore = true; hasMore; ) {
      const { deliveries }: FailedPage = await client.data(page, { ...given, before });
      ids.push(...deliveries.nodes.map(({ id }) => id).reverse());
      ({ hasPreviousPage: hasMore, startCursor: before } = deliveries.pageInfo);
    }
    expect([ids.length, ids]).toEqual([3, ids.toSorted()]);
    const [first, second] = ids;
    expect(await client.data(textOf('RetryEach'), { first, second })).toEqual({
      first: { delivery: { status: expect.stringMatching(/^(RETRYING|SUCCEEDED)$/) } },
      second: { delivery: { status: expect.stringMatching(/^(RETRYING|SUCCEEDED)$/) } },
    });
    await feed.next(({ deliveryStatus }) => deliveryStatus === 'SUCCEEDED');
    await feed.next(({ deliveryStatus }) => deliveryStatus === 'SUCCEEDED');
    const { deliveries } = await client.data<FailedPage>(textOf('Failed'), given);
    expect(deliveries.nodes.map(({ id }) => id)).toEqual(ids.slice(2));
  });

  it('gives the tenant the key that is made for it', async () => {
    const { apiKeys } = await hookline.admin.data<{ apiKeys: { nodes: object[] } }>(
      `query ($organizationId: ID!) { apiKeys(filter: { organizationId: $organizationId }) {
         nodes { name organization { name } } } }`,
      variables,
    );
    expect(apiKeys.nodes).toEqual([{ name: 'publisher', organization: { name: 'ACME' } }]);
  });

  it.each(['CreateEndpoint', 'Publish', 'PublishMany', 'Watch'])(
    'says what %s needs with a key of no organization',
    async (wanted) => {
      const { database } = hookline.app.core;
      const none = { organizationId: null, name: 'production', scopes: ['ADMIN'] as const };
      const client = createClient(hookline.url, (await createApiKey(database, none)).key);
      const { text = '' } = operations.find(({ name }) => name === wanted) ?? {};
      expect(JSON.stringify(await client.data(text, variables))).not.toContain('"id"');
      const organizationId = `{ organizationId: "${variables.organizationId}", `;
      const named = text.replaceAll(/\{ (?=(url|type): )/g, organizationId);
      expect(JSON.stringify(await client.data(named, variables))).toContain('"id"');
    },
  );

  it('runs its subscription as written', async () => {
    const [subscription] = operations.filter(({ kind }) => kind === 'subscription');
    await using feed = await followFeed<{ eventType?: string }>(hookline.url, hookline.adminKey, {
      query: subscription?.text ?? '',
    });
    await hookline.admin.data(
      'mutation ($url: String!) { endpointCreate(input: { url: $url }) { __typename } }',
      variables,
    );
    await hookline.admin.data(
      'mutation { eventPublish(input: { type: "invoice.paid", payload: {} }) { __typename } }',
    );
    expect((await feed.next((item) => item.eventType !== undefined)).eventType).toBe('invoice.paid');
  });

  it('names every setting and no other', () => {
    const named = [...readme.matchAll(/^\| `((?:NODE|DATABASE|HOOKLINE)_[A-Z_]+)` \|/gm)].map(
      ([, name]) => name as string,
    );
    expect(named.toSorted()).toEqual([...SETTINGS].toSorted());
  });
});
