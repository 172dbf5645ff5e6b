import {
  type DeliveryFilter,
  DeliveryTimesDocument,
  type DeliveryTimesQueryVariables,
  OldestDeliveriesDocument,
  TypedDocumentString,
} from '../generated/graphql.ts';
import { Failure } from './client.ts';
import { afterAll, toShown } from './queries.ts';
import { run } from './session.ts';

/** The most that one run retries; for more, one begins again with the rest. */
export const RETRIES_MAX = 10_000;
const PAGE_SIZE = 100;
/** In one request: the API takes a hundred aliases. */
const BATCH_SIZE = 50;
const WAIT_MS = [1000, 2000, 4000, 8000, 15_000];
/** Longer than the server ever takes: an answer that has not come by then will not come. */
const LOST_MS = 45_000;
const SILENT = 'The server does not answer.';
/** Another try may end otherwise. */
const PASSING: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'UNEXPECTED_ANSWER',
  'RATE_LIMITED',
  'REQUEST_TIMEOUT',
  'UNAVAILABLE',
]);

export interface RetryAllState {
  readonly phase: 'asking' | 'running' | 'stopping' | 'stopped' | 'ended';
  /** How many the filter matches, as far as is known. */
  readonly counted: number;
  readonly isAllCounted: boolean;
  readonly accepted: number;
  /** How many were refused, by the reason that the server gave, and one of them. */
  readonly refused: ReadonlyMap<string, { readonly count: number; readonly example: string }>;
  /** Asked for without an answer: they may be accepted. */
  readonly unanswered: readonly string[];
  /** Why it waits before it goes on, or why it ended before its time. */
  readonly failure: Failure | null;
  /** It ended because it had retried as many as one run may. */
  readonly hasMore: boolean;
}

/**
 * Retries each delivery that a filter matches, the oldest first. They are read just before they are asked for: what another
 * tab retried meanwhile, or a request whose answer was lost, does not fit any more.
 */
