import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import { QUEUES } from '../queue/contracts.ts';
import { takeJobs } from '../queue/take-jobs.ts';
import type { Core } from './core.ts';
import { matchesPatterns, patternKeysOf } from './event-patterns.ts';
import type { OperationalFact } from './operational-events.ts';
import { type LastAttempt, operationalPayload } from './operational-payload.ts';
import { storeEvents } from './store-events.ts';

/**
 * Makes an event of each fact that somebody subscribes to, once however often its job is run: the event is stored
 * and the job ended in one transaction, and the event has the job's id.
 * @returns how many events were stored, and the endpoints to tell the workers of after the commit
 */
export async function publishOperationalEvents(
  core: Core,
  jobs: readonly { id: string; data: OperationalFact }[],
): Promise<{ published: number; dueEndpointIds: string[] }> {
  return inTransaction(core.database.pool, async (client) => {
    const taken = await takeJobs(
      client,
      QUEUES.operationalEvent.name,
      jobs.map(({ id }) => id),
    );
    const subscribed = await subscriptions(client, jobs);
    const wanted = jobs.filter(({ id, data }) => taken.has(id) && subscribed(data));
    if (wanted.length === 0) return { published: 0, dueEndpointIds: [] };
    const attempts = await lastAttempts(client, wanted);
    const stored = await storeEvents(
      core,
      client,
      wanted.map(({ id, data }) => ({
        id,
        organizationId: data.organizationId,
        type: data.type,
        payloadText: JSON.stringify(operationalPayload(data, attempts.get(data.attemptId) ?? null)),
        idempotencyKey: null,
        occurredAt: new Date(data.occurredAt),
        isTest: false,
      })),
    );
    const dueEndpointIds = stored.flatMap((answer) =>
      answer instanceof Error ? [] : [...answer.dueEndpointIds],
    );
    return { published: wanted.length, dueEndpointIds };
  });
}

/** Whether an endpoint takes a fact's type: the index of the patterns' keys finds the few that may. */
async function subscriptions(
  client: pg.ClientBase,
  jobs: readonly { data: OperationalFact }[],
): Promise<(fact: OperationalFact) => boolean> {
  const { rows } = await client.query<{ organizationId: string; patterns: string[] }>(
    `select organization_id as "organizationId", event_patterns as patterns from endpoint
     where organization_id = any($1::uuid[]) and status <> 'DISABLED'
       and event_pattern_keys(event_patterns) && $2::text[]`,
    [
      [...new Set(jobs.map(({ data }) => data.organizationId))],
      [...new Set(jobs.map(({ data }) => data.type))].flatMap(patternKeysOf),
    ],
  );
  const subscribers = Map.groupBy(rows, ({ organizationId }) => organizationId);
  return ({ organizationId, type }) =>
    (subscribers.get(organizationId) ?? []).some(({ patterns }) => matchesPatterns(patterns, type));
}

async function lastAttempts(
  client: pg.ClientBase,
  jobs: readonly { data: OperationalFact }[],
): Promise<Map<string | null, LastAttempt>> {
  const ids = jobs.flatMap(({ data }) => data.attemptId ?? []);
  const { rows } = await client.query<LastAttempt>(
    `select id, delivery_id as "deliveryId", number, outcome, response_status as "responseStatus",
       error_message as "errorMessage", finished_at as "finishedAt"
     from delivery_attempt where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((attempt) => [attempt.id, attempt]));
}
