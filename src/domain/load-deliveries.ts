import { BY_INDEX } from '../db/by-index.ts';
import { type Database, type SqlClient, sendTransaction } from '../db/client.ts';
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
  createdAt: Date;
  /** What is added to the monotonic clock to give the database's, in milliseconds. */
  clockOffsetMs: number;
  /** Not null: the attempt is a retry by hand. */
  retriedFrom: DeliveryStatus | null;
  /** Tells that retry from one that is asked for later; null: it is none. */
  retryXid: string | null;
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

interface Row extends Omit<LoadedDelivery, 'createdAt' | 'clockOffsetMs' | 'endpoint'> {
  createdAtMs: number;
  dueAtMs: number;
  dueInMs: number;
}

interface EndpointRow extends Omit<LoadedEndpoint, 'secrets'> {
  id: string;
  secretId: string | null;
  version: SigningVersion;
  sealed: Buffer;
}

/**
 * SQL of the id of the transaction that asked for a delivery's retry by hand; null when there is none. The due times
 * would not tell two such retries apart: both are just before what waits for the endpoint.
 */
export const RETRY_XID = 'case when retried_from is not null then xmin::text end as "retryXid"';

/** Stored times are rounded to the millisecond, so that what is due now may seem to be due a little later. */
const DUE_MS = 1;

/** Whose deliveries to read, and how many at most; `since` null: from the first that waits. */
export interface Wanted {
  endpointId: string;
  wanted: number;
  since: Date | null;
}

/** What waits for one endpoint. */
export interface Waiting {
  /** Those that are due, oldest first, at most as many as were wanted. */
  due: LoadedDelivery[];
  /** Milliseconds until the next one is due, 0 or less when it is already; null: there is none. */
  nextInMs: number | null;
  lastDueAt: Date | null;
}

/**
 * Reads what is due for several endpoints, in two statements at once.
 * @param leftOutIds deliveries that are being attempted, or stand aside
 */
export async function loadDue(
  database: Pick<Database, 'pool' | 'isPipelined' | 'statement'>,
  lanes: readonly Wanted[],
  leftOutIds: readonly string[],
): Promise<Map<string, Waiting>> {
  const endpointIds = uuids(lanes.map(({ endpointId }) => endpointId));
  const readDue = database.statement('load-due', LOAD_DUE, [
    endpointIds,
    lanes.map(({ wanted }) => wanted),
    lanes.map(({ since }) => since ?? '-infinity'),
    uuids(leftOutIds),
  ]);
  const readEndpoints = database.statement('load-endpoints', LOAD_ENDPOINTS, [endpointIds]);
  const [due, read] = await sendTransaction(database, [readDue, readEndpoints], BY_INDEX);
  const rows: Row[] = due?.rows ?? [];
  const endpoints = toEndpoints(read?.rows ?? []);
  const found = Map.groupBy(rows, (row) => row.endpointId);
  const clockMs = performance.now();
  return new Map(
    lanes.map(({ endpointId, wanted }) => {
      const waiting = found.get(endpointId) ?? [];
      const due = waiting.filter(({ dueInMs }) => dueInMs <= DUE_MS).slice(0, wanted);
      const lastDueAtMs = due.at(-1)?.dueAtMs;
      const endpoint = endpoints.get(endpointId) ?? null;
      return [
        endpointId,
        {
          due: due.map((row) => toDelivery(row, endpoint, clockMs)),
          nextInMs: waiting[due.length]?.dueInMs ?? null,
          lastDueAt: lastDueAtMs === undefined ? null : new Date(lastDueAtMs),
        },
      ];
    }),
  );
}

