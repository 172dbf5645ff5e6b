import { type Client, createClient } from 'graphql-ws';
import { feedCursor } from '../support/feed.ts';
import { lost } from './api.ts';
import type { Ledger } from './ledger.ts';
import type { DemoServer } from './server.ts';

export interface AttemptItem {
  __typename: 'AttemptRecorded';
  eventId: string;
  eventType: string;
  attemptNumber: number;
  outcome: string;
  responseStatus: number | null;
  durationMs: number;
  deliveryStatus: string;
  nextAttemptAt: string | null;
}

interface StatusItem {
  __typename: 'DeliveryStatusChanged';
  deliveryStatus: string;
  delivery: { event: { id: string } };
}

type FeedItem = AttemptItem | StatusItem | { __typename: 'EndpointStatusChanged' };

const DELIVERY_FEED = `subscription ($endpointId: ID!, $after: String!) {
  deliveryFeed(after: $after, filter: { endpointId: $endpointId }) {
    __typename
    ... on AttemptRecorded {
      eventId eventType attemptNumber outcome responseStatus durationMs deliveryStatus nextAttemptAt
    }
    ... on DeliveryStatusChanged { deliveryStatus delivery { event { id } } }
  }
}`;

export interface Feed extends AsyncDisposable {
  /** Settles when the feed ends, which before its disposal is a failure. */
  readonly ended: Promise<void>;
}

/** Follows what happens at the endpoint over WebSocket. @throws OperatorError when the server takes no subscriber */
export async function followFeed(
  server: DemoServer,
  endpointId: string,
  ledger: Ledger,
  show: (attempt: AttemptItem) => void,
): Promise<Feed> {
  const client = createClient({
    url: `${server.url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { 'X-API-Key': server.key },
    retryAttempts: 0,
  });
  try {
    // What is done from now on comes after it, however long the subscription takes to begin.
    const after = await feedCursor(client);
    const ended = read(client, { endpointId, after }, ledger, show).catch((error: unknown) => {
      throw lost(server, error);
    });
    ended.catch(() => undefined);
    return { ended, [Symbol.asyncDispose]: async () => client.dispose() };
  } catch (error) {
    await client.dispose();
    throw lost(server, error);
  }
}

async function read(
  client: Client,
  variables: { endpointId: string; after: string },
  ledger: Ledger,
  show: (attempt: AttemptItem) => void,
): Promise<void> {
  const items = client.iterate<{ deliveryFeed: FeedItem }>({
    query: DELIVERY_FEED,
    variables,
  });
  for await (const { data, errors } of items) {
    const item = data?.deliveryFeed;
    if (!item) throw new Error(errors?.[0]?.message ?? 'an item without content');
    if (item.__typename === 'AttemptRecorded') {
      ledger.changed(item.eventId, item.deliveryStatus, item);
      show(item);
    } else if (item.__typename === 'DeliveryStatusChanged') {
      ledger.changed(item.delivery.event.id, item.deliveryStatus);
    }
  }
  throw new Error('the subscription ended');
}
