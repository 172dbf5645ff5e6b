import type { ServerResponse } from 'node:http';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';

/**
 * Ends a subscription whose client went away before it began: Yoga just drops the answer, and the subscription would be
 * counted with its key until the process ends. Also ends one that begins during a stop, which would wait for it.
 */
export function endUnsent(isStopping: () => boolean): Plugin<object, { res?: ServerResponse }> {
  return {
    // Nothing can change in between: Yoga sends the result in the same turn.
    async onResultProcess({ result, serverContext: { res } }) {
      if (!res || !isAsyncIterable(result) || !(res.destroyed || isStopping())) return;
      res.destroy();
      await result[Symbol.asyncIterator]().return?.();
    },
  };
}
