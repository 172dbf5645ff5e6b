import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the runs under fire that are part of the tests: FIRE_SEED, or another one each time. */
    fireSeed: number;
  }
}

export const fireSeed = (): number => inject('fireSeed');
