import { setTimeout as delay } from 'node:timers/promises';
import { FeedError, type Place, type Seen, type Source, type Stream } from './sources.ts';
import type { Watch } from './watch.ts';

/** Says of whoever gets it that the feed, and not a fault, is wrong. */
const INEXCUSABLE = new Set(['CURSOR_INVALID', 'CURSOR_AHEAD', 'NOT_FOUND', 'BAD_REQUEST', 'FORBIDDEN']);
const COME_BACK_MS = 80;
const STAY_ITEMS = 1500;
/** Mostly a slow one is slow by a little, now and then it takes nothing for so long that it is given up. */
const SLOW_MS = 30;
const STUCK_MS = 3000;

/** One who follows the feed, loses it, and comes back with the last cursor. */
export interface Follower {
  readonly name: string;
  readonly watch: Watch;
  /** Items after this place are its due. */
  readonly start: Place;
  /** `number kind endpoint`, one after another. */
  readonly received: readonly string[];
  readonly counts: Readonly<Counts>;
  /** What no fault excuses. */
  readonly complaints: readonly string[];
  /** Breaks its connection, if it has one. */
  cut(): void;
  readonly ended: Promise<void>;
}

export interface Counts {
  connections: number;
  /** It left, or its connection was broken at its own end. */
  disconnects: number;
  /** The server or the network was gone. */
  losses: number;
  /** It was closed for having fallen behind. */
  tooSlow: number;
  checkpoints: number;
}

export function startFollower(options: {
  name: string;
  watch: Watch;
  start: Place;
  sources: readonly Source[];
  random: () => number;
  /** Dawdles over items now and then, and so falls behind. */
  isSlow: boolean;
  /** While it stands it comes and goes; afterwards it stays until it has all. */
  isRestless: () => boolean;
  signal: AbortSignal;
}): Follower {
  const { watch, start, sources, random, isSlow, isRestless, signal } = options;
  const received: string[] = [];
  const complaints: string[] = [];
  const counts: Counts = { connections: 0, disconnects: 0, losses: 0, tooSlow: 0, checkpoints: 0 };
  let last = start;
  let isChecked = false;
  let stream: Stream | null = null;
  let wasCut = false;

  async function visit(): Promise<void> {
    const source = sources[Math.floor(random() * sources.length)] as Source;
    const opened = await source(watch, last, signal);
    stream = opened;
    wasCut = false;
    counts.connections += 1;
    let toStay = random() < 0.5 ? Number.POSITIVE_INFINITY : Math.ceil(random() * STAY_ITEMS);
    const rudely = random() < 0.5;
    const leave = () => opened.leave(rudely).catch(() => undefined);
    signal.addEventListener('abort', leave, { once: true });
    try {
      for (;;) {
        const next = await opened.next();
        if (!next) break;
        take(next);
        if (isSlow && isRestless() && random() < 0.02)
          await delay(random() * (random() < 0.1 ? STUCK_MS : SLOW_MS));
        if (--toStay <= 0 && isRestless()) wasCut = true;
        if (wasCut) break;
      }
      if (wasCut) counts.disconnects += 1;
      else if (!signal.aborted) counts.losses += 1;
    } finally {
      stream = null;
      signal.removeEventListener('abort', leave);
      await leave();
    }
  }

  function take(seen: Seen): void {
    if (seen.item !== null) received.push(seen.item);
    // Order among items is judged at the end; a checkpoint is a promise about what follows it.
    const breaksPromise = isChecked && seen.item !== null && seen.number <= last.number;
    if (breaksPromise) complaints.push(`got ${seen.item} after a checkpoint at ${last.number}`);
    if (seen.number < last.number) {
      if (seen.item === null) complaints.push(`got a checkpoint at ${seen.number} after ${last.number}`);
      return;
    }
    if (seen.item === null) counts.checkpoints += 1;
    last = seen;
    isChecked = seen.item === null;
  }

  function judge(error: unknown): void {
    const code = error instanceof FeedError ? error.code : null;
    if (code === 'CONSUMER_TOO_SLOW') counts.tooSlow += 1;
    else if (wasCut) counts.disconnects += 1;
    else counts.losses += 1;
    if (code && INEXCUSABLE.has(code)) complaints.push(`after ${last.number}: ${String(error)}`);
  }

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      await visit().catch((error: unknown) => {
        if (!signal.aborted) judge(error);
      });
      if (!signal.aborted) await delay(random() * COME_BACK_MS);
    }
  }

  return {
    name: options.name,
    watch,
    start,
    received,
    counts,
    complaints,
    cut() {
      if (!stream) return;
      wasCut = true;
      stream.leave(true).catch(() => undefined);
    },
    ended: follow(),
  };
}
