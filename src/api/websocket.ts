import type { IncomingMessage, Server } from 'node:http';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Viewer } from '../domain/viewer.ts';
import type { Logger } from '../log.ts';
import { authenticate, caseInsensitive, credentialsOf } from './auth.ts';
import type { ApiServices } from './context.ts';
import { toAnswer } from './error-answer.ts';
import { GRAPHQL_PATH, type GraphqlServer } from './yoga.ts';

const UNAUTHORIZED = 4401;
const GOING_AWAY = 1001;
const CONNECTION_INIT_MS = 5000;

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
  options: { graphql: GraphqlServer; services: ApiServices; log: Logger; maxPayloadBytes: number },
): AsyncDisposable {
  const { graphql, services, log } = options;
  const sockets = new WebSocketServer({
    server,
    path: GRAPHQL_PATH,
    maxPayload: options.maxPayloadBytes,
    // A page of another site must not act with what a browser knows of this one.
    verifyClient: ({ req }: { req: IncomingMessage }) => isSameOrigin(req),
  });
  sockets.on('error', (error) => log.error({ err: error }, 'the WebSocket server met an error'));

  const served = useServer<
    Record<string, unknown>,
    Extra & { viewer?: Viewer } & Record<PropertyKey, unknown>
  >(
    {
      connectionInitWaitTimeout: CONNECTION_INIT_MS,
      async onConnect({ connectionParams, extra }) {
        const given = caseInsensitive(connectionParams ?? {});
        const headers = extra.request.headers;
        try {
          extra.viewer = await authenticate(
            services.core,
            credentialsOf((name) => given(name) ?? headers[name]),
          );
          return true;
        } catch (error) {
          const { extensions, message } = toAnswer(error, log);
          // A close reason is at most 123 bytes.
          extra.socket.close(UNAUTHORIZED, `${extensions.code}: ${message}`.slice(0, 120));
          return false;
        }
      },
      async onSubscribe({ extra }, _id, payload) {
        return prepare(graphql, extra.viewer, payload);
      },
      execute: (args) => (args as Executable).execute(args) as never,
      subscribe: (args) => (args as Executable).subscribe(args) as never,
    },
    sockets,
  );

  return {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'the server is shutting down');
      await served.dispose();
      sockets.close();
    },
  };

  /** What to execute, or the errors that stand against it: a fault of one operation leaves the socket open. */
  async function prepare(server: GraphqlServer, viewer: Viewer | undefined, payload: SubscribePayload) {
    const { schema, execute, subscribe, contextFactory, parse, validate } = server.getEnveloped({
      viewer,
      params: payload,
    } as never);
    try {
      const document = parse(payload.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return errors.map((error: GraphQLError) => toAnswer(error, log));
      const args = {
        schema,
        operationName: payload.operationName,
        document,
        variableValues: payload.variables,
        contextValue: await contextFactory(),
        execute,
        subscribe,
      };
      return args as never;
    } catch (error) {
      return [toAnswer(error, log)];
    }
  }
}

/** Only browsers send an origin; what they send must be the host that they talk to. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  return URL.parse(headers.origin)?.host === headers.host;
}
