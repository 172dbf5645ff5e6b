import {
  type DeliveryFeedFilter,
  FeedDocument,
  FeedEndDocument,
  FeedRecentDocument,
  type FeedSubscription,
} from '../generated/graphql.ts';
import { Failure, toFailure, type WireError } from './client.ts';
import { toShown } from './queries.ts';
import { run, signOut } from './session.ts';
import { failureOf, openSocket } from './socket.ts';

export type FeedItem = FeedSubscription['deliveryFeed'];

/** How a subscription stands; `resumed` tells of the latest time that a lost connection came back. */
export interface FeedState {
  readonly phase: 'connecting' | 'live' | 'lost' | 'failed';
  readonly resumed: {
    readonly at: string;
    readonly caughtUp: number;
    /** The server did not know the place any more: what happened meanwhile was not shown. */
    readonly isGap: boolean;
  } | null;
  readonly failure: Failure | null;
}

export interface FeedOptions {
  readonly filter: DeliveryFeedFilter;
  /** How many earlier items to begin with, oldest first. */
  readonly recent: number;
  readonly onItem: (item: FeedItem) => void;
  readonly onState: (state: FeedState) => void;
}

const RETRY_MS = [250, 500, 1000, 2000, 4000, 8000, 15_000];
/** A connection that brings nothing for so long before it is live is given up. */
const SILENCE_MS = 15_000;
/** Checkpoints that follow each other sooner may tell of the same reading of the feed. */
const STANDSTILL_MS = 10_000;
const CURSOR_LOST: ReadonlySet<string> = new Set(['CURSOR_INVALID', 'CURSOR_AHEAD']);
/** Another try would end the same way. */
const FINAL: ReadonlySet<string> = new Set(['FORBIDDEN', 'BAD_REQUEST', 'NOT_FOUND', 'QUERY_TOO_COMPLEX']);

/**
 * Follows the feed from its end, after the items that were there before. A lost connection is taken up again
 * after the last item that was seen, until it is stopped.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #client = openSocket();
  #state: FeedState = { phase: 'connecting', resumed: null, failure: null };
  #cursor: string | null = null;
  /**
   * The cursors of the earlier items: those that were recorded while these were read come a second time, by the
   * subscription.
   */
  #seen: ReadonlySet<string> = new Set();
  /** The number of the latest connection; what an earlier one still says is ignored. */
  #connection = 0;
  #unsubscribe = () => {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #caughtUp = 0;
  #isReplaying = false;
  /** The latest checkpoint: when the server had last read the feed, and when, by the page's clock, it said so. */
  #checkpoint = { readAt: '', at: 0 };
  #isGap = false;

  constructor(options: FeedOptions) {
    this.#options = options;
    addEventListener('online', this.reconnectNow);
    void this.#connect();
  }

  /** Does not wait for the next try. */
  readonly reconnectNow = (): void => {
    if (this.#state.phase === 'lost') void this.#connect();
  };

  stop(): void {
    this.#connection += 1;
    removeEventListener('online', this.reconnectNow);
    clearTimeout(this.#timer);
    this.#unsubscribe();
    void this.#client.dispose();
  }

  async #connect(): Promise<void> {
    this.#connection += 1;
    const connection = this.#connection;
    const isLatest = () => connection === this.#connection;
    const lose = (failure: Failure) => {
      if (isLatest()) this.#lose(failure);
    };
    this.#unsubscribe();
    this.#caughtUp = 0;
    this.#isReplaying = true;
    this.#checkpoint = { readAt: '', at: 0 };
    this.#watch();
    try {
      if (this.#cursor === null) await this.#begin(isLatest);
    } catch (error) {
      return lose(toShown(error));
    }
    if (!isLatest()) return;
    this.#unsubscribe = this.#client.subscribe<FeedSubscription>(
      {
        query: FeedDocument.toString(),
        variables: { after: this.#cursor, filter: this.#options.filter },
      },
      {
        next: ({ data, errors }) => {
          if (!isLatest()) return;
          if (data?.deliveryFeed) this.#take(data.deliveryFeed);
          else if (errors?.[0]) lose(toFailure(errors[0] as WireError));
        },
        error: (reason) => lose(failureOf(reason)),
        complete: () => lose(new Failure('UNREACHABLE', 'The server ended the subscription.')),
      },
    );
  }

  /** The end is taken first: what is recorded in between is in the subscription too. */
  async #begin(isLatest: () => boolean): Promise<void> {
    const { filter, recent, onItem } = this.#options;
    const end = (await run(FeedEndDocument, {})).deliveryFeedCursor;
    if (recent > 0 && this.#seen.size === 0) {
      const { deliveryFeed } = await run(FeedRecentDocument, { last: recent, filter });
      if (!isLatest()) return;
      this.#seen = new Set(deliveryFeed.nodes.map((item) => item.cursor));
      for (const item of deliveryFeed.nodes) {
        if (item.__typename !== 'FeedCheckpoint') onItem(item);
      }
    }
    if (isLatest()) this.#cursor = end;
  }

  #take(item: FeedItem): void {
    this.#cursor = item.cursor;
    this.#tries = 0;
    if (item.__typename !== 'FeedCheckpoint') {
      if (this.#isReplaying) this.#watch();
      if (this.#seen.has(item.cursor)) return;
      if (this.#isReplaying) this.#caughtUp += 1;
      this.#options.onItem(item);
      return;
    }
    if (this.#standsStill(item.occurredAt)) {
      this.#lose(new Failure('UNAVAILABLE', 'The server cannot read the feed.'));
      return;
    }
    if (!this.#isReplaying) return;
    this.#isReplaying = false;
    clearTimeout(this.#timer);
    const resumed = { at: new Date().toISOString(), caughtUp: this.#caughtUp, isGap: this.#isGap };
    this.#isGap = false;
    this.#set({
      phase: 'live',
      failure: null,
      resumed: this.#state.phase === 'lost' ? resumed : this.#state.resumed,
    });
  }

  /**
   * The server reads the feed each second, and tells every half minute when it last did. Without its database it tells
   * the same time again.
   */
  #standsStill(readAt: string): boolean {
    const before = this.#checkpoint;
    this.#checkpoint = { readAt, at: Date.now() };
    return readAt === before.readAt && this.#checkpoint.at - before.at >= STANDSTILL_MS;
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#lose(new Failure('UNREACHABLE', 'The server does not answer.')),
      SILENCE_MS,
    );
  }

  #lose(failure: Failure): void {
    // From now on this connection counts as an earlier one: whatever it still says comes too late.
    this.#connection += 1;
    clearTimeout(this.#timer);
    if (failure.isOfCredential) {
      signOut(failure);
      return;
    }
    if (FINAL.has(failure.code)) {
      this.#set({ phase: 'failed', failure });
      return;
    }
    if (CURSOR_LOST.has(failure.code)) {
      this.#cursor = null;
      this.#isGap = true;
    }
    this.#set({ phase: 'lost', failure });
    const wait = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] as number;
    this.#tries += 1;
    // Not all pages at the same moment, after a server came back.
    this.#timer = setTimeout(this.reconnectNow, wait * (0.75 + Math.random() / 2));
  }

  #set(change: Partial<FeedState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onState(this.#state);
  }
}
