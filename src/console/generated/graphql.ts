/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How an attempt ended. */
export type AttemptOutcome =
  /** The address is not one that webhooks may go to. */
  | 'BLOCKED'
  /** No connection, or it broke before an answer. */
  | 'CONNECTION_FAILED'
  /** Another status; redirects are not followed. */
  | 'REJECTED'
  /** A status of 200 to 299. For a `listen:` address: handed to the feed, without a response; whether anybody took it from there is not known. */
  | 'SUCCEEDED'
  /** No full answer within the endpoint’s timeout. */
  | 'TIMED_OUT';

/** What caused an attempt. */
export type AttemptTrigger =
  /** The retry schedule. */
  | 'AUTOMATIC'
  /** Somebody asked for it. */
  | 'MANUAL'
  /** A test of the endpoint. */
  | 'TEST';

/** Why a delivery ended without success. */
export type DeliveryEndReason =
  /** It waited longer than it may, or its payload is gone. */
  | 'BACKLOG_EXPIRED'
  /** Somebody canceled it. */
  | 'CANCELED_BY_USER'
  /** The endpoint was deleted while it waited. */
  | 'ENDPOINT_DELETED'
  /** The endpoint was disabled while it waited. */
  | 'ENDPOINT_DISABLED'
  /** The endpoint answered 410. */
  | 'ENDPOINT_GONE'
  /** Its last attempt failed. */
  | 'RETRIES_EXHAUSTED';

/** Conditions are joined by AND. With deliveryId, eventType, outcome or isTest only items about a matching delivery pass. FeedGap and FeedCheckpoint always pass. */
export type DeliveryFeedFilter = {
  /** Only about this delivery. */
  deliveryId?: string | null | undefined;
  /** Only about this endpoint. */
  endpointId?: string | null | undefined;
  /** Only about events of this type. */
  eventType?: string | null | undefined;
  /** true: only tests; false: only what is not a test. */
  isTest?: boolean | null | undefined;
  /** Only this organization’s. */
  organizationId?: string | null | undefined;
  /** Only attempts with one of these outcomes. */
  outcome?: Array<AttemptOutcome> | null | undefined;
  /** Only those of this partner’s organizations. */
  partnerId?: string | null | undefined;
};

/** Conditions are joined by AND, also with those that the parent implies; values of a list by OR. An id that is not visible matches nothing. */
export type DeliveryFilter = {
  /** Only this endpoint’s. */
  endpointId?: string | null | undefined;
  /** Only this event’s. */
  eventId?: string | null | undefined;
  /** Only those of events of this type. */
  eventType?: string | null | undefined;
  /** true: only tests; false: only what is not a test. */
  isTest?: boolean | null | undefined;
  /** Only this organization’s. */
  organizationId?: string | null | undefined;
  /** Only those of this partner’s organizations. */
  partnerId?: string | null | undefined;
  /** Only those created then or later. */
  since?: string | null | undefined;
  /** Only those with one of these statuses. */
  status?: Array<DeliveryStatus> | null | undefined;
  /** Only those created before. */
  until?: string | null | undefined;
};

/** Where a delivery stands. */
export type DeliveryStatus =
  /** It was given up before its attempts were used up. */
  | 'CANCELED'
  /** Every attempt failed, and no other will follow. */
  | 'FAILED'
  /** Waits for its first attempt. */
  | 'PENDING'
  /** An attempt failed, and another will follow. */
  | 'RETRYING'
  /** The endpoint took it. */
  | 'SUCCEEDED';

/** A new endpoint. Null means the same as absent. */
export type EndpointCreateInput = {
  /** At most 1000 characters. */
  description?: string | null | undefined;
  /** False: it starts DISABLED. */
  enabled?: boolean | null | undefined;
  /** Which types it receives, at most 100 patterns; `[]` is every type but `hookline.*`. */
  eventPatterns?: Array<string> | null | undefined;
  /** Your own id for it, at most 200 characters; unique in the organization. */
  externalId?: string | null | undefined;
  /** Sent with each delivery. */
  headers?: Array<HttpHeaderInput> | null | undefined;
  /** At most 8, each 1 to 64 characters. */
  labels?: Array<string> | null | undefined;
  /** Requests in flight at once, across all workers, 1 to 100; 10 when absent. */
  maxConcurrency?: number | null | undefined;
  /** Attempts after the first; 1 to 7. */
  maxRetries?: number | null | undefined;
  /** A flat object of strings, at most 4 KiB of JSON; it is not sent. */
  metadata?: unknown;
  /** 1 to 120 characters. */
  name?: string | null | undefined;
  /** The organization that it will belong to; the key’s own when absent. A key without one must give it. */
  organizationId?: string | null | undefined;
  /** Requests started per second, across all workers, 1 to 10000; null: no limit. */
  rateLimitPerSecond?: number | null | undefined;
  /** "whsec_" and the base64 of 24 to 64 bytes; a random one is made when absent. */
  secret?: string | null | undefined;
  /** The scheme that deliveries are signed with. */
  signingVersion?: SigningVersion | null | undefined;
  /** Seconds for connection, request and answer together, 3 to 60; connecting may take at most 10 of them. */
  timeoutSeconds?: number | null | undefined;
  /** How long a payload is kept after its delivery ended without success; 0 to 720, 0 purges it at once. */
  undeliveredPayloadRetentionHours?: number | null | undefined;
  /** https, at most 2048 characters, to a public address; http to this machine in development only. Or `listen:` and a name of 1 to 64 lower-case letters, digits, dots and hyphens, for `hookline listen`. */
  url: string;
};

/** Why an endpoint is DISABLED. */
export type EndpointDisabledReason =
  /** It answered 410. */
  | 'GONE'
  /** Somebody disabled it. */
  | 'MANUAL'
  /** It failed for 5 days without a success. */
  | 'PERSISTENT_FAILURE';

