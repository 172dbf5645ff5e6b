import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 1000;
/** Between starts of a server that fails, or that ended soon: doubled each time, up to the longest. */
const FIRST_REST_MS = 1000;
const LONGEST_REST_MS = 30_000;
/** A server that ran for so long is started again at once. */
const RAN_WELL_MS = 60_000;

export interface Kept {
  isRunning(): boolean;
  startAgain(): Promise<void>;
  onEnded(message: string): void;
}

/**
 * Starts a server again each time that it has ended, as whatever takes its service manager's place must. It is looked
 * for, as no exit tells of one that was taken over from a killed process.
 * @returns ends that, when a start that is under way is over
 */
export function keepRunning({ isRunning, startAgain, onEnded }: Kept): () => Promise<void> {
  const stopping = new AbortController();
  const rest = (ms: number) => delay(ms, undefined, { signal: stopping.signal, ref: false });

  const keep = async () => {
    let restMs = 0;
    let startedMs = performance.now();
    for (;;) {
      await rest(LOOK_MS);
      if (isRunning()) continue;
      if (performance.now() - startedMs > RAN_WELL_MS) restMs = 0;
      onEnded('the embedded PostgreSQL has ended, and is started again');
      for (let isBack = false; !isBack; ) {
        await rest(restMs);
        restMs = Math.min(Math.max(restMs * 2, FIRST_REST_MS), LONGEST_REST_MS);
        isBack = await startAgain().then(
          () => true,
          (error: Error) => {
            onEnded(`the embedded PostgreSQL could not be started again: ${error.message}`);
            return false;
          },
        );
      }
      startedMs = performance.now();
    }
  };
  const kept = keep().catch(() => undefined);
  return async () => {
    stopping.abort();
    await kept;
  };
}
