import { setTimeout as delay } from 'node:timers/promises';
import { expectSound } from '../support/invariant.ts';
import { seededRandom } from '../support/random.ts';
import { startDriver } from './driver.ts';
import { contradictions, loadRows, waiting } from './evidence.ts';
import { type Fault, LAST_FAULT } from './faults.ts';
import { type Finding, judge, type Verdict } from './judge.ts';
import { prepareScene } from './scene.ts';
import { type Site, SLOTS } from './site.ts';

export interface RunOptions {
  /** 1 for the first. */
  readonly number: number;
  readonly seed: number;
  readonly faults: number;
  readonly draw: () => Fault;
  readonly onFault: (fault: Fault) => void;
  readonly signal: AbortSignal;
}

export interface RunResult extends Verdict {
  readonly events: number;
  readonly republished: number;
  readonly deliveries: Readonly<Record<string, number>>;
  readonly attempts: number;
  readonly requests: number;
  /** From the last fault until nothing waited and nothing was in flight. */
  readonly settledMs: number;
}

const TRAFFIC_MS = 1200;
/** A takeover, and what is left of a schedule whose every request is throttled. */
/** One that is quick, three that are slow, and two that have ended and are not settled: see src/jobs/slots.ts and deliver.ts. */
const LOST_PER_SLOT = 6;
const SETTLE_LIMIT_MS = 150_000;
/** The last attempts may end and be recorded after their deliveries have ended. */
const QUIET_LIMIT_MS = 15_000;
const POLL_MS = 100;

/** Traffic under faults until it has settled, and what is then found wrong. @throws the signal's reason */
export async function performRun(site: Site, options: RunOptions): Promise<RunResult> {
  const { number, seed, signal } = options;
  const random = seededRandom(seed);
  const scene = await prepareScene(site, number, seed, signal);
  const organizations = scene.map(({ uuid }) => uuid);
  const firstRequest = site.receiver.requests.length;
  const firstDisturbance = site.timeline.disturbances.length;
  const driver = startDriver(scene, number, seededRandom(seed + 1), signal);

  for (let toCome = options.faults; toCome >= 0; toCome--) {
    await delay(random() * TRAFFIC_MS, undefined, { signal });
    const fault = toCome > 0 ? options.draw() : LAST_FAULT;
    options.onFault(fault);
    await fault.strike({ site, driver, random, signal });
  }
  const lastFaultMs = performance.now();
  await driver.finish();
  const { pool } = site.postgres;
  let left: unknown[] = [];
  await within(SETTLE_LIMIT_MS, signal, async () => {
    left = await waiting(pool, organizations);
    return left.length === 0;
  });

  const examine = async () => {
    const rows = await loadRows(pool, organizations);
    const requests = site.receiver.requests.slice(firstRequest);
    const verdict = judge({
      scene,
      published: driver.events,
      canceled: driver.canceled,
      requests,
      disturbances: site.timeline.disturbances.slice(firstDisturbance),
      rows,
      most: SLOTS * LOST_PER_SLOT,
      originMs: performance.timeOrigin,
    });
    const findings = [...verdict.findings, ...(await contradictions(pool)), ...(await unsound(pool))];
    return { rows, requests, verdict, findings };
  };
  let examined = await examine();
  await within(QUIET_LIMIT_MS, signal, async () => {
    if (site.receiver.openCount > 0) return false;
    examined = await examine();
    return examined.findings.length === 0;
  });
  const { rows, requests, verdict } = examined;
  const findings: Finding[] = [
    ...list(`something waits ${SETTLE_LIMIT_MS / 1000} s after the last fault`, left),
    ...examined.findings,
    ...list('a process misbehaved', site.timeline.misdeeds),
    ...list('an answer is not excused by any fault', driver.refusals),
  ];
  return {
    ...verdict,
    findings,
    events: rows.events.length,
    republished: driver.republished,
    deliveries: tally(rows.deliveries.map(({ status }) => status)),
    attempts: rows.attempts.length,
    requests: requests.length,
    settledMs: performance.now() - lastFaultMs,
  };
}

/** Whether it came true in that time; asked again and again. */
async function within(
  limitMs: number,
  signal: AbortSignal,
  isTrue: () => Promise<boolean>,
): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    if (await isTrue()) return true;
    if (performance.now() > deadline) return false;
    await delay(POLL_MS, undefined, { signal });
  }
}

async function unsound(pool: Site['postgres']['pool']): Promise<Finding[]> {
  try {
    await expectSound(pool);
    return [];
  } catch (error) {
    const { message, actual } = error as { message: string; actual?: unknown };
    return [
      { problem: `the invariant does not hold: ${message}`, rows: Array.isArray(actual) ? actual : [] },
    ];
  }
}

function list(problem: string, rows: readonly unknown[]): Finding[] {
  return rows.length > 0 ? [{ problem, rows }] : [];
}

export function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
