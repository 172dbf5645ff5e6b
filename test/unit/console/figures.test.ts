import { describe, expect, it } from 'vitest';
import { percent } from '../../../src/console/parts/figures.ts';

describe('a percentage', () => {
  it('of so many in a hundred is that number', () => {
    for (let of = 1; of < 100; of++) expect(percent(of / 100)).toBe(`${of}.0 %`);
  });

  it('is a hundred only when nothing failed', () => {
    expect(percent(1)).toBe('100 %');
    expect(percent(999_999 / 1_000_000)).toBe('99.9 %');
    expect(percent(0)).toBe('0.0 %');
    expect(percent(null)).toBe('–');
  });
});
