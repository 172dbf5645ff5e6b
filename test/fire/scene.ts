import type pg from 'pg';
import { openDatabase } from '../../src/db/client.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import type { NewFeedItem } from '../../src/feed/append.ts';
import { newId } from '../../src/ids.ts';
import { attemptItem } from '../support/feed-items.ts';
import { pick } from '../support/random.ts';

export const EVENT_TYPES = ['fire.often', 'fire.rarely'] as const;
export const PARTNERS = ['north', 'south'] as const;
export const OUTCOMES = ['SUCCEEDED', 'REJECTED', 'TIMED_OUT'] as const;
const ORGANIZATIONS = 4;
const ENDPOINTS = 3;
const DELIVERIES = 2;

export interface SceneEndpoint {
  /** UUIDs. */
  readonly id: string;
  readonly deliveries: readonly string[];
}

export interface SceneOrganization {
  /** UUID. */
  readonly id: string;
  readonly partnerId: string | null;
  readonly endpoints: readonly SceneEndpoint[];
  /** Sees this organization alone. */
  readonly key: string;
}

/** What the feed's items are about: rows that exist, so that the API takes filters by them. */
export interface Scene {
  readonly organizations: readonly SceneOrganization[];
  /** Sees every organization. */
  readonly adminKey: string;
}

export async function prepareScene(url: string): Promise<Scene> {
  await using database = openDatabase({ url, poolSize: 2, onError: () => undefined });
  const makeKey = async (organizationId: string | null) => {
    const scopes = [organizationId ? 'DELIVERIES_READ' : 'ADMIN'] as const;
    return (await createApiKey(database, { organizationId, name: 'fire', scopes })).key;
  };
  const organizations: SceneOrganization[] = [];
  for (let number = 0; number < ORGANIZATIONS; number++) {
    const organization = {
      id: newId(),
      partnerId: PARTNERS[number % (PARTNERS.length + 1)] ?? null,
      endpoints: Array.from({ length: ENDPOINTS }, () => ({
        id: newId(),
        deliveries: Array.from({ length: DELIVERIES }, newId),
      })),
    };
    await addRows(database.pool, organization);
    organizations.push({ ...organization, key: await makeKey(organization.id) });
  }
  return { organizations, adminKey: await makeKey(null) };
}

async function addRows(pool: pg.Pool, { id, partnerId, endpoints }: Omit<SceneOrganization, 'key'>) {
  await pool.query(`insert into organization (id, name, partner_id) values ($1, 'fire', $2)`, [
    id,
    partnerId,
  ]);
  await pool.query(
    `insert into endpoint (id, organization_id, created_by, url)
     select id, $1, 'fire', 'https://fire.example' from unnest($2::uuid[]) as e (id)`,
    [id, endpoints.map((endpoint) => endpoint.id)],
  );
  for (const endpoint of endpoints) {
    await pool.query(
      `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status)
       select id, $1, id, $2, $3, 'SUCCEEDED' from unnest($4::uuid[]) as d (id)`,
      [id, endpoint.id, EVENT_TYPES[0], endpoint.deliveries],
    );
  }
}

/** An item of any kind about something of the scene. */
export function drawItem({ organizations }: Scene, random: () => number): NewFeedItem {
  const organization = pick(random, organizations);
  const endpoint = pick(random, organization.endpoints);
  const about = { organizationId: organization.id, endpointId: endpoint.id };
  const kind = random();
  if (kind < 0.1) {
    const [previousEndpointStatus, endpointStatus] =
      random() < 0.5 ? (['ACTIVE', 'PAUSED'] as const) : (['PAUSED', 'ACTIVE'] as const);
    return {
      kind: 'ENDPOINT_STATUS_CHANGED',
      ...about,
      previousEndpointStatus,
      endpointStatus,
      disabledReason: null,
    };
  }
  const attempt = attemptItem({
    ...about,
    deliveryId: pick(random, endpoint.deliveries),
    eventType: EVENT_TYPES[random() < 0.9 ? 0 : 1],
    isTest: random() < 0.1,
    outcome: pick(random, OUTCOMES),
  });
  if (kind > 0.2) return attempt;
  const { deliveryId, eventId, eventType, isTest } = attempt;
  return {
    kind: 'DELIVERY_STATUS_CHANGED',
    ...about,
    deliveryId,
    eventId,
    eventType,
    isTest,
    previousDeliveryStatus: 'FAILED',
    deliveryStatus: 'RETRYING',
  };
}
