import type { Core } from '../domain/core.ts';
import { fanOutEvent } from '../domain/fan-out.ts';
import { QUEUES } from '../queue/contracts.ts';
import { forEachJob, type WorkTools, workOn } from './work.ts';

/** The least that pg-boss allows. */
const POLLING_SECONDS = 0.5;
const EVENTS_AT_ONCE = 10;

/** Registers the fan-outs of events that reach very many endpoints. */
export async function startFanOuts(core: Core, tools: WorkTools): Promise<void> {
  const options = {
    pollingIntervalSeconds: POLLING_SECONDS,
    batchSize: EVENTS_AT_ONCE,
    burstWhenBatchFull: true,
  };
  await workOn(tools, QUEUES.fanOut.name, options, (jobs) =>
    forEachJob(jobs, 1, async ({ id: eventId, signal }) => {
      const deliveries = await fanOutEvent(core, eventId, signal);
      tools.log.info({ eventId, deliveries }, 'event fanned out');
    }),
  );
}
