import { type Counts, createCounts } from './counts.ts';

/** An attempt that lasts longer than this is slow, and gives its place to another. */
const SLOW_MS = 1000;
/** How many slow attempts may be in flight besides, for each slot. */
const SLOW_PER_SLOT = 3;
/** The share of these that one organization may take. */
const SLOW_SHARE = 0.5;
/**
 * An attempt at an endpoint of which nothing is known may hang, so a place among the slow is kept for it. Beyond those
 * places, such attempts may take this share of the slots, where they stay if they hang; and those of one organization
 * the second share.
 */
const UNKNOWN_SHARE = 0.5;
const UNKNOWN_SHARE_OF_ONE = 0.25;
const NONE = createCounts();

/** What an attempt is likely to be, as others to its endpoint were a moment ago. */
export type Speed = 'quick' | 'unknown' | 'slow';

/** One attempt's place. */
export interface Slot {
  readonly organizationId: string;
  readonly startedMs: number;
  readonly onSlow: () => void;
  /** Released: null. */
  speed: Speed | null;
}

/**
 * The attempts that may be in flight at once. One that turns out to be slow moves aside after a second, as long as
 * there is room among the slow, so that endpoints which hang do not stop the others.
 */
export interface Slots {
  free(): number;
  /** For how many more there are places, besides what `free` says; `planned`: those that are to be started too, not the quick. */
  places(speed: Speed, planned?: Counts): number;
  /** The same of one organization. */
  roomFor(speed: Speed, organizationId: string, planned?: Counts): number;
  inFlight(): { quick: number; slow: number };
  /** One that is likely to be slow takes none of the quick ones' places. @param onSlow is called once it is slow */
  take(speed: Speed, organizationId: string, onSlow: () => void): Slot;
  /** @returns whether the attempt was slow */
  release(slot: Slot): boolean;
}

export function createSlots(size: number, now: () => number): Slots {
  const slowMax = size * SLOW_PER_SLOT;
  const slowMaxOfOne = Math.ceil(slowMax * SLOW_SHARE);
  /** Quick ones in the order of their starts, and what was released since. */
  let started: Slot[] = [];
  const counts = { quick: createCounts(), unknown: createCounts(), slow: createCounts() };

  function places(speed: Speed, planned = NONE): number {
    const beyond = speed === 'unknown' ? Math.ceil(size * UNKNOWN_SHARE) : 0;
    const taken = counts.slow.all() + counts.unknown.all() + planned.all();
    return speed === 'quick' ? Infinity : slowMax + beyond - taken;
  }

  function roomFor(speed: Speed, organizationId: string, planned = NONE): number {
    const beyond = speed === 'unknown' ? Math.ceil(size * UNKNOWN_SHARE_OF_ONE) : 0;
    const taken =
      counts.slow.of(organizationId) + counts.unknown.of(organizationId) + planned.of(organizationId);
    return speed === 'quick' ? Infinity : Math.min(places(speed, planned), slowMaxOfOne + beyond - taken);
  }

  function mayMoveAside({ organizationId }: Slot): boolean {
    return counts.slow.all() < slowMax && counts.slow.of(organizationId) < slowMaxOfOne;
  }

  function change(slot: Slot, speed: Speed | null): void {
    if (slot.speed) counts[slot.speed].add(slot.organizationId, -1);
    if (speed) counts[speed].add(slot.organizationId, 1);
    slot.speed = speed;
  }

  const free = () => size - counts.quick.all() - counts.unknown.all();

  function moveAside(): void {
    const limitMs = now() - SLOW_MS;
    const isOld = ({ startedMs }: Slot) => startedMs <= limitMs;
    if (!started[0] || !(isOld(started[0]) || started.length > 2 * size)) return;
    started = started.filter((slot) => {
      if (!slot.speed) return false;
      if (!isOld(slot)) return true;
      slot.onSlow();
      if (!mayMoveAside(slot)) return true;
      change(slot, 'slow');
      return false;
    });
  }

  return {
    free() {
      moveAside();
      return free();
    },
    places,
    roomFor,
    inFlight() {
      moveAside();
      return { quick: size - free(), slow: counts.slow.all() };
    },
    take(speed, organizationId, onSlow) {
      const slot: Slot = { organizationId, startedMs: now(), onSlow, speed: null };
      change(slot, speed);
      if (speed !== 'slow') started.push(slot);
      return slot;
    },
    release(slot) {
      change(slot, null);
      return now() - slot.startedMs >= SLOW_MS;
    },
  };
}
