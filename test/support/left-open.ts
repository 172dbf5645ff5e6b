import { setTimeout as delay } from 'node:timers/promises';
import { afterAll } from 'vitest';

const POLL_MS = 10;
/** Closing takes a moment. */
const LIMIT_MS = 5000;
/** Pipes belong to a child process, which counts itself, or to the standard output, which opens at its first use. */
const IGNORED = new Set(['PipeWrap']);

const before = openResources();

// A hook of a setup file runs after those of the test file, whose process goes on to the next one.
afterAll(async () => {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const left = leftOpen();
    if (left.length === 0) return;
    if (performance.now() > deadline)
      throw new Error(
        `left open: ${left.join(', ')}; vitest's --detect-async-leaks shows where they were made`,
      );
    await delay(POLL_MS, undefined, { ref: false });
  }
}, 2 * LIMIT_MS);

function leftOpen(): string[] {
  return [...openResources()]
    .map(([type, count]) => ({ type, added: count - (before.get(type) ?? 0) }))
    .filter(({ added }) => added > 0)
    .map(({ type, added }) => `${added} ${type}`);
}

/** How many there are of each kind of servers, sockets, timers and child processes that keep the process alive. */
function openResources(): Map<string, number> {
  const types = process.getActiveResourcesInfo().filter((type) => !IGNORED.has(type));
  const byType = Map.groupBy(types, (type) => type);
  return new Map([...byType].map(([type, { length }]) => [type, length]));
}