export class RetryAll {
  #state: RetryAllState = {
    phase: 'asking',
    counted: 0,
    isAllCounted: false,
    accepted: 0,
    refused: new Map(),
    unanswered: [],
    failure: null,
    hasMore: false,
  };
  readonly #onState: (state: RetryAllState) => void;
  readonly #counting = new AbortController();
  readonly #counted: Promise<void>;
  readonly #stopped = new AbortController();
  #filter: DeliveryFilter;

  constructor(filter: DeliveryFilter, onState: (state: RetryAllState) => void) {
    this.#filter = filter;
    this.#onState = onState;
    this.#counted = this.#count().catch((error: unknown) => {
      if (!this.#counting.signal.aborted) this.#set({ phase: 'ended', failure: toShown(error) });
    });
  }

  get state(): RetryAllState {
    return this.#state;
  }

  /** Goes on until each was asked for, or until it is stopped. */
  async start(): Promise<void> {
    this.#counting.abort();
    this.#set({ phase: 'running', failure: null });
    await this.#counted;
    try {
      await this.#retry();
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#set({ failure: toShown(error) });
    }
    this.#set({ phase: this.#stopped.signal.aborted ? 'stopped' : 'ended' });
  }

  /** Ends after the request that is under way: of one that is broken off nobody knows whether it was done. */
  stop(): void {
    if (this.#state.phase === 'running') this.#set({ phase: 'stopping' });
    this.#counting.abort();
    this.#stopped.abort();
  }

  /** Deliveries made after this moment are not retried: where more and more fail, it would never end. */
  async #count(): Promise<void> {
    const { signal } = this.#counting;
    let after: string | null = null;
    do {
      const given: DeliveryTimesQueryVariables = { first: PAGE_SIZE, after, filter: this.#filter };
      const { nodes, pageInfo } = await this.#insist(
        async () => (await run(DeliveryTimesDocument, given, inTime(signal))).deliveries,
        signal,
      );
      const until = after === null ? afterAll(nodes.map(({ createdAt }) => createdAt)) : null;
      if (until !== null) this.#filter = { ...this.#filter, until };
      after = pageInfo.endCursor;
      this.#set({ counted: this.#state.counted + nodes.length, isAllCounted: !pageInfo.hasNextPage });
    } while (!this.#state.isAllCounted && this.#state.counted < RETRIES_MAX);
  }

  async #retry(): Promise<void> {
    const { signal } = this.#stopped;
    let before: string | null = null;
    for (let asked = 0; asked < RETRIES_MAX; ) {
      const page = await this.#insist(() => inTurn(() => this.#retryPage(before), signal), signal);
      if (signal.aborted || !page.hasPreviousPage) return;
      asked += page.count;
      before = page.startCursor;
    }
    this.#set({ hasMore: true });
  }

  async #retryPage(before: string | null) {
    const { signal } = this.#stopped;
    const given = { last: BATCH_SIZE, before, filter: this.#filter };
    const { nodes, pageInfo } = (await run(OldestDeliveriesDocument, given, inTime(signal))).deliveries;
    const ids = nodes.map(({ id }) => id).reverse();
    const done = this.#state.unanswered.filter((id) => !ids.includes(id));
    this.#set({ accepted: this.#state.accepted + done.length, unanswered: [] });
    if (ids.length > 0 && !signal.aborted) {
      this.#set({ unanswered: ids });
      this.#take(ids, await run(retryOf(ids), Object.fromEntries(ids.map(variable)), inTime()));
    }
    return { ...pageInfo, count: ids.length };
  }

  #take(ids: readonly string[], answers: Readonly<Record<string, Answer>>): void {
    const refused = new Map(this.#state.refused);
    let { accepted } = this.#state;
    for (const [at, id] of ids.entries()) {
      const reason = answers[`at${at}`]?.message;
      if (reason === undefined) accepted += 1;
      else refused.set(reason, { count: (refused.get(reason)?.count ?? 0) + 1, example: id });
    }
    this.#set({ accepted, refused, unanswered: [] });
  }

  /** Once more after a while, for as long as another try may end otherwise. */
  async #insist<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    for (let tries = 0; ; tries += 1) {
      try {
        const result = await work();
        this.#set({ failure: null });
        return result;
      } catch (error) {
        const failure = error instanceof DOMException ? new Failure('UNREACHABLE', SILENT) : toShown(error);
        if (signal.aborted || !PASSING.has(failure.code)) throw failure;
        // A single repetition is not worth telling, as when the API takes no more requests in this second.
        if (tries > 0) this.#set({ failure });
      }
      await rest(WAIT_MS[Math.min(tries, WAIT_MS.length - 1)] as number, signal);
    }
  }

  #set(change: Partial<RetryAllState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onState(this.#state);
  }
}

interface Answer {
  /** Of an error. */
  readonly message?: string;
}

const variable = (id: string, at: number): [string, string] => [`id${at}`, id];

/** The contract retries one at a time, and a request may ask for that several times. */
function retryOf(ids: readonly string[]) {
  const variables = ids.map((_, at) => `$id${at}: ID!`);
  const fields = ids.map((_, at) => `at${at}: deliveryRetry(id: $id${at}) { ... on Error { message } }`);
  return new TypedDocumentString<Record<string, Answer>, Record<string, string>>(
    `mutation DeliveryRetries(${variables.join(', ')}) { ${fields.join(' ')} }`,
  );
}

const inTime = (...signals: AbortSignal[]) => AbortSignal.any([...signals, AbortSignal.timeout(LOST_MS)]);

/**
 * The tabs of a browser take turns: else each would retry what all of them have read. Over plain HTTP browsers have no
 * locks.
 * @param signal ends the wait, not the work
 */
const inTurn = <Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> =>
  isSecureContext ? navigator.locks.request('hookline.retry-all', { signal }, () => work()) : work();

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
