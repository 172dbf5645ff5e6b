import type { Core } from '../../src/domain/core.ts';
import { findWaiting, type LoadedDelivery, loadDue } from '../../src/domain/load-deliveries.ts';

const MANY = 10_000;

/** All that is due now, as a worker loads it before it attempts it. */
export async function loadAllDue({ database }: Pick<Core, 'database'>): Promise<LoadedDelivery[]> {
  // Stored times are rounded to the millisecond: what was made due a moment ago may lie a little ahead.
  const waiting = await findWaiting(database.pool, 1);
  const lanes = waiting.map(({ endpointId }) => ({ endpointId, wanted: MANY, since: null }));
  return [...(await loadDue(database, lanes, [])).values()].flatMap(({ due }) => due);
}
