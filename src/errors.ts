import { randomUUID } from 'node:crypto';

/** Every code an answer can carry. Clients branch on it, never on the message. */
export const ERROR_CODES = [
  'VALIDATION_FAILED',
  'NOT_FOUND',
  'CONFLICT',
  'MAX_RESOURCES_REACHED',
  'BAD_REQUEST',
  'MISSING_API_KEY',
  'MALFORMED_API_KEY',
  'EXPIRED_API_KEY',
  'INVALID_AUTHORIZATION',
  'FORBIDDEN',
  'INTERNAL_SERVER_ERROR',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'REQUEST_TOO_LARGE',
  'REQUEST_TIMEOUT',
  'UNAVAILABLE',
  'CURSOR_INVALID',
  'CURSOR_AHEAD',
  'CONSUMER_TOO_SLOW',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure that a client is meant to see: its message may leave the process, unlike any other error's. */
export class PublicError extends Error {
  readonly code: ErrorCode;
  readonly errorId = randomUUID();

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}

/** One thing that is wrong with an input. `path` names the argument's fields, list indices as digits. */
export interface ValidationIssue {
  path: string[];
  /** Stable and machine-readable, like `too_long` or `event_type_unknown`. */
  type: string;
  message: string;
  suggestion?: string;
  context?: Record<string, unknown>;
}

/** The first issue in words, and how many more there are. */
export function summarize(issues: readonly ValidationIssue[]): string {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return first ? `${first.path.join('.')}: ${first.message}${more}` : 'The input is not valid.';
}

/** Everything that is wrong with an input, at once; of a payload the first thing that does not fit its schema. */
export class ValidationError extends PublicError {
  readonly issues: ValidationIssue[];

  constructor(issues: ValidationIssue[]) {
    super('VALIDATION_FAILED', summarize(issues));
    this.issues = issues;
  }
}

/** An argument's id names nothing the caller may see: another organization's id is the same as none. */
export class NotFoundError extends PublicError {
  readonly path: string[];

  constructor(noun: string, path: string[]) {
    super('NOT_FOUND', `No ${noun} with this ${path.at(-1) === 'name' ? 'name' : 'id'} exists.`);
    this.path = path;
  }
}

export const CONFLICT_REASONS = [
  'ALREADY_EXISTS',
  'IDEMPOTENCY_KEY_REUSED',
  'WRONG_STATE',
  'PAYLOAD_PURGED',
] as const;
export type ConflictReason = (typeof CONFLICT_REASONS)[number];

export class ConflictError extends PublicError {
  readonly reason: ConflictReason;

  constructor(reason: ConflictReason, message: string) {
    super('CONFLICT', message);
    this.reason = reason;
  }
}

export const LIMITED_RESOURCES = ['ENDPOINTS', 'API_KEYS', 'EVENT_TYPES'] as const;
export type LimitedResource = (typeof LIMITED_RESOURCES)[number];

export class LimitReachedError extends PublicError {
  readonly resource: LimitedResource;
  readonly limit: number;

  constructor(resource: LimitedResource, limit: number, message: string) {
    super('MAX_RESOURCES_REACHED', message);
    this.resource = resource;
    this.limit = limit;
  }
}

/** The process cannot start or go on for a reason its operator can mend. */
export class OperatorError extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.remedy = remedy;
  }
}
