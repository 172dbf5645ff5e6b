import type { LoadedEndpoint } from '../domain/load-deliveries.ts';

/** What an attempt is taken to last before the first has ended. */
const DURATION_GUESS_MS = 500;
/** Of the mean duration: how much the latest attempt counts. */
const LATEST_SHARE = 0.2;
const WAIT_MAX_MS = 60_000;
/** A few attempts that hang make the mean long; the others must not wait for it, as slots come free before. */
const TURN_MAX_MS = 250;

/** Keeps to an endpoint's rate and concurrency, in this process. */
export interface Admission {
  /**
   * @returns 0 when the delivery may be attempted now, which `release` must follow; else how many milliseconds
   * to put it off. Each gets a moment of its own, so that a backlog is not looked at over and over.
   */
  admit(
    deliveryId: string,
    endpointId: string,
    limits: Pick<LoadedEndpoint, 'rateLimitPerSecond' | 'maxConcurrency'>,
  ): number;
  release(endpointId: string, durationMs: number): void;
}

interface State {
  inFlight: number;
  meanDurationMs: number;
  /** Put off because too many were in flight, and not seen again yet. */
  putOff: number;
  /** When the next attempt may start that has no moment of its own, on the monotonic clock. */
  nextStartMs: number;
}

export function createAdmission(now: () => number = () => performance.now()): Admission {
  const states = new Map<string, State>();
  /** Deliveries that were given a moment, which counts against the rate only once. */
  const reserved = new Set<string>();

  function stateOf(endpointId: string): State {
    const state = states.get(endpointId) ?? {
      inFlight: 0,
      meanDurationMs: DURATION_GUESS_MS,
      putOff: 0,
      nextStartMs: 0,
    };
    states.set(endpointId, state);
    return state;
  }

  function waitForRate(state: State, deliveryId: string, perSecond: number): number {
    if (reserved.delete(deliveryId)) return 0;
    const startMs = Math.max(now(), state.nextStartMs);
    const waitMs = startMs - now();
    state.nextStartMs = startMs + 1000 / perSecond;
    if (waitMs <= 0) return 0;
    reserved.add(deliveryId);
    return waitMs;
  }

  return {
    admit(deliveryId, endpointId, { rateLimitPerSecond, maxConcurrency }) {
      const state = stateOf(endpointId);
      if (state.inFlight >= maxConcurrency) {
        state.putOff += 1;
        const turns = Math.ceil(state.putOff / maxConcurrency);
        return Math.min(Math.max(1, turns * Math.min(state.meanDurationMs, TURN_MAX_MS)), WAIT_MAX_MS);
      }
      const waitMs = rateLimitPerSecond === null ? 0 : waitForRate(state, deliveryId, rateLimitPerSecond);
      if (waitMs > 0) return Math.min(waitMs, WAIT_MAX_MS);
      state.inFlight += 1;
      state.putOff = Math.max(0, state.putOff - 1);
      return 0;
    },
    release(endpointId, durationMs) {
      const state = stateOf(endpointId);
      state.inFlight -= 1;
      state.meanDurationMs += LATEST_SHARE * (durationMs - state.meanDurationMs);
      // An endpoint at rest is forgotten, unless its rate still reaches into the future.
      if (state.inFlight === 0 && state.nextStartMs <= now()) states.delete(endpointId);
    },
  };
}
