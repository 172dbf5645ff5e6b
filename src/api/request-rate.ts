import type { Viewer } from '../domain/viewer.ts';
import { PublicError } from '../errors.ts';

/** Beyond so many callers, those that have been idle long enough to have all they may save are forgotten. */
const CALLERS_KEPT = 10_000;

export class RateLimitedError extends PublicError {
  readonly retryAfterSeconds: number;

  constructor(perSecond: number, waitMs: number) {
    super('RATE_LIMITED', `This credential may send ${perSecond} requests a second. Send them more slowly.`);
    this.retryAfterSeconds = Math.ceil(waitMs / 1000);
  }
}

export interface RequestRate {
  /** Counts a request. @throws RateLimitedError when it is one too many */
  take(viewer: Viewer): void;
}

/** One bucket of tokens for each credential, in the memory of this process. */
export function createRequestRate(
  rate: { perSecond: number; burst: number } | null,
  now: () => number = () => performance.now(),
): RequestRate {
  if (!rate) return { take: () => undefined };
  const { perSecond, burst } = rate;
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const tokensOf = (bucket: { tokens: number; atMs: number }, atMs: number) =>
    Math.min(burst, bucket.tokens + ((atMs - bucket.atMs) / 1000) * perSecond);

  function forgetFull(atMs: number): void {
    for (const [caller, bucket] of buckets) if (tokensOf(bucket, atMs) >= burst) buckets.delete(caller);
  }

  return {
    take(viewer) {
      const atMs = now();
      const caller = callerOf(viewer);
      const bucket = buckets.get(caller);
      const tokens = bucket ? tokensOf(bucket, atMs) : burst;
      if (tokens < 1) throw new RateLimitedError(perSecond, ((1 - tokens) / perSecond) * 1000);
      if (!bucket && buckets.size >= CALLERS_KEPT) forgetFull(atMs);
      buckets.set(caller, { tokens: tokens - 1, atMs });
    },
  };
}

/** Whose requests and subscriptions are counted together: a key's, or those of one subject's tokens. */
export function callerOf({ apiKeyId, organizationId, subject }: Viewer): string {
  return apiKeyId ?? JSON.stringify([organizationId, subject]);
}
