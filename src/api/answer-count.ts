import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Metrics } from '../metrics.ts';

/** Counts what is answered over HTTP, and the beginning of each subscription. */
export function countAnswers(metrics: Metrics): Plugin {
  return {
    onResultProcess({ result }) {
      countAnswer(metrics, result as ExecutionResult);
    },
  };
}

/** Counts the answer of one operation, or the beginning of a subscription. @returns the result that it was given */
export function countAnswer<Result>(metrics: Metrics, result: Result): Result {
  const { errors = [] } = result as ExecutionResult;
  metrics.answered(errors[0] ? String(errors[0].extensions.code) : null);
  return result;
}
