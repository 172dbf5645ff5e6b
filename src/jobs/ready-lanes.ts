import { createCounts } from './counts.ts';
import type { Slots, Speed } from './slots.ts';
import { createTurnQueue } from './turn-queue.ts';

/** There is always a place for the quick ones. */
const HELD = ['unknown', 'slow'] as const;

/** Lanes that may have a turn, and those that wait for a place, as their organization has as many as it may have. */
export interface ReadyLanes<Lane extends { readonly organizationId: string }> {
  /** Of those that may have a turn. */
  readonly size: number;
  /** It waits if there is no place for it, and behind those that wait already. */
  add(lane: Lane, speed: Speed): void;
  /** For one whose turn it is, and that finds no place. */
  hold(lane: Lane, speed: Speed): void;
  delete(lane: Lane): void;
  /** Takes out the one whose turn it is. */
  next(): Lane | undefined;
  /** Lets as many of those that wait go on as there are places. */
  wake(): void;
}

export function createReadyLanes<Lane extends { readonly organizationId: string }>(
  slots: Slots,
): ReadyLanes<Lane> {
  const ready = createTurnQueue<Lane>();
  const heldUp = {
    quick: createTurnQueue<Lane>(),
    unknown: createTurnQueue<Lane>(),
    slow: createTurnQueue<Lane>(),
  };
  /** Those that may have a turn and are not quick, and how many they are. */
  const uncertain = new Set<Lane>();
  const planned = createCounts();

  function addReady(lane: Lane, speed: Speed): void {
    ready.add(lane);
    if (speed === 'quick') return;
    uncertain.add(lane);
    planned.add(lane.organizationId, 1);
  }

  function remove(lane: Lane): void {
    for (const speed of HELD) heldUp[speed].delete(lane);
    ready.delete(lane);
    if (uncertain.delete(lane)) planned.add(lane.organizationId, -1);
  }

  return {
    get size() {
      return ready.size;
    },
    add(lane, speed) {
      remove(lane);
      const { organizationId } = lane;
      if (heldUp[speed].has(organizationId) || slots.roomFor(speed, organizationId) <= 0)
        heldUp[speed].add(lane);
      else addReady(lane, speed);
    },
    hold: (lane, speed) => heldUp[speed].add(lane),
    delete: remove,
    next() {
      const lane = ready.next();
      if (lane) remove(lane);
      return lane;
    },
    wake() {
      for (const speed of HELD) {
        while (slots.places(speed, planned) > 0) {
          const lane = heldUp[speed].next(
            (organizationId) => slots.roomFor(speed, organizationId, planned) > 0,
          );
          if (!lane) break;
          addReady(lane, speed);
        }
      }
    },
  };
}
