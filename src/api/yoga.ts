import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { createYoga, type GraphiQLOptions, type Plugin } from 'graphql-yoga';
import type { HttpLimits } from '../config-http.ts';
import type { Viewer } from '../domain/viewer.ts';
import { PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { countAnswers } from './answer-count.ts';
import { authenticate, credentialsOf } from './auth.ts';
import { BadRequestError } from './bad-request.ts';
import { type ApiServices, type Context, createContext } from './context.ts';
import { corsOf } from './cors.ts';
import { documentCache, limitDocuments, limitIntrospection } from './documents.ts';
import { endSubscriptions } from './end-subscriptions.ts';
import { errorBody, httpStatusOf, toAnswer } from './error-answer.ts';
import { limitToExecutor } from './executor-limits.ts';
import { literalIssue, variableIssues, withoutSuggestion } from './input-issues.ts';
import { GRAPHQL_TYPE, JSON_TYPE, limitMediaTypes } from './media-types.ts';
import { limitCost } from './operation-cost.ts';
import { refuseForbidden } from './operation-scopes.ts';
import { limitDuration } from './operation-timeout.ts';
import { RateLimitedError, type RequestRate } from './request-rate.ts';
import { schema } from './schema.ts';
import { leaveConnections } from './streamed-answers.ts';
import { limitSubscriptions } from './subscription-limits.ts';
import { endUnsent } from './unsent-answers.ts';

export const GRAPHQL_PATH = '/graphql';

/** What a transport hands to GraphQL; over HTTP the plugin below fills `viewer` in. */
export interface TransportContext {
  viewer?: Viewer;
  /** Of the socket over which an HTTP request came. */
  remoteAddress?: string | undefined;
  /** The socket of an operation that came over WebSocket. */
  connection?: object;
}

export type GraphqlServer = ReturnType<typeof createGraphqlServer>;

export interface GraphqlServerOptions {
  services: ApiServices;
  limits: HttpLimits;
  rate: RequestRate;
  isStopping: () => boolean;
  /** Null: no GraphiQL. Called for each page view. */
  graphiql: ((request: Request, remoteAddress: string | undefined) => GraphiQLOptions) | null;
}

export function createGraphqlServer(options: GraphqlServerOptions) {
  const { services, limits, rate, graphiql } = options;
  const { log } = services;
  return createYoga<TransportContext, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    landingPage: false,
    logging: false,
    cors: limits.corsOrigins.length > 0 && corsOf(limits.corsOrigins),
    batching: false,
    multipart: false,
    graphiql: graphiql ? (request, context) => graphiql(request, context?.remoteAddress) : false,
    // Loaded when the page is first asked for: it is nine megabytes of JavaScript.
    renderGraphiQL: async (options) =>
      (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    maskedErrors: { maskError: (error) => toAnswer(error, log) },
    context: ({ viewer }) => {
      if (!viewer) throw new Error('an operation was to be executed for nobody');
      return createContext(services, viewer);
    },
    parserAndValidationCache: documentCache(),
    plugins: [
      authenticateRequests(services, rate, graphiql !== null),
      refuseUnreadable(),
      limitMediaTypes(log),
      limitDocuments(),
      limitIntrospection(limits.introspection),
      limitToExecutor(),
      explainInputs(log, limits.suggestions),
      limitCost(log),
      refuseForbidden(log),
      limitDuration(limits.queryTimeoutMs, log),
      limitSubscriptions(
        { perConnection: limits.subscriptionsPerConnection, perKey: limits.subscriptionsPerKey },
        log,
      ),
      endSubscriptions(log),
      countAnswers(services.metrics),
      endUnsent(options.isStopping),
      leaveConnections(),
    ],
  });
}

