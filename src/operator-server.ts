import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerHealth, type ListenAddress, listen, sendText } from './http-listener.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface OperatorServer extends AsyncDisposable {
  readonly url: string;
}

/** So many connections are plenty for whoever watches a process, and no burden to it. */
const CONNECTIONS_MAX = 50;

/**
 * Serves metrics and health checks to whoever runs the process, on an address of their own: they ask for no key, so
 * they must not stand where the API's clients come. A worker has no other address.
 * @throws OperatorError when the port is taken
 */
export async function startOperatorServer(options: {
  address: ListenAddress;
  metrics: Metrics;
  log: Logger;
  /** What /readyz tells, null when all is well. */
  unreadyReason: () => Promise<string | null>;
}): Promise<OperatorServer> {
  const { metrics, log, unreadyReason } = options;
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'metrics could not be collected');
      response.destroy();
    });
  });
  server.maxConnections = CONNECTIONS_MAX;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-content-type-options', 'nosniff');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return sendText(response, 405, 'method not allowed');
    }
    const path = request.url?.split('?', 1)[0];
    if (await answerHealth(path, response, unreadyReason)) return;
    if (path !== '/metrics') return sendText(response, 404, 'not found');
    sendText(response, 200, await metrics.render(), metrics.contentType);
  }

  const url = await listen(server, options.address, {
    host: 'HOOKLINE_METRICS_HOST',
    port: 'HOOKLINE_METRICS_PORT',
  });
  metrics.watchProcess();
  return {
    url,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
