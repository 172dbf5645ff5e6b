import { setTimeout as delay } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { openedSince, openResources } from './open-resources.ts';

const POLL_MS = 10;
/** Closing takes a moment. */
const LIMIT_MS = 5000;

const before = openResources();

// A hook of a setup file runs after those of the test file, whose process goes on to the next one.
afterAll(async () => {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const left = openedSince(before);
    if (left.length === 0) return;
    if (performance.now() > deadline)
      throw new Error(
        `left open: ${left.join(', ')}; vitest's --detect-async-leaks shows where they were made`,
      );
    await delay(POLL_MS, undefined, { ref: false });
  }
}, 2 * LIMIT_MS);
