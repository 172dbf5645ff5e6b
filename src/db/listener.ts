import pg from 'pg';

/** The channels of NOTIFY. A notification carries no facts: it says that there is something to read. */
export const CHANNELS = {
  work: 'hookline_work',
  feed: 'hookline_feed',
  /** A credential was revoked. */
  access: 'hookline_access',
} as const;
export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS];

/** Wakes its subscribers when a channel is notified, and once after every reconnect, as then any may be missed. */
export interface Listener extends AsyncDisposable {
  subscribe(channel: Channel, wake: () => void): () => void;
}

const RECONNECT_MS = 1000;

/**
 * Holds one connection that listens, and opens it anew when it breaks. Whoever subscribes must also look by
 * itself from time to time: while the connection is down, nothing wakes it.
 */
export async function createListener(options: {
  url: string;
  onError: (error: Error) => void;
}): Promise<Listener> {
  const subscribers = new Map<Channel, Set<() => void>>(
    Object.values(CHANNELS).map((channel) => [channel, new Set()]),
  );
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const wakeAll = () => {
    for (const wakes of subscribers.values()) for (const wake of wakes) wake();
  };

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.url,
      application_name: 'hookline-listen',
      keepAlive: true,
    });
    next.on('notification', ({ channel }) => {
      for (const wake of subscribers.get(channel as Channel) ?? []) wake();
    });
    next.on('error', reconnect);
    next.on('end', () => reconnect(new Error('the connection ended')));
    client = next;
    await next.connect();
    for (const channel of subscribers.keys()) await next.query(`LISTEN ${channel}`);
  }

  function reconnect(error: Error): void {
    if (closed || timer) return;
    options.onError(error);
    client?.removeAllListeners();
    client?.on('error', () => undefined);
    client?.end().catch(() => undefined);
    timer = setTimeout(() => {
      timer = undefined;
      connect().then(wakeAll, reconnect);
    }, RECONNECT_MS);
  }

  await connect().catch((error: Error) => {
    // Whoever cannot start does not try again behind the caller's back.
    closed = true;
    clearTimeout(timer);
    throw error;
  });
  return {
    subscribe(channel, wake) {
      const wakes = subscribers.get(channel) as Set<() => void>;
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      client?.removeAllListeners('end');
      await client?.end().catch(() => undefined);
    },
  };
}

/** Sent once per batch after its commit: a NOTIFY inside every transaction cuts commits by a factor of 2 to 3.5. */
export async function notify(client: Pick<pg.ClientBase, 'query'>, channel: Channel): Promise<void> {
  await client.query(`NOTIFY ${channel}`);
}
