import { expect, it } from 'vitest';
import { rest } from '../../src/rest.ts';

const LONG_MS = 60_000;

it('ends without an error when the signal is aborted', async () => {
  const stopping = new AbortController();
  const resting = rest(LONG_MS, stopping.signal);
  stopping.abort();
  await expect(resting).resolves.toBeUndefined();
});

it('does not begin when the signal was aborted before', async () => {
  await expect(rest(LONG_MS, AbortSignal.abort())).resolves.toBeUndefined();
});
