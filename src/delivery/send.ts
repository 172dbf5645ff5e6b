import { Agent } from 'undici';
import { BoundedMap } from '../bounded-map.ts';
import { type AddressPolicy, checkUrl } from './address-policy.ts';
import { connectBy, type Route } from './connect.ts';
import { type ConnectionError, describeConnectionError, isTimeout } from './connection-error.ts';
import { type Exchanged, type ExchangeStage, exchange } from './exchange.ts';
import { BlockedAddressError } from './guarded-lookup.ts';
import { isListenAddress } from './listen-address.ts';
import { type ReceivedResponse, readBody, readHeaders } from './response.ts';

/** Of a response's status line and headers; more is kept from being parsed, not only from being stored. */
const RESPONSE_HEAD_MAX_BYTES = 64 * 1024;

// Below the 5 s after which common servers close an idle connection: a request written into that moment
// fails although the endpoint is well.
const KEEP_ALIVE_MS = 4_000;
const KEEP_ALIVE_MAX_MS = 60_000;
/** How many URLs are remembered with what was judged of them. */
const KNOWN_TARGETS = 20_000;

export interface SendRequest {
  readonly url: string;
  /** Signature and custom headers; the names in `headers.ts` that are refused there must not be in it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** For name look-up, connection, request and response together. */
  readonly timeoutMs: number;
  /** Ends the exchange at once, with the result `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of a request. Whatever a receiver does is data; durations are whole milliseconds. */
export type SendResult =
  | ({ kind: 'response'; durationMs: number } & ReceivedResponse)
  /** `response` is what had arrived when it ended in the stage `body`, else null. */
  | {
      kind: 'timed_out';
      stage: ExchangeStage;
      response: ReceivedResponse | null;
      durationMs: number;
      message: string;
    }
  | ({ kind: 'connection_failed'; durationMs: number } & ConnectionError)
  /** The URL, or an address of its host, is not one that webhooks may go to. */
  | { kind: 'blocked'; durationMs: number; message: string }
  /** No request: the attempt itself, in the feed, is the delivery to a `listen:` address. */
  | { kind: 'handed_over'; durationMs: number }
  /** By the request's signal or by disposing of the sender; the receiver may have got the request. */
  | { kind: 'aborted'; durationMs: number };

export interface Sender extends AsyncDisposable {
  /** POSTs once, follows nothing, retries nothing, and resolves whatever happens. */
  send(request: SendRequest): Promise<SendResult>;
}

export interface SenderOptions extends Route {
  readonly policy: AddressPolicy;
  /** As in `Hookline/1.2.3`. */
  readonly userAgent: string;
  /** At most so many connections to one origin; requests beyond wait on their own time. Default: no limit. */
  readonly connectionsPerOrigin?: number;
}

/**
 * Sends from the main thread. On a thread of its own, sending took 23 µs of each delivery's 72 off the main thread, but
 * on two cores no more was delivered (0.31 to 0.35 of undici alone, either way).
 */
export function createSender(options: SenderOptions): Sender {
  const { policy } = options;
  const disposal = new AbortController();
  const targets = createTargets(policy);
  const agent = new Agent({
    pipelining: 1,
    connections: options.connectionsPerOrigin ?? null,
    // One request per socket: a response can be cut short by closing it, and one that hangs delays no other.
    allowH2: false,
    maxHeaderSize: RESPONSE_HEAD_MAX_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connectBy(policy, options, disposal.signal),
  });

  async function send(request: SendRequest): Promise<SendResult> {
    const startedAt = performance.now();
    const elapsedMs = () => Math.round(performance.now() - startedAt);
    if (isListenAddress(request.url)) return { kind: 'handed_over', durationMs: elapsedMs() };
    const target = targets.of(request.url);
    if ('problem' in target) return { kind: 'blocked', durationMs: elapsedMs(), message: target.problem };
    if (request.signal?.aborted || disposal.signal.aborted)
      return { kind: 'aborted', durationMs: elapsedMs() };
    const exchanged = await exchange(
      agent,
      {
        ...target,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': options.userAgent, ...request.headers },
        body: request.body,
      },
      { timeoutMs: request.timeoutMs, signal: request.signal },
    );
    const durationMs = elapsedMs();
    if (exchanged.end === 'aborted' || disposal.signal.aborted) return { kind: 'aborted', durationMs };
    return conclude(exchanged, durationMs);
  }

  return {
    send,
    async [Symbol.asyncDispose]() {
      disposal.abort();
      await agent.destroy();
    },
  };
}

type Target = { origin: string; path: string } | { problem: string };

/**
 * What URLs mean, as far as their text tells. It is remembered, as judging one takes as long as signing a request; and
 * it is judged here and not only when an endpoint is saved, as no look-up guards a literal address.
 */
function createTargets(policy: AddressPolicy): { of(url: string): Target } {
  const known = new BoundedMap<string, Target>(KNOWN_TARGETS);
  return {
    of(text) {
      const found = known.get(text);
      if (found) return found;
      const problem = checkUrl(text, policy);
      const url = problem ? null : new URL(text);
      const target = url
        ? { origin: url.origin, path: url.pathname + url.search }
        : { problem: problem?.message ?? '' };
      known.set(text, target);
      return target;
    },
  };
}

async function conclude(exchanged: Exchanged, durationMs: number): Promise<SendResult> {
  const { stage, end, error } = exchanged;
  const response = stage === 'body' ? await receive(exchanged) : null;
  if (end === 'timed_out' || (error !== null && response === null && isTimeout(error))) {
    return { kind: 'timed_out', stage, response, durationMs, message: TIMEOUT_MESSAGES[stage] };
  }
  // A response that breaks off has said what counts, its status.
  if (response !== null) return { kind: 'response', durationMs, ...response };
  if (error instanceof BlockedAddressError) return { kind: 'blocked', durationMs, message: error.message };
  return { kind: 'connection_failed', durationMs, ...describeConnectionError(error ?? new Error(end)) };
}

const TIMEOUT_MESSAGES: Readonly<Record<ExchangeStage, string>> = {
  connect: 'timed out while connecting',
  headers: 'timed out waiting for a response',
  body: 'timed out while reading the response',
};

async function receive(exchanged: Exchanged): Promise<ReceivedResponse> {
  const { status, rawHeaders, contentEncoding, chunks, end } = exchanged;
  const bytes = Buffer.concat(chunks);
  const isWhole = end === 'complete';
  return {
    status,
    headers: readHeaders(rawHeaders),
    ...(await readBody({ bytes, isWhole, contentEncoding })),
  };
}
