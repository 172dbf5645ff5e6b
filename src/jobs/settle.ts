import { type Database, inTransaction } from '../db/client.ts';
import { enqueueOperationalEvents } from '../domain/operational-events.ts';
import { purgeUnclaimedPayloads } from '../domain/payload-claims.ts';
import { writeStatsDeltas } from '../domain/stats-deltas.ts';
import { appendFeedItems } from '../feed/append.ts';
import { bossDb, type PgBoss } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';
import { endOf, type FinishedDelivery } from './attempt.ts';
import { writeAttempts } from './attempt-row.ts';
import { createSettlement, type SettledAttempt } from './settlement.ts';
import { lockDeliveries, lockEndpoints, writeDeliveries, writeEndpoints } from './settlement-rows.ts';

export interface SettleTools {
  database: Database;
  boss: PgBoss;
  retryScheduleMs: readonly number[];
  deliveredPayloadRetentionHours: number;
}

/**
 * Records what came of these deliveries, each at most once in the list, in one transaction: attempts, states,
 * endpoint health, statistics and feed items, all or none. Locks are taken in the order deliveries by id,
 * endpoints by id, feed, in every settlement, so two of them cannot wait for one another.
 * @returns the attempts, and in how many milliseconds deliveries that wait on are due again
 */
export async function settle(
  tools: SettleTools,
  finished: readonly FinishedDelivery[],
): Promise<{ settled: SettledAttempt[]; retries: ReadonlyMap<string, number> }> {
  // The health of an endpoint is what its last attempt left.
  const ordered = finished.toSorted((a, b) => timeOf(a) - timeOf(b));
  return inTransaction(tools.database.pool, async (client) => {
    const deliveries = await lockDeliveries(
      client,
      ordered.map(({ delivery }) => delivery.id),
    );
    const endpoints = await lockEndpoints(
      client,
      ordered.map(({ delivery }) => delivery.endpointId),
    );
    const settlement = createSettlement(tools, { ...deliveries, endpoints });
    for (const item of ordered) settlement.add(item);

    await writeAttempts(client, settlement.attempts);
    await writeDeliveries(client, settlement.changedDeliveries());
    await writeEndpoints(client, settlement.changedEndpoints());
    await purgeUnclaimedPayloads(client, settlement.purgeable);
    for (const endpointId of settlement.disabledEndpoints) {
      await tools.boss.send(QUEUES.cancelWaiting.name, { endpointId }, bossDb(client));
    }
    await enqueueOperationalEvents(tools.boss, client, settlement.operationalFacts);
    await writeStatsDeltas(client, settlement.stats);
    await appendFeedItems(client, settlement.feedItems);
    return { settled: settlement.settled, retries: settlement.retries };
  });
}

function timeOf({ attempt }: FinishedDelivery): number {
  return attempt ? endOf(attempt) : 0;
}
