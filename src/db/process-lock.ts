import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const SQLITE_BUSY = 5;
const RETRY_MS = 25;

/**
 * Takes the exclusive lock that the file stands for (made when missing, always empty); undefined
 * while another holds it, in this process or any other. Disposing releases it.
 *
 * Node has no file locks and SQLite has: the kernel drops them when the process ends, however it
 * ends, so a lock is never stale and no process id has to be judged.
 */
export function tryProcessLock(path: string): Disposable | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return {
    [Symbol.dispose]() {
      if (database.isOpen) database.close();
    },
  };
}

/**
 * As tryProcessLock, but waits for the holder; undefined when it still holds after `timeoutMs`.
 * @param waiting what to do when it has to wait, and what ends that with an AbortError
 */
export async function processLock(
  path: string,
  timeoutMs: number,
  { onWait, signal }: { onWait?: () => void; signal?: AbortSignal | undefined } = {},
): Promise<Disposable | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (let tries = 0; ; tries += 1) {
    const lock = tryProcessLock(path);
    if (lock || performance.now() > deadline) return lock;
    if (tries === 0) onWait?.();
    await delay(RETRY_MS, undefined, { signal });
  }
}