/** Before anything of the operation is looked at: strangers learn nothing of the schema. */
function authenticateRequests(
  services: ApiServices,
  rate: RequestRate,
  servesPage: boolean,
): Plugin<object, TransportContext> {
  return {
    async onRequest({ request, serverContext, fetchAPI, endResponse }) {
      if (
        request.method === 'OPTIONS' ||
        (servesPage && wantsPage(request.method, request.headers.get('accept')))
      )
        return;
      try {
        serverContext.viewer = await authenticate(
          services,
          credentialsOf((name) => request.headers.get(name)),
        );
        rate.take(serverContext.viewer);
      } catch (error) {
        const answer = toAnswer(error, services.log);
        const code = String(answer.extensions.code);
        services.metrics.answered(code);
        const { http: _http, ...extensions } = answer.extensions;
        const status = httpStatusOf(code);
        const type = request.headers.get('accept')?.includes(GRAPHQL_TYPE) ? GRAPHQL_TYPE : JSON_TYPE;
        endResponse(
          new fetchAPI.Response(errorBody(answer.message, extensions), {
            status,
            headers: {
              'content-type': `${type}; charset=utf-8`,
              ...(status === 401 && { 'www-authenticate': 'Bearer' }),
              ...(error instanceof RateLimitedError && { 'retry-after': String(error.retryAfterSeconds) }),
            },
          }),
        );
      }
    },
  };
}

/** The JSON in a URL, `variables` and `extensions`, is parsed outside of Yoga's own error handling. */
function refuseUnreadable(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (!requestParser) return;
      setRequestParser(async (request) => {
        try {
          return await requestParser(request);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          throw new GraphQLError('"variables" and "extensions" must be JSON.', {
            extensions: { http: { status: 400 } },
          });
        }
      });
    },
  };
}

/** A browser that opens the address. GraphiQL's page holds nothing that its reader may not see. */
export function wantsPage(method: string | undefined, accept: string | null | undefined): boolean {
  return method === 'GET' && (accept ?? '').includes('text/html');
}

/** GraphQL's message when it stops comparing the fields of a document with one another. */
const GIVEN_UP = 'Validation aborted.';

/** Stands in for that message: the document's cost is not known yet, and would be too high. */
function tooRepetitive(): PublicError {
  return new PublicError(
    'QUERY_TOO_COMPLEX',
    'This document names the same fields too often. Name each field of a selection once.',
  );
}

/** Says of inputs that GraphQL itself refuses where they are wrong, as ValidationError does of the others. */
function explainInputs(log: Logger, suggestions: boolean): Plugin {
  const refuseVariables = (args: ExecutionArgs) => {
    const variables = (args.variableValues ?? {}) as Record<string, unknown>;
    const issues = variableIssues(args.schema, args.document, args.operationName, variables, suggestions);
    return issues.length === 0 ? null : { errors: [toAnswer(new BadRequestError(issues), log)] };
  };
  return {
    onValidate({ params }) {
      return ({ valid, result, setResult }) => {
        if (valid) return;
        setResult(
          (result as readonly GraphQLError[]).map((error) => {
            if (error.message === GIVEN_UP) return toAnswer(tooRepetitive(), log);
            // What is wrong with a document is kept with it, errorId included: each occurrence is made anew.
            const message = suggestions ? error.message : withoutSuggestion(error.message);
            const fault = new GraphQLError(message, { nodes: error.nodes ?? [] });
            const issue = literalIssue(params.documentAST, fault);
            return toAnswer(fault, log, issue ? [issue] : undefined);
          }),
        );
      };
    },
    onExecute({ args, setResultAndStopExecution }) {
      const refused = refuseVariables(args);
      if (refused) setResultAndStopExecution(refused);
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refused = refuseVariables(args);
      if (refused) setResultAndStopExecution(refused);
    },
    onResultProcess({ request, result }) {
      if (Array.isArray(result) || !('errors' in result)) return;
      if (getsStatus200(result, request)) {
        for (const error of result.errors ?? []) delete (error.extensions as Record<string, unknown>).http;
      }
    },
  };
}

/**
 * Whether an answer with errors gets status 200 nevertheless: one that holds data too does, and an event stream, as its
 * client would not read what is wrong from one with another status.
 */
function getsStatus200({ data, errors = [] }: ExecutionResult, request: Request): boolean {
  if (data && Object.values(data).some((value) => value !== null)) return true;
  const forbidden = errors.some(({ extensions }) => extensions.code === 'FORBIDDEN');
  return !forbidden && (request.headers.get('accept') ?? '').startsWith('text/event-stream');
}
