import type { Database } from '../db/client.ts';
import { CHANNELS, type Listener, notify } from '../db/listener.ts';
import { hasEnded } from '../domain/lifecycle.ts';
import { type LoadedDelivery, loadDeliveries } from '../domain/load-deliveries.ts';
import type { Logger } from '../log.ts';
import type { PgBoss } from '../queue/boss.ts';
import { type Claim, claimDue, handBack, putOff, touchClaims } from '../queue/claims.ts';
import { QUEUES } from '../queue/contracts.ts';
import { createAdmission } from './admission.ts';
import { type AttemptTools, attemptDelivery, type FinishedDelivery } from './attempt.ts';
import { settle } from './settle.ts';

/** Without a notification due deliveries are looked for this often; it bounds how late a retry starts. */
const POLL_MS = 250;
const TOUCH_MS = 3000;
const CLAIM_LIMIT = 100;
const SETTLE_LIMIT = 200;
/** A settlement that fails is tried again after this, until it succeeds or the claims have lapsed. */
const SETTLE_RETRY_MS = 500;

export interface DelivererOptions extends AttemptTools {
  database: Database;
  boss: PgBoss;
  listener: Listener;
  log: Logger;
  /** Attempts in flight at once in this process. */
  slots: number;
  retryScheduleMs: readonly number[];
  deliveredPayloadRetentionHours: number;
  /** How long attempts in flight may take to end at a stop; then they are broken off and handed back. */
  shutdownMs: number;
}

export interface Deliverer {
  /** Stops claiming, lets attempts in flight end within the time given, hands back the others. */
  stop(): Promise<void>;
}

/** Claims what is due, attempts it slot by slot, and settles what has finished in small batches. */
export function startDeliverer(options: DelivererOptions): Deliverer {
  const { database, boss, log } = options;
  const inFlight = new Map<string, Claim>();
  const finished: FinishedDelivery[] = [];
  const stopping = new AbortController();
  const breakOff = new AbortController();
  const admission = createAdmission();
  let woken = false;
  let wakeUp = () => {};
  let settling = false;

  async function claimLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const free = options.slots - inFlight.size;
      const started = free > 0 ? await startSome(Math.min(free, CLAIM_LIMIT)).catch(report) : 0;
      // Fewer than asked for: nothing more is due. A full batch: there may be more, look again at once.
      if (!started || started < Math.min(free, CLAIM_LIMIT)) await nextWake();
    }
  }

  async function startSome(limit: number): Promise<number> {
    const claims = (await claimDue(boss, limit)).filter((claim) => !renew(claim));
    if (claims.length === 0) return 0;
    for (const claim of claims) inFlight.set(claim.deliveryId, claim);
    const loaded = await loadDeliveries(
      database.pool,
      claims.map(({ deliveryId }) => deliveryId),
    ).catch(async (error: Error) => {
      await giveUp(claims);
      throw error;
    });
    const waits: { claim: Claim; waitMs: number }[] = [];
    for (const claim of claims) {
      const delivery = loaded.get(claim.deliveryId);
      if (!delivery) void drop(claim);
      else if (!isAttemptable(delivery)) finish({ claim, delivery, attempt: null });
      else {
        const waitMs = admission.admit(claim.deliveryId, delivery.endpointId, delivery.endpoint);
        if (waitMs > 0) waits.push({ claim, waitMs });
        else void run(claim, delivery);
      }
    }
    await putOff(boss, database.pool, waits).catch(report);
    for (const { claim } of waits) forget(claim);
    return claims.length;
  }

  /** Whether this is a claim of ours that lapsed and came back: then the attempt under way holds it anew. */
  function renew(claim: Claim): boolean {
    const held = inFlight.get(claim.deliveryId);
    if (held) Object.assign(held, claim);
    return held !== undefined;
  }

  /** The row was dropped by retention; its job has no further use. */
  async function drop(claim: Claim): Promise<void> {
    await boss.deleteJob(QUEUES.deliver.name, claim.deliveryId).catch(report);
    forget(claim);
  }

  async function run(claim: Claim, delivery: AttemptableDelivery): Promise<void> {
    const startedMs = performance.now();
    try {
      const attempt = await attemptDelivery(options, delivery, breakOff.signal);
      if (attempt) finish({ claim, delivery, attempt });
      else await giveUp([claim]);
    } catch (error) {
      // Not the receiver's doing, which is data: a bug or a key that is missing. The claim lapses and is tried again.
      forget(claim);
      log.error({ err: error, deliveryId: delivery.id }, 'the attempt could not be made');
    } finally {
      admission.release(delivery.endpointId, performance.now() - startedMs);
    }
  }

  function finish(item: FinishedDelivery): void {
    finished.push(item);
    void settleAll();
  }

  /** One settlement at a time: what finishes meanwhile goes into the next, so batches grow with the load. */
  async function settleAll(): Promise<void> {
    if (settling) return;
    settling = true;
    let limit = SETTLE_LIMIT;
    while (finished.length > 0) {
      const batch = finished.splice(0, limit);
      try {
        const settled = await settle(options, batch);
        for (const item of batch) forget(item.claim);
        limit = Math.min(limit * 2, SETTLE_LIMIT);
        for (const attempt of settled) log.info(attempt, 'delivery attempted');
        await notify(database.pool, CHANNELS.feed);
      } catch (error) {
        report(error);
        // At the end of a stop there is no more time, and what PostgreSQL refuses to store would stand in the way
        // of all others for good: these claims lapse, and the deliveries are attempted again.
        if (breakOff.signal.aborted || (batch.length === 1 && isRefused(error))) {
          for (const item of batch) forget(item.claim);
        }
        limit = 1;
        finished.unshift(...batch.filter((item) => inFlight.has(item.delivery.id)));
        await new Promise((resolve) => setTimeout(resolve, SETTLE_RETRY_MS));
      }
    }
    settling = false;
  }

  async function giveUp(claims: readonly Claim[]): Promise<void> {
    await handBack(boss, database.pool, claims).catch(report);
    for (const claim of claims) forget(claim);
  }

  function forget(claim: Claim): void {
    inFlight.delete(claim.deliveryId);
    wake();
  }

  function report(error: unknown): number {
    log.error({ err: error }, 'the deliverer met an error and goes on');
    return 0;
  }

  function wake(): void {
    woken = true;
    wakeUp();
  }

  /** Resolves when there may be something to do; what woke it while it was not waiting counts. */
  async function nextWake(): Promise<void> {
    if (!woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    woken = false;
  }

  const unsubscribe = options.listener.subscribe(CHANNELS.work, wake);
  const toucher = setInterval(() => touchClaims(boss, [...inFlight.values()]).catch(report), TOUCH_MS);
  const looping = claimLoop();

  return {
    async stop() {
      unsubscribe();
      stopping.abort();
      wake();
      await looping;
      const patience = setTimeout(() => breakOff.abort(), options.shutdownMs);
      while (inFlight.size > 0) await nextWake();
      clearTimeout(patience);
      clearInterval(toucher);
    },
  };
}

type AttemptableDelivery = Parameters<typeof attemptDelivery>[1];

function isAttemptable(delivery: LoadedDelivery): delivery is AttemptableDelivery {
  if (!delivery.endpoint || !delivery.sealedPayload || hasEnded(delivery.status)) return false;
  return delivery.isTest || delivery.endpoint.status === 'ACTIVE';
}

/** PostgreSQL's classes for data and constraints; any other failure passes. */
function isRefused(error: unknown): boolean {
  return /^2[23]/.test(String((error as { code?: unknown }).code));
}
