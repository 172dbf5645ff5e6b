import { Client, cacheExchange, type ExecutionResult, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { feedCursor } from '../support/feed.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { startReceiver } from '../support/receiver.ts';
import { asMember } from './client.ts';
import { graphql } from './generated/gql.ts';
import type { UrqlFeedSubscription } from './generated/graphql.ts';

const ENDPOINT = graphql(`
  query UrqlEndpoint($id: ID!) {
    endpoint(id: $id) { id name }
  }
`);

const CREATE = graphql(`
  mutation UrqlCreate($url: String!) {
    endpointCreate(input: { url: $url, name: "first" }) {
      __typename
      ... on EndpointCreateSuccess { endpoint { id } }
      ... on Error { code message }
    }
  }
`);

const RENAME = graphql(`
  mutation UrqlRename($id: ID!, $name: String!) {
    endpointUpdate(id: $id, input: { name: $name }) {
      __typename
      ... on EndpointUpdateSuccess { endpoint { id name } }
      ... on Error { code }
    }
  }
`);

const PUBLISH = graphql(`
  mutation UrqlPublish {
    eventPublish(input: { type: "invoice.paid", payload: {} }) { __typename }
  }
`);

const FEED = graphql(`
  subscription UrqlFeed($after: String!) {
    deliveryFeed(after: $after) {
      __typename
      cursor
      ... on AttemptRecorded { outcome delivery { id status } }
    }
  }
`);

type FeedItem = UrqlFeedSubscription['deliveryFeed'];

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await hookline.admin.data('mutation { eventTypeCreate(input: { name: "invoice.paid" }) { __typename } }');
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** As a page sets it up: queries and mutations over HTTP, subscriptions over WebSocket. */
async function openPage() {
  const { key } = await hookline.createOrganization();
  const credentials = { 'X-API-Key': key };
  const socket = createClient({
    url: `${hookline.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: credentials,
  });
  const overSocket = subscriptionExchange({
    forwardSubscription: ({ query = '', variables }) => ({
      subscribe: (sink) => ({
        unsubscribe: socket.subscribe(
          { query, variables: { ...variables } },
          { ...sink, next: (result) => sink.next(result as ExecutionResult) },
        ),
      }),
    }),
  });
  const urql = new Client({
    url: `${hookline.url}/graphql`,
    fetchOptions: { headers: credentials },
    exchanges: [cacheExchange, fetchExchange, overSocket],
  });
  return {
    urql,
    socket,
    async createEndpoint(url: string): Promise<string> {
      const { data, error } = await urql.mutation(CREATE, { url });
      if (!data) throw error;
      return asMember(data.endpointCreate, 'EndpointCreateSuccess').endpoint.id;
    },
    [Symbol.asyncDispose]: async () => socket.dispose(),
  };
}

describe('urql', () => {
  it('shows an endpoint, and shows it anew when a mutation changed it', async () => {
    await using page = await openPage();
    const id = await page.createEndpoint('https://example.com/hook');
    const shown: (string | null | undefined)[] = [];
    const renamed = Promise.withResolvers<void>();
    const subscription = page.urql.query(ENDPOINT, { id }).subscribe(({ data, stale }) => {
      if (stale) return;
      shown.push(data?.endpoint?.name);
      if (shown.length === 2) renamed.resolve();
      else void page.urql.mutation(RENAME, { id, name: 'second' }).toPromise();
    });
    await renamed.promise;
    subscription.unsubscribe();
    expect(shown).toEqual(['first', 'second']);
  });

  it('reads the error members of a result', async () => {
    await using page = await openPage();
    const id = 'ep_00000000-0000-7000-8000-000000000000';
    const missing = await page.urql.mutation(RENAME, { id, name: 'x' });
    expect(missing.data?.endpointUpdate).toEqual({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    expect(missing.error).toBeUndefined();
  });

  it('tells what stands at the top level of an answer, with its code', async () => {
    const urql = new Client({ url: `${hookline.url}/graphql`, exchanges: [fetchExchange] });
    const { error } = await urql.query(ENDPOINT, { id: 'ep_x' });
    expect(error?.graphQLErrors[0]?.extensions).toMatchObject({ code: 'MISSING_API_KEY' });
  });

  it('follows the feed over WebSocket', async () => {
    await using receiver = await startReceiver();
    await using page = await openPage();
    await page.createEndpoint(receiver.url);
    const item = Promise.withResolvers<FeedItem | undefined>();
    const subscription = page.urql
      .subscription(FEED, { after: await feedCursor(page.socket) })
      .subscribe(({ data, error }) => (error ? item.reject(error) : item.resolve(data?.deliveryFeed)));
    await page.urql.mutation(PUBLISH, {});
    expect(await item.promise).toMatchObject({
      __typename: 'AttemptRecorded',
      outcome: 'SUCCEEDED',
      delivery: { status: 'SUCCEEDED' },
    });
    subscription.unsubscribe();
  });
});
