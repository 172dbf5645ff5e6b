import type { ServerResponse } from 'node:http';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';

/**
 * Ends a subscription whose client has gone before it began: Yoga drops its answer as it is, and it would be counted with
 * its key until the process ends. So is one ended that begins amid a stop, which would wait for it.
 */
export function endUnsent(isStopping: () => boolean): Plugin<object, { res?: ServerResponse }> {
  return {
    // What Yoga does with the result it does in the same turn.
    async onResultProcess({ result, serverContext: { res } }) {
      if (!res || !isAsyncIterable(result) || !(res.destroyed || isStopping())) return;
      res.destroy();
      await result[Symbol.asyncIterator]().return?.();
    },
  };
}
