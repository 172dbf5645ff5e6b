import { randomBytes } from 'node:crypto';
import { createApiKey } from '../../../src/domain/api-keys.ts';
import type { Core } from '../../../src/domain/core.ts';
import { buildBody } from '../../../src/domain/event-body.ts';
import { sealedPlace } from '../../../src/domain/sealed-places.ts';
import { type AttemptRecordedItem, appendFeedItems, type NewFeedItem } from '../../../src/feed/append.ts';
import { deliveryIdOf, formatId, type NodeType, newId } from '../../../src/ids.ts';
import { attemptItem } from '../../support/feed-items.ts';
import type { Hookline, Tenant } from '../../support/hookline.ts';
import { uuidAt } from '../../support/list-data.ts';

const ENDPOINTS = 12;
/** Of each endpoint. */
const DELIVERIES = 3;
const HOUR_MS = 3_600_000;
const SCOPES = ['ENDPOINTS_READ', 'EVENTS_READ', 'DELIVERIES_READ', 'API_KEYS_READ'] as const;

/** A tenant whose name is in every text that is stored of it, so that a row of it shows wherever it turns up. */
export interface Marked {
  readonly tenant: Tenant;
  /** In everything that it may see itself. */
  readonly mark: string;
  /** In its payloads only. */
  readonly payloadMark: string;
  /** In what is sealed and shown to nobody: signing secrets, as their base64, and sensitive headers. */
  readonly sealedMarks: readonly string[];
  /** The operators' own names for it, which operations may name. */
  readonly names: Readonly<
    Record<'partner' | 'organizationExternalId' | 'endpointExternalId', readonly string[]>
  >;
  /** By kind, as the API gives them. */
  readonly ids: Record<NodeType, string[]>;
  /** An item for the feed about one of its deliveries, as if that had been attempted once more. */
  item(attemptNumber: number): NewFeedItem;
}

/** Their rows come before all of mine and after them, so that each end of a list that is not confined shows one. */
function idOf(name: 'mine' | 'theirs', at: number): string {
  if (name === 'mine') return newId();
  return uuidAt(Date.now() + (at % 2 === 0 ? -HOUR_MS : HOUR_MS));
}

/** Writes a tenant's past straight into the tables, with its marks in every text column. */
export async function writeMarked(hookline: Hookline, name: 'mine' | 'theirs'): Promise<Marked> {
  const { core } = hookline.app;
  const { prisma } = core.database;
  const mark = `${name}-${randomBytes(9).toString('hex')}`;
  const payloadMark = `${mark}-payload`;
  const sealedHeader = `${name}-sealed-${randomBytes(9).toString('hex')}`;
  const secret = randomBytes(32);
  const tenant = await hookline.createOrganization({
    maxEndpoints: 2 * ENDPOINTS,
    partnerId: `${mark}-partner`,
  });
  const organizationId = tenant.uuid;
  await prisma.organization.update({
    where: { id: organizationId },
    data: { name: `${mark} organization`, externalId: `${mark}-external` },
  });
  const keyIds = await writeKeys(core, { organizationId, name, mark });
  const endpoints = Array.from({ length: ENDPOINTS }, (_, at) => idOf(name, at));
  await writeEndpoints(core, { organizationId, endpoints, name, mark, sealedHeader, secret });
  const deliveries = await writeDeliveries(core, { organizationId, endpoints, name, mark, payloadMark });
  const eventTypes = await prisma.eventType.findMany({ select: { id: true } });
  const [first] = deliveries;
  if (!first) throw new Error('there is no delivery');
  return {
    item: (attemptNumber) => itemOf(organizationId, `${mark}.type`, first, attemptNumber),
    tenant,
    mark,
    payloadMark,
    sealedMarks: [sealedHeader, secret.toString('base64')],
    names: {
      partner: [`${mark}-partner`],
      organizationExternalId: [`${mark}-external`],
      endpointExternalId: [0, 1, 2].map((at) => `${name}-external-${at}-${mark}`),
    },
    ids: {
      Organization: [tenant.id],
      ApiKey: keyIds.map((id) => formatId('ApiKey', id)),
      EventType: eventTypes.map(({ id }) => formatId('EventType', id)),
      Endpoint: endpoints.map((id) => formatId('Endpoint', id)),
      Event: deliveries.map(({ eventId }) => formatId('Event', eventId)),
      Delivery: deliveries.map(({ id }) => formatId('Delivery', id)),
      DeliveryAttempt: deliveries.map(({ attemptId }) => formatId('DeliveryAttempt', attemptId)),
    },
  };
}

/** Keys that nobody uses. @returns their UUIDs */
async function writeKeys(
  { database }: Core,
  { organizationId, name, mark }: { organizationId: string; name: 'mine' | 'theirs'; mark: string },
): Promise<string[]> {
  const ids = [0, 1, 2, 3].map((at) => idOf(name, at));
  for (const id of ids) {
    const { apiKey } = await createApiKey(database, { organizationId, name: `${mark} key`, scopes: SCOPES });
    await database.pool.query('update api_key set id = $1, hint = $2 where id = $3', [id, mark, apiKey.id]);
  }
  return ids;
}

