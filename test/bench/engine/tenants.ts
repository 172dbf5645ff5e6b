import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { sealedPlace } from '../../../src/domain/sealed-places.ts';
import { formatId, newId } from '../../../src/ids.ts';
import type { Keyring } from '../../../src/keyring.ts';
import { ENDPOINTS_PER_ORGANIZATION, FAN_OUT_TYPE, singleType } from './workload.ts';

export interface TenantOptions {
  organizations: number;
  endpointsPerOrganization?: number;
  /** Of the receiver, with the first segment of the path, which says how it answers; a number follows. */
  urlPrefix: string;
  maxConcurrency?: number;
  maxRetries?: number;
  timeoutSeconds?: number;
}

/** Ids as the API takes them, and as the tables hold them. */
export interface Tenants {
  organizationIds: string[];
  endpointUuids: string[];
  organizationUuids: string[];
  endpointsPerOrganization: number;
}

/** Registers the event types that the bench publishes. */
export async function addEventTypes(pool: pg.Pool): Promise<void> {
  const names = Array.from({ length: ENDPOINTS_PER_ORGANIZATION }, (_, index) => singleType(index));
  names.push(FAN_OUT_TYPE);
  await pool.query('insert into event_type (id, name) select * from unnest($1::uuid[], $2::text[])', [
    names.map(newId),
    names,
  ]);
}

/** Adds organizations with that many endpoints each, and a signing secret for every endpoint. */
export async function addTenants(pool: pg.Pool, keyring: Keyring, options: TenantOptions): Promise<Tenants> {
  const { organizations, urlPrefix, maxConcurrency = 10, maxRetries = 7, timeoutSeconds = 10 } = options;
  const { endpointsPerOrganization = ENDPOINTS_PER_ORGANIZATION } = options;
  const organizationUuids = Array.from({ length: organizations }, newId);
  await pool.query(
    `insert into organization (id, name, max_endpoints) select id, 'bench', 100 from unnest($1::uuid[]) as o (id)`,
    [organizationUuids],
  );
  const endpoints = organizationUuids.flatMap((organization, index) =>
    Array.from({ length: endpointsPerOrganization }, (_, place) => ({
      id: newId(),
      organization,
      url: `${urlPrefix}${index * endpointsPerOrganization + place}`,
      pattern: singleType(place),
    })),
  );
  await pool.query(
    `insert into endpoint (id, organization_id, created_by, url, event_patterns, max_concurrency, max_retries, timeout_seconds)
     select id, organization_id, 'bench', url, array[pattern, $5], $6, $7, $8
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as e (id, organization_id, url, pattern)`,
    [
      endpoints.map(({ id }) => id),
      endpoints.map(({ organization }) => organization),
      endpoints.map(({ url }) => url),
      endpoints.map(({ pattern }) => pattern),
      FAN_OUT_TYPE,
      maxConcurrency,
      maxRetries,
      timeoutSeconds,
    ],
  );
  const secrets = endpoints.map(() => newId());
  await pool.query(
    `insert into signing_secret (id, organization_id, endpoint_id, version, sealed, hint)
     select id, organization_id, endpoint_id, 'V1', sealed, 'hint'
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[]) as s (id, organization_id, endpoint_id, sealed)`,
    [
      secrets,
      endpoints.map(({ organization }) => organization),
      endpoints.map(({ id }) => id),
      secrets.map((id) => keyring.seal(randomBytes(32), sealedPlace.signingSecret(id))),
    ],
  );
  return {
    organizationIds: organizationUuids.map((uuid) => formatId('Organization', uuid)),
    organizationUuids,
    endpointUuids: endpoints.map(({ id }) => id),
    endpointsPerOrganization,
  };
}
