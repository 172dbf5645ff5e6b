import { CloseCode, createClient, TerminatedCloseEvent } from 'graphql-ws';
import WebSocket from 'ws';
import { OperatorError } from '../errors.ts';
import { rest } from '../rest.ts';
import { type Api, LostError, reasonOf, refusal } from './api.ts';

/** A network that went away says nothing: a laptop that slept finds out by a ping that stays unanswered. */
const PING_MS = 10_000;
const PONG_MS = 5_000;
const HANDSHAKE_MS = 10_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/** What a socket is closed with for good: its credential or its request is refused. */
const FINAL_CLOSES: ReadonlySet<number> = new Set([
  CloseCode.BadRequest,
  CloseCode.Unauthorized,
  CloseCode.Forbidden,
]);
/** Without a closing handshake. */
const ABNORMAL = 1006;

export interface FeedOptions<Item, Loaded> {
  /** A subscription with `$after`, whose items tell their `cursor`. */
  readonly query: string;
  readonly variables?: object;
  /** The place after which to begin. */
  readonly after: string;
  readonly signal: AbortSignal;
  /** What more an item needs of the server; when that is lost meanwhile, the item comes again. */
  readonly load: (item: Item) => Promise<Loaded>;
  /** The server took the connection, the first one or another. */
  readonly onConnected?: () => void;
  /** Each time that it was tried in vain. */
  readonly onLost?: (reason: string) => void;
}

/**
 * Every item after the given place, one by one, across lost connections and restarts of the server: it goes on
 * after the last item with which the caller was done, until the signal ends it.
 * @throws OperatorError when the server refuses it for good
 */
export async function* followFeed<Item extends { cursor: string }, Loaded>(
  api: Api,
  options: FeedOptions<Item, Loaded>,
): AsyncGenerator<Loaded, void, undefined> {
  const { signal } = options;
  let { after } = options;
  let failures = 0;
  while (!signal.aborted) {
    const connection = connect(api, options.onConnected);
    signal.addEventListener('abort', connection.end, { once: true });
    const items = connection.items<Item>(options.query, { ...options.variables, after });
    try {
      for await (const { data, errors } of items) {
        const item = data?.deliveryFeed;
        if (!item) throw refusal(api.url, errors?.[0] ?? { message: 'an item without content' });
        const loaded = await options.load(item);
        // Only now: a server that takes the connection and answers nothing else would be asked four times a second.
        failures = 0;
        yield loaded;
        after = item.cursor;
      }
      throw new LostError(api.url, 'the server ended the subscription');
    } catch (error) {
      if (signal.aborted) return;
      options.onLost?.(toLost(api.url, error).reason);
    } finally {
      signal.removeEventListener('abort', connection.end);
      connection.end();
    }
    await rest(Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS), signal);
    failures += 1;
  }
}

/** The end of the feed now. */
export async function feedCursor(api: Api, signal: AbortSignal): Promise<string> {
  const query = '{ deliveryFeedCursor }';
  return (await api.request<{ deliveryFeedCursor: string }>(query, {}, signal)).deliveryFeedCursor;
}

/** @throws OperatorError when it is no place in the feed of this server */
export async function checkCursor(api: Api, after: string, signal: AbortSignal): Promise<void> {
  const query =
    'query ($after: String!) { deliveryFeed(first: 1, after: $after) { pageInfo { hasNextPage } } }';
  await api.request(query, { after }, signal);
}

/** One connection, which is not opened anew when it closes: the next one must begin after another cursor. */
function connect({ url, key }: Api, onConnected: (() => void) | undefined) {
  const address = new URL(url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let socket: WebSocket | undefined;
  let overdue: NodeJS.Timeout | undefined;
  class PatientSocket extends WebSocket {
    constructor(to: string, protocols: string) {
      super(to, protocols, { handshakeTimeout: HANDSHAKE_MS });
      // The client stops listening when it is ended, and then there is nobody left to tell.
      this.on('error', () => undefined);
      socket = this;
    }
  }
  const client = createClient({
    url: address.href,
    webSocketImpl: PatientSocket,
    connectionParams: { authorization: `Bearer ${key}` },
    retryAttempts: 0,
    keepAlive: PING_MS,
    on: {
      connected: () => onConnected?.(),
      ping: (received) => {
        if (!received) overdue = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(overdue);
      },
    },
  });
  return {
    items: <Item>(query: string, variables: Record<string, unknown>) =>
      client.iterate<{ deliveryFeed: Item }>({ query, variables }),
    end() {
      clearTimeout(overdue);
      client.terminate();
      // Without waiting for the other side, which may be gone.
      socket?.terminate();
    },
  };
}

/** @throws OperatorError when it is no use to try again */
function toLost(url: URL, error: unknown): LostError {
  if (Array.isArray(error)) return toLost(url, refusal(url, error[0]));
  if (error instanceof LostError) return error;
  if (error instanceof OperatorError) throw error;
  if (error instanceof TerminatedCloseEvent) return new LostError(url, 'it no longer answers');
  const { code, reason, error: cause } = error as { code?: unknown; reason?: unknown; error?: unknown };
  if (typeof code !== 'number') return new LostError(url, reasonOf(cause ?? error));
  if (FINAL_CLOSES.has(code)) {
    // The server closes with a code of its own and the message behind it.
    const [, named, message] = /^([A-Z_]+): (.*)$/s.exec(String(reason)) ?? [];
    throw refusal(url, { message: message ?? String(reason), extensions: { code: named ?? String(code) } });
  }
  return new LostError(url, reason ? String(reason) : code === ABNORMAL ? 'it broke off' : `code ${code}`);
}
