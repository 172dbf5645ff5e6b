import {
  type CONFLICT_REASONS,
  ConflictError,
  ERROR_CODES,
  type ErrorCode,
  type LIMITED_RESOURCES,
  LimitReachedError,
  NotFoundError,
  type PublicError,
  ValidationError,
  type ValidationIssue,
} from '../../errors.ts';
import { builder } from '../builder.ts';
import { logRefusal } from '../error-answer.ts';

const CODE_MEANINGS: Record<ErrorCode, string> = {
  VALIDATION_FAILED:
    'The input breaks a rule; `issues` lists every one, and of a payload’s schema the first. A member of result unions.',
  NOT_FOUND:
    'An id names nothing that you may see. A member of result unions; top-level for a subscription’s filter.',
  CONFLICT: 'The present state does not allow the act; `reason` says why. A member of result unions.',
  MAX_RESOURCES_REACHED: 'A maximum number is reached. A member of result unions.',
  BAD_REQUEST:
    'The request is malformed: syntax, unknown fields, missing or mistyped inputs (`extensions.issues`).',
  MISSING_API_KEY: 'No credential was given.',
  MALFORMED_API_KEY: 'The credential does not look like an API key.',
  EXPIRED_API_KEY: 'The API key has expired.',
  INVALID_AUTHORIZATION: 'The API key is unknown or revoked, or the token is not accepted or has expired.',
  FORBIDDEN: 'The credential lacks a scope.',
  INTERNAL_SERVER_ERROR: 'A fault of the server; its log has the errorId.',
  RATE_LIMITED: 'Too many requests.',
  QUERY_TOO_COMPLEX: 'The operation asks for too much at once.',
  REQUEST_TOO_LARGE: 'The request’s body is too large.',
  REQUEST_TIMEOUT: 'The operation took too long.',
  UNAVAILABLE: 'The service cannot answer right now; try again.',
  CURSOR_INVALID: 'The text is not a cursor of this list or feed.',
  CURSOR_AHEAD: 'The feed has not reached this cursor.',
  CONSUMER_TOO_SLOW: 'The subscriber fell too far behind and was closed.',
};

const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'What went wrong. Branch on it, never on a message.',
  values: Object.fromEntries(
    ERROR_CODES.map((code) => [code, { description: CODE_MEANINGS[code] }]),
  ) as Record<ErrorCode, { description: string }>,
});

const ErrorInterface = builder.interfaceRef<PublicError>('Error').implement({
  description:
    'What every expected failure has. Select `... on Error`, and failures that are added later reach you too.',
  fields: (t) => ({
    errorId: t.id({
      description: 'Unique to this occurrence; name it when you report a problem.',
      // Top-level errors are logged on their way out. Of these, the log needs those whose id somebody got to see.
      resolve: (error, _args, { log }) => {
        logRefusal(log, error);
        return error.errorId;
      },
    }),
    code: t.expose('code', { type: ErrorCodeEnum, description: 'Stable and machine-readable.' }),
    message: t.exposeString('message', { description: 'For people, in English; may change.' }),
  }),
});

const ValidationIssueType = builder.objectRef<ValidationIssue>('ValidationIssue').implement({
  description: 'One thing that is wrong with an input.',
  fields: (t) => ({
    path: t.exposeStringList('path', {
      description: 'From the argument to the value, like ["input", "labels", "0"]; list indices as digits.',
    }),
    type: t.exposeString('type', {
      description: 'Stable and machine-readable, like too_long or event_type_unknown.',
    }),
    message: t.exposeString('message', { description: 'What is wrong and what would be right.' }),
    suggestion: t.string({
      nullable: true,
      description:
        'What was probably meant; null when nothing comes close, or when 20 other unknown event types come before it in the request.',
      resolve: (issue) => issue.suggestion ?? null,
    }),
    context: t.field({
      type: 'JSON',
      description: 'More facts, like the limit that was broken; {} when there are none.',
      resolve: (issue) => issue.context ?? {},
    }),
  }),
});

builder.objectType(ValidationError, {
  name: 'ValidationError',
  description: 'The input breaks one rule or several; nothing was written.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    issues: t.expose('issues', {
      type: [ValidationIssueType],
      description:
        'Everything that is wrong with the input, at once; of a payload the first thing that does not fit its schema.',
    }),
  }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description:
    'An id names nothing that you may see; one of another organization is treated like one that does not exist.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    path: t.exposeStringList('path', { description: 'The argument whose id names nothing.' }),
  }),
});

const ConflictReasonEnum = builder.enumType('ConflictReason', {
  description: 'Why the present state does not allow an act.',
  values: {
    ALREADY_EXISTS: { description: 'Something else has this name or externalId.' },
    IDEMPOTENCY_KEY_REUSED: { description: 'The key was used for other content within the last 7 days.' },
    WRONG_STATE: { description: 'The object’s status does not allow the act.' },
    PAYLOAD_PURGED: { description: 'The payload is no longer kept, so it cannot be sent again.' },
  } satisfies Record<(typeof CONFLICT_REASONS)[number], { description: string }>,
});

builder.objectType(ConflictError, {
  name: 'ConflictError',
  description: 'The present state does not allow the act; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    reason: t.expose('reason', { type: ConflictReasonEnum, description: 'What stands in the way.' }),
  }),
});

const LimitedResourceEnum = builder.enumType('LimitedResource', {
  description: 'What is limited in number.',
  values: {
    ENDPOINTS: { description: 'Endpoints of an organization (its maxEndpoints).' },
    API_KEYS: { description: 'API keys of an organization.' },
    EVENT_TYPES: { description: 'Event types of the installation.' },
  } satisfies Record<(typeof LIMITED_RESOURCES)[number], { description: string }>,
});

builder.objectType(LimitReachedError, {
  name: 'LimitReachedError',
  description: 'The maximum number is reached; nothing was written.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    resource: t.expose('resource', { type: LimitedResourceEnum, description: 'What is limited.' }),
    limit: t.exposeInt('limit', { description: 'How many there may be.' }),
  }),
});
