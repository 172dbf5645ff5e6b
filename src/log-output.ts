import { write, writeSync } from 'node:fs';

/** How long to rest when a reader is behind, and for how long at most where the program stands still for it. */
const BUSY_MS = 10;
const BUSY_MAX_MS = 1000;
/** What waits for a reader that is behind, or has stopped without going away, would else take all memory. */
const WAITING_MAX_CHARS = 16 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Writes lines to a file descriptor in order, while the program goes on. What cannot be written is lost, and nothing
 * else is but what comes while too much waits: deliveries do not end because the disk below the log is full or the
 * terminal was closed. pino's own output ends the process at the first such error, and as that ends it tries for ever to
 * write the rest.
 * @param tellLost the line to stand where so many are missing
 */
export function createOutput(fd: number, tellLost: (lines: number) => string): { write(text: string): void } {
  let waiting = '';
  let lost = 0;
  let current = NOTHING;
  let isPartOut = false;
  let isAtWork = false;
  let isInFlight = false;

  const takeWaiting = () => {
    const text = lost === 0 ? waiting : waiting + tellLost(lost);
    waiting = '';
    lost = 0;
    return Buffer.from(text);
  };
  const next = () => {
    if (current.length === 0) {
      isPartOut = false;
      current = takeWaiting();
    }
    isAtWork = current.length > 0;
    if (!isAtWork) return;
    isInFlight = true;
    write(fd, current, (error, written) => {
      isInFlight = false;
      if (isBusy(error)) return void setTimeout(next, BUSY_MS);
      // What follows half a line begins one of its own.
      if (error && isPartOut) waiting = `\n${waiting}`;
      isPartOut = true;
      current = error ? NOTHING : current.subarray(written);
      next();
    });
  };
  process.once('exit', () => {
    // What is in flight is left to its thread.
    if (!isInFlight) writeNow(fd, current);
    writeNow(fd, takeWaiting());
  });
  return {
    write(text) {
      const isTooMuch = waiting !== '' && waiting.length + text.length > WAITING_MAX_CHARS;
      if (lost > 0 || isTooMuch) lost += text.split('\n').length - 1;
      else waiting += text;
      if (isAtWork) return;
      isAtWork = true;
      // Not at once: a program that ends in this moment writes all of it in order.
      setImmediate(next);
    },
  };
}

function writeNow(fd: number, text: Buffer): void {
  const deadline = performance.now() + BUSY_MAX_MS;
  for (let rest = text; rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
