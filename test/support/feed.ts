import { type Client, createClient } from 'graphql-ws';
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

const ATTEMPTS = `subscription ($after: String, $filter: DeliveryFeedFilter) {
  deliveryFeed(after: $after, filter: $filter) {
    __typename cursor occurredAt
    ... on AttemptRecorded { deliveryId endpointId attemptNumber outcome responseStatus deliveryStatus }
    ... on DeliveryStatusChanged { deliveryId endpointId deliveryStatus }
    ... on EndpointStatusChanged { endpointId endpointStatus disabledReason }
  }
}`;

/**
 * Subscribes: what happens after this has resolved is seen, or what came after the cursor given. A query of one's own
 * takes `$after`: nothing tells when a subscription without it has begun, as a socket's operations do not wait for
 * each other.
 */
export async function followFeed<Item = AttemptItem>(
  url: string,
  key: string,
  options: { query?: string; variables?: Record<string, unknown>; after?: string } = {},
): Promise<FeedReader<Item>> {
  const query = options.query ?? ATTEMPTS;
  if (!query.includes('$after')) throw new Error('the subscription does not take $after');
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'X-API-Key': key },
    retryAttempts: 0,
  });
  const items = client.iterate<{ deliveryFeed: Item }>({
    query,
    variables: { ...options.variables, after: options.after ?? (await feedCursor(client)) },
  });
  return {
    async next(fits = () => true) {
      for (;;) {
        const { value, done } = await items.next();
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

/** The end of the feed now. */
export async function feedCursor(client: Client): Promise<string> {
  for await (const { data, errors } of client.iterate<{ deliveryFeedCursor: string }>({
    query: '{ deliveryFeedCursor }',
  })) {
    if (data) return data.deliveryFeedCursor;
    throw new Error(errors?.[0]?.message ?? 'an answer without content');
  }
  throw new Error('the server told no cursor');
}
