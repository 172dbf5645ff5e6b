import TinyQueue from 'tinyqueue';
import { createCounts } from './counts.ts';
import { createPace, type FinishedTurn, type Pace } from './pace.ts';
import { createReadyLanes } from './ready-lanes.ts';
import { createSlots, type Slot } from './slots.ts';

/** What one endpoint has to do here: when its next delivery is due, and how fast it may go. */
interface Lane {
  readonly endpointId: string;
  /** The endpoint's own id until its organization is known. */
  organizationId: string;
  /** Infinity: nothing is known to wait. */
  dueMs: number;
  readonly pace: Pace;
  inFlight: number;
  /** Its deliveries are being read; what is heard of meanwhile is looked at afterwards. */
  isReading: boolean;
  heardMs: number;
  usedMs: number;
  /** Nothing due before this has to be looked at again; null: from the beginning. */
  since: Date | null;
  fromBeginningMs: number;
  /** More was due than it could take at its last turn. */
  isDeep: boolean;
  /** Its entry among those that are due later; any other is out of date. */
  later: Later | null;
}

interface Later {
  readonly lane: Lane;
  readonly dueMs: number;
}

/** An order to read, and start, up to `wanted` due deliveries of an endpoint. */
export interface Turn {
  readonly endpointId: string;
  readonly wanted: number;
  /** Only deliveries due since then; null: all. */
  readonly since: Date | null;
}

/** What reading an endpoint's deliveries found. */
export interface Found {
  /** Until the first that was not started is due, 0 or less when it is already; null: there is none. */
  readonly nextInMs: number | null;
  /** When the last that was read is due; null: none was read. */
  readonly lastDueAt: Date | null;
}

/**
 * Decides whose deliveries are started next. Organizations take turns, and so do the endpoints of each; none gets
 * more than its pace allows, and those that are slow share a part of the slots.
 */
export interface Lanes {
  /** Something of this endpoint is due in so many milliseconds. */
  expect(endpointId: string, inMs: number, organizationId?: string): void;
  /** Ends the rest that the endpoint was given for failing. */
  hurry(endpointId: string): void;
  /** Whose turn it is, for at most so many deliveries. Each turn must be answered by `found`. */
  take(limit: number, mayStart: (endpointId: string) => boolean): Turn[];
  found(endpointId: string, found: Found): void;
  /** @returns null when the endpoint's limits, as they are now, let no attempt start */
  start(
    endpointId: string,
    organizationId: string,
    limits: { maxConcurrency: number; rateLimitPerSecond: number | null },
  ): Slot | null;
  /** `finished` null: the attempt came to nothing. */
  end(endpointId: string, slot: Slot, finished: FinishedTurn | null): void;
  freeSlots(): number;
  inFlight(): { quick: number; slow: number };
  /** Milliseconds until a lane comes due that is not now; Infinity: none will. */
  nextInMs(): number;
}

// A row becomes visible when its transaction commits, with the time at which that began.
const COMMIT_SLACK_MS = 2000;
/** What is dead at the beginning of a lane costs time to pass over, so that is not done at every look. */
const FROM_BEGINNING_MS = 1000;
const FORGET_MS = 600_000;
/** An endpoint with a backlog gets at least so many at a turn: reading one each costs twice as much. */
const DEEP_TURN = 4;

