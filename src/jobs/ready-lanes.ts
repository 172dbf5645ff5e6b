import type { Slots } from './slots.ts';
import { createTurnQueue } from './turn-queue.ts';

/** Lanes that may have a turn, and slow ones that wait for a place among those that the slow may take. */
export interface ReadyLanes<Lane extends { readonly organizationId: string }> {
  /** Of those that may have a turn. */
  readonly size: number;
  /** A slow one waits if there is no place for it, and behind those that wait already. */
  add(lane: Lane, isSlow: boolean): void;
  /** For a slow one whose turn it is, and that finds no place. */
  hold(lane: Lane): void;
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
  const heldUp = createTurnQueue<Lane>();
  const slow = new Set<Lane>();
  /** Of the slow ones that may have a turn, how many are each organization's. */
  const slowOf = new Map<string, number>();

  function addSlow(lane: Lane): void {
    ready.add(lane);
    slow.add(lane);
    slowOf.set(lane.organizationId, (slowOf.get(lane.organizationId) ?? 0) + 1);
  }

  function remove(lane: Lane): void {
    heldUp.delete(lane);
    ready.delete(lane);
    if (!slow.delete(lane)) return;
    const left = (slowOf.get(lane.organizationId) ?? 0) - 1;
    if (left > 0) slowOf.set(lane.organizationId, left);
    else slowOf.delete(lane.organizationId);
  }

  const hasRoom = (organizationId: string) => slots.roomForSlow(organizationId, slowOf) > 0;

  return {
    get size() {
      return ready.size;
    },
    add(lane, isSlow) {
      remove(lane);
      if (!isSlow) ready.add(lane);
      else if (heldUp.has(lane.organizationId) || !hasRoom(lane.organizationId)) heldUp.add(lane);
      else addSlow(lane);
    },
    hold: (lane) => heldUp.add(lane),
    delete: remove,
    next() {
      const lane = ready.next();
      if (lane) remove(lane);
      return lane;
    },
    wake() {
      while (slots.slowPlaces(slowOf) > 0) {
        const lane = heldUp.next(hasRoom);
        if (!lane) return;
        addSlow(lane);
      }
    },
  };
}
