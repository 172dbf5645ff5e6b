import { describe, expect, it } from 'vitest';
import { repeat } from '../../../src/jobs/repeat.ts';

describe('repeat', () => {
  it('begins at once, and goes on after each rest', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let turns = 0;
    await using _ = repeat(async () => {
      turns += 1;
      if (turns === 3) resolve();
      return 1;
    });
    expect(turns).toBe(1);
    await promise;
  });

  it('is over once the turn that is under way is, however long the rest after it would be', async () => {
    const turn = Promise.withResolvers<number>();
    let turns = 0;
    const repeated = repeat(() => {
      turns += 1;
      return turn.promise;
    });
    let isOver = false;
    const over = repeated[Symbol.asyncDispose]().then(() => {
      isOver = true;
    });
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    turn.resolve(2 ** 31 - 1);
    await over;
    expect(turns).toBe(1);
  });
});
