import { describe, expect, it } from 'vitest';
import { createRequestRate, RateLimitedError } from '../../../src/api/request-rate.ts';
import type { Viewer } from '../../../src/domain/viewer.ts';

const viewer = (apiKeyId: string | null, subject = 'someone'): Viewer => ({
  subject,
  organizationId: 'organization',
  scopes: new Set(),
  apiKeyId,
  expiresAt: null,
});

/** How many of `count` requests are taken, and what the last refused one is told to wait. */
function send(rate: ReturnType<typeof createRequestRate>, who: Viewer, count: number) {
  let taken = 0;
  let waitSeconds: number | null = null;
  for (let sent = 0; sent < count; sent++) {
    try {
      rate.take(who);
      taken++;
    } catch (error) {
      if (!(error instanceof RateLimitedError)) throw error;
      waitSeconds = error.retryAfterSeconds;
    }
  }
  return { taken, waitSeconds };
}

describe('the rate of requests', () => {
  it('is a burst at once, and then so many a second', () => {
    let nowMs = 0;
    const rate = createRequestRate({ perSecond: 2, burst: 5 }, () => nowMs);
    expect(send(rate, viewer('a'), 10)).toEqual({ taken: 5, waitSeconds: 1 });
    nowMs = 1000;
    expect(send(rate, viewer('a'), 10)).toEqual({ taken: 2, waitSeconds: 1 });
    nowMs = 1_000_000;
    expect(send(rate, viewer('a'), 10).taken).toBe(5);
  });

  it('is counted for each key, and for each subject of tokens', () => {
    const rate = createRequestRate({ perSecond: 1, burst: 1 }, () => 0);
    const sameName = { ...viewer(null, 'd'), organizationId: 'another organization' };
    for (const who of [viewer('a'), viewer('b'), viewer(null, 'c'), viewer(null, 'd'), sameName]) {
      expect(send(rate, who, 3).taken).toBe(1);
    }
  });

  it('tells how long until the next request is taken', () => {
    const rate = createRequestRate({ perSecond: 0.1, burst: 1 }, () => 0);
    expect(send(rate, viewer('a'), 2)).toEqual({ taken: 1, waitSeconds: 10 });
    const faster = createRequestRate({ perSecond: 0.4, burst: 1 }, () => 0);
    expect(send(faster, viewer('a'), 2)).toEqual({ taken: 1, waitSeconds: 3 });
  });

  it('does not forget whoever is over it for the many who are not', () => {
    let nowMs = 0;
    const rate = createRequestRate({ perSecond: 1, burst: 1 }, () => nowMs);
    for (let caller = 0; caller < 10_000; caller++) rate.take(viewer(`idle ${caller}`));
    nowMs = 999;
    expect(send(rate, viewer('busy'), 2).taken).toBe(1);
    nowMs = 1500;
    rate.take(viewer('one more'));
    expect(send(rate, viewer('busy'), 1).taken).toBe(0);
    expect(send(rate, viewer('idle 1'), 2).taken).toBe(1);
  });

  it('is not limited without a setting', () => {
    expect(send(createRequestRate(null), viewer('a'), 1000)).toEqual({ taken: 1000, waitSeconds: null });
  });
});
