import { write, writeSync } from 'node:fs';
import { errorCode } from './error-code.ts';

/**
 * How long to wait before writing again to a reader that is behind; and for how long in all when the process ends, as
 * it blocks meanwhile.
 */
const BUSY_MS = 10;
const BUSY_MAX_MS = 1000;
/**
 * Without a limit, the lines that wait for a reader that is behind, or has stopped without going away, would take all
 * memory.
 */
const WAITING_MAX_CHARS = 16 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Writes lines to a file descriptor in order, while the program goes on. Lost are only the lines that cannot be
 * written, and those that come while too many wait: deliveries do not end because the disk is full or the terminal was
 * closed. pino's own output would end the process at the first such error, and try for ever to write the rest while the
 * process ends.
 * @param tellLost makes the line that stands where so many lines are missing
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
      // After half a line, the next text begins on a line of its own.
      if (error && isPartOut) waiting = `\n${waiting}`;
      isPartOut = true;
      current = error ? NOTHING : current.subarray(written);
      next();
    });
  };
  process.once('exit', () => {
    // A write in flight is finished by its own thread.
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
      // Not at once, so that a program that ends right now writes everything, in order, on its way out.
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
  return errorCode(error) === 'EAGAIN';
}
