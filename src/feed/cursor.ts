import { PublicError } from '../errors.ts';

/**
 * Opaque to clients: base64url of `f`, the number, and the time of the place. The letter keeps it from being mistaken
 * for a list's cursor; by the time, a gap can tell since when items are missing although the item itself is gone.
 */
export function formatCursor(number: bigint, occurredAt?: Date): string {
  const time = occurredAt ? `t${occurredAt.getTime()}` : '';
  return Buffer.from(`f${number}${time}`).toString('base64url');
}

/** The number behind a feed cursor, or null for any other text. */
export function parseCursor(cursor: string): bigint | null {
  const number = partsOf(cursor)?.[1];
  return number ? BigInt(number) : null;
}

/** The time of the place, where the cursor tells it. */
export function timeOfCursor(cursor: string): Date | null {
  const time = partsOf(cursor)?.[2];
  return time ? new Date(Number(time)) : null;
}

function partsOf(cursor: string): RegExpExecArray | null {
  return /^f(\d{1,18})(?:t(\d{1,15}))?$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
}

/** @throws PublicError CURSOR_AHEAD */
export function assertReached(after: bigint, head: bigint): void {
  if (after <= head) return;
  throw new PublicError(
    'CURSOR_AHEAD',
    'The feed has not come to this cursor: it is of another installation.',
  );
}
