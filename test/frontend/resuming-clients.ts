import { setTimeout as delay } from 'node:timers/promises';
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, type ExecutionResult, subscriptionExchange } from '@urql/core';
import { print } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient, type Client as SocketClient } from 'graphql-ws';
import { defer, repeat } from 'rxjs';
import WebSocket from 'ws';
import { graphql } from './generated/gql.ts';
import type { ResumeFeedSubscription } from './generated/graphql.ts';

const FEED = graphql(`
  subscription ResumeFeed($after: String) {
    deliveryFeed(after: $after) {
      __typename
      cursor
      ... on AttemptRecorded { attemptNumber }
      ... on EndpointStatusChanged { endpoint { status } }
    }
  }
`);

type Item = ResumeFeedSubscription['deliveryFeed'];
/**
 * Subscribes after a cursor, and again after the last item's cursor whenever the connection is lost, each client in its
 * own way.
 */
export type Follow = (page: {
  url: string;
  key: string;
  after: string;
  take: (item: Item) => void;
  /** With what the client says of an end. */
  onError: (reason: unknown) => void;
}) => AsyncDisposable;

/** Sooner than a page would, so that no test waits for it. */
const COME_BACK_MS = 20;

const take = (result: { data?: unknown }, to: (item: Item) => void) => {
  const { deliveryFeed } = (result.data ?? {}) as Partial<ResumeFeedSubscription>;
  if (deliveryFeed) to(deliveryFeed);
};

/** A subscription that ends, however it does, is begun again until the page is closed. */
async function keepOn(isOpen: () => boolean, subscribe: () => Promise<unknown>): Promise<void> {
  while (isOpen()) {
    await subscribe().catch(() => undefined);
    await delay(COME_BACK_MS);
  }
}

const socketOf = (url: string, key: string, retryAttempts = 0) =>
  createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'X-API-Key': key },
    retryAttempts,
    retryWait: () => delay(COME_BACK_MS),
    // Else a server that cannot be reached at all would end it: that is an error, and no closing.
    shouldRetry: () => true,
  });

/** A connection that is just being refused is what the client then says of its disposal. */
async function close(socket: SocketClient): Promise<void> {
  await Promise.resolve(socket.dispose()).catch(() => undefined);
}

/**
 * Connects again by itself, and asks for the variables anew when it does. What the server ends, or cannot begin, is over
 * for it: that is begun again here.
 */
export const graphqlWs: Follow = ({ url, key, after, take: to, onError }) => {
  let last = after;
  let isOpen = true;
  const socket = socketOf(url, key, Number.POSITIVE_INFINITY);
  const variables = {
    get after() {
      return last;
    },
  };
  let unsubscribe: () => void = () => undefined;
  const ended = keepOn(
    () => isOpen,
    () =>
      new Promise<void>((end) => {
        unsubscribe = socket.subscribe(
          { query: print(FEED), variables },
          {
            next: (result) => {
              for (const error of result.errors ?? []) onError(error);
              take(result, (item) => {
                last = item.cursor;
                to(item);
              });
            },
            error: (reason) => {
              onError(reason);
              end();
            },
            complete: end,
          },
        );
      }),
  );
  return {
    async [Symbol.asyncDispose]() {
      isOpen = false;
      unsubscribe();
      await ended;
      await close(socket);
    },
  };
};

export const graphqlSse: Follow = ({ url, key, after, take: to, onError }) => {
  let last = after;
  let isOpen = true;
  const client = createSseClient({
    url: `${url}/graphql`,
    headers: { 'X-API-Key': key },
    retryAttempts: 0,
  });
  const ended = keepOn(
    () => isOpen,
    async () => {
      for await (const result of client.iterate({ query: print(FEED), variables: { after: last } })) {
        for (const error of result.errors ?? []) onError(error);
        take(result, (item) => {
          last = item.cursor;
          to(item);
        });
      }
    },
  );
  return {
    async [Symbol.asyncDispose]() {
      isOpen = false;
      client.dispose();
      await ended;
    },
  };
};

export const apollo: Follow = ({ url, key, after, take: to, onError }) => {
  let last = after;
  const socket = socketOf(url, key);
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(socket) });
  // Items have no id: in the cache each would replace the one before, of which Apollo warns.
  const fetchPolicy = 'no-cache';
  const subscription = defer(() => client.subscribe({ query: FEED, variables: { after: last }, fetchPolicy }))
    .pipe(repeat({ delay: COME_BACK_MS }))
    .subscribe((result) => {
      if (result.error) onError(result.error);
      take(result, (item) => {
        last = item.cursor;
        to(item);
      });
    });
  return {
    async [Symbol.asyncDispose]() {
      subscription.unsubscribe();
      client.stop();
      await close(socket);
    },
  };
};

export const urql: Follow = ({ url, key, after, take: to, onError }) => {
  let last = after;
  let isOpen = true;
  const socket = socketOf(url, key);
  const client = new Client({
    url: `${url}/graphql`,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query, variables: { ...variables } },
              { ...sink, next: (result) => sink.next(result as ExecutionResult) },
            ),
          }),
        }),
      }),
    ],
  });
  let unsubscribe: () => void = () => undefined;
  const ended = keepOn(
    () => isOpen,
    () =>
      new Promise<void>((end) => {
        const subscription = client.subscription(FEED, { after: last }).subscribe((result) => {
          take(result, (item) => {
            // An error comes with the data of before.
            if (item.cursor === last) return;
            last = item.cursor;
            to(item);
          });
          if (!result.error) return;
          onError(result.error.networkError ?? result.error);
          end();
        });
        unsubscribe = () => {
          subscription.unsubscribe();
          end();
        };
      }).finally(() => unsubscribe()),
  );
  return {
    async [Symbol.asyncDispose]() {
      isOpen = false;
      unsubscribe();
      await ended;
      await close(socket);
    },
  };
};
