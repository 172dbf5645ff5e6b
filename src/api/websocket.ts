import type { IncomingMessage, Server } from 'node:http';
import {
  type DocumentNode,
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
} from 'graphql';
import { CloseCode, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { isAsyncIterable } from 'graphql-yoga';
import { type WebSocket, WebSocketServer } from 'ws';
import type { HttpLimits } from '../config-http.ts';
import { AuthenticationError } from '../domain/api-keys.ts';
import type { Viewer } from '../domain/viewer.ts';
import { countAnswer } from './answer-count.ts';
import { authenticate, type Credentials, caseInsensitive, credentialsOf } from './auth.ts';
import type { ApiServices } from './context.ts';
import { toAnswer } from './error-answer.ts';
import { holdSocket } from './hold-socket.ts';
import type { RequestRate } from './request-rate.ts';
import { cutOffSilent } from './silent-clients.ts';
import { CLOSE_REASON_MAX_BYTES, joinSocket, type SocketExtra } from './socket-messages.ts';
import { watchStranger } from './strangers.ts';
import { waitForReader } from './unread-answers.ts';
import { urlCredentialRefusal } from './url-credentials.ts';
import { GRAPHQL_PATH, type GraphqlServer } from './yoga.ts';

const TRY_AGAIN_LATER = 1013;
/**
 * What a socket is closed with whose credential was not taken: Unauthorized, unless its error has another code here. Clients
 * take BadRequest and Unauthorized as final, and connect again after TRY_AGAIN_LATER.
 */
const CLOSE_CODES: Partial<Record<string, number>> = {
  BAD_REQUEST: CloseCode.BadRequest,
  UNAVAILABLE: TRY_AGAIN_LATER,
  REQUEST_TIMEOUT: TRY_AGAIN_LATER,
  INTERNAL_SERVER_ERROR: TRY_AGAIN_LATER,
};
const GOING_AWAY = 1001;
const OTHER_ORIGIN =
  'a WebSocket was refused, as its page is of another origin than the host that it asked: name the origin in HOOKLINE_CORS_ORIGINS, or let the proxy in front pass on the header Host';
/** A client that does not take part in closing is cut off. */
const CLOSE_MS = 1000;

/** Who opened a socket, and with what. */
interface Connection extends SocketExtra {
  viewer?: Viewer;
  credentials?: Credentials;
}

type Executable = ExecutionArgs & {
  execute: (args: ExecutionArgs) => unknown;
  subscribe: (args: ExecutionArgs) => unknown;
};

/**
 * graphql-transport-ws on the same address as HTTP, through the same plugins. Credentials come as
 * `connectionParams` or as headers of the upgrade.
 */
export function serveWebSocket(
  server: Server,
  options: {
    graphql: GraphqlServer;
    services: ApiServices;
    limits: HttpLimits;
    rate: RequestRate;
  },
): AsyncDisposable {
  const { graphql, services, limits, rate } = options;
  const { log } = services;
  const sockets = new WebSocketServer({
    server,
    path: GRAPHQL_PATH,
    handleProtocols,
    maxPayload: limits.maxBodyBytes,
    // A page of another site must not act with what a browser knows of this one.
    verifyClient({ req }: { req: IncomingMessage }, answer: (isAllowed: boolean, status?: number) => void) {
      const isAllowed = isAllowedOrigin(req, limits.corsOrigins);
      const { origin, host } = req.headers;
      // A browser tells its page nothing of the reason.
      if (!isAllowed) log.info({ origin, host }, OTHER_ORIGIN);
      // The library's default is 401, which would speak of the credential, and none was looked at.
      answer(isAllowed, 403);
    },
  });
  const strangers = new WeakMap<WebSocket, () => void>();
  sockets.on('error', (error) => log.error({ err: error }, 'the WebSocket server met an error'));

  const protocol = makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: limits.connectionInitMs,
    async onConnect({ connectionParams, extra }) {
      const given = caseInsensitive(connectionParams ?? {});
      const { headers, url } = extra.request;
      try {
        const refusal = urlCredentialRefusal(url);
        if (refusal) throw refusal;
        extra.credentials = credentialsOf((name) => given(name) ?? headers[name]);
        extra.viewer = await authenticate(services, extra.credentials);
        strangers.get(extra.socket)?.();
        closeWithCredential(extra.socket, extra.viewer);
        return true;
      } catch (error) {
        close(extra.socket, toAnswer(error, log));
        return false;
      }
    },
    async onSubscribe({ extra }, _id, payload) {
      const prepared = await prepare(extra, payload);
      if (Array.isArray(prepared)) countAnswer(services.metrics, { errors: prepared });
      return prepared;
    },
    onOperation({ extra }, id, _payload, _args, result) {
      if (isAsyncIterable(result)) extra.follows(id);
    },
    onNext: (_context, _id, _payload, _args, result) =>
      result.errors && ({ ...result, errors: result.errors.map(withoutHttp) } as FormattedExecutionResult),
    onError: (_context, _id, _payload, errors) => errors.map((error) => withoutHttp(toAnswer(error, log))),
    execute: async (args) => countAnswer(services.metrics, await (args as Executable).execute(args)) as never,
    subscribe: async (args) =>
      countAnswer(services.metrics, await (args as Executable).subscribe(args)) as never,
  });
  sockets.on('connection', (socket, request) => {
    strangers.set(socket, watchStranger(socket, request.socket));
    const hold = holdSocket(socket);
    waitForReader(socket, request.socket, hold);
    cutOffSilent(socket, request.socket);
    joinSocket(protocol, { socket, request, hold, maxOperations: limits.operationsPerConnection, log });
  });

  return {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'the server is shutting down');
      const cutOff = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSE_MS);
      await new Promise((resolve) => sockets.close(resolve));
      clearTimeout(cutOff);
    },
  };

  function closeWithCredential(socket: WebSocket, viewer: Viewer): void {
    if (socket.readyState !== socket.OPEN) return;
    const watched = services.credentials.watch(viewer, (reason) => close(socket, toAnswer(reason, log)));
    socket.once('close', () => watched[Symbol.dispose]());
  }

  /** What to execute, or the errors that stand against it: a fault of one operation leaves the socket open. */
  async function prepare({ socket, viewer, credentials }: Connection, payload: SubscribePayload) {
    if (!viewer || !credentials) throw new Error('an operation came before its socket was accepted');
    const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({
      viewer,
      params: payload,
    } as never);
    try {
      rate.take(viewer);
      const document = parse(payload.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return errors.map((error: GraphQLError) => toAnswer(error, log));
      const args = {
        schema,
        operationName: payload.operationName,
        document,
        variableValues: payload.variables,
        contextValue: await contextFactory({ viewer: await currentViewer(document), connection: socket }),
        execute,
        subscribe,
      };
      return args as never;
    } catch (error) {
      const refusal = toAnswer(error, log);
      if (error instanceof AuthenticationError) close(socket, refusal);
      return [refusal];
    }

    /** A socket may stay open for days: an act over it needs a key that holds now, as over HTTP. */
    async function currentViewer(document: DocumentNode): Promise<Viewer | undefined> {
      const isSubscription = getOperationAST(document, payload.operationName)?.operation === 'subscription';
      return isSubscription || !credentials ? viewer : authenticate(services, credentials);
    }
  }
}

/** Without the extension `http`, which tells Yoga how to answer over HTTP and means nothing to a socket. */
function withoutHttp(error: GraphQLError): GraphQLFormattedError {
  const { http: _http, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

function close(socket: WebSocket, { message, extensions }: GraphQLError): void {
  const reason = Buffer.from(`${extensions.code}: ${message}`).subarray(0, CLOSE_REASON_MAX_BYTES);
  // A character that was cut in two has become U+FFFD, which takes more bytes than were left of it.
  socket.close(
    CLOSE_CODES[String(extensions.code)] ?? CloseCode.Unauthorized,
    reason.toString().replace(/\uFFFD+$/, ''),
  );
}

/** Only browsers send an origin; what they send must be the host that they talk to, or one that the operator names. */
function isAllowedOrigin({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.includes(origin)) return true;
  const page = URL.parse(origin);
  // A file, as some apps show one, comes from no host; with its scheme `localhost` is read as none, too.
  if (!page?.host) return false;
  // A proxy in front may write the port even where the page’s scheme makes it needless.
  return page.host === URL.parse(`${page.protocol}//${host}`)?.host;
}
