import type { ServerResponse } from 'node:http';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';
import { filter, firstValueFrom, map, shareReplay, skip } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { feedCursor } from '../support/feed.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { startReceiver } from '../support/receiver.ts';
import { asMember } from './client.ts';
import { graphql } from './generated/gql.ts';
import type { ApolloEndpointsQuery } from './generated/graphql.ts';

const POSSIBLE_TYPES = graphql(`
  query ApolloPossibleTypes {
    __schema { types { name possibleTypes { name } } }
  }
`);

const ENDPOINTS = graphql(`
  query ApolloEndpoints($first: Int!, $after: String) {
    endpoints(first: $first, after: $after) {
      edges { cursor node { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const CREATE = graphql(`
  mutation ApolloCreate($url: String!, $name: String) {
    endpointCreate(input: { url: $url, name: $name }) {
      __typename
      ... on EndpointCreateSuccess { endpoint { id name } }
      ... on Error { code message }
    }
  }
`);

const RENAME = graphql(`
  mutation ApolloRename($id: ID!, $name: String!) {
    endpointUpdate(id: $id, input: { name: $name }) {
      __typename
      ... on EndpointUpdateSuccess { endpoint { id name } }
      ... on Error { code }
    }
  }
`);

const PUBLISH = graphql(`
  mutation ApolloPublish {
    eventPublish(input: { type: "invoice.paid", payload: {} }) { __typename }
  }
`);

const DELIVERIES = graphql(`
  query ApolloDeliveries {
    deliveries { nodes { id status attemptCount } }
  }
`);

const FEED = graphql(`
  subscription ApolloFeed($after: String!) {
    deliveryFeed(after: $after) {
      __typename
      cursor
      ... on AttemptRecorded { outcome delivery { id status attemptCount } }
    }
  }
`);

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await hookline.admin.data('mutation { eventTypeCreate(input: { name: "invoice.paid" }) { __typename } }');
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** As a page sets it up: queries and mutations over HTTP, subscriptions over WebSocket, and one cache. */
async function openPage() {
  const { key } = await hookline.createOrganization();
  const credentials = { 'X-API-Key': key };
  const socket = createClient({
    url: `${hookline.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: credentials,
  });
  const cache = new InMemoryCache({
    typePolicies: { Query: { fields: { endpoints: relayStylePagination(['filter']) } } },
  });
  const apollo = new ApolloClient({
    cache,
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      new GraphQLWsLink(socket),
      new HttpLink({ uri: `${hookline.url}/graphql`, headers: credentials }),
    ),
  });
  // `... on Error` needs to know what an Error is, which the server tells.
  const { data } = await apollo.query({ query: POSSIBLE_TYPES, fetchPolicy: 'no-cache' });
  for (const { name, possibleTypes } of data?.__schema.types ?? []) {
    if (name && possibleTypes) {
      cache.policies.addPossibleTypes({ [name]: possibleTypes.flatMap((type) => type.name ?? []) });
    }
  }
  return {
    apollo,
    socket,
    async createEndpoint(url: string, name: string): Promise<string> {
      const created = await apollo.mutate({ mutation: CREATE, variables: { url, name } });
      if (!created.data) throw created.error;
      return asMember(created.data.endpointCreate, 'EndpointCreateSuccess').endpoint.id;
    },
    async [Symbol.asyncDispose]() {
      apollo.stop();
      await socket.dispose();
    },
  };
}

describe('Apollo Client', () => {
  it('joins the pages of a connection, and renames an endpoint wherever it is shown', async () => {
    await using page = await openPage();
    for (const name of ['one', 'two', 'three']) await page.createEndpoint('https://example.com/hook', name);
    const list = page.apollo.watchQuery({ query: ENDPOINTS, variables: { first: 2 } });
    const states = list.pipe(
      filter(({ loading }) => !loading),
      map(({ data }) => data as ApolloEndpointsQuery),
      shareReplay(),
    );
    using screen = new DisposableStack();
    screen.adopt(states.subscribe(), (subscription) => subscription.unsubscribe());
    /** What the screen shows after so many changes. */
    const shown = async (changes: number) => (await firstValueFrom(states.pipe(skip(changes)))).endpoints;
    const names = ({ edges }: ApolloEndpointsQuery['endpoints']) => edges.map(({ node }) => node.name);

    const start = await shown(0);
    expect(names(start)).toEqual(['three', 'two']);
    await list.fetchMore({ variables: { after: start.pageInfo.endCursor } });
    expect(names(await shown(1))).toEqual(['three', 'two', 'one']);
    const renamed = { id: start.edges[1]?.node.id ?? '', name: 'renamed' };
    await page.apollo.mutate({ mutation: RENAME, variables: renamed });
    expect(names(await shown(2))).toEqual(['three', 'renamed', 'one']);
  });

  it('reads the error members of a result by their interface', async () => {
    await using page = await openPage();
    const id = 'ep_00000000-0000-7000-8000-000000000000';
    const missing = await page.apollo.mutate({ mutation: RENAME, variables: { id, name: 'x' } });
    expect(missing.data?.endpointUpdate).toEqual({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    const faulty = await page.apollo.mutate({ mutation: CREATE, variables: { url: 'ftp://example.com' } });
    expect(faulty.data?.endpointCreate).toEqual({
      __typename: 'ValidationError',
      code: 'VALIDATION_FAILED',
      message: expect.any(String),
    });
  });

  it('follows the feed over WebSocket, and what is shown of the delivery follows with it', async () => {
    const held = Promise.withResolvers<ServerResponse>();
    await using receiver = await startReceiver((_request, response) => {
      held.resolve(response);
      return undefined;
    });
    await using page = await openPage();
    await page.createEndpoint(receiver.url, 'receiver');
    const item = firstValueFrom(
      page.apollo.subscribe({ query: FEED, variables: { after: await feedCursor(page.socket) } }),
    );
    await page.apollo.mutate({ mutation: PUBLISH });
    const response = await held.promise;

    const { data } = await page.apollo.query({ query: DELIVERIES });
    expect(data?.deliveries.nodes).toMatchObject([{ status: 'PENDING', attemptCount: 0 }]);
    response.end();

    const feedItem = (await item).data?.deliveryFeed;
    expect(feedItem).toMatchObject({ __typename: 'AttemptRecorded', outcome: 'SUCCEEDED' });
    expect(page.apollo.readQuery({ query: DELIVERIES })?.deliveries.nodes).toMatchObject([
      { id: data?.deliveries.nodes[0]?.id, status: 'SUCCEEDED', attemptCount: 1 },
    ]);
  });
});
