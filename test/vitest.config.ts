import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './support/long-first.ts';

const SECOND_MS = 1000;

// The tests' processes, and those that they start, would each compile the same packages again.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/test', import.meta.url));

export default defineConfig({
  // Vite would take the file for bundlers, Node takes this one, and two copies of graphql do not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres-server.ts'],
    setupFiles: ['test/support/left-open.ts'],
    provide: {
      fireSeed: Number(process.env.FIRE_SEED) || 1 + Math.floor(Math.random() * 999_999),
      fuzz: {
        seed: Number(process.env.FUZZ_SEED) || 1,
        operations: Number(process.env.FUZZ_OPERATIONS) || 5000,
      },
    },
    pool: 'forks',
    // A process for each file would load and warm up the product anew.
    isolate: false,
    // One more than the smallest machine has cores: much of the time goes by in waiting for what the product does by the clock.
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    testTimeout: 30 * SECOND_MS,
    hookTimeout: 30 * SECOND_MS,
    teardownTimeout: 30 * SECOND_MS,
    // As long as `eventually` waits: within the second that is the rule, a busy machine may not come to it.
    expect: { poll: { timeout: 15 * SECOND_MS } },
    reporters: ['default'],
  },
});
