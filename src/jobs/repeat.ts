import { rest } from '../rest.ts';

/**
 * Does something again and again, beginning now, until it is disposed; that waits for what is being done.
 * @param turn never rejects, and says for how many milliseconds to rest before the next one
 */
export function repeat(turn: () => Promise<number>): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function loop(): Promise<void> {
    while (!signal.aborted) await rest(await turn(), signal);
  }

  const looping = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await looping;
    },
  };
}
