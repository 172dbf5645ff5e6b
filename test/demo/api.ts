import { OperatorError } from '../../src/errors.ts';
import type { DemoServer } from './server.ts';

/** Select it in every result: what failed, in one shape. */
export const FAILURE = `__typename ... on Error { code message }
  ... on ConflictError { reason } ... on ValidationError { issues { path message } }`;

interface Failure {
  code?: string;
  message?: string;
  reason?: string;
  issues?: { path: string[]; message: string }[];
}

/** A member of a result union; the fields of its success are there unless a `code` is. */
export type Result<Success> = { __typename: string } & Failure & Partial<Success>;

export interface Api {
  /** The data of an answer. @throws OperatorError, and the signal's reason */
  request<Data>(query: string, variables?: object, signal?: AbortSignal): Promise<Data>;
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; errorId?: string } }[];
}

/** GraphQL over HTTP, where every failure says what can be done about it. */
export function createApi(server: DemoServer, stop: AbortSignal): Api {
  return {
    async request<Data>(query: string, variables?: object, signal = stop) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': server.key },
        body: JSON.stringify({ query, variables }),
        signal,
      }).catch((error: Error) => {
        throw signal.aborted ? signal.reason : lost(server, error);
      });
      const answer = await (response.json() as Promise<Answer<Data>>).catch(() => {
        throw new OperatorError(
          `${server.url}/graphql answered ${response.status} with something that is no JSON.`,
          'Make sure that this is the address of a Hookline server.',
        );
      });
      const [error] = answer.errors ?? [];
      if (error) throw refusal(server, error);
      return answer.data as Data;
    },
  };
}

/** The success of a result. @param doing what was tried, like "publishing github.push" */
export function succeeded<Success>(result: Result<Success>, doing: string): Success {
  if (result.code === undefined) return result as unknown as Success;
  const issues = (result.issues ?? []).map(({ path, message }) => `\n  ${path.join('.')}: ${message}`);
  throw new OperatorError(
    `${doing}: ${result.message} (${result.code})${issues.slice(0, 3).join('')}`,
    'See what the message names; the demo cannot go on without it.',
  );
}

export function lost({ url }: DemoServer, cause: unknown): OperatorError {
  return new OperatorError(
    `The connection to the server at ${url} was lost (${reasonOf(cause)}).`,
    'See what the server says in its terminal, start it again, and run the demo again.',
  );
}

/** The shortest that says it: the system's code, a WebSocket's code and reason, or a message. */
export function reasonOf(error: unknown): string {
  const { cause, code, reason, message } = error as Record<'cause' | 'code' | 'reason' | 'message', unknown>;
  if (typeof cause === 'object' && cause !== null) return reasonOf(cause);
  if (typeof code === 'string') return code;
  return [code, reason || message].filter(Boolean).join(' ') || 'the socket broke off';
}

function refusal(
  { url, keyFrom }: DemoServer,
  { message, extensions }: { message: string; extensions?: { code?: string; errorId?: string } },
): OperatorError {
  const code = extensions?.code ?? 'no code';
  if (/API_KEY|AUTHORIZATION/.test(code))
    return new OperatorError(
      `The server at ${url} refuses the API key of ${keyFrom}: ${message} (${code})`,
      'Set HOOKLINE_API_KEY to a key of this server; `npm start` shows one.',
    );
  if (code === 'FORBIDDEN')
    return new OperatorError(
      `The API key of ${keyFrom} may not do that: ${message}`,
      'Use a key with every scope, ADMIN included, like the one that `npm start` shows.',
    );
  return new OperatorError(
    `The server at ${url} answered: ${message} (${code})`,
    `Its log tells more under errorId ${extensions?.errorId ?? 'unknown'}.`,
  );
}
