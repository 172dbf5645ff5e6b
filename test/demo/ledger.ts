import type { AttemptItem } from './feed.ts';

/** What three witnesses say of one event: the publisher, the receiver and the feed. */
export interface EventRecord {
  /** Its place among the published; null while eventPublish has not answered, and for events of other programs. */
  index: number | null;
  /** On the monotonic clock, like every time here. */
  publishedMs: number;
  firstRequestMs: number | null;
  requests: number;
  verified: number;
  attempts: AttemptItem[];
  /** As the feed last said. */
  status: string;
}

export interface Ledger {
  /** `eventPublish` was sent at `sentMs` and has answered. */
  published(eventId: string, index: number, sentMs: number): void;
  /** Nothing more will be published. */
  publishingEnded(): void;
  /**
   * The receiver has a request. Resolves to the event's place when this is its first request, else to null; a
   * webhook can be faster than the answer to the mutation that caused it, so it may have to wait.
   */
  received(eventId: string, atMs: number, verified: boolean): Promise<number | null>;
  /** The feed told of an attempt, or of another change of the delivery. */
  changed(eventId: string, status: string, attempt?: AttemptItem): void;
  /** Resolves when every delivery has ended, or a signature was refused. */
  readonly finished: Promise<void>;
  /** The events published here, as far as it is known. */
  records(): EventRecord[];
}

const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELED'];

export function createLedger(): Ledger {
  const events = new Map<string, EventRecord>();
  const known = new Map<string, PromiseWithResolvers<void>>();
  const finished = Promise.withResolvers<void>();
  let publishing = true;

  function record(eventId: string): EventRecord {
    const existing = events.get(eventId);
    if (existing) return existing;
    const fresh: EventRecord = {
      index: null,
      publishedMs: 0,
      firstRequestMs: null,
      requests: 0,
      verified: 0,
      attempts: [],
      status: 'PENDING',
    };
    events.set(eventId, fresh);
    return fresh;
  }

  const records = () => [...events.values()].filter(({ index }) => index !== null);

  function judge(): void {
    const own = records();
    const refused = own.some(({ requests, verified }) => verified < requests);
    const ended = !publishing && own.every(({ status }) => ENDED.includes(status));
    if (refused || ended) finished.resolve();
  }

  return {
    finished: finished.promise,
    records,
    published(eventId, index, sentMs) {
      Object.assign(record(eventId), { index, publishedMs: sentMs });
      known.get(eventId)?.resolve();
      known.delete(eventId);
      judge();
    },
    publishingEnded() {
      publishing = false;
      for (const { resolve } of known.values()) resolve();
      judge();
    },
    async received(eventId, atMs, verified) {
      const event = record(eventId);
      event.firstRequestMs ??= atMs;
      event.requests += 1;
      if (verified) event.verified += 1;
      const isFirst = event.requests === 1;
      if (event.index === null && publishing) {
        const waiting = known.get(eventId) ?? Promise.withResolvers<void>();
        known.set(eventId, waiting);
        await waiting.promise;
      }
      judge();
      return isFirst ? event.index : null;
    },
    changed(eventId, status, attempt) {
      const event = record(eventId);
      event.status = status;
      if (attempt) event.attempts.push(attempt);
      judge();
    },
  };
}
