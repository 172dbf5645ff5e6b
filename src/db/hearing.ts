import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { rest } from '../rest.ts';

/** The listener sends itself notifications on this channel, and sees whether they arrive. */
export const HEARING_CHANNEL = 'hookline_hearing';

const CHECK_MS = 30_000;
/** A notification takes milliseconds; what is not heard after this is not coming. */
const HEAR_MS = 2000;
/** How long a connection that is opened anew has before it is tried. */
const RENEWED_MS = 2000;

export interface HearingOptions {
  /** Where notifications are sent from: never the connection that listens. */
  pool: Pick<pg.Pool, 'query'>;
  /** Whether the connection that listens is there to hear. */
  isConnected: () => boolean;
  /** Opens that connection anew. */
  renew: () => void;
  /** Sends LISTEN again for each channel. */
  listen: () => Promise<void>;
  /** Called when nothing is heard although the connection is new; then not again until that is mended. */
  onDeaf: () => void;
  onMended: () => void;
  checkMs?: number;
  hearMs?: number;
}

export interface Hearing extends Disposable {
  heard(token: string): void;
}

/**
 * Finds out whether notifications come through: a pooler in transaction mode takes a LISTEN and passes nothing on, and
 * a connection that a firewall has forgotten looks as one on which nothing happens.
 */
export function startHearing(options: HearingOptions): Hearing {
  const { pool, checkMs = CHECK_MS, hearMs = HEAR_MS } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let expected = '';
  let arrived: () => void = () => undefined;
  let misses = 0;
  let isDeaf = false;

  /** @returns null when that cannot be told now */
  async function hears(): Promise<boolean | null> {
    if (!options.isConnected()) return null;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    expected = randomUUID();
    arrived = () => resolve(true);
    await pool.query('select pg_notify($1, $2)', [HEARING_CHANNEL, expected]);
    const late = AbortSignal.any([AbortSignal.timeout(hearMs), signal]);
    late.addEventListener('abort', () => resolve(false));
    const heard = await promise;
    return heard || (options.isConnected() && !signal.aborted ? false : null);
  }

  async function check(): Promise<void> {
    if (isDeaf) await options.listen();
    const heard = await hears();
    if (heard === null) return;
    misses = heard ? 0 : misses + 1;
    if (heard && isDeaf) {
      isDeaf = false;
      options.onMended();
    }
    // The connection may be to blame: the pooler or the network is only when a new one hears nothing either.
    if (misses === 1) options.renew();
    if (misses > 1 && !isDeaf) {
      isDeaf = true;
      options.onDeaf();
    }
  }

  async function checkOn(): Promise<void> {
    while (!signal.aborted) {
      // Whatever fails here, the listener or the pool tells of it.
      await check().catch(() => undefined);
      const restMs = misses === 1 ? Math.min(RENEWED_MS, checkMs) : checkMs;
      await rest(restMs, signal);
    }
  }

  void checkOn();
  return {
    heard(token) {
      if (token === expected) arrived();
    },
    [Symbol.dispose]() {
      stopping.abort();
    },
  };
}
