import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { QUERY_CANCELED, sqlStateOf } from '../db/client.ts';
import { Prisma } from '../db/generated/prisma/client.ts';
import { isDatabaseUnavailable } from '../db/unavailable.ts';
import { PublicError, type ValidationIssue } from '../errors.ts';
import type { Logger } from '../log.ts';

const HTTP_STATUS: Partial<Record<string, number>> = {
  MISSING_API_KEY: 401,
  MALFORMED_API_KEY: 401,
  EXPIRED_API_KEY: 401,
  INVALID_AUTHORIZATION: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  REQUEST_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  UNAVAILABLE: 503,
  // Not 408, after which HTTP clients send a request once more by themselves.
  REQUEST_TIMEOUT: 504,
};

const WHICH_OPERATION =
  'It is not clear which operation to execute: operationName must be the name of one in the document, and is needed where there are several.';

/** HTTP's status for an answer that is nothing but this error; 400 for whatever else the client did wrong. */
export function httpStatusOf(code: string): number {
  return HTTP_STATUS[code] ?? 400;
}

/**
 * An error as it may leave the process: with a code and an id, and without what only our log may know.
 * @param issues what is wrong where, for an error that does not say it itself
 */
export function toAnswer(error: unknown, log: Logger, issues?: ValidationIssue[]): GraphQLError {
  const thrown = error instanceof GraphQLError ? (error.originalError ?? null) : error;
  const meaning = meaningOf(thrown);
  const original = meaning ?? thrown;
  if (original instanceof PublicError) {
    const { code, errorId } = original;
    // The operator's to mend, unlike other refusals.
    if (meaning && code === 'UNAVAILABLE')
      log.warn({ err: thrown, errorId, code }, 'the database was not available');
    else logRefusal(log, original);
    return answer(original.message, error, original.code, original.errorId, issuesOf(original));
  }
  // Without an original it is GraphQL's or Yoga's own: syntax, validation, a mutation by GET and their like.
  if (error instanceof GraphQLError && (original === null || original instanceof GraphQLError)) {
    if (typeof error.extensions.errorId === 'string') return error;
    const refusal = { code: 'BAD_REQUEST', errorId: randomUUID(), ...(issues && { issues }) };
    logRefusal(log, refusal);
    // Yoga says only that it could not determine which to execute.
    const message =
      error.extensions.code === 'OPERATION_RESOLUTION_FAILURE' ? WHICH_OPERATION : error.message;
    return answer(message, error, refusal.code, refusal.errorId, issues);
  }
  const errorId = randomUUID();
  log.error({ err: original, errorId }, 'an operation failed');
  return answer(
    'The server made a mistake. Its log has the errorId.',
    error,
    'INTERNAL_SERVER_ERROR',
    errorId,
  );
}

/** What a failure of the database means to a client; null: nothing that the client may know. */
function meaningOf(error: unknown): PublicError | null {
  if (isMissingRow(error)) {
    return new PublicError(
      'NOT_FOUND',
      'What was asked for went while it was being read: it was deleted, or is no longer kept.',
    );
  }
  // An operation's own time is as a rule over before that of its statement; a subscription has no other.
  if (sqlStateOf(error) === QUERY_CANCELED)
    return new PublicError('REQUEST_TIMEOUT', 'What was asked of the database took too long.');
  if (isDatabaseUnavailable(error)) {
    return new PublicError(
      'UNAVAILABLE',
      'The database cannot be reached or written, or is too busy; try again. A mutation may have been done all the same.',
    );
  }
  return null;
}

/** Prisma found a row, and a statement later no more: retention drops rows at any time. */
function isMissingRow(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025';
}

/**
 * Logs a refusal, so that an errorId which somebody names can be found. Messages stay out of the log: some repeat what
 * was given.
 */
export function logRefusal(
  log: Logger,
  refusal: { code: string; errorId: string; issues?: readonly ValidationIssue[] },
): void {
  const { code, errorId, issues } = refusal;
  const faults = issues?.map((issue) => `${issue.path.join('.')}: ${issue.type}`);
  log.info({ errorId, code, ...(faults && { faults }) }, 'a request was refused');
}

function issuesOf(error: PublicError): ValidationIssue[] | undefined {
  return 'issues' in error ? (error.issues as ValidationIssue[]) : undefined;
}

function answer(
  message: string,
  source: unknown,
  code: string,
  errorId: string,
  issues?: ValidationIssue[],
): GraphQLError {
  const at = source instanceof GraphQLError ? source : null;
  // GraphQL over HTTP: for a fault of the document or its variables (`spec`) clients that ask for application/json get
  // 200; what is no GraphQL request at all brings a status of its own and no place in a document.
  const own = at?.extensions.http;
  const http =
    own && !at.locations
      ? { ...own, spec: false }
      : (own ?? { status: httpStatusOf(code), spec: code === 'BAD_REQUEST' });
  return new GraphQLError(message, {
    ...(at?.nodes && { nodes: at.nodes }),
    ...(at?.source && { source: at.source }),
    ...(at?.positions && { positions: at.positions }),
    ...(at?.path && { path: at.path }),
    extensions: { code, errorId, ...(issues && { issues: issues.map(inFull) }), http },
  });
}

/** The body of an answer that is nothing but an error, for requests that do not come as far as GraphQL. */
export function errorBody(message: string, extensions: object): string {
  return JSON.stringify({ errors: [{ message, extensions }] });
}

/** In the shape of ValidationIssue, every member of which is there. */
function inFull({ path, type, message, suggestion, context }: ValidationIssue): object {
  return { path, type, message, suggestion: suggestion ?? null, context: context ?? {} };
}
