import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import type { EndpointDisabledReason, EndpointStatus } from '../db/generated/prisma/enums.ts';
import { CHANNELS, notify } from '../db/listener.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { appendFeedItems } from '../feed/append.ts';
import { bossDb } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';
import { cancelWaiting } from './cancel-waiting.ts';
import type { Core } from './core.ts';
import { enqueueOperationalEvents } from './operational-events.ts';
import type { Viewer } from './viewer.ts';
import { visibleEndpoint } from './visible.ts';

export type EndpointAct = 'pause' | 'resume' | 'disable' | 'enable';

/** The status that an act leads to, and the statuses it may start from. */
const ACTS: Readonly<Record<EndpointAct, { to: EndpointStatus; from: readonly EndpointStatus[] }>> = {
  pause: { to: 'PAUSED', from: ['ACTIVE'] },
  resume: { to: 'ACTIVE', from: ['PAUSED'] },
  disable: { to: 'DISABLED', from: ['ACTIVE', 'PAUSED'] },
  enable: { to: 'ACTIVE', from: ['DISABLED'] },
};

/** The columns that a status decides; failure counters start anew when an endpoint is enabled. */
const SET: Readonly<Record<EndpointAct, string>> = {
  pause: `status = 'PAUSED', paused_at = now()`,
  resume: `status = 'ACTIVE', paused_at = null`,
  disable: `status = 'DISABLED', disabled_at = now(), disabled_reason = 'MANUAL', paused_at = null`,
  enable: `status = 'ACTIVE', disabled_at = null, disabled_reason = null, consecutive_failures = 0, failing_since = null, last_error = null`,
};

/** What follows an act: the backlog drains, or is canceled. */
const FOLLOW_UP: Partial<Record<EndpointAct, string>> = {
  resume: QUEUES.resumeWaiting.name,
  disable: QUEUES.cancelWaiting.name,
  // What was parked when it was disabled, and is not canceled yet, has no job.
  enable: QUEUES.resumeWaiting.name,
};

/** An enabling waits so long for the cancellation of what waited, most often a few milliseconds. */
const CANCEL_MS = 10_000;

/**
 * Repeating an act whose state already holds changes nothing.
 * @returns the endpoint's UUID
 * @throws NotFoundError; ConflictError WRONG_STATE when the status forbids the act
 */
export async function changeEndpointStatus(
  core: Core,
  viewer: Viewer,
  id: string,
  act: EndpointAct,
): Promise<string> {
  const endpointId = await visibleEndpoint(core, viewer, id);
  const { to, from } = ACTS[act];
  if (act === 'enable') await finishCanceling(core, endpointId);
  const changed = await inTransaction(core.database.pool, async (client) => {
    // The full lock waits for every publish that saw the old status: what those parked is there to be resumed.
    const { rows } = await client.query<{ organizationId: string; status: EndpointStatus }>(
      'select organization_id as "organizationId", status from endpoint where id = $1 for update',
      [endpointId],
    );
    const [endpoint] = rows;
    if (!endpoint) throw new NotFoundError('endpoint', ['id']);
    if (endpoint.status === to) return false;
    if (!from.includes(endpoint.status)) {
      throw new ConflictError(
        'WRONG_STATE',
        `This endpoint is ${endpoint.status}: ${act} is for one that is ${from.join(' or ')}.`,
      );
    }
    const { rows: after } = await client.query<EndpointAfter>(
      `update endpoint set ${SET[act]}, updated_at = now() where id = $1
       returning disabled_reason as "disabledReason", disabled_at as "disabledAt",
         failing_since as "failingSince"`,
      [endpointId],
    );
    const followUp = FOLLOW_UP[act];
    if (followUp) await core.boss.send(followUp, { endpointId }, bossDb(client));
    await reportDisabled(core, client, endpoint.organizationId, endpointId, after[0]);
    await appendFeedItems(client, [
      {
        kind: 'ENDPOINT_STATUS_CHANGED',
        organizationId: endpoint.organizationId,
        endpointId,
        previousEndpointStatus: endpoint.status,
        endpointStatus: to,
        disabledReason: after[0]?.disabledReason ?? null,
      },
    ]);
    return true;
  });
  if (changed) await notify(core.database.pool, CHANNELS.feed);
  return endpointId;
}

/** An endpoint that is enabled starts anew: what the job of its disabling has not come to yet is canceled first. */
async function finishCanceling({ database }: Core, endpointId: string): Promise<void> {
  const signal = AbortSignal.timeout(CANCEL_MS);
  await cancelWaiting(database, endpointId, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    throw new ConflictError(
      'WRONG_STATE',
      'What waited for this endpoint is still being canceled: enable it in a minute or so.',
    );
  });
}

interface EndpointAfter {
  disabledReason: EndpointDisabledReason | null;
  disabledAt: Date | null;
  failingSince: Date | null;
}

async function reportDisabled(
  core: Core,
  client: pg.ClientBase,
  organizationId: string,
  endpointId: string,
  after: EndpointAfter | undefined,
): Promise<void> {
  if (!after?.disabledReason || !after.disabledAt) return;
  await enqueueOperationalEvents(core.boss, client, [
    {
      type: 'hookline.endpoint.disabled',
      organizationId,
      endpointId,
      reason: after.disabledReason,
      occurredAt: after.disabledAt.toISOString(),
      failingSince: after.failingSince?.toISOString() ?? null,
      attemptId: null,
    },
  ]);
}
