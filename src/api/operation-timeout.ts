import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { toAnswer } from './error-answer.ts';

/** An operation that takes longer is answered, and starts nothing more. Subscriptions may last. */
export function limitDuration(timeoutMs: number, log: Logger): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args: ExecutionArgs) => {
        const over = new AbortController();
        const { promise: timedOut, reject } = Promise.withResolvers<never>();
        const timer = setTimeout(() => {
          const error = new PublicError(
            'REQUEST_TIMEOUT',
            `This operation took longer than ${timeoutMs / 1000} s. A mutation may have been done all the same.`,
          );
          over.abort(error);
          reject(error);
        }, timeoutMs);
        try {
          return await Promise.race([executeFn({ ...args, signal: over.signal } as ExecutionArgs), timedOut]);
        } catch (error) {
          if (!over.signal.aborted) throw error;
          return { errors: [toAnswer(over.signal.reason, log)] };
        } finally {
          clearTimeout(timer);
        }
      });
    },
  };
}