export function createLanes(options: { slots: number; now?: () => number }): Lanes {
  const now = options.now ?? (() => performance.now());
  const slots = createSlots(options.slots, now);
  const lanes = new Map<string, Lane>();
  const ready = createReadyLanes<Lane>(slots);
  const later = new TinyQueue<Later>([], (a, b) => a.dueMs - b.dueMs);
  let prunedMs = now();

  function laneOf(endpointId: string): Lane {
    const found = lanes.get(endpointId);
    if (found) return found;
    const lane: Lane = {
      endpointId,
      organizationId: endpointId,
      dueMs: Infinity,
      pace: createPace(now),
      inFlight: 0,
      isReading: false,
      heardMs: Infinity,
      usedMs: now(),
      since: null,
      fromBeginningMs: -Infinity,
      isDeep: false,
      later: null,
    };
    lanes.set(endpointId, lane);
    return lane;
  }

  function place(lane: Lane): void {
    const before = lane.later;
    remove(lane);
    if (lane.isReading || lane.dueMs === Infinity || lane.inFlight >= lane.pace.concurrency()) return;
    const dueMs = Math.max(lane.dueMs, lane.pace.pausedUntilMs());
    if (dueMs > now()) {
      lane.later = before?.dueMs === dueMs ? before : { lane, dueMs };
      if (lane.later !== before) later.push(lane.later);
    } else ready.add(lane, lane.pace.speed());
  }

  function remove(lane: Lane): void {
    lane.later = null;
    ready.delete(lane);
  }

  function firstLater(): Later | undefined {
    for (let first = later.peek(); first; first = later.peek()) {
      if (first.lane.later === first) return first;
      later.pop();
    }
    return undefined;
  }

  function wakeDue(): void {
    const time = now();
    for (let first = firstLater(); first && first.dueMs <= time; first = firstLater()) place(first.lane);
    ready.wake();
    if (time - prunedMs > FORGET_MS) prune(time);
  }

  /** A lane at rest is kept for a while, because it knows how its endpoint fares. */
  function prune(time: number): void {
    prunedMs = time;
    for (const lane of lanes.values()) {
      const isAtRest = lane.inFlight === 0 && lane.dueMs === Infinity && !lane.isReading;
      if (isAtRest && time - lane.usedMs > FORGET_MS) lanes.delete(lane.endpointId);
    }
  }

  return {
    expect(endpointId, inMs, organizationId) {
      const lane = laneOf(endpointId);
      const dueMs = now() + Math.max(0, inMs);
      if (lane.isReading) lane.heardMs = Math.min(lane.heardMs, dueMs);
      if (dueMs >= lane.dueMs) return;
      remove(lane);
      if (organizationId) lane.organizationId = organizationId;
      lane.dueMs = dueMs;
      place(lane);
    },
    hurry(endpointId) {
      const lane = laneOf(endpointId);
      lane.pace.hurry();
      place(lane);
    },
    take(limit, mayStart) {
      wakeDue();
      let free = limit;
      const quantum = Math.max(1, Math.floor(free / Math.max(1, ready.size)));
      const turns: Turn[] = [];
      const planned = createCounts();
      while (free > 0) {
        const lane = ready.next();
        if (!lane) break;
        // Another worker has its shard: whoever gets that finds what waits in it.
        if (!mayStart(lane.endpointId)) {
          lane.dueMs = Infinity;
          continue;
        }
        const speed = lane.pace.speed();
        const places = slots.roomFor(speed, lane.organizationId, planned);
        if (places <= 0) {
          ready.hold(lane, speed);
          continue;
        }
        const share = lane.isDeep ? Math.max(quantum, DEEP_TURN) : quantum;
        const paceRoom = Math.min(lane.pace.concurrency() - lane.inFlight, lane.pace.startsNow());
        const room = Math.min(paceRoom, share, free, places);
        if (now() - lane.fromBeginningMs >= FROM_BEGINNING_MS) {
          lane.since = null;
          lane.fromBeginningMs = now();
        }
        lane.isReading = true;
        lane.heardMs = Infinity;
        turns.push({ endpointId: lane.endpointId, wanted: room, since: lane.since });
        free -= room;
        if (speed !== 'quick') planned.add(lane.organizationId, room);
      }
      return turns;
    },
    found(endpointId, { nextInMs, lastDueAt }) {
      const lane = laneOf(endpointId);
      const again = lane.since === null ? Infinity : lane.fromBeginningMs + FROM_BEGINNING_MS;
      const nextMs = nextInMs === null ? Infinity : now() + Math.max(0, nextInMs);
      lane.isReading = false;
      lane.isDeep = nextMs <= now();
      lane.usedMs = now();
      lane.dueMs = Math.min(nextMs, lane.heardMs, nextMs <= now() ? Infinity : again);
      if (lastDueAt) lane.since = new Date(lastDueAt.getTime() - COMMIT_SLACK_MS);
      place(lane);
    },
    start(endpointId, organizationId, limits) {
      const lane = laneOf(endpointId);
      lane.organizationId = organizationId;
      lane.pace.limit(limits);
      if (lane.inFlight >= lane.pace.concurrency() || lane.pace.pausedUntilMs() > now()) return null;
      const speed = lane.pace.speed();
      if (slots.roomFor(speed, organizationId) <= 0) return null;
      lane.pace.started();
      lane.inFlight += 1;
      return slots.take(speed, organizationId, () => lane.pace.slow());
    },
    end(endpointId, slot, finished) {
      const lane = laneOf(endpointId);
      lane.inFlight -= 1;
      lane.pace.ended(finished, slots.release(slot));
      place(lane);
    },
    freeSlots: () => slots.free(),
    inFlight: () => slots.inFlight(),
    nextInMs: () => (firstLater()?.dueMs ?? Infinity) - now(),
  };
}
