import { isUtf8 } from 'node:buffer';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { HttpLimits } from '../config-http.ts';
import { PublicError } from '../errors.ts';
import { answerHealth, listen, sendText } from '../http-listener.ts';
import { authenticate, credentialsOf } from './auth.ts';
import { createConsole } from './console.ts';
import type { ApiServices } from './context.ts';
import { letRead } from './cors.ts';
import { errorBody, httpStatusOf, logRefusal, toAnswer } from './error-answer.ts';
import { graphiqlPage } from './graphiql.ts';
import { hostRefusal } from './host-refusal.ts';
import { createOpenAnswers } from './open-answers.ts';
import { createRequestRate } from './request-rate.ts';
import { takeRequestsInTurn } from './request-turns.ts';
import { STRANGER_MAX_BYTES } from './strangers.ts';
import { urlCredentialRefusal } from './url-credentials.ts';
import { serveWebSocket } from './websocket.ts';
import { createGraphqlServer, GRAPHQL_PATH, wantsPage } from './yoga.ts';

export interface ApiServerOptions {
  services: ApiServices;
  host: string;
  /** 0: any free one. */
  port: number;
  limits: HttpLimits;
  /** What is being answered when the server stops has so much time left. */
  shutdownMs: number;
  graphiql: boolean;
  console: boolean;
  /** Filled in by GraphiQL and the console for a browser on this machine; null in production. */
  developmentKey: string | null;
  /** What /readyz tells, null when all is well. */
  unreadyReason: () => Promise<string | null>;
}

export interface ApiServer extends AsyncDisposable {
  readonly url: string;
}

const UNAUTHORIZED = 401;
/** HTTP's name for a body that is sent as it is. */
const IDENTITY = 'identity';
/** How long the rest of a refused body, which the client still sends, is read and dropped. */
const LINGER_MS = 5000;

/**
 * Longer than proxies in front keep an idle connection, as a rule 60 s: if we closed one in the moment in which it is
 * used again, that request would be lost, and a mutation is not sent again.
 */
const KEEP_ALIVE_MS = 75_000;

/** A client that takes nothing of its answer for this long has gone, or means to fill the memory; as over WebSocket. */
const UNTAKEN_MS = 120_000;

