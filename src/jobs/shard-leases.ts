import type pg from 'pg';
import { newId } from '../ids.ts';
import type { PgBoss } from '../queue/boss.ts';
import {
  claimShards,
  handBackShards,
  renewShards,
  SHARD_COUNT,
  type ShardLease,
  shardOf,
} from '../queue/shards.ts';
import { reportWorker, retireWorker } from '../queue/workers.ts';
import { rest } from '../rest.ts';

const BEAT_MS = 1000;
const RENEW_MS = 3000;
const RENEW_AGAIN_MS = 1000;
/** After this without a renewal pg-boss may give a shard to another; attempts stop a little before. */
const LEASE_MS = 9000;

/** The shards whose deliveries this worker attempts: an equal share for each worker that is alive. */
export interface ShardLeases {
  /** Whether attempts for this endpoint may start here. */
  holds(endpointId: string): boolean;
  /** How many are held. */
  count(): number;
  /** Takes no more, and hands back what is at rest, so that other workers go on with it at once. */
  retire(): void;
  /** Hands back the rest; nothing may be in flight any more. */
  stop(): Promise<void>;
}

interface Held {
  lease: ShardLease;
  renewed: Moment;
  /** Another worker is to have it, once what is in flight has ended. */
  leaving: boolean;
}

export function startShardLeases(options: {
  boss: PgBoss;
  pool: pg.Pool;
  /** Shards came in: what waits for their endpoints has to be found. */
  onGained: () => void;
  /** Whether attempts for a shard are in flight or not settled yet. */
  isBusy: (shard: number) => boolean;
  onError: (error: unknown) => void;
}): ShardLeases {
  const { boss, pool } = options;
  const workerId = newId();
  const held = new Map<number, Held>();
  const stopping = new AbortController();
  let isRetiring = false;
  let beatSoon = () => {};

  async function beat(): Promise<void> {
    const workers = isRetiring ? await retireWorker(pool, workerId) : await reportWorker(pool, workerId);
    // It may have begun to retire while it reported.
    const share = workers && !isRetiring ? Math.ceil(SHARD_COUNT / workers) : 0;
    if (held.size < share) await claim(share - held.size);
    await leave(held.size - share);
  }

  async function renew(): Promise<void> {
    const now = thisMoment();
    const entries = [...held];
    const kept = await renewShards(
      boss,
      entries.map(([, { lease }]) => lease),
    );
    const shards = new Set(kept.map(({ shard }) => shard));
    for (const [shard, entry] of entries) {
      if (shards.has(shard)) entry.renewed = now;
      else if (held.get(shard) === entry) held.delete(shard);
    }
  }

  async function claim(limit: number): Promise<void> {
    const now = thisMoment();
    const leases = await claimShards(boss, limit);
    for (const lease of leases) held.set(lease.shard, { lease, renewed: now, leaving: false });
    if (leases.length > 0) options.onGained();
  }

  /** Starts no more attempts for what is above the share, and hands back what is at rest. */
  async function leave(surplus: number): Promise<void> {
    const entries = [...held.values()].toReversed();
    for (const [index, entry] of entries.entries()) entry.leaving = index < surplus;
    const atRest = entries.filter(({ leaving, lease }) => leaving && !options.isBusy(lease.shard));
    if (atRest.length === 0) return;
    for (const { lease } of atRest) held.delete(lease.shard);
    await handBackShards(
      boss,
      atRest.map(({ lease }) => lease),
    );
  }

  async function beatLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const soon = new AbortController();
      beatSoon = () => soon.abort();
      await beat().catch(options.onError);
      await rest(BEAT_MS, AbortSignal.any([soon.signal, stopping.signal]));
    }
  }

  /** Beside the other: a beat waits for connections of the pool while it is busy, and what is held must not lapse. */
  async function renewLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const isRenewed = await renew().then(
        () => true,
        (error: unknown) => options.onError(error),
      );
      await rest(isRenewed ? RENEW_MS : RENEW_AGAIN_MS, stopping.signal);
    }
  }

  const looping = Promise.all([beatLoop(), renewLoop()]);

  return {
    holds(endpointId) {
      const entry = held.get(shardOf(endpointId));
      return entry !== undefined && !entry.leaving && msSince(entry.renewed) < LEASE_MS;
    },
    count: () => held.size,
    retire() {
      isRetiring = true;
      beatSoon();
    },
    async stop() {
      stopping.abort();
      await looping;
      const leases = [...held.values()].map(({ lease }) => lease);
      held.clear();
      // If the database does not answer, the leases lapse like those of a worker that was killed; the stop goes on all
      // the same.
      await handBackShards(boss, leases)
        .then(() => retireWorker(pool, workerId))
        .catch(options.onError);
    },
  };
}

/** By both clocks: the monotonic one stands still while the host is suspended, and the other one may be set back. */
interface Moment {
  readonly steadyMs: number;
  readonly wallMs: number;
}

function thisMoment(): Moment {
  return { steadyMs: performance.now(), wallMs: Date.now() };
}

function msSince({ steadyMs, wallMs }: Moment): number {
  return Math.max(performance.now() - steadyMs, Date.now() - wallMs);
}
