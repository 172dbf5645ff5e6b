import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '../../src/db/generated/prisma/client.ts';
import { Scope } from '../../src/db/generated/prisma/enums.ts';
import type {
  DeliveryModel,
  EndpointModel,
  EventModel,
  OrganizationModel,
} from '../../src/db/generated/prisma/models.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { createClient, type GraphqlClient } from './client.ts';
import type { Hookline } from './hookline.ts';
import { addEventType } from './pipeline.ts';
import { pick } from './random.ts';

/** Rows of every list, as they were written: what a list must show can be told from them. */
export interface ListData {
  organizations: OrganizationModel[];
  endpoints: EndpointModel[];
  events: EventModel[];
  deliveries: DeliveryModel[];
}

const DAY_MS = 86_400_000;
const EVENTS = 400;
export const TYPES = ['invoice.paid', 'invoice.sent', 'user.made'];
export const PARTNERS = ['north', 'south'];
export const LABELS = ['red', 'green', 'blue'];

/** A UUIDv7 of a moment. */
export function uuidAt(timeMs: number): string {
  const hex = timeMs.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Rows of every list, and a tenant who sees those of one organization. */
export interface ListScene {
  data: ListData;
  /** UUID of the organization with the most endpoints. */
  own: string;
  /** Acts for it, with one of its 12 keys, of which 3 are revoked. */
  tenant: GraphqlClient;
}

export async function setListScene(hookline: Hookline, random: () => number): Promise<ListScene> {
  const { database } = hookline.app.core;
  const data = await addListData(database.prisma, random);
  const own = mostCommon(data.endpoints.map(({ organizationId }) => organizationId));
  const scopes = Object.values(Scope).filter((scope) => scope !== 'ADMIN');
  const keys = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      createApiKey(database, { organizationId: own, name: `key ${n}`, scopes }),
    ),
  );
  const revoked = keys.slice(1, 4).map(({ apiKey }) => apiKey.id);
  await database.prisma.apiKey.updateMany({
    where: { id: { in: revoked } },
    data: { revokedAt: new Date() },
  });
  for (const name of ['zeta', 'alpha', 'mid.dle', 'Alpha', 'alpha.beta', 'a-b', 'a_b'])
    await addEventType(hookline.admin, name);
  return { data, own, tenant: createClient(hookline.url, keys[0]?.key ?? '') };
}

export function mostCommon(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

/** Writes organizations, endpoints, events and deliveries of all kinds, from two months ago until now. */
async function addListData(prisma: PrismaClient, random: () => number): Promise<ListData> {
  const now = Date.now();
  const timeAt = (share: number) => Math.floor(now - (1 - share) * 60 * DAY_MS);
  const maybe = <Value>(value: Value): Value | null => (random() < 0.5 ? value : null);

  const organizations = Array.from({ length: 6 }, (_, n) => ({
    id: uuidAt(timeAt(n / 6)),
    name: `${n % 2 ? 'Big' : 'small'} organization_${n}%`,
    externalId: n < 4 ? `external-${n}` : null,
    partnerId: n < 5 ? (PARTNERS[n % 2] ?? null) : null,
    maxEndpoints: 100,
  }));
  await prisma.organization.createMany({ data: organizations });

  const endpoints = Array.from({ length: 60 }, (_, n) => ({
    id: uuidAt(timeAt(n / 60)),
    organizationId: pick(random, organizations).id,
    createdBy: 'test',
    url: `https://host-${n % 7}.example.com/Hook`,
    name: maybe(`Endpoint ${n}`),
    description: maybe(`100%_${n}`),
    externalId: maybe(`endpoint-${n}`),
    labels: LABELS.filter(() => random() < 0.4),
    eventPatterns: pick(random, [[], ['invoice.*'], ['user.made'], ['*', 'invoice.paid'], ['*.sent']]),
    ...pick(random, [
      { status: 'ACTIVE' as const },
      { status: 'PAUSED' as const, pausedAt: new Date() },
      { status: 'DISABLED' as const, disabledAt: new Date(), disabledReason: 'MANUAL' as const },
    ]),
  }));
  await prisma.endpoint.createMany({ data: endpoints });

  const events = Array.from({ length: EVENTS }, (_, n) => {
    const time = timeAt(n / EVENTS);
    return {
      id: uuidAt(time),
      organizationId: pick(random, organizations).id,
      type: pick(random, TYPES),
      isTest: random() < 0.2,
      idempotencyKey: maybe(`key-${n % 30}`),
      occurredAt: new Date(timeAt(random())),
      createdAt: new Date(time),
    };
  });
  await prisma.event.createMany({ data: events });

  const deliveries = events.flatMap((event) => {
    const own = endpoints.filter(({ organizationId }) => organizationId === event.organizationId);
    return own.slice(0, Math.floor(random() * 3)).map((endpoint) => ({
      id: uuidAt(event.createdAt.getTime()),
      organizationId: event.organizationId,
      eventId: event.id,
      endpointId: endpoint.id,
      eventType: event.type,
      isTest: event.isTest,
      createdAt: event.createdAt,
      ...pick(random, ENDS)(event.createdAt),
    }));
  });
  await prisma.delivery.createMany({ data: deliveries });
  const where = { organizationId: { in: organizations.map(({ id }) => id) } };
  await prisma.deliveryAttempt.createMany({
    data: deliveries.flatMap(({ id, organizationId, endpointId, createdAt }, place) =>
      Array.from({ length: place % 9 }, (_, attempt) => ({
        id: uuidAt(createdAt.getTime() + attempt),
        organizationId,
        deliveryId: id,
        endpointId,
        number: attempt + 1,
        trigger: 'AUTOMATIC' as const,
        outcome: 'REJECTED' as const,
        url: 'https://example.com',
        requestHeaders: [],
        durationMs: 1,
        startedAt: createdAt,
        finishedAt: createdAt,
      })),
    ),
  });
  return {
    organizations: await prisma.organization.findMany(),
    endpoints: await prisma.endpoint.findMany({ where }),
    events: await prisma.event.findMany({ where }),
    deliveries: await prisma.delivery.findMany({ where }),
  };
}

/** How a delivery can stand, retries by hand included: those keep how they had ended. */
const ENDS = [
  (at: Date) => ({ status: 'SUCCEEDED' as const, completedAt: at, payloadExpiresAt: at }),
  (at: Date) => ({
    status: 'FAILED' as const,
    endReason: 'RETRIES_EXHAUSTED' as const,
    completedAt: at,
    payloadExpiresAt: at,
  }),
  (at: Date) => ({
    status: 'CANCELED' as const,
    endReason: 'CANCELED_BY_USER' as const,
    completedAt: at,
    payloadExpiresAt: at,
  }),
  (at: Date) => ({ status: 'PENDING' as const, nextAttemptAt: at }),
  (at: Date) => ({ status: 'RETRYING' as const, nextAttemptAt: at }),
  (at: Date) => ({
    status: 'RETRYING' as const,
    retriedFrom: 'FAILED' as const,
    endReason: 'RETRIES_EXHAUSTED' as const,
    nextAttemptAt: at,
    completedAt: at,
    payloadExpiresAt: at,
  }),
];
