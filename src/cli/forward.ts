import { Agent } from 'undici';
import { describeConnectionError, isTimeout } from '../delivery/connection-error.ts';
import { exchange } from '../delivery/exchange.ts';

/** What the local address made of a request. */
export interface Forwarded {
  /** Null: no response. */
  readonly status: number | null;
  /** Null when there was a response. */
  readonly problem: string | null;
  readonly durationMs: number;
}

export interface Forwarder extends AsyncDisposable {
  /** POSTs once and follows no redirect, as the server does. */
  forward(
    request: { headers: Readonly<Record<string, string>>; body: Buffer; timeoutMs: number },
    signal: AbortSignal,
  ): Promise<Forwarded | null>;
}

/** Unlike the server's sender it goes to any address: it is the developer's own choice. */
export function createForwarder(target: URL): Forwarder {
  const agent = new Agent({ pipelining: 1, allowH2: false, headersTimeout: 0, bodyTimeout: 0 });
  return {
    async forward({ headers, body, timeoutMs }, signal) {
      const startedMs = performance.now();
      const { end, stage, status, error } = await exchange(
        agent,
        {
          origin: target.origin,
          path: target.pathname + target.search,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'Hookline-listen', ...headers },
          body,
        },
        { timeoutMs, signal },
      );
      const durationMs = Math.round(performance.now() - startedMs);
      if (end === 'aborted') return null;
      if (end === 'timed_out' || (error !== null && isTimeout(error)))
        return { status: null, problem: `no answer within ${timeoutMs / 1000} s`, durationMs };
      // A response that breaks off has said what counts.
      if (stage === 'body') return { status, problem: null, durationMs };
      return { status: null, problem: describeConnectionError(error ?? new Error(end)).message, durationMs };
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}
