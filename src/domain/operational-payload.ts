import type { AttemptOutcome } from '../db/generated/prisma/enums.ts';
import { formatId } from '../ids.ts';
import type { OperationalFact } from './operational-events.ts';

/** What its receiver is told of an attempt: how it ended, nothing of what was sent or answered. */
export interface LastAttempt {
  id: string;
  deliveryId: string;
  number: number;
  outcome: AttemptOutcome;
  responseStatus: number | null;
  errorMessage: string | null;
  finishedAt: Date;
}

/**
 * The `data` of an operational event, as the schema of its type says it.
 * @param attempt null where there was none, or retention has taken it
 */
export function operationalPayload(fact: OperationalFact, attempt: LastAttempt | null): object {
  const organizationId = formatId('Organization', fact.organizationId);
  const endpointId = formatId('Endpoint', fact.endpointId);
  const lastAttempt = attempt && {
    attemptId: formatId('DeliveryAttempt', attempt.id),
    deliveryId: formatId('Delivery', attempt.deliveryId),
    number: attempt.number,
    outcome: attempt.outcome,
    responseStatus: attempt.responseStatus,
    errorMessage: attempt.errorMessage,
    finishedAt: attempt.finishedAt.toISOString(),
  };
  if (fact.type === 'hookline.endpoint.disabled') {
    return {
      organizationId,
      endpointId,
      reason: fact.reason,
      disabledAt: fact.occurredAt,
      failingSince: fact.failingSince,
      lastAttempt,
    };
  }
  return {
    organizationId,
    endpointId,
    deliveryId: formatId('Delivery', fact.deliveryId),
    eventId: formatId('Event', fact.eventId),
    eventType: fact.eventType,
    reason: fact.reason,
    failedAt: fact.occurredAt,
    lastAttempt,
  };
}
