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
 * Subscribes: what happens after this has resolved is seen. A query of one's own that takes no `$after` is
 * followed from when the server has taken it.
 */
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
  const query = options.query ?? ATTEMPTS;
  const follow = (after?: string) =>
    client.iterate<{ deliveryFeed: Item }>({
      query,
      variables: { ...options.variables, ...(after && { after }) },
    });
  const canResume = query.includes('$after');
  const items = canResume ? follow(await feedCursor(client)) : follow();
  let pending = canResume ? null : items.next();
  pending?.catch(() => undefined);
  // Operations of one socket are taken in their order, so when this one is answered the subscription was taken.
  if (!canResume) await feedCursor(client);
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

async function feedCursor(client: Client): Promise<string> {
  for await (const { data } of client.iterate<{ deliveryFeedCursor: string }>({
    query: '{ deliveryFeedCursor }',
  })) {
    if (data) return data.deliveryFeedCursor;
  }
  throw new Error('the server told no cursor');
}
