/** An attempt that lasts longer than this is slow, and gives its place to another. */
const SLOW_MS = 1000;
/** For each slot, so many more attempts that are slow may be in flight. */
const SLOW_PER_SLOT = 3;
/** Of these, the part that one organization may take. */
const SLOW_SHARE = 0.5;
const NONE: ReadonlyMap<string, number> = new Map();

/** One attempt's place. */
export interface Slot {
  readonly organizationId: string;
  readonly startedMs: number;
  readonly onSlow: () => void;
  state: 'quick' | 'slow' | 'released';
}

/**
 * The attempts that may be in flight at once. One that turns out to be slow moves aside after a second, as long as
 * there is room among the slow, so that endpoints which hang do not stop the others.
 */
export interface Slots {
  free(): number;
  /** How many more attempts may be slow, whoever's they are; `planned`: those that are to be started besides. */
  slowPlaces(planned?: ReadonlyMap<string, number>): number;
  /** The same of one organization. */
  roomForSlow(organizationId: string, planned?: ReadonlyMap<string, number>): number;
  inFlight(): { quick: number; slow: number };
  take(organizationId: string, onSlow: () => void): Slot;
  /** For an attempt that will be slow, as those of its endpoint are: it takes none of the quick ones' places. */
  takeSlow(organizationId: string): Slot;
  /** @returns whether the attempt was slow */
  release(slot: Slot): boolean;
}

export function createSlots(size: number, now: () => number): Slots {
  const slowMax = size * SLOW_PER_SLOT;
  /** Quick ones in the order of their starts, and what was released since. */
  let started: Slot[] = [];
  let quick = 0;
  let slow = 0;
  const slowOf = new Map<string, number>();

  function countSlow(organizationId: string, change: 1 | -1): void {
    const count = (slowOf.get(organizationId) ?? 0) + change;
    slow += change;
    if (count === 0) slowOf.delete(organizationId);
    else slowOf.set(organizationId, count);
  }

  function slowPlaces(planned: ReadonlyMap<string, number> = NONE): number {
    let all = slow;
    for (const count of planned.values()) all += count;
    return slowMax - all;
  }

  function roomForSlow(organizationId: string, planned: ReadonlyMap<string, number> = NONE): number {
    const own = (slowOf.get(organizationId) ?? 0) + (planned.get(organizationId) ?? 0);
    return Math.min(slowPlaces(planned), Math.ceil(slowMax * SLOW_SHARE) - own);
  }

  function moveAside(): void {
    const limitMs = now() - SLOW_MS;
    const isOld = ({ startedMs }: Slot) => startedMs <= limitMs;
    if (!started[0] || !(isOld(started[0]) || started.length > 2 * size)) return;
    started = started.filter((slot) => {
      if (slot.state === 'released') return false;
      if (!isOld(slot)) return true;
      slot.onSlow();
      if (roomForSlow(slot.organizationId) <= 0) return true;
      slot.state = 'slow';
      quick -= 1;
      countSlow(slot.organizationId, 1);
      return false;
    });
  }

  return {
    free() {
      moveAside();
      return size - quick;
    },
    slowPlaces,
    roomForSlow,
    inFlight() {
      moveAside();
      return { quick, slow };
    },
    take(organizationId, onSlow) {
      const slot: Slot = { organizationId, startedMs: now(), onSlow, state: 'quick' };
      started.push(slot);
      quick += 1;
      return slot;
    },
    takeSlow(organizationId) {
      countSlow(organizationId, 1);
      return { organizationId, startedMs: now(), onSlow: () => undefined, state: 'slow' };
    },
    release(slot) {
      if (slot.state === 'quick') quick -= 1;
      else countSlow(slot.organizationId, -1);
      slot.state = 'released';
      return now() - slot.startedMs >= SLOW_MS;
    },
  };
}