/** Conditions are joined by AND, values of a list by OR. An id that is not visible matches nothing. */
export type EndpointFilter = {
  /** Only those that would receive events of this type. */
  eventType?: string | null | undefined;
  /** Only those with this externalId. */
  externalId?: string | null | undefined;
  /** Only those with this label. */
  label?: string | null | undefined;
  /** Only this organization’s. */
  organizationId?: string | null | undefined;
  /** Only those of this partner’s organizations. */
  partnerId?: string | null | undefined;
  /** Only those whose name, URL or description contains this, in any case. */
  search?: string | null | undefined;
  /** Only those with one of these statuses. */
  status?: Array<EndpointStatus> | null | undefined;
};

/** How to replace the secret. */
export type EndpointSecretRotateInput = {
  /** How long the older secrets sign too, 0 to 168; 0 ends them now. */
  graceHours?: number | null | undefined;
  /** "whsec_" and the base64 of 24 to 64 bytes; a random one is made when absent. One that the endpoint already has becomes its newest, and signs once. */
  secret?: string | null | undefined;
  /** The scheme from now on; unchanged when absent. */
  signingVersion?: SigningVersion | null | undefined;
};

/** Whether an endpoint receives deliveries. */
export type EndpointStatus =
  /** It receives deliveries. */
  | 'ACTIVE'
  /** It gets no deliveries. */
  | 'DISABLED'
  /** Its deliveries are created and wait. */
  | 'PAUSED';

/** What to send. */
export type EndpointTestInput = {
  /** A registered type; one that the endpoint receives when absent. */
  eventType?: string | null | undefined;
  /** When absent: the type’s example, or else a sample of its schema. A payload that is given must fit the schema, as in eventPublish. */
  payload?: unknown;
};

/** An absent field is unchanged; null clears one that may be empty (name, description, externalId, rateLimitPerSecond). */
export type EndpointUpdateInput = {
  /** At most 1000 characters. */
  description?: string | null | undefined;
  /** Which types it receives, at most 100 patterns; `[]` is every type but `hookline.*`. No existing delivery is touched. */
  eventPatterns?: Array<string> | null | undefined;
  /** Your own id for it, at most 200 characters; unique in the organization. */
  externalId?: string | null | undefined;
  /** Sent with each delivery. The whole list is replaced. */
  headers?: Array<HttpHeaderInput> | null | undefined;
  /** At most 8, each 1 to 64 characters. */
  labels?: Array<string> | null | undefined;
  /** Requests in flight at once, across all workers, 1 to 100. */
  maxConcurrency?: number | null | undefined;
  /** Attempts after the first; 1 to 7. */
  maxRetries?: number | null | undefined;
  /** A flat object of strings, at most 4 KiB of JSON; it is not sent. */
  metadata?: unknown;
  /** 1 to 120 characters. */
  name?: string | null | undefined;
  /** Requests started per second, across all workers, 1 to 10000; null: no limit. */
  rateLimitPerSecond?: number | null | undefined;
  /** Replaces every secret at once: "whsec_" and the base64 of 24 to 64 bytes. */
  secret?: string | null | undefined;
  /** Seconds for connection, request and answer together, 3 to 60; connecting may take at most 10 of them. */
  timeoutSeconds?: number | null | undefined;
  /** How long a payload is kept after its delivery ended without success; 0 to 720, 0 purges it at once. */
  undeliveredPayloadRetentionHours?: number | null | undefined;
  /** https, at most 2048 characters, to a public address; http to this machine in development only. Or `listen:` and a name of 1 to 64 lower-case letters, digits, dots and hyphens, for `hookline listen`. Another URL clears lastVerifiedAt and the failure counters. */
  url?: string | null | undefined;
};

/** What went wrong. Branch on it, never on a message. */
export type ErrorCode =
  /** The request is malformed: syntax, unknown fields, missing or mistyped inputs (`extensions.issues`). */
  | 'BAD_REQUEST'
  /** The present state does not allow the act; `reason` says why. A member of result unions. */
  | 'CONFLICT'
  /** The subscriber fell too far behind and was closed. */
  | 'CONSUMER_TOO_SLOW'
  /** The feed has not reached this cursor. */
  | 'CURSOR_AHEAD'
  /** The text is not a cursor of this list or feed. */
  | 'CURSOR_INVALID'
  /** The API key has expired. */
  | 'EXPIRED_API_KEY'
  /** The credential lacks a scope. */
  | 'FORBIDDEN'
  /** A fault of the server; its log has the errorId. */
  | 'INTERNAL_SERVER_ERROR'
  /** The API key is unknown or revoked, or the token is not accepted or has expired. */
  | 'INVALID_AUTHORIZATION'
  /** The credential does not look like an API key. */
  | 'MALFORMED_API_KEY'
  /** A maximum number is reached. A member of result unions. */
  | 'MAX_RESOURCES_REACHED'
  /** No credential was given. */
  | 'MISSING_API_KEY'
  /** An id names nothing that you may see. A member of result unions; top-level for a subscription’s filter. */
  | 'NOT_FOUND'
  /** The operation asks for too much at once. */
  | 'QUERY_TOO_COMPLEX'
  /** Too many requests. */
  | 'RATE_LIMITED'
  /** The operation took too long. */
  | 'REQUEST_TIMEOUT'
  /** The request’s body is too large. */
  | 'REQUEST_TOO_LARGE'
  /** The service cannot answer right now; try again. */
  | 'UNAVAILABLE'
  /** The input breaks a rule; `issues` lists every one, and of a payload’s schema the first. A member of result unions. */
  | 'VALIDATION_FAILED';

/** Conditions are joined by AND. An id that is not visible matches nothing. */
export type EventFilter = {
  /** Only those published with this key. */
  idempotencyKey?: string | null | undefined;
  /** true: only tests; false: only what is not a test. */
  isTest?: boolean | null | undefined;
  /** Only this organization’s. */
  organizationId?: string | null | undefined;
  /** Only those of this partner’s organizations. */
  partnerId?: string | null | undefined;
  /** Only those accepted then or later. */
  since?: string | null | undefined;
  /** Only those of this type. */
  type?: string | null | undefined;
  /** Only those accepted before. */
  until?: string | null | undefined;
};

