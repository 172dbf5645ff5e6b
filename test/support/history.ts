import type { Core } from '../../src/domain/core.ts';
import { buildBody } from '../../src/domain/event-body.ts';
import { sealedPlace } from '../../src/domain/sealed-places.ts';
import { deliveryIdOf, formatId, newId } from '../../src/ids.ts';

/** Of an organization, of each endpoint, and of each delivery. */
export interface HistorySize {
  readonly endpoints: number;
  readonly deliveries: number;
  readonly attempts: number;
}

/** Ids as the API gives them. */
export interface History {
  readonly endpoints: string[];
  readonly events: string[];
  readonly deliveries: string[];
  readonly attempts: string[];
}

/**
 * Writes a past for an organization, straight into the tables: endpoints with a secret each, for each of them
 * deliveries of events of their own, and for each delivery attempts, of which the last one succeeded.
 */
export async function writeHistory(
  { database: { prisma }, keyring }: Core,
  organizationId: string,
  size: HistorySize,
): Promise<History> {
  const now = new Date();
  const endpoints = Array.from({ length: size.endpoints }, () => newId());
  const deliveries = endpoints.flatMap((endpointId) =>
    Array.from({ length: size.deliveries }, () => {
      const eventId = newId();
      const attemptIds = Array.from({ length: size.attempts }, () => newId());
      return { id: deliveryIdOf(eventId, endpointId), eventId, endpointId, attemptIds };
    }),
  );
  await prisma.endpoint.createMany({
    data: endpoints.map((id) => ({ id, organizationId, createdBy: 'test', url: 'https://example.com/hook' })),
  });
  await prisma.signingSecret.createMany({
    data: endpoints.map((endpointId) => {
      const id = newId();
      const sealed = keyring.seal(Buffer.from('secret'), sealedPlace.signingSecret(id));
      return { id, organizationId, endpointId, version: 'V1', sealed: new Uint8Array(sealed), hint: 'abcd' };
    }),
  });
  await prisma.event.createMany({
    data: deliveries.map(({ eventId }) => ({
      id: eventId,
      organizationId,
      type: 'invoice.paid',
      occurredAt: now,
    })),
  });
  await prisma.eventPayload.createMany({
    data: deliveries.map(({ eventId }) => {
      const sealed = keyring.seal(
        Buffer.from(buildBody('invoice.paid', now, '{"a":1}')),
        sealedPlace.payload(eventId),
      );
      return { eventId, organizationId, sealed: new Uint8Array(sealed) };
    }),
  });
  await prisma.delivery.createMany({
    data: deliveries.map(({ id, eventId, endpointId, attemptIds }) => ({
      id,
      organizationId,
      eventId,
      endpointId,
      eventType: 'invoice.paid',
      status: 'SUCCEEDED',
      attemptCount: attemptIds.length,
      automaticCount: attemptIds.length,
      lastAttemptId: attemptIds.at(-1) ?? null,
      completedAt: now,
    })),
  });
  await prisma.deliveryAttempt.createMany({
    data: deliveries.flatMap(({ id, endpointId, attemptIds }) =>
      attemptIds.map((attemptId, index) => ({
        id: attemptId,
        organizationId,
        deliveryId: id,
        endpointId,
        number: index + 1,
        trigger: 'AUTOMATIC' as const,
        outcome: attemptId === attemptIds.at(-1) ? ('SUCCEEDED' as const) : ('REJECTED' as const),
        url: 'https://example.com/hook',
        requestHeaders: [],
        durationMs: 10,
        startedAt: now,
        finishedAt: now,
      })),
    ),
  });
  return {
    endpoints: endpoints.map((id) => formatId('Endpoint', id)),
    events: deliveries.map(({ eventId }) => formatId('Event', eventId)),
    deliveries: deliveries.map(({ id }) => formatId('Delivery', id)),
    attempts: deliveries.flatMap(({ attemptIds }) => attemptIds.map((id) => formatId('DeliveryAttempt', id))),
  };
}
