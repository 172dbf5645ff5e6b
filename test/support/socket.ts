import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface Closing {
  code: number;
  reason: string;
}

/** One WebSocket to the API, which is not opened anew when it closes. */
export interface Socket extends AsyncDisposable {
  /** Resolves when the server closes the socket. */
  readonly closed: Promise<Closing>;
  /** The answers of an operation, one by one; the end of the socket ends them with an error. */
  run<Result = unknown>(query: string, variables?: Record<string, unknown>): AsyncIterator<Result>;
}

/** @param connectionParams the credential @param suffix of the address, like `?token=x` */
export function openSocket(
  url: string,
  connectionParams: Record<string, unknown>,
  options: { suffix?: string; headers?: Record<string, string> } = {},
): Socket {
  const { promise: closed, resolve } = Promise.withResolvers<Closing>();
  class WithHeaders extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers: options.headers ?? {} });
    }
  }
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql${options.suffix ?? ''}`,
    webSocketImpl: WithHeaders,
    connectionParams,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    on: {
      closed: (event) => {
        const { code, reason } = event as Closing;
        resolve({ code, reason });
      },
    },
  });
  return {
    closed,
    run: (query, variables = {}) => client.iterate({ query, variables }) as AsyncIterator<never>,
    async [Symbol.asyncDispose]() {
      // A socket that the server closed throws its closing once more.
      await Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}
