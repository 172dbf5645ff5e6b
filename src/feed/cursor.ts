/** Opaque to clients: base64url of `f` and the item's number, so that it is never mistaken for a list's cursor. */
export function formatCursor(number: bigint): string {
  return Buffer.from(`f${number}`).toString('base64url');
}

/** The number behind a feed cursor, or null for any other text. */
export function parseCursor(cursor: string): bigint | null {
  const match = /^f(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match?.[1] ? BigInt(match[1]) : null;
}
