import type pg from 'pg';
import type { DeliveryEndReason, EndpointDisabledReason } from '../db/generated/prisma/enums.ts';
import { newId } from '../ids.ts';
import { bossDb, type PgBoss } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';

/** What happened, in ids and facts of its moment; times are ISO 8601. It is the data of the job, word for word. */
export type OperationalFact = EndpointDisabledFact | DeliveryFailedFact;

export interface EndpointDisabledFact {
  type: 'hookline.endpoint.disabled';
  organizationId: string;
  endpointId: string;
  reason: EndpointDisabledReason;
  occurredAt: string;
  failingSince: string | null;
  /** The attempt that it was disabled after; null: by hand. */
  attemptId: string | null;
}

export interface DeliveryFailedFact {
  type: 'hookline.delivery.failed';
  organizationId: string;
  endpointId: string;
  deliveryId: string;
  eventId: string;
  eventType: string;
  reason: DeliveryEndReason | null;
  occurredAt: string;
  attemptId: string;
}

/**
 * Leaves a job for each fact inside the caller's transaction. Whether anybody subscribes is looked up later: the
 * hot paths that call this must not pay for it.
 */
export async function enqueueOperationalEvents(
  boss: PgBoss,
  client: pg.ClientBase,
  facts: readonly OperationalFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const jobs = facts.map((data) => ({ id: newId(), data }));
  await boss.insert(QUEUES.operationalEvent.name, jobs, bossDb(client));
}
