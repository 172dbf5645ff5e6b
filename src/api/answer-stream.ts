import type { ExecutionResult } from 'graphql';

/** The answers that `next` gives, one after the other; `close` is called when nobody wants any more. */
export function answerStream(
  next: () => Promise<IteratorResult<ExecutionResult>>,
  close: () => Promise<void>,
): AsyncGenerator<ExecutionResult> {
  return {
    next,
    async return() {
      await close();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: close,
  };
}
