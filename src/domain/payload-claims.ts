import type { SqlClient } from '../db/client.ts';
import { fanOutIsPending } from './fan-out-jobs.ts';

/**
 * Deletes the payloads of these events that no delivery claims any more; a delivery claims its payload until its
 * `payload_purged_at` is set, and so does a fan-out until its last delivery is created. The rows are locked first, in a
 * statement of their own: of two transactions that each end one claim, the second then sees that it ended the last.
 * @returns how many payloads went
 */
export async function purgeUnclaimedPayloads(
  client: SqlClient,
  eventIds: readonly string[],
): Promise<number> {
  if (eventIds.length === 0) return 0;
  await client.query(
    'select 1 from event_payload where event_id = any($1::uuid[]) order by event_id for update',
    [eventIds],
  );
  const { rows } = await client.query<{ eventId: string }>(
    `delete from event_payload p
     where p.event_id = any($1::uuid[])
       and not exists (select from delivery d where d.event_id = p.event_id and d.payload_purged_at is null)
       and not ${fanOutIsPending('p.event_id')}
     returning p.event_id as "eventId"`,
    [eventIds],
  );
  const purged = rows.map((row) => row.eventId);
  if (purged.length > 0) {
    await client.query('update event set payload_purged_at = now() where id = any($1::uuid[])', [purged]);
  }
  return purged.length;
}
