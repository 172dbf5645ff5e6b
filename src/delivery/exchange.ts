import type { Dispatcher } from 'undici';
import { InvalidAnswerError } from './answer-bound.ts';
import { wireLimitBytes } from './response.ts';

/** Interim answers (1xx) before the final one. Each costs about as much as an answer, and a packet holds thousands. */
const INTERIM_MAX = 20;

export type ExchangeStage = 'connect' | 'headers' | 'body';

/** How one request went, before anything is made of it. */
export interface Exchanged {
  /** What was being waited for at the end. */
  readonly stage: ExchangeStage;
  readonly end: 'complete' | 'enough' | 'timed_out' | 'aborted' | 'failed';
  /** Null unless the end is `failed`. */
  readonly error: Error | null;
  /** The final one, not 1xx; 0 before the stage `body`. */
  readonly status: number;
  readonly rawHeaders: readonly (Buffer | string)[];
  /** In lower case, '' when there is none. */
  readonly contentEncoding: string;
  /** As they came off the wire, hardly more than `wireLimitBytes` altogether. */
  readonly chunks: readonly Buffer[];
}

export interface ExchangeLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Dispatches one request and settles exactly once; it never rejects. It speaks undici's handler interface
 * because `request()` heeds its signal only once a connection stands, and a timeout has to cover connecting.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: ExchangeLimits,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    const handler = new ExchangeHandler(limits, resolve);
    dispatcher.dispatch(options, handler);
  });
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (exchanged: Exchanged) => void;
  readonly #ignoreAbort: () => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #isSettled = false;
  #stage: ExchangeStage = 'connect';
  #status = 0;
  #rawHeaders: readonly (Buffer | string)[] = [];
  #contentEncoding = '';
  #bytesLeft = 0;
  #interim = 0;

  constructor(limits: ExchangeLimits, resolve: (exchanged: Exchanged) => void) {
    this.#resolve = resolve;
    // What came while the process stood still, as when its host was suspended, is read only after the timers have run:
    // it is no timeout.
    this.#timer = setTimeout(() => setImmediate(() => this.#settle('timed_out')), limits.timeoutMs);
    this.#ignoreAbort = onAbort(limits.signal, () => this.#settle('aborted'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The request outlived its caller in undici's queue; nothing has been written yet.
    if (this.#isSettled) controller.abort(new Error('too late'));
    else this.#stage = 'headers';
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // Thrown, it ends the connection in the middle of what has been read. undici itself trips over these two.
    if (status < 100) throw new InvalidAnswerError('HPE_INVALID_STATUS');
    if (status === 101) throw new InvalidAnswerError('UNASKED_UPGRADE');
    if (status < 200) {
      this.#interim += 1;
      if (this.#interim > INTERIM_MAX) throw new InvalidAnswerError('ANSWER_TOO_LONG');
      return;
    }
    this.#stage = 'body';
    this.#status = status;
    this.#rawHeaders = Array.isArray(controller.rawHeaders) ? controller.rawHeaders : [];
    this.#contentEncoding = String(headers['content-encoding'] ?? '')
      .trim()
      .toLowerCase();
    this.#bytesLeft = wireLimitBytes(this.#contentEncoding);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isSettled) return;
    this.#chunks.push(chunk);
    this.#bytesLeft -= chunk.length;
    if (this.#bytesLeft < 0) this.#settle('enough');
  }

  onResponseEnd(): void {
    this.#settle('complete');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle('failed', error);
  }

  #settle(end: Exchanged['end'], error: Error | null = null): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#ignoreAbort();
    // Later, because undici's parser may be the caller; by then a response that has just become complete is
    // left alone and its connection kept, any other loses its socket.
    if (end !== 'complete') queueMicrotask(() => this.#controller?.abort(new Error(end)));
    this.#resolve({
      stage: this.#stage,
      end,
      error,
      status: this.#status,
      rawHeaders: this.#rawHeaders,
      contentEncoding: this.#contentEncoding,
      chunks: this.#chunks,
    });
  }
}

const listeners = new WeakMap<AbortSignal, { calls: Set<() => void>; listener: () => void }>();

/** One listener for all exchanges that share a signal: adding and removing one for each is dear. @returns to undo it */
function onAbort(signal: AbortSignal | undefined, call: () => void): () => void {
  if (!signal) return () => undefined;
  const shared = listeners.get(signal) ?? listenTo(signal);
  shared.calls.add(call);
  return () => {
    shared.calls.delete(call);
    if (shared.calls.size > 0) return;
    signal.removeEventListener('abort', shared.listener);
    listeners.delete(signal);
  };
}

function listenTo(signal: AbortSignal) {
  const calls = new Set<() => void>();
  const listener = () => {
    for (const call of calls) call();
  };
  signal.addEventListener('abort', listener);
  const shared = { calls, listener };
  listeners.set(signal, shared);
  return shared;
}
