import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** What a receiver can do with a request. */
export type Behaviour =
  | 'accept'
  | 'accept slowly'
  | 'accept and break off'
  | 'fail'
  | 'be unavailable'
  | 'throttle'
  | 'reset'
  | 'hang';

/** Endpoints that differ in what they do, and how often. */
export const PROFILES = {
  steady: { accept: 1 },
  flaky: {
    accept: 10,
    'accept slowly': 3,
    'accept and break off': 1,
    fail: 3,
    'be unavailable': 1,
    throttle: 1,
    reset: 2,
    hang: 1,
  },
  hanging: { accept: 1, hang: 2 },
  broken: { fail: 5, reset: 1 },
} satisfies Record<string, Partial<Record<Behaviour, number>>>;
export type Profile = keyof typeof PROFILES;

/** The statuses that are answered; 0: none. */
export const STATUS: Readonly<Record<Behaviour, number>> = {
  accept: 200,
  'accept slowly': 200,
  'accept and break off': 200,
  fail: 500,
  'be unavailable': 503,
  throttle: 429,
  reset: 0,
  hang: 0,
};

const RETRY_AFTER_SECONDS = '1';
const SLOW_BODY = 'received';
const SLOW_BYTE_MS = 60;

/** Depends on nothing but its arguments: the same seed makes the same receivers, whatever the order of requests. */
export function chooseBehaviour(seed: number, profile: Profile, event: number, ordinal: number): Behaviour {
  const choices = Object.entries<number>(PROFILES[profile]) as [Behaviour, number][];
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  const digest = createHash('sha256').update(`${seed}/${profile}/${event}/${ordinal}`).digest();
  let left = (digest.readUInt32BE() / 2 ** 32) * total;
  for (const [behaviour, weight] of choices) {
    left -= weight;
    if (left < 0) return behaviour;
  }
  return 'accept';
}

/** Resolves when the answer is given as far as it will be. */
export async function answer(
  response: ServerResponse,
  behaviour: Behaviour,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const status = STATUS[behaviour];
  switch (behaviour) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'accept and break off':
      response.writeHead(status, { ...headers, 'content-length': '100' }).write('begun');
      // What is written must have left before the connection breaks, or the status would be lost with it.
      await delay(SLOW_BYTE_MS);
      response.socket?.destroy();
      return;
    case 'accept slowly':
      response.writeHead(status, { ...headers, 'content-length': String(SLOW_BODY.length) });
      for (const byte of SLOW_BODY) {
        response.write(byte);
        await delay(SLOW_BYTE_MS);
        if (response.destroyed) return;
      }
      response.end();
      return;
    default: {
      const asks = behaviour === 'throttle' || behaviour === 'be unavailable';
      response
        .writeHead(status, { ...headers, ...(asks && { 'retry-after': RETRY_AFTER_SECONDS }) })
        .end(behaviour);
    }
  }
}
