/** Half-width of the random spread around each wait, so that deliveries that failed together do not return together. */
export const JITTER = 0.2;

/**
 * Milliseconds until the next attempt, or null when the last one was made.
 * @param automaticCount automatic attempts made so far
 * @param retryAfterMs what the receiver asked for; never shortens the wait
 * @param random in [0, 1)
 */
export function nextDelayMs(input: {
  scheduleMs: readonly number[];
  automaticCount: number;
  maxRetries: number;
  retryAfterMs: number | null;
  random: number;
}): number | null {
  if (input.automaticCount > input.maxRetries) return null;
  // A retry by hand may come before the first automatic attempt, which is then due.
  const wait = input.automaticCount === 0 ? 0 : input.scheduleMs[input.automaticCount - 1];
  if (wait === undefined) return null;
  const spread = wait * (1 + JITTER * (2 * input.random - 1));
  return Math.round(Math.max(spread, input.retryAfterMs ?? 0));
}