/** Endpoints of every status, each with a secret and a sensitive header. */
async function writeEndpoints(
  { database: { prisma }, keyring }: Core,
  past: {
    organizationId: string;
    endpoints: string[];
    name: string;
    mark: string;
    sealedHeader: string;
    secret: Buffer;
  },
): Promise<void> {
  const { organizationId, endpoints, name, mark, sealedHeader, secret } = past;
  const now = new Date();
  await prisma.endpoint.createMany({
    data: endpoints.map((id, at) => ({
      id,
      organizationId,
      createdBy: `${mark} creator`,
      externalId: `${name}-external-${at}-${mark}`,
      name: `${mark} endpoint`,
      url: `https://a.example/${mark}`,
      description: `${mark} description`,
      labels: [`${mark} label`],
      metadata: { [mark]: mark },
      eventPatterns: [`${mark}.*`, 'invoice.*'],
      headers: [
        { name: 'X-Shown', value: mark },
        {
          name: 'X-Sealed',
          sealed: keyring
            .seal(Buffer.from(sealedHeader), sealedPlace.header(id, 'X-Sealed'))
            .toString('base64'),
        },
      ],
      lastError: `${mark} error`,
      ...(at % 3 === 1 && { status: 'PAUSED' as const, pausedAt: now }),
      ...(at % 3 === 2 && {
        status: 'DISABLED' as const,
        disabledAt: now,
        disabledReason: 'MANUAL' as const,
      }),
      consecutiveFailures: 1,
      failingSince: now,
    })),
  });
  await prisma.signingSecret.createMany({
    data: endpoints.map((endpointId) => {
      const id = newId();
      const sealed = new Uint8Array(keyring.seal(secret, sealedPlace.signingSecret(id)));
      return {
        id,
        organizationId,
        endpointId,
        version: 'V1A',
        sealed,
        hint: mark,
        publicKey: `whpk_${mark}`,
      };
    }),
  });
}

interface Past {
  organizationId: string;
  endpoints: string[];
  name: 'mine' | 'theirs';
  mark: string;
  payloadMark: string;
}

interface WrittenDelivery {
  id: string;
  eventId: string;
  endpointId: string;
  attemptId: string;
  status: 'SUCCEEDED' | 'FAILED' | 'CANCELED';
}

/** Deliveries that have ended, each with an attempt, an event with a payload of its own, and items of the feed. */
async function writeDeliveries({ database, keyring }: Core, past: Past): Promise<WrittenDelivery[]> {
  const { prisma, pool } = database;
  const { organizationId, mark, payloadMark } = past;
  const now = new Date();
  const type = `${mark}.type`;
  const deliveries = past.endpoints.flatMap((endpointId) =>
    Array.from({ length: DELIVERIES }, (_, at) => {
      const eventId = idOf(past.name, at);
      const status = (['SUCCEEDED', 'FAILED', 'CANCELED'] as const)[at % 3] ?? 'SUCCEEDED';
      return { id: deliveryIdOf(eventId, endpointId), eventId, endpointId, attemptId: newId(), status };
    }),
  );
  await prisma.event.createMany({
    data: deliveries.map(({ eventId: id }) => ({
      id,
      organizationId,
      type,
      occurredAt: now,
      idempotencyKey: `${mark}-${id}`,
    })),
  });
  await prisma.eventPayload.createMany({
    data: deliveries.map(({ eventId }) => {
      const body = Buffer.from(buildBody(type, now, JSON.stringify({ [payloadMark]: payloadMark })));
      return {
        eventId,
        organizationId,
        sealed: new Uint8Array(keyring.seal(body, sealedPlace.payload(eventId))),
      };
    }),
  });
  await prisma.idempotencyKey.createMany({
    data: deliveries.map(({ eventId }) => ({
      organizationId,
      key: `${mark}-${eventId}`,
      eventId,
      contentHash: new Uint8Array(32),
      expiresAt: new Date(now.getTime() + 7 * 86_400_000),
    })),
  });
  await prisma.delivery.createMany({
    data: deliveries.map(({ id, eventId, endpointId, attemptId, status }) => ({
      id,
      organizationId,
      eventId,
      endpointId,
      eventType: type,
      status,
      endReason:
        status === 'SUCCEEDED' ? null : status === 'FAILED' ? 'RETRIES_EXHAUSTED' : 'CANCELED_BY_USER',
      attemptCount: 1,
      automaticCount: 1,
      lastAttemptId: attemptId,
      completedAt: now,
      payloadExpiresAt: new Date(now.getTime() + 86_400_000),
    })),
  });
  await prisma.deliveryAttempt.createMany({
    data: deliveries.map(({ id: deliveryId, endpointId, attemptId, status }) => ({
      id: attemptId,
      organizationId,
      deliveryId,
      endpointId,
      number: 1,
      trigger: 'AUTOMATIC' as const,
      outcome: status === 'SUCCEEDED' ? ('SUCCEEDED' as const) : ('REJECTED' as const),
      url: `https://a.example/${mark}`,
      requestHeaders: [{ name: 'x-sent', value: mark }],
      responseStatus: 200,
      responseHeaders: [{ name: 'x-answered', value: mark }],
      responseBody: `${mark} answer`,
      errorMessage: `${mark} error`,
      durationMs: 10,
      startedAt: now,
      finishedAt: now,
    })),
  });
  await appendFeedItems(
    pool,
    deliveries.map((delivery) => itemOf(organizationId, type, delivery, 1)),
  );
  return deliveries;
}

function itemOf(
  organizationId: string,
  eventType: string,
  { id: deliveryId, status: deliveryStatus, ...ids }: WrittenDelivery,
  attemptNumber: number,
): AttemptRecordedItem {
  const { eventId, endpointId, attemptId } = ids;
  const facts = {
    organizationId,
    eventType,
    deliveryId,
    eventId,
    endpointId,
    attemptId,
    attemptNumber,
    deliveryStatus,
  };
  return attemptItem({ ...facts, outcome: 'REJECTED', responseStatus: 500 });
}
