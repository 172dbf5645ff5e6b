import type { SqlClient } from '../db/client.ts';
import { NIL_ID } from '../ids.ts';
import { QUEUES } from '../queue/contracts.ts';
import { WAITS } from './waits.ts';

/** Where a walk through all deliveries that wait has come to, in the order of organizations and ids. */
export interface WaitingPlace {
  organizationId: string;
  id: string;
}

/** Before the first delivery. */
export const WAITING_START: WaitingPlace = { organizationId: NIL_ID, id: NIL_ID };

/** SQL that is true of a delivery that waits, and for nothing: it is neither due at any time nor parked. */
export const IS_UNDATED = `${WAITS} and next_attempt_at is null and parked_at is null`;

/**
 * Looks for undated deliveries among the next `limit` that wait, as the walk through a large backlog is made in steps.
 * Only what `delivery_waiting` has without a time is read.
 * @returns the ids of the undated ones, and where to go on; null: that was the end
 */
export async function findUndated(
  client: SqlClient,
  after: WaitingPlace,
  limit: number,
): Promise<{ ids: string[]; next: WaitingPlace | null }> {
  const { rows } = await client.query<{ ids: string[] | null; count: number } & WaitingPlace>(
    `with step as materialized (
       select organization_id, delivery_id as id,
         next_attempt_at is null and (select ${IS_UNDATED} from delivery where id = delivery_id) as is_undated
       from delivery_waiting
       where (organization_id, delivery_id) > ($1, $2) order by organization_id, delivery_id limit $3)
     select (select array_agg(id) from step where is_undated) as ids, (select count(*)::int from step) as count,
       organization_id as "organizationId", id from step order by organization_id desc, id desc limit 1`,
    [after.organizationId, after.id, limit],
  );
  const [step] = rows;
  if (!step) return { ids: [], next: null };
  const { ids, count, organizationId, id } = step;
  return { ids: ids ?? [], next: count < limit ? null : { organizationId, id } };
}

/** SQL that is true of a delivery that waits and has an end, so that the triggers take it out of what waits. */
export const HAS_END = `${WAITS} and completed_at is not null and retried_from is null`;

/** SQL that is true of a delivery that belongs in `delivery_waiting` as it is. */
export const IS_LISTABLE = `${WAITS} and (completed_at is null or retried_from is not null)`;

/**
 * Looks, among the next `limit` of all deliveries, for those that wait and that `delivery_waiting` does not have, or has
 * with another time. The triggers that keep it can be switched off, and a hand may give back to what has ended its old
 * status and leave its end.
 * @returns their ids, and where to go on; null: that was the end
 */
export async function findUnlisted(
  client: SqlClient,
  after: string,
  limit: number,
): Promise<{ ids: string[]; next: string | null }> {
  const { rows } = await client.query<{ ids: string[] | null; count: number; last: string }>(
    `with step as materialized (
       select id, organization_id, next_attempt_at, ${WAITS} as waits from delivery where id > $1 order by id limit $2)
     -- A scalar, as the planner may answer EXISTS by reading all that waits.
     select (select array_agg(id) from step where waits and (
         select true from delivery_waiting w where w.organization_id = step.organization_id and w.delivery_id = step.id
           and w.next_attempt_at is not distinct from step.next_attempt_at limit 1) is null) as ids,
       (select count(*)::int from step) as count, id as last from step order by id desc limit 1`,
    [after, limit],
  );
  const [step] = rows;
  if (!step) return { ids: [], next: null };
  return { ids: step.ids ?? [], next: step.count < limit ? null : step.last };
}

/** An endpoint that deliveries wait for, and the queue that has no job for it, although they wait for that job. */
export interface UncoveredEndpoint {
  endpointId: string;
  queue: typeof QUEUES.resumeWaiting.name | typeof QUEUES.cancelWaiting.name;
}

/** From the first delivery of each endpoint straight to the next endpoint, however many wait for it. */
const WAITED_FOR = `
  with recursive due as (
    (select endpoint_id from delivery_waiting where next_attempt_at is not null order by endpoint_id limit 1)
    union all
    select next.endpoint_id from due cross join lateral (
      select endpoint_id from delivery_waiting where next_attempt_at is not null and endpoint_id > due.endpoint_id
      order by endpoint_id limit 1) next),
  parked as (
    (select endpoint_id from delivery where parked_at is not null order by endpoint_id limit 1)
    union all
    select next.endpoint_id from parked cross join lateral (
      select endpoint_id from delivery where parked_at is not null and endpoint_id > parked.endpoint_id
      order by endpoint_id limit 1) next)
  select endpoint_id from due union select endpoint_id from parked`;

/**
 * Finds the endpoints whose deliveries wait for a job that is not there: what is parked for one that is ACTIVE waits to
 * be resumed, what waits for one that is DISABLED or deleted waits to be canceled. A test needs no such job: it is due
 * at once and may run in any status. One statement, as the job comes and goes with what it is for.
 * @param endpointIds null: all that anything waits for
 */
export async function findUncovered(
  client: SqlClient,
  endpointIds: readonly string[] | null = null,
): Promise<UncoveredEndpoint[]> {
  const endpoints = endpointIds ? 'select unnest($1::uuid[]) as endpoint_id' : WAITED_FOR;
  // Scalar subqueries, as the planner may answer EXISTS by reading all that waits for anybody. And each in the order of
  // an index: the planner takes every endpoint for an average one, and when a few endpoints have most of what waits, it
  // would read all of it to find the first that fits.
  const ofEndpoint = 'endpoint_id >= w.endpoint_id and endpoint_id <= w.endpoint_id';
  const hasParked = `(select true from delivery where ${ofEndpoint} and parked_at is not null
    and ${WAITS} order by endpoint_id, id limit 1)`;
  const hasDue = `(select true from (select endpoint_id, next_attempt_at, delivery_id from delivery_waiting
      where ${ofEndpoint} and next_attempt_at is not null order by endpoint_id, next_attempt_at, delivery_id) due
    cross join lateral (select status, is_test from delivery where id = due.delivery_id offset 0) d
    where ${WAITS} and not d.is_test limit 1)`;
  const { rows } = await client.query<UncoveredEndpoint>(
    `select * from (
       select w.endpoint_id::text as "endpointId", case when e.status = 'ACTIVE' then '${QUEUES.resumeWaiting.name}'
         else '${QUEUES.cancelWaiting.name}' end as queue
       from (${endpoints}) w left join endpoint e on e.id = w.endpoint_id
       where case e.status when 'PAUSED' then false when 'ACTIVE' then ${hasParked}
         else ${hasParked} or ${hasDue} end
     ) waiting
     -- Read once; a join might read all jobs of the queue for each endpoint.
     where (queue, "endpointId") not in (select name, data ->> 'endpointId' from pgboss.job
       where name in ('${QUEUES.resumeWaiting.name}', '${QUEUES.cancelWaiting.name}') and state < 'completed'
         and data ->> 'endpointId' is not null)
     order by "endpointId"`,
    endpointIds ? [endpointIds] : [],
  );
  return rows;
}