// Reads one more than is wanted, which tells when to look again; its payload is not read. Times are read as numbers,
// which are parsed several times faster than dates. A subquery with "offset 0" is run for each row; a join might go
// through all deliveries, if they were analyzed while there were none.
const LOAD_DUE = `
  select d.*, case when place <= wanted and "dueInMs" <= ${DUE_MS} then
      (select sealed from event_payload p where p.event_id = d."eventId") end as "sealedPayload"
  from unnest($1::uuid[], $2::int[], $3::timestamptz[]) as lane (endpoint_id, wanted, since)
  cross join lateral (
    select d.id, d.organization_id as "organizationId", event_id as "eventId", d.endpoint_id as "endpointId",
      event_type as "eventType", is_test as "isTest", status, attempt_count as "attemptCount",
      retried_from as "retriedFrom", "retryXid", date_part('epoch', created_at) * 1000 as "createdAtMs",
      date_part('epoch', w.next_attempt_at) * 1000 as "dueAtMs",
      date_part('epoch', w.next_attempt_at - now()) * 1000 as "dueInMs",
      row_number() over (order by w.next_attempt_at, w.delivery_id) as place
    from delivery_waiting w
    cross join lateral (select *, ${RETRY_XID} from delivery where id = w.delivery_id offset 0) d
    where w.endpoint_id = lane.endpoint_id and w.next_attempt_at >= lane.since
      and w.delivery_id not in (select unnest($4::uuid[]))
    order by w.next_attempt_at, w.delivery_id limit lane.wanted + 1) d`;

// With the secrets that sign now, newest first: during a rotation the old one signs too.
const LOAD_ENDPOINTS = `
  select e.id, e.url, e.headers, e.timeout_seconds as "timeoutSeconds",
    e.rate_limit_per_second as "rateLimitPerSecond", e.max_concurrency as "maxConcurrency", e.status,
    e.disabled_reason as "disabledReason", s.id as "secretId", s.version, s.sealed
  from endpoint e
  left join lateral (
    select id, version, sealed from signing_secret
    where endpoint_id = e.id and (expires_at is null or expires_at > now())
    order by created_at desc, id desc) s on true
  where e.id = any($1::uuid[])`;

function toDelivery(row: Row, endpoint: LoadedEndpoint | null, clockMs: number): LoadedDelivery {
  return {
    id: row.id,
    organizationId: row.organizationId,
    eventId: row.eventId,
    endpointId: row.endpointId,
    eventType: row.eventType,
    isTest: row.isTest,
    status: row.status,
    attemptCount: row.attemptCount,
    createdAt: new Date(row.createdAtMs),
    clockOffsetMs: row.dueAtMs - row.dueInMs - clockMs,
    retriedFrom: row.retriedFrom,
    retryXid: row.retryXid,
    sealedPayload: row.sealedPayload,
    endpoint,
  };
}

function toEndpoints(rows: readonly EndpointRow[]): Map<string, LoadedEndpoint> {
  const endpoints = new Map<string, LoadedEndpoint>();
  for (const { id, secretId, version, sealed, ...endpoint } of rows) {
    const loaded = endpoints.get(id) ?? { ...endpoint, secrets: [] };
    if (secretId) loaded.secrets.push({ id: secretId, version, sealed });
    endpoints.set(id, loaded);
  }
  return endpoints;
}

/** As an array's literal: a UUID has nothing that must be quoted, for which node-postgres would look in each. */
function uuids(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

/** The endpoints that something waits for within `horizonMs`, and in how many milliseconds; 0 or less: it is due. */
export async function findWaiting(
  client: SqlClient,
  horizonMs: number,
): Promise<{ endpointId: string; organizationId: string; dueInMs: number }[]> {
  const { rows } = await client.query<{ endpointId: string; organizationId: string; dueInMs: number }>(
    // From the first delivery of each endpoint straight to the next endpoint, however many wait for it.
    `with recursive first as (
       (select endpoint_id, organization_id, next_attempt_at from delivery_waiting
        where next_attempt_at is not null order by endpoint_id, next_attempt_at limit 1)
       union all
       select next.* from first cross join lateral (
         select endpoint_id, organization_id, next_attempt_at from delivery_waiting
         where next_attempt_at is not null and endpoint_id > first.endpoint_id
         order by endpoint_id, next_attempt_at limit 1) next)
     select endpoint_id as "endpointId", organization_id as "organizationId",
       extract(epoch from next_attempt_at - now())::float * 1000 as "dueInMs"
     from first where next_attempt_at < now() + $1 * interval '1 millisecond'`,
    [horizonMs],
  );
  return rows;
}
