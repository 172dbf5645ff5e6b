import { setTimeout as delay } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import { formatCursor, parseCursor } from '../../src/feed/cursor.ts';
import type { LiveFeed } from '../../src/feed/live.ts';
import { formatId } from '../../src/ids.ts';
import type { Supervised } from '../crash/supervised.ts';
import { toInput, type Watch } from './watch.ts';

/** A place in the feed. */
export interface Place {
  readonly number: bigint;
  /** As the API told it. */
  readonly cursor: string;
}

/** What a follower gets. */
export interface Seen extends Place {
  /** `number kind endpoint`, as the table is read too; null: a checkpoint. */
  readonly item: string | null;
}

export interface Stream {
  /** Null: the stream has ended. @throws what ended it */
  next(): Promise<Seen | null>;
  /** Like one who closes the page, or, where that is another thing, one whose network is gone. */
  leave(rudely: boolean): Promise<void>;
}

/** A way to the feed that can be opened again and again. */
export type Source = (watch: Watch, after: Place, signal: AbortSignal) => Promise<Stream>;

/** Between two looks of one who found nothing. */
const POLL_MS = 150;

/** The subscription said that something is wrong. */
export class FeedError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** The feed of a process, without an API before it. */
export function sourceOf(feed: LiveFeed): Source {
  return async ({ filter, confinedTo, checkpoints }, after) => {
    const seenBy = { ...filter, ...(confinedTo && { organizationId: confinedTo }) };
    const items = await feed.subscribe(seenBy, after.number, { checkpoints });
    return {
      async next() {
        const { value, done } = await items.next();
        if (done) return null;
        const { number, kind } = value;
        const about = 'endpointId' in value ? value.endpointId : 'nothing';
        const item = kind === 'CHECKPOINT' ? null : `${number} ${kind} ${about}`;
        return { number, cursor: formatCursor(number), item };
      },
      async leave() {
        await items.return?.();
      },
    };
  };
}

const FIELDS = `__typename cursor
  ... on AttemptRecorded { endpointId }
  ... on DeliveryStatusChanged { endpointId }
  ... on EndpointStatusChanged { endpointId }`;
const SUBSCRIPTION = `subscription ($after: String, $filter: DeliveryFeedFilter, $checkpoints: Boolean) {
  deliveryFeed(after: $after, filter: $filter, checkpoints: $checkpoints) { ${FIELDS} }
}`;
const PAGE = `query ($after: String, $filter: DeliveryFeedFilter) {
  deliveryFeed(first: 100, after: $after, filter: $filter) { nodes { ${FIELDS} } }
}`;

interface Item {
  __typename: string;
  cursor: string;
  endpointId?: string;
}

interface Answer<Feed> {
  data?: { deliveryFeed: Feed } | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

const KINDS: Readonly<Record<string, string>> = {
  AttemptRecorded: 'ATTEMPT_RECORDED',
  DeliveryStatusChanged: 'DELIVERY_STATUS_CHANGED',
  EndpointStatusChanged: 'ENDPOINT_STATUS_CHANGED',
};

function feedOf<Feed>({ data, errors }: Answer<Feed>): Feed {
  const [error] = errors ?? [];
  if (error) throw new FeedError(String(error.extensions?.code), error.message);
  if (!data) throw new Error('an answer has neither data nor errors');
  return data.deliveryFeed;
}

function seen({ __typename, cursor, endpointId = '' }: Item): Seen {
  const number = parseCursor(cursor);
  if (number === null) throw new Error(`an item has the cursor ${cursor}`);
  const endpoint = endpointId.slice(formatId('Endpoint', '').length);
  const isItem = __typename !== 'FeedCheckpoint';
  return { number, cursor, item: isItem ? `${number} ${KINDS[__typename] ?? __typename} ${endpoint}` : null };
}

function requestOf({ filter, checkpoints }: Watch, { cursor }: Place) {
  return { query: SUBSCRIPTION, variables: { after: cursor, filter: toInput(filter), checkpoints } };
}

async function nextOf(answers: AsyncIterator<unknown>): Promise<Seen | null> {
  const { value, done } = await answers.next();
  return done ? null : seen(feedOf(value as Answer<Item>));
}

/** One that is ended while it is still being opened says so by an event that nobody hears then. */
class PatientSocket extends WebSocket {
  constructor(address: string, protocols: string) {
    super(address, protocols);
    this.on('error', () => undefined);
  }
}

/** By graphql-ws, to wherever the process serves by now. */
export function socketSource(api: Supervised): Source {
  return async (watch, after, signal) => {
    await api.ready(signal);
    const client = createSocketClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: PatientSocket,
      connectionParams: { 'X-API-Key': watch.key },
      retryAttempts: 0,
    });
    const answers = client.iterate(requestOf(watch, after));
    return {
      next: () => nextOf(answers),
      async leave(rudely) {
        if (rudely) client.terminate();
        await Promise.resolve(client.dispose()).catch(() => undefined);
        await answers.return?.();
      },
    };
  };
}

/** By graphql-sse, a connection for each subscription. */
export function eventStreamSource(api: Supervised): Source {
  return async (watch, after, signal) => {
    await api.ready(signal);
    const client = createSseClient({
      url: `${api.url}/graphql`,
      singleConnection: false,
      headers: { 'X-API-Key': watch.key },
      retryAttempts: 0,
    });
    const answers = client.iterate(requestOf(watch, after));
    return {
      next: () => nextOf(answers),
      async leave() {
        await answers.return?.();
        client.dispose();
      },
    };
  };
}

/** By asking again and again, page after page. */
export function pollingSource(api: Supervised): Source {
  return async (watch, start, signal) => {
    await api.ready(signal);
    const url = `${api.url}/graphql`;
    const left = new AbortController();
    const given = AbortSignal.any([left.signal, signal]);
    let after = start.cursor;
    let page: Item[] = [];
    const ask = async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': watch.key },
        body: JSON.stringify({ query: PAGE, variables: { after, filter: toInput(watch.filter) } }),
        signal: given,
      });
      return feedOf((await response.json()) as Answer<{ nodes: Item[] }>).nodes;
    };
    return {
      async next() {
        while (page.length === 0) {
          page = await ask();
          if (page.length === 0) await delay(POLL_MS, undefined, { signal: given });
        }
        const item = page.shift() as Item;
        after = item.cursor;
        return seen(item);
      },
      async leave() {
        left.abort();
      },
    };
  };
}