/** An event. Exactly one of payload and payloadText. */
export type EventPublishInput = {
  /** At most 256 characters. For 7 days, the same key with the same content is the same event, also when its type has changed or was archived since; with other content it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** The body’s timestamp, at most 5 minutes in the future; now when absent. */
  occurredAt?: string | null | undefined;
  /** The organization’s externalId, instead of organizationId. */
  organizationExternalId?: string | null | undefined;
  /** The organization that it belongs to; the key’s own when absent. A key without one must give it. */
  organizationId?: string | null | undefined;
  /** At most 256 KiB of JSON. Null is JSON’s null; together with payloadText it counts as absent. */
  payload?: unknown;
  /** JSON text, sent digit for digit; at most 256 KiB. */
  payloadText?: string | null | undefined;
  /** A registered event type. */
  type: string;
};

/** A new event type. */
export type EventTypeCreateInput = {
  /** What the event means; at most 1000 characters. */
  description?: string | null | undefined;
  /** A payload to show and to test with; at most 256 KiB of JSON. */
  example?: unknown;
  /** Segments of letters, digits, `_` and `-`, joined by dots; at most 128 characters; not `hookline.*`. */
  name: string;
  /** JSON Schema, draft 2020-12, at most 256 KiB, without $async, references to other documents, and parts that refer to themselves for the same value. Null: any payload is accepted. */
  payloadSchema?: unknown;
};

/** A header to send with each delivery. At most 20, together at most 4 KiB. */
export type HttpHeaderInput = {
  /** Not one that HTTP or the signature needs: host, `content-*`, `webhook-*`, user-agent, connection and their like. */
  name: string;
  /** Whether the value is a secret: stored encrypted, sent, never shown. */
  sensitive?: boolean | null | undefined;
  /** Printable ASCII. */
  value: string;
};

/** What a credential may do. */
export type Scope =
  /** Everything, in every organization; event types and organizations too. */
  | 'ADMIN'
  /** See API keys. */
  | 'API_KEYS_READ'
  /** Create and revoke API keys. */
  | 'API_KEYS_WRITE'
  /** See deliveries and attempts, and follow the feed. */
  | 'DELIVERIES_READ'
  /** Retry and cancel deliveries. */
  | 'DELIVERIES_WRITE'
  /** See endpoints. */
  | 'ENDPOINTS_READ'
  /** Create, change and delete endpoints. */
  | 'ENDPOINTS_WRITE'
  /** Publish events. */
  | 'EVENTS_PUBLISH'
  /** See events, and payloads wherever they appear. */
  | 'EVENTS_READ';

/** A signature scheme of Standard Webhooks. */
export type SigningVersion =
  /** HMAC-SHA256 with a shared secret. */
  | 'V1'
  /** Ed25519 with a public key. */
  | 'V1A';

/** How long the buckets of a series are; they start on boundaries of UTC. */
export type StatsBucket =
  /** 24 hours, from midnight UTC. */
  | 'DAY'
  /** 60 minutes. */
  | 'HOUR'
  /** 60 seconds; for the last 8 days. */
  | 'MINUTE';

export type DeliveryRowFragment = { id: string, status: DeliveryStatus, endReason: DeliveryEndReason | null, isTest: boolean, attemptCount: number, createdAt: string, nextAttemptAt: string | null, endpointId: string, endpoint: { name: string | null, url: string } | null, event: { type: string }, lastAttempt: { outcome: AttemptOutcome, responseStatus: number | null, durationMs: number } | null };

export type DeliveriesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: DeliveryFilter | null | undefined;
}>;


