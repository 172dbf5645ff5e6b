import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCredentialWatch } from '../../../src/api/credential-watch.ts';
import type { Listener } from '../../../src/db/listener.ts';
import type { Viewer } from '../../../src/domain/viewer.ts';

const PERIOD_MS = 3000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A watch over a database that only counts, and a listener that is told by hand. */
function watchOver(revoked: () => Promise<string[]> = async () => []) {
  const queries: string[][] = [];
  const errors: Error[] = [];
  let notify: (payload: string) => void = () => undefined;
  const pool = {
    async query(_sql: string, [ids]: [string[]]) {
      queries.push(ids);
      return { rows: (await revoked()).map((id) => ({ id })) };
    },
  };
  const listener: Listener = {
    subscribe(_channel, wake) {
      notify = wake;
      return () => undefined;
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
  const watch = createCredentialWatch({
    database: { pool } as never,
    listener,
    onError: (error) => errors.push(error),
  });
  return { watch, queries, errors, notify: () => notify('') };
}

const viewer = (more: Partial<Viewer>): Viewer => ({
  subject: 'ada',
  organizationId: 'org',
  scopes: new Set(),
  apiKeyId: null,
  expiresAt: null,
  ...more,
});

describe('createCredentialWatch', () => {
  it('asks once in 3 s for the keys of all subscriptions, each once, and not at all without one', async () => {
    const { watch, queries } = watchOver();
    await using _ = watch;
    await vi.advanceTimersByTimeAsync(PERIOD_MS);
    watch.watch(viewer({}), () => undefined);
    await vi.advanceTimersByTimeAsync(PERIOD_MS);
    expect(queries).toEqual([]);
    const watched = Array.from({ length: 100 }, (_, index) =>
      watch.watch(viewer({ apiKeyId: `key ${index % 3}` }), () => undefined),
    );
    await vi.advanceTimersByTimeAsync(2 * PERIOD_MS);
    expect(queries).toEqual([
      ['key 0', 'key 1', 'key 2'],
      ['key 0', 'key 1', 'key 2'],
    ]);
    for (const one of watched) one[Symbol.dispose]();
    await vi.advanceTimersByTimeAsync(PERIOD_MS);
    expect(queries).toHaveLength(2);
  });

  it('looks again when it is told during a look', async () => {
    const looks: (() => void)[] = [];
    const { watch, queries, notify } = watchOver(
      () => new Promise((resolve) => looks.push(() => resolve([]))),
    );
    watch.watch(viewer({ apiKeyId: 'key' }), () => undefined);
    notify();
    notify();
    expect(queries).toHaveLength(1);
    looks[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(queries).toHaveLength(2);
    looks[1]?.();
    await watch[Symbol.asyncDispose]();
    expect(queries).toHaveLength(2);
  });

  it('goes on after a look that failed', async () => {
    let fails = true;
    const { watch, errors } = watchOver(async () => {
      if (fails) throw new Error('the database is away');
      return ['key'];
    });
    await using _ = watch;
    const end = vi.fn();
    watch.watch(viewer({ apiKeyId: 'key' }), end);
    await vi.advanceTimersByTimeAsync(PERIOD_MS);
    expect(errors).toHaveLength(1);
    expect(end).not.toHaveBeenCalled();
    fails = false;
    await vi.advanceTimersByTimeAsync(PERIOD_MS);
    expect(end).toHaveBeenCalledOnce();
  });

  it('ends each once, at its own time, and nobody who is no longer watched', async () => {
    const { watch } = watchOver(async () => ['gone']);
    await using _ = watch;
    const ends = { revoked: vi.fn(), expired: vi.fn(), lasting: vi.fn(), left: vi.fn() };
    watch.watch(viewer({ apiKeyId: 'gone' }), ends.revoked);
    const expiring = viewer({ apiKeyId: 'short', expiresAt: new Date(Date.now() + 1000) });
    const { check } = watch.watch(expiring, ends.expired);
    watch.watch(viewer({ apiKeyId: 'other', expiresAt: new Date(Date.now() + 1e9) }), ends.lasting);
    watch.watch(viewer({ apiKeyId: 'gone' }), ends.left)[Symbol.dispose]();
    const left = watch.watch(expiring, ends.left);
    left[Symbol.dispose]();
    check();
    expect(ends.expired).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    check();
    check();
    left.check();
    expect(ends.expired).toHaveBeenCalledWith(expect.objectContaining({ code: 'EXPIRED_API_KEY' }));
    await vi.advanceTimersByTimeAsync(3 * PERIOD_MS);
    expect(ends.revoked).toHaveBeenCalledWith(expect.objectContaining({ code: 'INVALID_AUTHORIZATION' }));
    expect(ends.expired).toHaveBeenCalledOnce();
    expect(ends.revoked).toHaveBeenCalledOnce();
    expect(ends.lasting).not.toHaveBeenCalled();
    expect(ends.left).not.toHaveBeenCalled();
  });
});
