import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from '../log.ts';
import { answerStream } from './answer-stream.ts';
import type { Context } from './context.ts';
import type { CredentialWatch } from './credential-watch.ts';
import { toAnswer } from './error-answer.ts';

/** Faults that may be over when the same item is asked for again. */
const PASSING: ReadonlySet<unknown> = new Set(['UNAVAILABLE', 'REQUEST_TIMEOUT']);

/**
 * Ends a subscription with the credential that it was opened with, after a last answer that says why; and with an item
 * of which a part cannot be read for now. Were the next item sent, a client that resumes after its cursor would never
 * get this one: clients drop an answer with errors, or take a link that could not be read for a deleted object.
 */
export function endSubscriptions(log: Logger): Plugin {
  return {
    onSubscribe({ args }) {
      const context = args.contextValue as unknown as Context;
      return {
        onSubscribeResult({ result, setResult }) {
          if (isAsyncIterable(result)) setResult(untilCredentialEnds(result, context, log));
        },
      };
    },
  };
}

function untilCredentialEnds(
  results: AsyncIterable<ExecutionResult>,
  { credentials, viewer }: { credentials: CredentialWatch; viewer: Context['viewer'] },
  log: Logger,
): AsyncGenerator<ExecutionResult> {
  const source = results[Symbol.asyncIterator]();
  let over = false;
  let last: ExecutionResult | null = null;
  let stopWaiting: () => void = () => undefined;
  const watched = credentials.watch(viewer, (reason) => {
    last = { errors: [toAnswer(reason, log)] };
    over = true;
    close().catch(() => undefined);
    stopWaiting();
  });

  async function close(): Promise<void> {
    over = true;
    watched[Symbol.dispose]();
    await source.return?.();
  }

  async function next(): Promise<IteratorResult<ExecutionResult>> {
    if (!over) {
      const waiting = new Promise<null>((resolve) => {
        stopWaiting = () => resolve(null);
      });
      const item = await Promise.race([source.next(), waiting]).catch((error: unknown) => {
        watched[Symbol.dispose]();
        throw error;
      });
      watched.check();
      if (item?.done) await close();
      if (item && !over) return item.done || !item.value.errors ? item : faulty(item.value);
    }
    const value = last;
    last = null;
    return value ? { done: false, value } : { done: true, value: undefined };
  }

  /** @throws GraphQLError when it may be told as a whole later */
  async function faulty(answer: ExecutionResult): Promise<IteratorResult<ExecutionResult>> {
    const errors = (answer.errors ?? []).map((error) => toAnswer(error, log));
    const fault = errors.find(({ extensions }) => PASSING.has(extensions.code));
    if (!fault) return { done: false, value: { ...answer, errors } };
    await close();
    throw fault;
  }

  return answerStream(next, close);
}
