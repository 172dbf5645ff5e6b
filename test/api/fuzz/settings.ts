import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** FUZZ_SEED, always the same one by default, and FUZZ_OPERATIONS. */
    fuzz: { seed: number; operations: number };
  }
}

/** How many operations to make at least, and what to make them from. */
export const fuzzSettings = (): { seed: number; operations: number } => inject('fuzz');
