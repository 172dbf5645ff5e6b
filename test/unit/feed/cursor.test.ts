import { describe, expect, it } from 'vitest';
import { assertReached, formatCursor, parseCursor, timeOfCursor } from '../../../src/feed/cursor.ts';

const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('a feed cursor', () => {
  it('leads back to its number', () => {
    const numbers = [0n, 1n, 9n, 10n, 2n ** 31n, 2n ** 53n + 1n, 10n ** 18n - 1n];
    for (const number of numbers) expect(parseCursor(formatCursor(number))).toBe(number);
    expect(new Set(numbers.map((number) => formatCursor(number))).size).toBe(numbers.length);
  });

  it('tells the time of its place, up to the last that there is, unless it was made without', () => {
    for (const time of [new Date(0), new Date('2026-03-01T12:00:00.123Z'), new Date(10 ** 15 - 1)])
      expect(timeOfCursor(formatCursor(7n, time))).toEqual(time);
    expect(parseCursor(formatCursor(7n, new Date(0)))).toBe(7n);
    expect(timeOfCursor(formatCursor(7n))).toBeNull();
  });

  it('is of this feed as far as its head, and of another one beyond', () => {
    for (const reached of [0n, 6n, 7n]) expect(() => assertReached(reached, 7n)).not.toThrow();
    expect(() => assertReached(8n, 7n)).toThrow(expect.objectContaining({ code: 'CURSOR_AHEAD' }));
  });

  it('can stand in a URL as it is', () => {
    for (let number = 0n; number < 1000n; number += 7n) {
      expect(formatCursor(number)).toMatch(/^[A-Za-z0-9_-]+$/);
    }
  });

  it.each([
    '',
    'f1',
    '1',
    encode('1'),
    encode('f'),
    encode('f-1'),
    encode('f1.5'),
    encode('f 1'),
    encode('f1n'),
    encode('F1'),
    encode('e1'),
    encode('f１'),
    encode('f1\n'),
    encode(`f${'9'.repeat(19)}`),
    encode('f0x10'),
    // No date is as late as this.
    encode(`f1t${'9'.repeat(16)}`),
    '\0',
    'é'.repeat(10),
    'x'.repeat(100_000),
  ])('is not %j', (text) => {
    expect(parseCursor(text)).toBeNull();
  });
});
