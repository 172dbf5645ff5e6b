import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { answerStream } from './answer-stream.ts';
import type { Context } from './context.ts';
import { toAnswer } from './error-answer.ts';
import { callerOf } from './request-rate.ts';

export interface SubscriptionLimits {
  perConnection: number;
  /** In this process. */
  perKey: number;
}

/** Refuses a subscription beyond those that its connection, and its key, may have open. */
export function limitSubscriptions(limits: SubscriptionLimits, log: Logger): Plugin {
  const ofKeys = new Map<string, number>();
  const ofConnections = new WeakMap<object, number>();

  return {
    onSubscribe({ subscribeFn, setSubscribeFn }) {
      setSubscribeFn(async (args: ExecutionArgs) => {
        const { viewer, connection = {} } = args.contextValue as Context & { connection?: object };
        const key = callerOf(viewer);
        const refusal = refusalOf(ofConnections.get(connection) ?? 0, ofKeys.get(key) ?? 0);
        if (refusal) return { errors: [toAnswer(refusal, log)] };
        const release = count(connection, key);
        try {
          const result = await subscribeFn(args);
          if (isAsyncIterable<ExecutionResult>(result)) return withEnd(result, release);
          release();
          return result;
        } catch (error) {
          release();
          throw error;
        }
      });
    },
  };

  /** Counts a subscription until the function that it returns is called, once or more often. */
  function count(connection: object, key: string): () => void {
    let counted = true;
    add(1);
    return () => {
      if (counted) add(-1);
      counted = false;
    };

    function add(change: 1 | -1): void {
      ofConnections.set(connection, (ofConnections.get(connection) ?? 0) + change);
      const open = (ofKeys.get(key) ?? 0) + change;
      if (open === 0) ofKeys.delete(key);
      else ofKeys.set(key, open);
    }
  }

  function refusalOf(onConnection: number, withKey: number): PublicError | null {
    if (onConnection >= limits.perConnection) {
      return tooMany(`A connection may have ${limits.perConnection} subscriptions open.`);
    }
    if (withKey >= limits.perKey) return tooMany(`A key may have ${limits.perKey} subscriptions open.`);
    return null;
  }
}

function tooMany(limit: string): PublicError {
  return new PublicError('MAX_RESOURCES_REACHED', `${limit} End one that is no longer needed.`);
}

/** The same answers; `onEnd` is called when there are no more, for whatever reason. */
function withEnd(
  results: AsyncIterable<ExecutionResult>,
  onEnd: () => void,
): AsyncGenerator<ExecutionResult> {
  const source = results[Symbol.asyncIterator]();
  async function close(): Promise<void> {
    onEnd();
    await source.return?.();
  }
  async function next(): Promise<IteratorResult<ExecutionResult>> {
    try {
      const item = await source.next();
      if (item.done) onEnd();
      return item;
    } catch (error) {
      onEnd();
      throw error;
    }
  }
  return answerStream(next, close);
}
