import { describe, expect, it } from 'vitest';
import { closest } from '../../src/suggestion.ts';

const NAMES = ['invoice.paid', 'invoice.created', 'user.created', 'user.deleted', 'a', 'read'];

describe('closest', () => {
  it.each([
    ['invoice.payd', 'invoice.paid'],
    ['invocie.paid', 'invoice.paid'],
    ['invoice-paid', 'invoice.paid'],
    ['Invoice.Paid', 'invoice.paid'],
    ['invoicepaid', 'invoice.paid'],
    ['user.create', 'user.created'],
    ['user.delete', 'user.deleted'],
    ['b', 'a'],
    ['raed', 'read'],
  ])('guesses that %s was meant to be %s', (typed, meant) => {
    expect(closest(typed, NAMES)).toBe(meant);
  });

  it.each(['order.shipped', 'zzz', '', 'invoice'])('guesses nothing for %j', (typed) => {
    expect(closest(typed, NAMES.slice(0, 4))).toBeNull();
  });

  it.each(['raez', 'rxed', 'raxd', 'raedx'])('takes %s for no swap of two letters of read', (typed) => {
    expect(closest(typed, ['read'])).toBeNull();
  });

  it('guesses nothing when there is nothing to guess from', () => {
    expect(closest('invoice.paid', [])).toBeNull();
  });

  it('takes the first of two that are equally close', () => {
    expect(closest('ab', ['aa', 'bb'])).toBe('aa');
  });

  it('does not compare a text with names that are nothing like as long', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `type.number.${index}`);
    const startedMs = performance.now();
    expect(closest('x'.repeat(1_000_000), many)).toBeNull();
    // Comparing takes some 20 s.
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });
});
