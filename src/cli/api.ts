import { isCertificateFault } from '../certificate-faults.ts';
import { OperatorError } from '../errors.ts';

/** A request that a server does not answer by then is given up. */
const REQUEST_MS = 30_000;

/** The server, as any client of its public API sees it. */
export interface Api {
  readonly url: URL;
  /** A key, or a token; both go as `Authorization: Bearer`. */
  readonly key: string;
  /** The data of an answer. @throws OperatorError, LostError, and the signal's reason */
  request<Data>(query: string, variables?: object, signal?: AbortSignal): Promise<Data>;
}

/** The server cannot be reached for now: whoever waits may try again. */
export class LostError extends OperatorError {
  /** The shortest that says it, like `ECONNREFUSED`. */
  readonly reason: string;

  constructor(url: URL, reason: string) {
    if (isCertificateFault(reason))
      super(
        `The certificate of ${url.origin} is not trusted (${reason}).`,
        'Give the one of its authority to Node, NODE_EXTRA_CA_CERTS=file.pem, or the address that the certificate is for.',
      );
    else
      super(
        `No server answers at ${url.href} (${reason}).`,
        'Start it with `npm start`, or give its address with --api or HOOKLINE_API_URL.',
      );
    this.reason = reason;
  }
}

interface GraphqlFailure {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly errorId?: string };
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlFailure[];
}

/** What passes by itself, or is the server's trouble and not the request's. */
const PASSING = new Set([
  'CONSUMER_TOO_SLOW',
  'INTERNAL_SERVER_ERROR',
  'RATE_LIMITED',
  'REQUEST_TIMEOUT',
  'UNAVAILABLE',
]);

/** By which a proxy in front says that the server is away, as it is while it starts anew. */
const IN_FRONT = new Set([502, 503, 504]);

export function createApi(url: URL, key: string): Api {
  return {
    url,
    key,
    async request<Data>(query: string, variables?: object, signal?: AbortSignal) {
      const limit = AbortSignal.timeout(REQUEST_MS);
      const lost = (error: unknown): never => {
        throw signal?.aborted ? signal.reason : new LostError(url, reasonOf(error));
      };
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query, variables }),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      }).catch(lost);
      const answer = parseJson(await response.text().catch(lost));
      if (!isAnswer<Data>(answer)) {
        if (IN_FRONT.has(response.status)) throw new LostError(url, `status ${response.status}`);
        throw new OperatorError(
          `What answers at ${url.href} is no Hookline API: it answered ${response.status} and no GraphQL.`,
          'Give the address of one with --api or HOOKLINE_API_URL; it ends in /graphql.',
        );
      }
      const [error] = answer.errors ?? [];
      if (error) throw refusal(url, error);
      return answer.data as Data;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAnswer<Data>(value: unknown): value is Answer<Data> {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}

/** Of a top-level error. */
export function refusal(url: URL, { message, extensions }: GraphqlFailure): OperatorError {
  const code = extensions?.code ?? 'no code';
  if (PASSING.has(code)) return new LostError(url, `${code}: ${message}`);
  if (/API_KEY|AUTHORIZATION/.test(code))
    return new OperatorError(
      `The server at ${url.origin} refuses the key: ${message} (${code})`,
      'Give one of this server with --key or HOOKLINE_API_KEY; `npm start` shows one.',
    );
  const remedy =
    code === 'FORBIDDEN'
      ? 'Use a key with the scopes that --help names.'
      : code.startsWith('CURSOR_')
        ? 'Leave --after out, or give a cursor that this server told.'
        : `The server's log tells more under errorId ${extensions?.errorId ?? 'unknown'}.`;
  return new OperatorError(`The server at ${url.origin} answered: ${message} (${code})`, remedy);
}

/** The shortest that says it: the system's code, a WebSocket's code and reason, or a message. */
export function reasonOf(error: unknown): string {
  const { cause, code, reason, message, errors } = error as Record<string, unknown>;
  if (typeof cause === 'object' && cause !== null) return reasonOf(cause);
  if (typeof code === 'string') return code;
  if (Array.isArray(errors) && errors.length > 0) return reasonOf(errors[0]);
  return [code, reason || message].filter(Boolean).join(' ') || 'the connection broke off';
}

/** Select it in every result: what failed, in one shape. */
export const FAILURE = '... on Error { code message } ... on ValidationError { issues { path message } }';

interface Failure {
  readonly code?: string;
  readonly message?: string;
  readonly issues?: readonly { path: string[]; message: string }[];
}

/** A member of a result union; the fields of its success are there unless a `code` is. */
export type Result<Success> = Failure & Partial<Success>;

/** The success of a result. @throws OperatorError with all that is wrong */
export function succeeded<Success>(result: Result<Success>, doing: string): Success {
  if (result.code === undefined) return result as unknown as Success;
  const issues = (result.issues ?? []).map(
    ({ path, message }) => `${path.filter((part) => part !== 'input').join('.')}: ${message}`,
  );
  throw new OperatorError(
    `${doing} was refused (${result.code}): ${issues.length > 0 ? issues.join('\n  ') : result.message}`,
    'Correct what it names, and try again.',
  );
}
