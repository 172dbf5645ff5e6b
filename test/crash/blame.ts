import type { ReceivedRequest } from './receiver.ts';
import type { Disturbance } from './timeline.ts';

/** How long an attempt that has ended may wait to be recorded while the database can be reached. */
const SETTLE_MS = 3000;
/** What a process had sent when it was killed, the receiver may read only after it has heard of its end. */
const READ_MS = 50;

export interface Blame {
  /** What each request that nobody recorded was lost to. */
  readonly causes: ReadonlyMap<ReceivedRequest, Disturbance>;
  /** Requests that nothing explains, be it that nothing struck then or that too few could be in flight. */
  readonly unexplained: readonly ReceivedRequest[];
}

/**
 * Finds for each request without an attempt the fault that it was in flight at: a worker's death before others.
 * @param most that a process can lose
 */
export function blame(
  unrecorded: readonly ReceivedRequest[],
  disturbances: readonly Disturbance[],
  most: number,
): Blame {
  const outages = disturbances.filter(({ victim }) => victim === 'database');
  const candidates = [...disturbances.filter(({ victim }) => victim === 'worker'), ...outages];
  const left = new Map(candidates.map((disturbance) => [disturbance, disturbance.count * most]));
  const causes = new Map<ReceivedRequest, Disturbance>();
  const unexplained: ReceivedRequest[] = [];
  for (const request of [...unrecorded].sort((a, b) => a.arrivedMs - b.arrivedMs)) {
    const cause = candidates.find(
      (disturbance) => (left.get(disturbance) as number) > 0 && wasInFlight(request, disturbance, outages),
    );
    if (!cause) {
      unexplained.push(request);
      continue;
    }
    left.set(cause, (left.get(cause) as number) - 1);
    causes.set(request, cause);
  }
  return { causes, unexplained };
}

function wasInFlight(
  { arrivedMs, endedMs }: ReceivedRequest,
  { fromMs, untilMs }: Disturbance,
  outages: readonly Disturbance[],
): boolean {
  if (arrivedMs > untilMs + READ_MS) return false;
  return endedMs + SETTLE_MS + outageWithin(outages, endedMs, fromMs) >= fromMs;
}

function outageWithin(outages: readonly Disturbance[], fromMs: number, untilMs: number): number {
  return outages.reduce(
    (sum, outage) => sum + Math.max(0, Math.min(outage.untilMs, untilMs) - Math.max(outage.fromMs, fromMs)),
    0,
  );
}

export interface Takeover {
  readonly request: ReceivedRequest;
  readonly cause: Disturbance;
  /** From the last fault before the next request for the same delivery. */
  readonly waitMs: number;
  /** Whether the worker's death was the only fault until then, and another worker was there. */
  readonly isPlain: boolean;
}

/** How long each lost attempt of a dead worker took to be made again. @param next the delivery's request after it */
export function takeoverOf(
  request: ReceivedRequest,
  cause: Disturbance,
  next: ReceivedRequest,
  disturbances: readonly Disturbance[],
): Takeover {
  const later = disturbances.filter(
    (other) =>
      other !== cause &&
      other.victim !== 'api' &&
      other.fromMs <= next.arrivedMs &&
      other.untilMs >= cause.fromMs,
  );
  const sinceMs = Math.max(cause.fromMs, ...later.map(({ untilMs }) => Math.min(untilMs, next.arrivedMs)));
  return {
    request,
    cause,
    waitMs: next.arrivedMs - sinceMs,
    isPlain: later.length === 0 && cause.othersReady > 0,
  };
}
