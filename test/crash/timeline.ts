/** What was struck; only a worker's death may leave requests unrecorded, only a database out of reach may delay. */
export type Victim = 'worker' | 'api' | 'database';

/** A time in which something was down or stopping, on the monotonic clock. */
export interface Disturbance {
  readonly what: string;
  readonly victim: Victim;
  /** How many processes of that kind it hit. */
  readonly count: number;
  /** Of the other workers, those that were at work when it struck. */
  readonly othersReady: number;
  readonly fromMs: number;
  /** A process: when it was gone. The database: when it could be reached again. */
  untilMs: number;
}

export interface Timeline {
  readonly disturbances: readonly Disturbance[];
  /** What no process may do, like ending by itself. */
  readonly misdeeds: readonly string[];
  begin(what: string, victim: Victim, count?: number, othersReady?: number): Disturbance;
  blame(misdeed: string): void;
}

export function createTimeline(): Timeline {
  const disturbances: Disturbance[] = [];
  const misdeeds: string[] = [];
  return {
    disturbances,
    misdeeds,
    begin(what, victim, count = 1, othersReady = 0) {
      const fromMs = performance.now();
      const disturbance = { what, victim, count, othersReady, fromMs, untilMs: Number.POSITIVE_INFINITY };
      disturbances.push(disturbance);
      return disturbance;
    },
    blame: (misdeed) => misdeeds.push(misdeed),
  };
}