/** GraphiQL's page brings all it needs with it, and may talk to nobody but us. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Serves GraphQL, GraphiQL and the health checks. @throws OperatorError when the port is taken */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { services, limits, developmentKey } = options;
  const { log } = services;
  const rate = createRequestRate(limits.requestRate);
  const answers = createOpenAnswers();
  const graphql = createGraphqlServer({
    services,
    limits,
    rate,
    isStopping: answers.isDraining,
    graphiql: options.graphiql ? graphiqlPage({ developmentKey }) : null,
  });

  const serveConsole = options.console ? await createConsole({ developmentKey }) : null;
  const turns = takeRequestsInTurn(limits.operationsPerConnection, (request, response) => {
    if (!answers.add(response)) return;
    route(request, response).catch((error: unknown) => {
      // A client that goes away while it sends is no fault of ours, and anybody may do so.
      if (request.errored) log.debug({ err: error }, 'a request broke off');
      else log.error({ err: error }, 'a request failed');
      response.destroy();
    });
  });
  const server = createServer(
    {
      // A connection that becomes a WebSocket takes nothing more from Node’s server: answers that are still to be sent
      // would come amid its messages, and if it closed before, they would be kept for ever.
      shouldUpgradeCallback: (request) => asksForWebSocket(request) && turns.isFree(request.socket),
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    turns.add,
  );

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?', 1)[0];
    if (path === GRAPHQL_PATH) {
      letRead(response, request.headers.origin, limits.corsOrigins);
      // A cache in front does not know that X-API-Key says who asks, and GraphiQL’s page may hold the development key.
      response.setHeader('cache-control', 'no-store');
    }
    const refusal = hostRefusal(request.headers.host) ?? urlCredentialRefusal(request.url);
    if (refusal) {
      logRefusal(log, refusal);
      services.metrics.answered(refusal.code);
      return sendError(response, 400, refusal);
    }
    if (await answerHealth(path, response, options.unreadyReason)) return;
    if (await serveConsole?.(request, response)) return;
    if (path === '/') return redirect(response, GRAPHQL_PATH);
    if (path !== GRAPHQL_PATH) return sendText(response, 404, 'not found');
    const refused = await readBody(request, limits.maxBodyBytes, () =>
      authenticate(
        services,
        credentialsOf((name) => request.headers[name]),
      ),
    );
    if (refused) {
      const { message, extensions } = toAnswer(refused.error, log);
      const code = String(extensions.code);
      services.metrics.answered(code);
      const body = errorBody(message, { code, errorId: extensions.errorId });
      return refuseBody(request, response, refused.status ?? httpStatusOf(code), body, refused.headers);
    }
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    if (wantsPage(request.method, request.headers.accept))
      response.setHeader('content-security-policy', PAGE_POLICY);
    await graphql.handle(request, response, { remoteAddress: request.socket.remoteAddress });
  }

  // While an operation is under way nothing need happen over its connection.
  server.timeout = limits.queryTimeoutMs + UNTAKEN_MS;

  // Before the WebSocket server, which would print that a port is taken as a fault of its own.
  const url = await listen(server, options, { host: 'HOOKLINE_HOST', port: 'HOOKLINE_PORT' });
  const sockets = serveWebSocket(server, { graphql, services, limits, rate });

  return {
    url,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([sockets[Symbol.asyncDispose](), answers.drain(options.shutdownMs)]);
      await graphql.dispose();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whoever offers another protocol, as Java's client does with `h2c`, is answered in HTTP/1.1: an offer may be passed over. */
function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Why a body is not taken, and how that is answered, where its code does not say it. */
interface BodyRefusal {
  error: unknown;
  status?: number;
  headers?: Record<string, string>;
}

/**
 * Reads the body up to the limit, announced or not, and leaves it in `request.body` for GraphQL's server: as a stream,
 * as that server lists the properties of what it finds there, and a buffer has one for each byte.
 * @param recognize throws when the sender is a stranger
 * @returns null when the request may go on
 */
async function readBody(
  request: IncomingMessage & { body?: Readable },
  maxBytes: number,
  recognize: () => Promise<unknown>,
): Promise<BodyRefusal | null> {
  if (request.method !== 'POST') return null;
  const { 'content-encoding': encoding, 'content-length': length = 0 } = request.headers;
  if (encoding && encoding.toLowerCase() !== IDENTITY) {
    const message = 'A request’s body must be sent as it is: no Content-Encoding is accepted.';
    const error = new PublicError('BAD_REQUEST', message);
    return { status: 415, error, headers: { 'accept-encoding': IDENTITY } };
  }
  if (Number(length) > maxBytes) return tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isKnown = false;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxBytes) return tooLarge(maxBytes);
    chunks.push(chunk);
    if (isKnown || bytes <= STRANGER_MAX_BYTES) continue;
    try {
      await recognize();
    } catch (error) {
      return { error };
    }
    isKnown = true;
  }
  const body = Buffer.concat(chunks);
  // Bytes that are no UTF-8 would silently become other characters.
  if (!isUtf8(body)) return { error: new PublicError('BAD_REQUEST', 'A request’s body must be UTF-8.') };
  request.body = Readable.from([body], { objectMode: false });
  return null;
}

function tooLarge(maxBytes: number): BodyRefusal {
  const message = `A request’s body is at most ${maxBytes} bytes.`;
  return { error: new PublicError('REQUEST_TOO_LARGE', message) };
}

/** Closes the connection only a while after the answer: a client that is still sending would see a reset instead. */
async function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: string,
  headers?: Record<string, string>,
): Promise<void> {
  const answer = Buffer.from(body);
  response.writeHead(status, {
    ...headers,
    ...(status === UNAUTHORIZED && { 'www-authenticate': 'Bearer' }),
    'content-type': 'application/json; charset=utf-8',
    'content-length': answer.length,
    connection: 'close',
  });
  response.write(answer);
  request.resume();
  await finished(request, { signal: AbortSignal.timeout(LINGER_MS) }).catch(() => undefined);
  response.end();
}

function sendError(response: ServerResponse, status: number, error: PublicError): void {
  const { message, code, errorId } = error;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(errorBody(message, { code, errorId }));
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location });
  response.end();
}
