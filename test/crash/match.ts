import type { AttemptRow } from './evidence.ts';
import type { ReceivedRequest } from './receiver.ts';

export interface Match {
  readonly pairs: ReadonlyMap<ReceivedRequest, AttemptRow>;
  readonly unrecorded: readonly ReceivedRequest[];
  /** Attempts of no request, or of one that another attempt records already. */
  readonly surplus: readonly AttemptRow[];
}

/**
 * Pairs the requests of one delivery with its attempts: by the number in the response, and where no response came
 * by the time. @param originMs the monotonic clock's start as Unix time
 */
export function matchDelivery(
  requests: readonly ReceivedRequest[],
  attempts: readonly AttemptRow[],
  originMs: number,
): Match {
  const byNumber = new Map(requests.map((request) => [request.number, request]));
  const pairs = new Map<ReceivedRequest, AttemptRow>();
  const surplus: AttemptRow[] = [];
  for (const attempt of attempts.filter(({ request }) => request !== null)) {
    const request = byNumber.get(attempt.request as number);
    if (request && !pairs.has(request)) pairs.set(request, attempt);
    else surplus.push(attempt);
  }
  const gap = (request: ReceivedRequest, attempt: AttemptRow) =>
    Math.abs(originMs + request.arrivedMs - attempt.startedAt);
  for (const attempt of attempts.filter(({ request }) => request === null)) {
    const [nearest] = requests
      .filter((request) => !pairs.has(request))
      .sort((a, b) => gap(a, attempt) - gap(b, attempt));
    if (nearest) pairs.set(nearest, attempt);
    else surplus.push(attempt);
  }
  return { pairs, unrecorded: requests.filter((request) => !pairs.has(request)), surplus };
}
