import type {
  AttemptOutcome,
  AttemptTrigger,
  DeliveryEndReason,
  DeliveryStatus,
  EndpointDisabledReason,
  EndpointStatus,
  Scope,
  SigningVersion,
} from '../../db/generated/prisma/enums.ts';
import { builder } from '../builder.ts';

/** A GraphQL enum of the values that the database knows, each with its meaning. */
function describedEnum<Value extends string>(
  name: string,
  description: string,
  meanings: Record<Value, string>,
) {
  const values = Object.fromEntries(
    Object.entries<string>(meanings).map(([value, meaning]) => [value, { description: meaning }]),
  );
  return builder.enumType(name, { description, values: values as Record<Value, { description: string }> });
}

export const ScopeEnum = describedEnum<Scope>('Scope', 'What a credential may do.', {
  ADMIN: 'Everything, in every organization; event types and organizations too.',
  ENDPOINTS_READ: 'See endpoints.',
  ENDPOINTS_WRITE: 'Create, change and delete endpoints.',
  EVENTS_READ: 'See events, and payloads wherever they appear.',
  EVENTS_PUBLISH: 'Publish events.',
  DELIVERIES_READ: 'See deliveries and attempts, and follow the feed.',
  DELIVERIES_WRITE: 'Retry and cancel deliveries.',
  API_KEYS_READ: 'See API keys.',
  API_KEYS_WRITE: 'Create and revoke API keys.',
});

export const EndpointStatusEnum = describedEnum<EndpointStatus>(
  'EndpointStatus',
  'Whether an endpoint receives deliveries.',
  {
    ACTIVE: 'It receives deliveries.',
    PAUSED: 'Its deliveries are created and wait.',
    DISABLED: 'It gets no deliveries.',
  },
);

export const EndpointDisabledReasonEnum = describedEnum<EndpointDisabledReason>(
  'EndpointDisabledReason',
  'Why an endpoint is DISABLED.',
  {
    MANUAL: 'Somebody disabled it.',
    GONE: 'It answered 410.',
    PERSISTENT_FAILURE: 'It failed for 5 days without a success.',
  },
);

export const SigningVersionEnum = describedEnum<SigningVersion>(
  'SigningVersion',
  'A signature scheme of Standard Webhooks.',
  {
    V1: 'HMAC-SHA256 with a shared secret.',
    V1A: 'Ed25519 with a public key.',
  },
);

export const DeliveryStatusEnum = describedEnum<DeliveryStatus>(
  'DeliveryStatus',
  'Where a delivery stands.',
  {
    PENDING: 'Waits for its first attempt.',
    RETRYING: 'An attempt failed, and another will follow.',
    SUCCEEDED: 'The endpoint took it.',
    FAILED: 'Every attempt failed, and no other will follow.',
    CANCELED: 'It was given up before its attempts were used up.',
  },
);

export const DeliveryEndReasonEnum = describedEnum<DeliveryEndReason>(
  'DeliveryEndReason',
  'Why a delivery ended without success.',
  {
    RETRIES_EXHAUSTED: 'Its last attempt failed.',
    ENDPOINT_GONE: 'The endpoint answered 410.',
    ENDPOINT_DISABLED: 'The endpoint was disabled while it waited.',
    ENDPOINT_DELETED: 'The endpoint was deleted while it waited.',
    CANCELED_BY_USER: 'Somebody canceled it.',
    BACKLOG_EXPIRED: 'It waited longer than it may, or its payload is gone.',
  },
);

export const AttemptTriggerEnum = describedEnum<AttemptTrigger>('AttemptTrigger', 'What caused an attempt.', {
  AUTOMATIC: 'The retry schedule.',
  MANUAL: 'Somebody asked for it.',
  TEST: 'A test of the endpoint.',
});

export const AttemptOutcomeEnum = describedEnum<AttemptOutcome>('AttemptOutcome', 'How an attempt ended.', {
  SUCCEEDED:
    'A status of 200 to 299. For a `listen:` address: handed to the feed, without a response; whether anybody took it from there is not known.',
  REJECTED: 'Another status; redirects are not followed.',
  TIMED_OUT: 'No full answer within the endpoint’s timeout.',
  CONNECTION_FAILED: 'No connection, or it broke before an answer.',
  BLOCKED: 'The address is not one that webhooks may go to.',
});