export type DeliveriesQuery = { deliveries: { nodes: Array<{ id: string, status: DeliveryStatus, endReason: DeliveryEndReason | null, isTest: boolean, attemptCount: number, createdAt: string, nextAttemptAt: string | null, endpointId: string, endpoint: { name: string | null, url: string } | null, event: { type: string }, lastAttempt: { outcome: AttemptOutcome, responseStatus: number | null, durationMs: number } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeliveryTimesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: DeliveryFilter | null | undefined;
}>;


export type DeliveryTimesQuery = { deliveries: { nodes: Array<{ createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OldestDeliveriesQueryVariables = Exact<{
  last: number;
  before?: string | null | undefined;
  filter?: DeliveryFilter | null | undefined;
}>;


export type OldestDeliveriesQuery = { deliveries: { nodes: Array<{ id: string }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } };

export type DeliveryQueryVariables = Exact<{
  id: string;
}>;


export type DeliveryQuery = { delivery: { id: string, status: DeliveryStatus, endReason: DeliveryEndReason | null, isTest: boolean, attemptCount: number, nextAttemptAt: string | null, createdAt: string, completedAt: string | null, payloadExpiresAt: string | null, payloadPurgedAt: string | null, requestBody: string | null, endpoint: { id: string, name: string | null, url: string, status: EndpointStatus } | null, organization: { name: string }, event: { id: string, type: string }, attempts: { nodes: Array<{ id: string, number: number, trigger: AttemptTrigger, outcome: AttemptOutcome, url: string, responseStatus: number | null, responseBody: string | null, responseBodyTruncated: boolean, durationMs: number, errorMessage: string | null, startedAt: string, requestHeaders: Array<{ name: string, value: string | null }>, responseHeaders: Array<{ name: string, value: string | null }> | null }> } } | null };

export type AttemptDeliveryQueryVariables = Exact<{
  id: string;
}>;


export type AttemptDeliveryQuery = { node:
    | { __typename: 'ApiKey' }
    | { __typename: 'Delivery' }
    | { __typename: 'DeliveryAttempt', delivery: { id: string } }
    | { __typename: 'Endpoint' }
    | { __typename: 'Event' }
    | { __typename: 'EventType' }
    | { __typename: 'Organization' }
   | null };

export type DeliveryRetryMutationVariables = Exact<{
  id: string;
}>;


export type DeliveryRetryMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'DeliveryRetrySuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
   };

export type DeliveryCancelMutationVariables = Exact<{
  id: string;
}>;


export type DeliveryCancelMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'DeliveryCancelSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
   };

type Problem_ConflictError_Fragment = { code: ErrorCode, message: string, errorId: string };

type Problem_LimitReachedError_Fragment = { code: ErrorCode, message: string, errorId: string };

type Problem_NotFoundError_Fragment = { code: ErrorCode, message: string, errorId: string };

type Problem_ValidationError_Fragment = { code: ErrorCode, message: string, errorId: string };

export type ProblemFragment =
  | Problem_ConflictError_Fragment
  | Problem_LimitReachedError_Fragment
  | Problem_NotFoundError_Fragment
  | Problem_ValidationError_Fragment
;

export type IssuesFragment = { issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> };

export type EndpointRowFragment = { id: string, name: string | null, url: string, status: EndpointStatus, disabledReason: EndpointDisabledReason | null, eventPatterns: Array<string>, consecutiveFailures: number, failingSince: string | null, lastError: string | null, lastDeliveryAt: string | null, organization: { name: string }, stats?: { series: Array<{ start: string, succeeded: number, failed: number }> } };

export type EndpointsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: EndpointFilter | null | undefined;
  withStats: boolean;
}>;


export type EndpointsQuery = { endpoints: { totalCount: number, nodes: Array<{ id: string, name: string | null, url: string, status: EndpointStatus, disabledReason: EndpointDisabledReason | null, eventPatterns: Array<string>, consecutiveFailures: number, failingSince: string | null, lastError: string | null, lastDeliveryAt: string | null, organization: { name: string }, stats?: { series: Array<{ start: string, succeeded: number, failed: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EndpointNamesQueryVariables = Exact<{
  filter?: EndpointFilter | null | undefined;
}>;


export type EndpointNamesQuery = { endpoints: { nodes: Array<{ id: string, name: string | null, url: string }> } };

export type EndpointsByIdQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type EndpointsByIdQuery = { nodes: Array<
    | { __typename: 'ApiKey' }
    | { __typename: 'Delivery' }
    | { __typename: 'DeliveryAttempt' }
    | { __typename: 'Endpoint', id: string, name: string | null, url: string }
    | { __typename: 'Event' }
    | { __typename: 'EventType' }
    | { __typename: 'Organization' }
   | null> };

export type EndpointSettingsFragment = { id: string, name: string | null, url: string, description: string | null, externalId: string | null, labels: Array<string>, metadata: unknown, status: EndpointStatus, pausedAt: string | null, disabledAt: string | null, disabledReason: EndpointDisabledReason | null, eventPatterns: Array<string>, timeoutSeconds: number, maxRetries: number, rateLimitPerSecond: number | null, maxConcurrency: number, undeliveredPayloadRetentionHours: number, consecutiveFailures: number, failingSince: string | null, lastVerifiedAt: string | null, lastDeliveryAt: string | null, lastError: string | null, createdAt: string, createdBy: string, updatedAt: string, headers: Array<{ name: string, value: string | null }>, secrets: Array<{ hint: string, version: SigningVersion, publicKey: string | null, createdAt: string, expiresAt: string | null }>, organization: { name: string } };

export type EndpointQueryVariables = Exact<{
  id: string;
}>;


export type EndpointQuery = { endpoint: { id: string, name: string | null, url: string, description: string | null, externalId: string | null, labels: Array<string>, metadata: unknown, status: EndpointStatus, pausedAt: string | null, disabledAt: string | null, disabledReason: EndpointDisabledReason | null, eventPatterns: Array<string>, timeoutSeconds: number, maxRetries: number, rateLimitPerSecond: number | null, maxConcurrency: number, undeliveredPayloadRetentionHours: number, consecutiveFailures: number, failingSince: string | null, lastVerifiedAt: string | null, lastDeliveryAt: string | null, lastError: string | null, createdAt: string, createdBy: string, updatedAt: string, headers: Array<{ name: string, value: string | null }>, secrets: Array<{ hint: string, version: SigningVersion, publicKey: string | null, createdAt: string, expiresAt: string | null }>, organization: { name: string } } | null };

export type EndpointStatsQueryVariables = Exact<{
  id: string;
  since: string;
  until: string;
  bucket: StatsBucket;
}>;


export type EndpointStatsQuery = { endpoint: { stats: { total: number, succeeded: number, failed: number, canceled: number, pending: number, attempts: number, successRate: number | null, durationMsP50: number | null, durationMsP95: number | null, durationMsP99: number | null, series: Array<{ start: string, succeeded: number, failed: number }> } } | null };

export type EndpointCreateMutationVariables = Exact<{
  input: EndpointCreateInput;
}>;


export type EndpointCreateMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EndpointCreateSuccess', secret: string | null, endpoint: { id: string, secrets: Array<{ publicKey: string | null }> } }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

export type EndpointUpdateMutationVariables = Exact<{
  id: string;
  input: EndpointUpdateInput;
}>;


export type EndpointUpdateMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EndpointUpdateSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

export type EndpointPauseMutationVariables = Exact<{
  id: string;
}>;


export type EndpointPauseMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EndpointPauseSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
   };

export type EndpointResumeMutationVariables = Exact<{
  id: string;
}>;


export type EndpointResumeMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EndpointResumeSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
   };

export type EndpointDisableMutationVariables = Exact<{
  id: string;
}>;


export type EndpointDisableMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EndpointDisableSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
   };

export type EndpointEnableMutationVariables = Exact<{
  id: string;
}>;


export type EndpointEnableMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EndpointEnableSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
   };

export type EndpointDeleteMutationVariables = Exact<{
  id: string;
}>;


export type EndpointDeleteMutation = { result:
    | { __typename: 'EndpointDeleteSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
   };

export type EndpointSecretRotateMutationVariables = Exact<{
  id: string;
  input: EndpointSecretRotateInput;
}>;


export type EndpointSecretRotateMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EndpointSecretRotateSuccess', secret: string | null, previousSecretExpiresAt: string, endpoint: { secrets: Array<{ publicKey: string | null }> } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

export type EndpointTestMutationVariables = Exact<{
  id: string;
  input?: EndpointTestInput | null | undefined;
}>;


export type EndpointTestMutation = { result:
    | { __typename: 'EndpointTestSuccess', delivery: { id: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

export type EventQueryVariables = Exact<{
  id: string;
  withDeliveries: boolean;
}>;


export type EventQuery = { event: { id: string, type: string, isTest: boolean, idempotencyKey: string | null, occurredAt: string, createdAt: string, payloadText: string | null, payloadPurgedAt: string | null, organization: { id: string, name: string }, deliveries?: { nodes: Array<{ id: string, status: DeliveryStatus, endReason: DeliveryEndReason | null, isTest: boolean, attemptCount: number, createdAt: string, nextAttemptAt: string | null, endpointId: string, endpoint: { name: string | null, url: string } | null, event: { type: string }, lastAttempt: { outcome: AttemptOutcome, responseStatus: number | null, durationMs: number } | null }>, pageInfo: { hasNextPage: boolean } } } | null };

export type EventsByKeyQueryVariables = Exact<{
  filter: EventFilter;
}>;


export type EventsByKeyQuery = { events: { nodes: Array<{ id: string }> } };

export type EventTypeRowFragment = { id: string, name: string, description: string | null, archivedAt: string | null, createdAt: string };

export type EventTypesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  includeArchived: boolean;
}>;


export type EventTypesQuery = { eventTypes: { nodes: Array<{ id: string, name: string, description: string | null, archivedAt: string | null, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EventTypeNamesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EventTypeNamesQuery = { eventTypes: { nodes: Array<{ name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EventTypeQueryVariables = Exact<{
  name: string;
}>;


export type EventTypeQuery = { eventType: { example: unknown, payloadSchema: unknown, updatedAt: string, id: string, name: string, description: string | null, archivedAt: string | null, createdAt: string } | null };

export type EventTypeCreateMutationVariables = Exact<{
  input: EventTypeCreateInput;
}>;


export type EventTypeCreateMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EventTypeCreateSuccess', eventType: { name: string } }
    | { __typename: 'LimitReachedError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

export type EventTypeArchiveMutationVariables = Exact<{
  name: string;
}>;


export type EventTypeArchiveMutation = { result:
    | { __typename: 'EventTypeArchiveSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

export type EventTypeRestoreMutationVariables = Exact<{
  name: string;
}>;


export type EventTypeRestoreMutation = { result:
    | { __typename: 'EventTypeRestoreSuccess' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

export type EventPublishMutationVariables = Exact<{
  input: EventPublishInput;
}>;


export type EventPublishMutation = { result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'EventPublishSuccess', duplicate: boolean, event: { id: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, errorId: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, errorId: string, issues: Array<{ path: Array<string>, message: string, suggestion: string | null }> }
   };

type ItemOfFeed_AttemptRecorded_Fragment = { __typename: 'AttemptRecorded', deliveryId: string, endpointId: string, eventId: string, eventType: string, isTest: boolean, attemptNumber: number, outcome: AttemptOutcome, responseStatus: number | null, durationMs: number, deliveryStatus: DeliveryStatus, nextAttemptAt: string | null, cursor: string, occurredAt: string };

type ItemOfFeed_DeliveryStatusChanged_Fragment = { __typename: 'DeliveryStatusChanged', deliveryId: string, endpointId: string, previousDeliveryStatus: DeliveryStatus, deliveryStatus: DeliveryStatus, cursor: string, occurredAt: string };

type ItemOfFeed_EndpointStatusChanged_Fragment = { __typename: 'EndpointStatusChanged', endpointId: string, previousStatus: EndpointStatus, endpointStatus: EndpointStatus | null, disabledReason: EndpointDisabledReason | null, cursor: string, occurredAt: string };

type ItemOfFeed_FeedCheckpoint_Fragment = { __typename: 'FeedCheckpoint', cursor: string, occurredAt: string };

type ItemOfFeed_FeedGap_Fragment = { __typename: 'FeedGap', missedSince: string, cursor: string, occurredAt: string };

export type ItemOfFeedFragment =
  | ItemOfFeed_AttemptRecorded_Fragment
  | ItemOfFeed_DeliveryStatusChanged_Fragment
  | ItemOfFeed_EndpointStatusChanged_Fragment
  | ItemOfFeed_FeedCheckpoint_Fragment
  | ItemOfFeed_FeedGap_Fragment
;

export type FeedEndQueryVariables = Exact<{ [key: string]: never; }>;


export type FeedEndQuery = { deliveryFeedCursor: string };

export type FeedRecentQueryVariables = Exact<{
  last: number;
  filter?: DeliveryFeedFilter | null | undefined;
}>;


export type FeedRecentQuery = { deliveryFeed: { nodes: Array<
      | { __typename: 'AttemptRecorded', deliveryId: string, endpointId: string, eventId: string, eventType: string, isTest: boolean, attemptNumber: number, outcome: AttemptOutcome, responseStatus: number | null, durationMs: number, deliveryStatus: DeliveryStatus, nextAttemptAt: string | null, cursor: string, occurredAt: string }
      | { __typename: 'DeliveryStatusChanged', deliveryId: string, endpointId: string, previousDeliveryStatus: DeliveryStatus, deliveryStatus: DeliveryStatus, cursor: string, occurredAt: string }
      | { __typename: 'EndpointStatusChanged', endpointId: string, previousStatus: EndpointStatus, endpointStatus: EndpointStatus | null, disabledReason: EndpointDisabledReason | null, cursor: string, occurredAt: string }
      | { __typename: 'FeedCheckpoint', cursor: string, occurredAt: string }
      | { __typename: 'FeedGap', missedSince: string, cursor: string, occurredAt: string }
    > } };

export type FeedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: DeliveryFeedFilter | null | undefined;
}>;


export type FeedSubscription = { deliveryFeed:
    | { __typename: 'AttemptRecorded', deliveryId: string, endpointId: string, eventId: string, eventType: string, isTest: boolean, attemptNumber: number, outcome: AttemptOutcome, responseStatus: number | null, durationMs: number, deliveryStatus: DeliveryStatus, nextAttemptAt: string | null, cursor: string, occurredAt: string }
    | { __typename: 'DeliveryStatusChanged', deliveryId: string, endpointId: string, previousDeliveryStatus: DeliveryStatus, deliveryStatus: DeliveryStatus, cursor: string, occurredAt: string }
    | { __typename: 'EndpointStatusChanged', endpointId: string, previousStatus: EndpointStatus, endpointStatus: EndpointStatus | null, disabledReason: EndpointDisabledReason | null, cursor: string, occurredAt: string }
    | { __typename: 'FeedCheckpoint', cursor: string, occurredAt: string }
    | { __typename: 'FeedGap', missedSince: string, cursor: string, occurredAt: string }
   };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { subject: string, scopes: Array<Scope>, organization: { name: string } | null } };

export type OrganizationsQueryVariables = Exact<{
  search?: string | null | undefined;
  chosen: string;
  isChosen: boolean;
}>;


export type OrganizationsQuery = { chosen?: { id: string, name: string } | null, organizations: { nodes: Array<{ id: string, name: string }>, pageInfo: { hasNextPage: boolean } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const DeliveryRowFragmentDoc = new TypedDocumentString(`
    fragment DeliveryRow on Delivery {
  id
  status
  endReason
  isTest
  attemptCount
  createdAt
  nextAttemptAt
  endpointId
  endpoint {
    name
    url
  }
  event {
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}
    `, {"fragmentName":"DeliveryRow"}) as unknown as TypedDocumentString<DeliveryRowFragment, unknown>;
export const ProblemFragmentDoc = new TypedDocumentString(`
    fragment Problem on Error {
  code
  message
  errorId
}
    `, {"fragmentName":"Problem"}) as unknown as TypedDocumentString<ProblemFragment, unknown>;
export const IssuesFragmentDoc = new TypedDocumentString(`
    fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}
    `, {"fragmentName":"Issues"}) as unknown as TypedDocumentString<IssuesFragment, unknown>;
export const EndpointRowFragmentDoc = new TypedDocumentString(`
    fragment EndpointRow on Endpoint {
  id
  name
  url
  status
  disabledReason
  eventPatterns
  consecutiveFailures
  failingSince
  lastError
  lastDeliveryAt
  organization {
    name
  }
  stats @include(if: $withStats) {
    series {
      start
      succeeded
      failed
    }
  }
}
    `, {"fragmentName":"EndpointRow"}) as unknown as TypedDocumentString<EndpointRowFragment, unknown>;
export const EndpointSettingsFragmentDoc = new TypedDocumentString(`
    fragment EndpointSettings on Endpoint {
  id
  name
  url
  description
  externalId
  labels
  metadata
  status
  pausedAt
  disabledAt
  disabledReason
  eventPatterns
  headers {
    name
    value
  }
  timeoutSeconds
  maxRetries
  rateLimitPerSecond
  maxConcurrency
  undeliveredPayloadRetentionHours
  secrets {
    hint
    version
    publicKey
    createdAt
    expiresAt
  }
  consecutiveFailures
  failingSince
  lastVerifiedAt
  lastDeliveryAt
  lastError
  createdAt
  createdBy
  updatedAt
  organization {
    name
  }
}
    `, {"fragmentName":"EndpointSettings"}) as unknown as TypedDocumentString<EndpointSettingsFragment, unknown>;
export const EventTypeRowFragmentDoc = new TypedDocumentString(`
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
}
    `, {"fragmentName":"EventTypeRow"}) as unknown as TypedDocumentString<EventTypeRowFragment, unknown>;
export const ItemOfFeedFragmentDoc = new TypedDocumentString(`
    fragment ItemOfFeed on DeliveryFeedItem {
  __typename
  cursor
  occurredAt
  ... on AttemptRecorded {
    deliveryId
    endpointId
    eventId
    eventType
    isTest
    attemptNumber
    outcome
    responseStatus
    durationMs
    deliveryStatus
    nextAttemptAt
  }
  ... on DeliveryStatusChanged {
    deliveryId
    endpointId
    previousDeliveryStatus
    deliveryStatus
  }
  ... on EndpointStatusChanged {
    endpointId
    previousStatus
    endpointStatus
    disabledReason
  }
  ... on FeedGap {
    missedSince
  }
}
    `, {"fragmentName":"ItemOfFeed"}) as unknown as TypedDocumentString<ItemOfFeedFragment, unknown>;
export const DeliveriesDocument = new TypedDocumentString(`
    query Deliveries($first: Int!, $after: String, $filter: DeliveryFilter) {
  deliveries(first: $first, after: $after, filter: $filter) {
    nodes {
      ...DeliveryRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DeliveryRow on Delivery {
  id
  status
  endReason
  isTest
  attemptCount
  createdAt
  nextAttemptAt
  endpointId
  endpoint {
    name
    url
  }
  event {
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}`) as unknown as TypedDocumentString<DeliveriesQuery, DeliveriesQueryVariables>;
export const DeliveryTimesDocument = new TypedDocumentString(`
    query DeliveryTimes($first: Int!, $after: String, $filter: DeliveryFilter) {
  deliveries(first: $first, after: $after, filter: $filter) {
    nodes {
      createdAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DeliveryTimesQuery, DeliveryTimesQueryVariables>;
export const OldestDeliveriesDocument = new TypedDocumentString(`
    query OldestDeliveries($last: Int!, $before: String, $filter: DeliveryFilter) {
  deliveries(last: $last, before: $before, filter: $filter) {
    nodes {
      id
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    `) as unknown as TypedDocumentString<OldestDeliveriesQuery, OldestDeliveriesQueryVariables>;
export const DeliveryDocument = new TypedDocumentString(`
    query Delivery($id: ID!) {
  delivery(id: $id) {
    id
    status
    endReason
    isTest
    attemptCount
    nextAttemptAt
    createdAt
    completedAt
    payloadExpiresAt
    payloadPurgedAt
    requestBody
    endpoint {
      id
      name
      url
      status
    }
    organization {
      name
    }
    event {
      id
      type
    }
    attempts(last: 100) {
      nodes {
        id
        number
        trigger
        outcome
        url
        requestHeaders {
          name
          value
        }
        responseStatus
        responseHeaders {
          name
          value
        }
        responseBody
        responseBodyTruncated
        durationMs
        errorMessage
        startedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeliveryQuery, DeliveryQueryVariables>;
export const AttemptDeliveryDocument = new TypedDocumentString(`
    query AttemptDelivery($id: ID!) {
  node(id: $id) {
    __typename
    ... on DeliveryAttempt {
      delivery {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AttemptDeliveryQuery, AttemptDeliveryQueryVariables>;
export const DeliveryRetryDocument = new TypedDocumentString(`
    mutation DeliveryRetry($id: ID!) {
  result: deliveryRetry(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`) as unknown as TypedDocumentString<DeliveryRetryMutation, DeliveryRetryMutationVariables>;
export const DeliveryCancelDocument = new TypedDocumentString(`
    mutation DeliveryCancel($id: ID!) {
  result: deliveryCancel(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`) as unknown as TypedDocumentString<DeliveryCancelMutation, DeliveryCancelMutationVariables>;
export const EndpointsDocument = new TypedDocumentString(`
    query Endpoints($first: Int!, $after: String, $filter: EndpointFilter, $withStats: Boolean!) {
  endpoints(first: $first, after: $after, filter: $filter) {
    totalCount
    nodes {
      ...EndpointRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EndpointRow on Endpoint {
  id
  name
  url
  status
  disabledReason
  eventPatterns
  consecutiveFailures
  failingSince
  lastError
  lastDeliveryAt
  organization {
    name
  }
  stats @include(if: $withStats) {
    series {
      start
      succeeded
      failed
    }
  }
}`) as unknown as TypedDocumentString<EndpointsQuery, EndpointsQueryVariables>;
export const EndpointNamesDocument = new TypedDocumentString(`
    query EndpointNames($filter: EndpointFilter) {
  endpoints(first: 100, filter: $filter) {
    nodes {
      id
      name
      url
    }
  }
}
    `) as unknown as TypedDocumentString<EndpointNamesQuery, EndpointNamesQueryVariables>;
export const EndpointsByIdDocument = new TypedDocumentString(`
    query EndpointsById($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Endpoint {
      id
      name
      url
    }
  }
}
    `) as unknown as TypedDocumentString<EndpointsByIdQuery, EndpointsByIdQueryVariables>;
export const EndpointDocument = new TypedDocumentString(`
    query Endpoint($id: ID!) {
  endpoint(id: $id) {
    ...EndpointSettings
  }
}
    fragment EndpointSettings on Endpoint {
  id
  name
  url
  description
  externalId
  labels
  metadata
  status
  pausedAt
  disabledAt
  disabledReason
  eventPatterns
  headers {
    name
    value
  }
  timeoutSeconds
  maxRetries
  rateLimitPerSecond
  maxConcurrency
  undeliveredPayloadRetentionHours
  secrets {
    hint
    version
    publicKey
    createdAt
    expiresAt
  }
  consecutiveFailures
  failingSince
  lastVerifiedAt
  lastDeliveryAt
  lastError
  createdAt
  createdBy
  updatedAt
  organization {
    name
  }
}`) as unknown as TypedDocumentString<EndpointQuery, EndpointQueryVariables>;
export const EndpointStatsDocument = new TypedDocumentString(`
    query EndpointStats($id: ID!, $since: DateTime!, $until: DateTime!, $bucket: StatsBucket!) {
  endpoint(id: $id) {
    stats(since: $since, until: $until, bucket: $bucket) {
      total
      succeeded
      failed
      canceled
      pending
      attempts
      successRate
      durationMsP50
      durationMsP95
      durationMsP99
      series {
        start
        succeeded
        failed
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EndpointStatsQuery, EndpointStatsQueryVariables>;
export const EndpointCreateDocument = new TypedDocumentString(`
    mutation EndpointCreate($input: EndpointCreateInput!) {
  result: endpointCreate(input: $input) {
    __typename
    ... on EndpointCreateSuccess {
      secret
      endpoint {
        id
        secrets {
          publicKey
        }
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EndpointCreateMutation, EndpointCreateMutationVariables>;
export const EndpointUpdateDocument = new TypedDocumentString(`
    mutation EndpointUpdate($id: ID!, $input: EndpointUpdateInput!) {
  result: endpointUpdate(id: $id, input: $input) {
    __typename
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EndpointUpdateMutation, EndpointUpdateMutationVariables>;
export const EndpointPauseDocument = new TypedDocumentString(`
    mutation EndpointPause($id: ID!) {
  result: endpointPause(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`) as unknown as TypedDocumentString<EndpointPauseMutation, EndpointPauseMutationVariables>;
export const EndpointResumeDocument = new TypedDocumentString(`
    mutation EndpointResume($id: ID!) {
  result: endpointResume(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`) as unknown as TypedDocumentString<EndpointResumeMutation, EndpointResumeMutationVariables>;
export const EndpointDisableDocument = new TypedDocumentString(`
    mutation EndpointDisable($id: ID!) {
  result: endpointDisable(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`) as unknown as TypedDocumentString<EndpointDisableMutation, EndpointDisableMutationVariables>;
export const EndpointEnableDocument = new TypedDocumentString(`
    mutation EndpointEnable($id: ID!) {
  result: endpointEnable(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`) as unknown as TypedDocumentString<EndpointEnableMutation, EndpointEnableMutationVariables>;
export const EndpointDeleteDocument = new TypedDocumentString(`
    mutation EndpointDelete($id: ID!) {
  result: endpointDelete(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`) as unknown as TypedDocumentString<EndpointDeleteMutation, EndpointDeleteMutationVariables>;
export const EndpointSecretRotateDocument = new TypedDocumentString(`
    mutation EndpointSecretRotate($id: ID!, $input: EndpointSecretRotateInput!) {
  result: endpointSecretRotate(id: $id, input: $input) {
    __typename
    ... on EndpointSecretRotateSuccess {
      secret
      previousSecretExpiresAt
      endpoint {
        secrets {
          publicKey
        }
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EndpointSecretRotateMutation, EndpointSecretRotateMutationVariables>;
export const EndpointTestDocument = new TypedDocumentString(`
    mutation EndpointTest($id: ID!, $input: EndpointTestInput) {
  result: endpointTest(id: $id, input: $input) {
    __typename
    ... on EndpointTestSuccess {
      delivery {
        id
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EndpointTestMutation, EndpointTestMutationVariables>;
export const EventDocument = new TypedDocumentString(`
    query Event($id: ID!, $withDeliveries: Boolean!) {
  event(id: $id) {
    id
    type
    isTest
    idempotencyKey
    occurredAt
    createdAt
    payloadText
    payloadPurgedAt
    organization {
      id
      name
    }
    deliveries(first: 100) @include(if: $withDeliveries) {
      nodes {
        ...DeliveryRow
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment DeliveryRow on Delivery {
  id
  status
  endReason
  isTest
  attemptCount
  createdAt
  nextAttemptAt
  endpointId
  endpoint {
    name
    url
  }
  event {
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}`) as unknown as TypedDocumentString<EventQuery, EventQueryVariables>;
export const EventsByKeyDocument = new TypedDocumentString(`
    query EventsByKey($filter: EventFilter!) {
  events(first: 1, filter: $filter) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<EventsByKeyQuery, EventsByKeyQueryVariables>;
export const EventTypesDocument = new TypedDocumentString(`
    query EventTypes($first: Int!, $after: String, $includeArchived: Boolean!) {
  eventTypes(first: $first, after: $after, includeArchived: $includeArchived) {
    nodes {
      ...EventTypeRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
}`) as unknown as TypedDocumentString<EventTypesQuery, EventTypesQueryVariables>;
export const EventTypeNamesDocument = new TypedDocumentString(`
    query EventTypeNames($after: String) {
  eventTypes(first: 100, after: $after) {
    nodes {
      name
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<EventTypeNamesQuery, EventTypeNamesQueryVariables>;
export const EventTypeDocument = new TypedDocumentString(`
    query EventType($name: String!) {
  eventType(name: $name) {
    ...EventTypeRow
    example
    payloadSchema
    updatedAt
  }
}
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
}`) as unknown as TypedDocumentString<EventTypeQuery, EventTypeQueryVariables>;
export const EventTypeCreateDocument = new TypedDocumentString(`
    mutation EventTypeCreate($input: EventTypeCreateInput!) {
  result: eventTypeCreate(input: $input) {
    __typename
    ... on EventTypeCreateSuccess {
      eventType {
        name
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EventTypeCreateMutation, EventTypeCreateMutationVariables>;
export const EventTypeArchiveDocument = new TypedDocumentString(`
    mutation EventTypeArchive($name: String!) {
  result: eventTypeArchive(name: $name) {
    __typename
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EventTypeArchiveMutation, EventTypeArchiveMutationVariables>;
export const EventTypeRestoreDocument = new TypedDocumentString(`
    mutation EventTypeRestore($name: String!) {
  result: eventTypeRestore(name: $name) {
    __typename
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EventTypeRestoreMutation, EventTypeRestoreMutationVariables>;
export const EventPublishDocument = new TypedDocumentString(`
    mutation EventPublish($input: EventPublishInput!) {
  result: eventPublish(input: $input) {
    __typename
    ... on EventPublishSuccess {
      duplicate
      event {
        id
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<EventPublishMutation, EventPublishMutationVariables>;
export const FeedEndDocument = new TypedDocumentString(`
    query FeedEnd {
  deliveryFeedCursor
}
    `) as unknown as TypedDocumentString<FeedEndQuery, FeedEndQueryVariables>;
export const FeedRecentDocument = new TypedDocumentString(`
    query FeedRecent($last: Int!, $filter: DeliveryFeedFilter) {
  deliveryFeed(last: $last, filter: $filter) {
    nodes {
      ...ItemOfFeed
    }
  }
}
    fragment ItemOfFeed on DeliveryFeedItem {
  __typename
  cursor
  occurredAt
  ... on AttemptRecorded {
    deliveryId
    endpointId
    eventId
    eventType
    isTest
    attemptNumber
    outcome
    responseStatus
    durationMs
    deliveryStatus
    nextAttemptAt
  }
  ... on DeliveryStatusChanged {
    deliveryId
    endpointId
    previousDeliveryStatus
    deliveryStatus
  }
  ... on EndpointStatusChanged {
    endpointId
    previousStatus
    endpointStatus
    disabledReason
  }
  ... on FeedGap {
    missedSince
  }
}`) as unknown as TypedDocumentString<FeedRecentQuery, FeedRecentQueryVariables>;
export const FeedDocument = new TypedDocumentString(`
    subscription Feed($after: String, $filter: DeliveryFeedFilter) {
  deliveryFeed(after: $after, filter: $filter, checkpoints: true) {
    ...ItemOfFeed
  }
}
    fragment ItemOfFeed on DeliveryFeedItem {
  __typename
  cursor
  occurredAt
  ... on AttemptRecorded {
    deliveryId
    endpointId
    eventId
    eventType
    isTest
    attemptNumber
    outcome
    responseStatus
    durationMs
    deliveryStatus
    nextAttemptAt
  }
  ... on DeliveryStatusChanged {
    deliveryId
    endpointId
    previousDeliveryStatus
    deliveryStatus
  }
  ... on EndpointStatusChanged {
    endpointId
    previousStatus
    endpointStatus
    disabledReason
  }
  ... on FeedGap {
    missedSince
  }
}`) as unknown as TypedDocumentString<FeedSubscription, FeedSubscriptionVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    subject
    scopes
    organization {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const OrganizationsDocument = new TypedDocumentString(`
    query Organizations($search: String, $chosen: ID!, $isChosen: Boolean!) {
  chosen: organization(id: $chosen) @include(if: $isChosen) {
    id
    name
  }
  organizations(first: 100, filter: {search: $search}) {
    nodes {
      id
      name
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationsQuery, OrganizationsQueryVariables>;