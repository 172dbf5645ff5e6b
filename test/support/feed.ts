import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** Items of a deliveryFeed subscription, over WebSocket, read one by one. */
export interface FeedReader<Item> extends AsyncDisposable {
  /** The next item that fits, however many come before it. */
  next(fits?: (item: Item) => boolean): Promise<Item>;
}

export interface AttemptItem {
  __typename: string;
  cursor: string;
  deliveryId: string;
  endpointId: string;
  attemptNumber: number;
  outcome: string;
  responseStatus: number | null;
  deliveryStatus: string;
}

const ATTEMPTS = `subscription ($filter: DeliveryFeedFilter) {
  deliveryFeed(filter: $filter) {
    __typename cursor occurredAt
    ... on AttemptRecorded { deliveryId endpointId attemptNumber outcome responseStatus deliveryStatus }
    ... on DeliveryStatusChanged { deliveryId endpointId deliveryStatus }
    ... on EndpointStatusChanged { endpointId endpointStatus disabledReason }
  }
}`;

/** Subscribes, and resolves once the server follows the feed for it: what happens after that is seen. */
export async function followFeed<Item = AttemptItem>(
  url: string,
  key: string,
  options: { query?: string; variables?: Record<string, unknown> } = {},
): Promise<FeedReader<Item>> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'X-API-Key': key },
    retryAttempts: 0,
  });
  const items = client.iterate<{ deliveryFeed: Item }>({
    query: options.query ?? ATTEMPTS,
    variables: options.variables ?? {},
  });
  // Operations of one socket are taken in their order, so when this one is answered the subscription stands.
  const first = items.next();
  for await (const _ of client.iterate({ query: '{ deliveryFeedCursor }' })) break;
  let pending: ReturnType<typeof items.next> | null = first;
  return {
    async next(fits = () => true) {
      for (;;) {
        const { value, done } = await (pending ?? items.next());
        pending = null;
        if (done) throw new Error('the subscription ended');
        if (value.errors) throw new Error(value.errors[0]?.message);
        const item = value.data?.deliveryFeed as Item;
        if (fits(item)) return item;
      }
    },
    async [Symbol.asyncDispose]() {
      await client.dispose();
    },
  };
}
