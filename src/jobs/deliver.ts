import type { Database } from '../db/client.ts';
import { CHANNELS, type Listener, URGENT } from '../db/listener.ts';
import { hasEnded } from '../domain/lifecycle.ts';
import { type LoadedDelivery, loadDue, type Waiting } from '../domain/load-deliveries.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { DelivererLoad } from '../metrics-gauges.ts';
import type { PgBoss } from '../queue/boss.ts';
import { type AttemptTools, attemptDelivery, type FinishedDelivery, ShortageError } from './attempt.ts';
import { createBrokenDeliveries } from './broken.ts';
import { createHeldDeliveries } from './held.ts';
import { createLanes, type Turn } from './lanes.ts';
import { createSearch, HORIZON_MS } from './search.ts';
import { createSettler } from './settler.ts';
import { startShardLeases } from './shard-leases.ts';
import { createWakeUp } from './wake-up.ts';

/** Nothing waits longer to be looked at, however lost what should have woken it. */
const LOOK_MS = 1000;
/** While attempts are in flight, slots that come free are gathered: each read then starts several. */
const GATHER_MS = 4;
const GATHER_SHARE = 0.5;
/**
 * What a kill makes undone, and done again, is bounded: nothing more starts while so many wait to be recorded. Twice as
 * many delivered 9 % more with 64 slots, and no more with 128.
 */
const UNSETTLED_PER_SLOT = 4;
/**
 * While one is under way, the slots that come free are filled by the next. One or three deliver as much under full load,
 * and so does reading four times as much at once, of which what finds no slot is kept for the next ones (0.33 to 0.35 of
 * undici alone, either way): most of what a read costs, it costs for each row.
 */
const READS_AT_ONCE = 2;
const BROKEN_PAUSE_MS = 1000;

export interface DelivererOptions extends AttemptTools {
  database: Database;
  boss: PgBoss;
  listener: Listener;
  log: Logger;
  metrics: Metrics;
  /** Attempts in flight at once in this process; slow ones beside them. */
  slots: number;
  retryScheduleMs: readonly number[];
  deliveredPayloadRetentionHours: number;
  /** How long attempts in flight may take to end at a stop; then they are broken off. */
  shutdownMs: number;
}

export interface Deliverer {
  load(): DelivererLoad;
  /** Starts nothing more, lets attempts in flight end within the time given, hands its shards back. */
  stop(): Promise<void>;
}

