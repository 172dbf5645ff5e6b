import type { Core } from '../domain/core.ts';
import { fanOutEvent } from '../domain/fan-out.ts';
import type { Logger } from '../log.ts';
import { QUEUES } from '../queue/contracts.ts';

/** The least that pg-boss allows. */
const POLLING_SECONDS = 0.5;
const EVENTS_AT_ONCE = 10;

/** Registers the fan-outs of events that reach very many endpoints. */
export async function startFanOuts(core: Core, log: Logger): Promise<void> {
  const options = {
    pollingIntervalSeconds: POLLING_SECONDS,
    batchSize: EVENTS_AT_ONCE,
    burstWhenBatchFull: true,
  };
  await core.boss.work(QUEUES.fanOut.name, options, async (jobs) => {
    const errors: unknown[] = [];
    for (const { id: eventId, signal } of jobs) {
      try {
        const deliveries = await fanOutEvent(core, eventId, signal);
        log.info({ eventId, deliveries }, 'event fanned out');
      } catch (error) {
        // The others do not wait for this one: what is done has ended its job, and only what is left is retried.
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, `${errors.length} fan-outs failed`);
  });
}
