import { GraphQLError } from 'graphql';
import { type Plugin, processRegularResult } from 'graphql-yoga';
import type { Logger } from '../log.ts';
import { toAnswer } from './error-answer.ts';

export const JSON_TYPE = 'application/json';
export const GRAPHQL_TYPE = 'application/graphql-response+json';
const STREAM_TYPE = 'text/event-stream';
/** What an answer may come as. */
const ANSWER_TYPES = [GRAPHQL_TYPE, JSON_TYPE, STREAM_TYPE, 'multipart/mixed'];

/**
 * Refuses a request whose body is not JSON, or whose answer would have a type that its client does not accept, before
 * anything of it is done, and says so: Yoga would execute the latter first, and answer both with nothing.
 */
export function limitMediaTypes(log: Logger): Plugin {
  return {
    onRequest({ request }) {
      // Upper and lower case are the same (RFC 9110), but not to Yoga.
      if (request.method === 'POST' && isJson(request)) request.headers.set('content-type', JSON_TYPE);
    },
    onRequestParse({ request, setRequestParser }) {
      const refusal = refusalOf(request);
      if (!refusal) return;
      setRequestParser(() => {
        throw refusal;
      });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      // None over WebSocket.
      const { request } = args.contextValue as { request?: Request };
      if (!request || accepts(request, [STREAM_TYPE])) return;
      const refusal = withStatus(
        406,
        `A subscription is answered as ${STREAM_TYPE}, which Accept must name, or over a WebSocket.`,
      );
      setResultAndStopExecution({ errors: [toAnswer(refusal, log)] });
    },
    onResultProcess({ resultProcessor, setResultProcessor }) {
      // What is wrong is said even to who does not accept the type it is said in.
      if (!resultProcessor) setResultProcessor(processRegularResult, JSON_TYPE);
    },
    onResponse({ response }) {
      // nginx, as it is set by itself, would wait until it has kilobytes of a stream before it passes on the first byte.
      if (response.headers.get('content-type')?.startsWith(STREAM_TYPE))
        response.headers.set('x-accel-buffering', 'no');
    },
  };
}

function refusalOf(request: Request): GraphQLError | null {
  // A page of another site can have a browser send a form or plain text without asking; of JSON it must ask.
  if (request.method === 'POST' && !isJson(request))
    return withStatus(415, `A POST needs the header Content-Type: ${JSON_TYPE}.`);
  if (accepts(request, ANSWER_TYPES)) return null;
  return withStatus(
    406,
    `An answer is ${GRAPHQL_TYPE} or ${JSON_TYPE}; a subscription’s is ${STREAM_TYPE}. Accept must name one.`,
  );
}

function withStatus(status: number, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { http: { status } } });
}

function isJson(request: Request): boolean {
  const type = request.headers.get('content-type')?.split(/[;,]/, 1)[0];
  return type?.trim().toLowerCase() === JSON_TYPE;
}

/** Whether Accept names one of the types, or all types, in UTF-8. */
function accepts(request: Request, types: readonly string[]): boolean {
  const ranges = (request.headers.get('accept') || '*/*').replace(/\s/g, '').toLowerCase().split(',');
  return ranges.some((range) => {
    const [name = '', ...parameters] = range.split(';');
    if (parameters.some((given) => given.startsWith('charset=') && given !== 'charset=utf-8')) return false;
    return name === '*/*' || types.some((type) => name === type || name === `${type.split('/', 1)[0]}/*`);
  });
}