/** Attempts what is due for the endpoints of this worker's shards, slot by slot. */
export function startDeliverer(options: DelivererOptions): Deliverer {
  const { database, log } = options;
  const stopping = new AbortController();
  const breakOff = new AbortController();
  const lanes = createLanes(options);
  const held = createHeldDeliveries();
  const broken = createBrokenDeliveries();
  let reads = 0;
  /** Slots that what is being read will take. */
  let reserved = 0;
  const { wake, next: nextWake } = createWakeUp(LOOK_MS);

  const settler = createSettler({
    ...options,
    signal: breakOff.signal,
    onError: report,
    onSettled({ delivery }, retryInMs) {
      held.delete(delivery);
      if (retryInMs !== null && retryInMs < HORIZON_MS)
        lanes.expect(delivery.endpointId, retryInMs, delivery.organizationId);
      wake();
    },
  });

  const leases = startShardLeases({
    boss: options.boss,
    pool: database.pool,
    onGained: () => search.hurry(),
    isBusy: held.isBusy,
    onError: report,
  });

  const search = createSearch({ pool: database.pool, leases, lanes, onSearched: wake, onError: report });

  async function turnLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await gather();
      const turns = reads < READS_AT_ONCE ? lanes.take(free(), (endpointId) => leases.holds(endpointId)) : [];
      if (turns.length === 0) await nextWake(lanes.nextInMs());
      else void read(turns);
    }
  }

  function free(): number {
    const settleable = options.slots * UNSETTLED_PER_SLOT - settler.size();
    return Math.max(0, Math.min(lanes.freeSlots(), settleable) - reserved);
  }

  async function gather(): Promise<void> {
    const untilMs = performance.now() + GATHER_MS;
    while (free() < options.slots * GATHER_SHARE && performance.now() < untilMs)
      await nextWake(untilMs - performance.now());
  }

  async function read(turns: readonly Turn[]): Promise<void> {
    const wanted = turns.reduce((sum, turn) => sum + turn.wanted, 0);
    reads += 1;
    reserved += wanted;
    try {
      const endpointIds = turns.map(({ endpointId }) => endpointId);
      const leftOutIds = [...held.idsOf(endpointIds), ...broken.idsOf(endpointIds)];
      const waiting = await loadDue(database, turns, leftOutIds);
      for (const [endpointId, found] of waiting) begin(endpointId, found);
    } catch (error) {
      pause(turns, error);
    } finally {
      reserved -= wanted;
      reads -= 1;
      wake();
    }
  }

  function begin(endpointId: string, { due, nextInMs, lastDueAt }: Waiting): void {
    // Handed back or lapsed while they were read: whoever has the shard now attempts them.
    if (stopping.signal.aborted || !leases.holds(endpointId)) {
      lanes.found(endpointId, { nextInMs: null, lastDueAt: null });
      return;
    }
    let left = 0;
    for (const delivery of due) {
      if (!isAttemptable(delivery)) finish({ delivery, attempt: null });
      else if (left > 0 || !attempt(delivery)) left += 1;
    }
    const isNear = nextInMs !== null && nextInMs < HORIZON_MS;
    lanes.found(endpointId, { nextInMs: left > 0 ? 0 : isNear ? nextInMs : null, lastDueAt });
  }

  /** @returns whether the endpoint's limits let it start */
  function attempt(delivery: AttemptableDelivery): boolean {
    const { endpointId, organizationId } = delivery;
    const slot = lanes.start(endpointId, organizationId, delivery.endpoint);
    if (!slot) return false;
    held.add(delivery);
    attemptDelivery(options, delivery, breakOff.signal).then(
      (made) => {
        lanes.end(endpointId, slot, made?.judgement ?? null);
        if (made) settler.add({ delivery, attempt: made });
        else held.delete(delivery);
        wake();
      },
      (error: unknown) => {
        // Not the receiver's doing, which is data: a bug, a key that is missing or, which passes, a shortage here. The
        // lane's pace lets it rest before anything else of this endpoint is tried.
        log.error({ err: error, deliveryId: delivery.id }, 'the attempt could not be made');
        held.delete(delivery);
        if (!(error instanceof ShortageError)) broken.add(delivery);
        lanes.end(endpointId, slot, null);
        lanes.expect(endpointId, 0);
        wake();
      },
    );
    return true;
  }

  function finish(finished: FinishedDelivery): void {
    held.add(finished.delivery);
    settler.add(finished);
  }

  function pause(turns: readonly Turn[], error: unknown): void {
    report(error);
    for (const { endpointId } of turns)
      lanes.found(endpointId, { nextInMs: BROKEN_PAUSE_MS, lastDueAt: null });
  }

  function hear(endpointIds: string): void {
    if (endpointIds === '') search.hurry();
    for (const marked of endpointIds.split(',')) {
      const endpointId = marked.replace(URGENT, '');
      if (endpointId === '' || !leases.holds(endpointId)) continue;
      if (endpointId !== marked) lanes.hurry(endpointId);
      lanes.expect(endpointId, 0);
    }
    wake();
  }

  function report(error: unknown): void {
    log.error({ err: error }, 'the deliverer met an error and goes on');
  }

  const unsubscribe = options.listener.subscribe(CHANNELS.work, hear);
  const looping = Promise.all([turnLoop(), search.run(stopping.signal)]);

  return {
    load() {
      const due = search.due();
      return {
        ...lanes.inFlight(),
        slots: options.slots,
        unsettled: settler.size(),
        dueEndpoints: due.endpoints,
        oldestDueMs: due.oldestMs,
        shards: leases.count(),
      };
    },
    async stop() {
      unsubscribe();
      stopping.abort();
      wake();
      leases.retire();
      await looping;
      const patience = setTimeout(() => breakOff.abort(), options.shutdownMs);
      while (held.size > 0 || reads > 0) await nextWake(LOOK_MS);
      clearTimeout(patience);
      await leases.stop();
    },
  };
}

type AttemptableDelivery = Parameters<typeof attemptDelivery>[1];

function isAttemptable(delivery: LoadedDelivery): delivery is AttemptableDelivery {
  if (!delivery.endpoint || !delivery.sealedPayload || hasEnded(delivery.status)) return false;
  return delivery.isTest || delivery.endpoint.status === 'ACTIVE';
}
