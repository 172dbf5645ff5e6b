import pg from 'pg';
import type { SqlClient } from './client.ts';
import { HEARING_CHANNEL, type Hearing, type HearingOptions, startHearing } from './hearing.ts';

/**
 * The channels of NOTIFY. A notification carries no facts: it says that there is something to read. That of `work`
 * may name the endpoints that something is due for, which spares looking for them.
 */
export const CHANNELS = {
  work: 'hookline_work',
  feed: 'hookline_feed',
  /** A credential was revoked. */
  access: 'hookline_access',
} as const;
export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS];

/**
 * Wakes its subscribers when a channel is notified, with what was notified, and with '' after every reconnect, as
 * then any may be missed.
 */
export interface Listener extends AsyncDisposable {
  subscribe(channel: Channel, wake: (payload: string) => void): () => void;
}

const RECONNECT_MS = 1000;
/** How long to wait for a new connection, and for the answer to LISTEN: later none will come. */
const ANSWER_TIMEOUT_MS = 10_000;
/**
 * While nothing can be heard, readers of the feed, for whom somebody waits live, are woken this often; for the rest
 * their own looks will do.
 */
const DEAF_LOOK_MS = 250;

export interface ListenerOptions {
  url: string;
  onError: (error: Error) => void;
  /** Tells whether what is notified by way of the pool is heard, from time to time. */
  hearing?: Pick<HearingOptions, 'pool' | 'onDeaf' | 'onMended' | 'checkMs' | 'hearMs'>;
  answerTimeoutMs?: number;
}

/**
 * Holds one connection that listens, and opens it anew when it breaks or hears nothing any more. Subscribers must also
 * look by themselves from time to time: while the connection is down, nothing wakes them.
 */
export async function createListener(options: ListenerOptions): Promise<Listener> {
  const { answerTimeoutMs = ANSWER_TIMEOUT_MS } = options;
  const subscribers = new Map<Channel, Set<(payload: string) => void>>(
    Object.values(CHANNELS).map((channel) => [channel, new Set()]),
  );
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let looks: NodeJS.Timeout | undefined;
  let hearing: Hearing | undefined;
  let isListening = false;
  let closed = false;

  const wake = (channel: Channel, payload = '') => {
    for (const subscriber of subscribers.get(channel) ?? []) subscriber(payload);
  };
  const wakeAll = () => {
    for (const channel of subscribers.keys()) wake(channel);
  };

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.url,
      application_name: 'hookline-listen',
      keepAlive: true,
      connectionTimeoutMillis: answerTimeoutMs,
      query_timeout: answerTimeoutMs,
    });
    next.on('notification', ({ channel, payload = '' }) => {
      if (channel === HEARING_CHANNEL) hearing?.heard(payload);
      else wake(channel as Channel, payload);
    });
    next.on('error', reconnect);
    next.on('end', () => reconnect(new Error('the connection ended')));
    client = next;
    await next.connect();
    await listen();
    // A connection that was lost before it got this far is being opened anew already.
    isListening = timer === undefined;
  }

  async function listen(): Promise<void> {
    for (const channel of [...subscribers.keys(), HEARING_CHANNEL]) await client?.query(`LISTEN ${channel}`);
  }

  function reconnect(error: Error | null): void {
    if (closed || timer) return;
    isListening = false;
    if (error) options.onError(error);
    client?.removeAllListeners();
    client?.on('error', () => undefined);
    client?.end().catch(() => undefined);
    timer = setTimeout(() => {
      timer = undefined;
      connect().then(wakeAll, reconnect);
    }, RECONNECT_MS);
  }

  await connect().catch((error: Error) => {
    // If the start fails, nothing may go on trying behind the caller's back.
    closed = true;
    clearTimeout(timer);
    throw error;
  });
  hearing =
    options.hearing &&
    startHearing({
      ...options.hearing,
      // While it is being opened, however long that takes, nothing can be heard.
      isConnected: () => !closed && isListening,
      renew: () => reconnect(null),
      listen,
      onDeaf() {
        looks = setInterval(() => wake(CHANNELS.feed), DEAF_LOOK_MS);
        options.hearing?.onDeaf();
      },
      onMended() {
        clearInterval(looks);
        wakeAll();
        options.hearing?.onMended();
      },
    });

  return {
    subscribe(channel, subscriber) {
      const wakes = subscribers.get(channel) as Set<(payload: string) => void>;
      wakes.add(subscriber);
      return () => wakes.delete(subscriber);
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      clearInterval(looks);
      hearing?.[Symbol.dispose]();
      client?.removeAllListeners('end');
      await client?.end().catch(() => undefined);
    },
  };
}

/** Sent once per batch after its commit: a NOTIFY inside every transaction cuts commits by a factor of 2 to 3.5. */
export async function notify(client: SqlClient, channel: Channel): Promise<void> {
  await client.query(`NOTIFY ${channel}`);
}

/** A payload has less than 8,000 bytes, and an id 36, with its mark 37. */
const IDS_PER_NOTIFICATION = 200;
/** For more endpoints than this the workers look everywhere, which is then cheaper. */
const IDS_MAX = 2000;

/** After an endpoint's id: somebody waits for it, so that it must not rest now. */
export const URGENT = '!';

/**
 * Says that something is due for these endpoints, as `notify` does, and after the commit too.
 * @param mark URGENT for what was asked for by hand
 */
export async function notifyWork(
  client: SqlClient,
  endpointIds: readonly string[],
  mark: '' | typeof URGENT = '',
): Promise<void> {
  if (endpointIds.length === 0) return;
  const ids = [...new Set(endpointIds)].map((id) => id + mark);
  const payloads = ids.length > IDS_MAX ? [''] : [];
  for (let at = 0; at < ids.length && ids.length <= IDS_MAX; at += IDS_PER_NOTIFICATION)
    payloads.push(ids.slice(at, at + IDS_PER_NOTIFICATION).join(','));
  await client.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
    CHANNELS.work,
    payloads,
  ]);
}
