import { PublicError } from '../errors.ts';
import type { FeedFilter } from './filter.ts';
import type { FeedItem } from './item.ts';
import type { FeedReader } from './reader.ts';
import type { Passed, Replay } from './replay.ts';
import type { LiveSubscriber, Subscribers } from './subscribers.ts';

/** A subscriber that is live may lag by this many items before it is closed. */
const BUFFER_ITEMS = 1000;
/**
 * After handing out this many items to a subscriber that catches up, everything else in the process has a turn: an item
 * takes some 40 µs until it is sent, and others would wait for a whole page of them.
 */
const ITEMS_A_TURN = 25;

export interface FeedSubscription extends AsyncIterableIterator<FeedItem> {
  /** Says where the feed stands now, if it is live and what it yields does not say so already. */
  addCheckpoint(): void;
  /** Ends the subscription after the items that are still to be taken. */
  close(): void;
}

export interface SubscriptionOptions {
  filter: FeedFilter;
  /** Yields what comes after this. */
  after: Passed;
  /** Yields checkpoints: the first when it goes live. */
  checkpoints: boolean;
  reader: FeedReader;
  replay: Replay;
  subscribers: Subscribers;
  onStart: (subscription: FeedSubscription) => void;
  onEnd: (subscription: FeedSubscription) => void;
  onItemSent: () => void;
}

/**
 * Begins when the first item is asked for. Until it has caught up, pages are read when they are asked for, at its own
 * pace; then items come by themselves, into a bounded buffer.
 */
export function createSubscription(options: SubscriptionOptions): FeedSubscription {
  const { filter, checkpoints, reader, replay, subscribers } = options;
  const queue: FeedItem[] = [];
  const waiting: PromiseWithResolvers<IteratorResult<FeedItem>>[] = [];
  let passed = options.after;
  let state: 'new' | 'behind' | 'live' | 'ended' = 'new';
  let failure: Error | null = null;
  let isReading = false;
  let isResting = false;
  let handedOut = 0;

  const live: LiveSubscriber = {
    filter,
    get isFull() {
      return queue.length >= BUFFER_ITEMS;
    },
    push(item) {
      // Its place may be ahead of what this process had read when it subscribed.
      if (item.number <= passed.number) return;
      if (queue.length >= BUFFER_ITEMS) {
        fail(
          new PublicError(
            'CONSUMER_TOO_SLOW',
            `This subscription fell ${BUFFER_ITEMS} items behind and was closed. Subscribe again after its last cursor.`,
          ),
        );
        return;
      }
      passed = { number: item.number, at: item.occurredAt };
      queue.push(item);
      answer();
    },
  };

  /** The next page, or the step from the table to what is live. */
  async function catchUp(): Promise<void> {
    while (queue.length === 0 && state === 'behind') {
      const until = reader.position() ?? (await reader.start());
      if (state !== 'behind') return;
      if (passed.number < until) {
        const page = await replay(passed, until, filter);
        if (state !== 'behind') return;
        passed = page.passed;
        queue.push(...page.items);
      } else if (reader.position() !== null) {
        state = 'live';
        subscribers.add(live);
        subscription.addCheckpoint();
        return;
      }
    }
  }

  /** Hands out what is there to those who wait, in their order. */
  function answer(): void {
    while (waiting.length > 0 && !(isResting && state === 'behind')) {
      const item = queue.shift();
      if (item) {
        options.onItemSent();
        waiting.shift()?.resolve({ done: false, value: item });
        handedOut += 1;
        if (state === 'behind' && handedOut % ITEMS_A_TURN === 0) rest();
      } else if (failure) {
        waiting.shift()?.reject(failure);
        failure = null;
      } else if (state === 'ended') waiting.shift()?.resolve({ done: true, value: undefined });
      else if (state === 'live' || isReading) return;
      else {
        isReading = true;
        catchUp()
          .catch(fail)
          .finally(() => {
            isReading = false;
            answer();
          });
      }
    }
  }

  /** Has nothing handed out until all else that waits in the process has had a turn. */
  function rest(): void {
    isResting = true;
    setImmediate(() => {
      isResting = false;
      answer();
    });
  }

  function fail(error: Error): void {
    if (state !== 'ended') failure = error;
    end();
  }

  function end(): void {
    if (state === 'ended') return;
    const hasStarted = state !== 'new';
    state = 'ended';
    subscribers.delete(live);
    if (hasStarted) options.onEnd(subscription);
    answer();
  }

  const subscription: FeedSubscription = {
    next() {
      if (state === 'new') {
        state = 'behind';
        options.onStart(subscription);
      }
      const next = Promise.withResolvers<IteratorResult<FeedItem>>();
      waiting.push(next);
      answer();
      return next.promise;
    },
    async return() {
      queue.length = 0;
      failure = null;
      end();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await subscription.return?.();
      throw error;
    },
    addCheckpoint() {
      const checkpoint = reader.checkpoint();
      if (!checkpoints || state !== 'live' || !checkpoint) return;
      if (queue.at(-1)?.kind === 'CHECKPOINT') queue.pop();
      const number = checkpoint.number > passed.number ? checkpoint.number : passed.number;
      queue.push({ ...checkpoint, number });
      answer();
    },
    close: end,
    [Symbol.asyncIterator]() {
      return subscription;
    },
  };
  return subscription;
}
