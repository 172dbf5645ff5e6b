import { HOUR_MS, SECOND_MS } from '../time-units.ts';
import type { ReceivedResponse } from './response.ts';
import type { SendResult } from './send.ts';

const RETRY_AFTER_MAX_MS = 10 * HOUR_MS;

export interface Judgement {
  outcome: 'SUCCEEDED' | 'REJECTED' | 'TIMED_OUT' | 'CONNECTION_FAILED' | 'BLOCKED';
  /** Null when no response began. */
  responseStatus: number | null;
  /** Null after a success. */
  errorMessage: string | null;
  /** The receiver asks for no more, with 410. */
  gone: boolean;
  /** How long the receiver asks to be left alone, at most 10 hours; null when it does not ask. */
  retryAfterMs: number | null;
}

/**
 * What a finished send means for its delivery. A send that we aborted ourselves says nothing about it.
 *
 * @param now To turn a `Retry-After` date into a wait.
 */
export function judge(result: Exclude<SendResult, { kind: 'aborted' }>, now: Date): Judgement {
  const failure = { responseStatus: null, gone: false, retryAfterMs: null };
  switch (result.kind) {
    case 'response':
      return judgeResponse(result, now);
    case 'handed_over':
      return { ...failure, outcome: 'SUCCEEDED', errorMessage: null };
    case 'timed_out':
      return { ...failure, ...judgeBegun(result, now), outcome: 'TIMED_OUT' };
    case 'connection_failed':
      return { ...failure, outcome: 'CONNECTION_FAILED', errorMessage: result.message };
    case 'blocked':
      return { ...failure, outcome: 'BLOCKED', errorMessage: result.message };
  }
}

/** What was asked for before the rest failed to come counts all the same: 410, or when to come again. */
function judgeBegun({ response, message }: Extract<SendResult, { kind: 'timed_out' }>, now: Date) {
  if (!response) return { errorMessage: message };
  const judgement = judgeResponse(response, now);
  const { errorMessage } = judgement;
  return { ...judgement, errorMessage: errorMessage === null ? message : `${errorMessage}; ${message}` };
}

function judgeResponse(response: Pick<ReceivedResponse, 'status' | 'headers'>, now: Date): Judgement {
  const { status } = response;
  const judgement = { responseStatus: status, gone: false, retryAfterMs: null };
  if (status >= 200 && status < 300) return { ...judgement, outcome: 'SUCCEEDED', errorMessage: null };
  const retryAfter =
    status === 429 || status === 503
      ? response.headers.find(({ name }) => name === 'retry-after')
      : undefined;
  return {
    ...judgement,
    outcome: 'REJECTED',
    errorMessage: explain(status),
    gone: status === 410,
    retryAfterMs: retryAfter ? parseRetryAfter(retryAfter.value, now) : null,
  };
}

function explain(status: number): string {
  if (status >= 300 && status < 400) return `answered with status ${status}; redirects are not followed`;
  if (status === 410) return 'answered with status 410: the endpoint is gone';
  return `answered with status ${status}`;
}

/** Milliseconds, never negative, from a number of seconds or a date in any form of RFC 9110; else null. */
function parseRetryAfter(value: string, now: Date): number | null {
  if (/^\d+$/.test(value)) return Math.min(Number(value) * SECOND_MS, RETRY_AFTER_MAX_MS);
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)) return null;
  // The oldest of the three forms names no time zone and means GMT; Date.parse would take the local one.
  const at = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now.getTime(), 0), RETRY_AFTER_MAX_MS);
}
