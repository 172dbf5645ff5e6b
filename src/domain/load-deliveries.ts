import type { SqlClient } from '../db/client.ts';
import type {
  DeliveryStatus,
  EndpointDisabledReason,
  EndpointStatus,
  SigningVersion,
} from '../db/generated/prisma/enums.ts';
import type { StoredHeader } from './headers.ts';

/** All that an attempt needs, as it stands when the attempt starts; secrets and payload still sealed. */
export interface LoadedDelivery {
  id: string;
  organizationId: string;
  eventId: string;
  endpointId: string;
  eventType: string;
  isTest: boolean;
  status: DeliveryStatus;
  attemptCount: number;
  /** Not null: the attempt is a retry by hand. */
  retriedFrom: DeliveryStatus | null;
  /** Null once purged. */
  sealedPayload: Buffer | null;
  /** Null once deleted. */
  endpoint: LoadedEndpoint | null;
}

export interface LoadedEndpoint {
  url: string;
  headers: StoredHeader[];
  timeoutSeconds: number;
  rateLimitPerSecond: number | null;
  maxConcurrency: number;
  status: EndpointStatus;
  disabledReason: EndpointDisabledReason | null;
  secrets: SealedSecret[];
}

export interface SealedSecret {
  id: string;
  version: SigningVersion;
  sealed: Buffer;
}

interface Row {
  id: string;
  organization_id: string;
  event_id: string;
  endpoint_id: string;
  event_type: string;
  is_test: boolean;
  status: DeliveryStatus;
  attempt_count: number;
  retried_from: DeliveryStatus | null;
  sealed_payload: Buffer | null;
  url: string | null;
  headers: StoredHeader[];
  timeout_seconds: number;
  rate_limit_per_second: number | null;
  max_concurrency: number;
  endpoint_status: EndpointStatus;
  disabled_reason: EndpointDisabledReason | null;
}

/** Two statements, however many deliveries. A delivery that is gone is missing from the map. */
export async function loadDeliveries(
  client: SqlClient,
  ids: readonly string[],
): Promise<Map<string, LoadedDelivery>> {
  const { rows } = await client.query<Row>(
    `select d.id, d.organization_id, d.event_id, d.endpoint_id, d.event_type, d.is_test, d.status, d.attempt_count, d.retried_from,
       p.sealed as sealed_payload, e.url, e.headers, e.timeout_seconds,
       e.rate_limit_per_second, e.max_concurrency, e.status as endpoint_status, e.disabled_reason
     from delivery d
     left join event_payload p on p.event_id = d.event_id
     left join endpoint e on e.id = d.endpoint_id
     where d.id = any($1::uuid[])`,
    [ids],
  );
  const secrets = await loadSecrets(client, [...new Set(rows.map((row) => row.endpoint_id))]);
  return new Map(rows.map((row) => [row.id, toLoadedDelivery(row, secrets.get(row.endpoint_id) ?? [])]));
}

/** The secrets that sign now, newest first: during a rotation the old one signs too. */
async function loadSecrets(client: SqlClient, endpointIds: string[]): Promise<Map<string, SealedSecret[]>> {
  const { rows } = await client.query<SealedSecret & { endpoint_id: string }>(
    `select endpoint_id, id, version, sealed from signing_secret
     where endpoint_id = any($1::uuid[]) and (expires_at is null or expires_at > now())
     order by created_at desc, id desc`,
    [endpointIds],
  );
  return Map.groupBy(rows, (row) => row.endpoint_id);
}

function toLoadedDelivery(row: Row, secrets: SealedSecret[]): LoadedDelivery {
  return {
    id: row.id,
    organizationId: row.organization_id,
    eventId: row.event_id,
    endpointId: row.endpoint_id,
    eventType: row.event_type,
    isTest: row.is_test,
    status: row.status,
    attemptCount: row.attempt_count,
    retriedFrom: row.retried_from,
    sealedPayload: row.sealed_payload,
    endpoint:
      row.url === null
        ? null
        : {
            url: row.url,
            headers: row.headers,
            timeoutSeconds: row.timeout_seconds,
            rateLimitPerSecond: row.rate_limit_per_second,
            maxConcurrency: row.max_concurrency,
            status: row.endpoint_status,
            disabledReason: row.disabled_reason,
            secrets,
          },
  };
}
