import { describe, expect, it } from 'vitest';
import { compare, isNone } from './judge.ts';

const DUE = ['8 a', '9 b', '10 c', '11 d'];

describe('the comparison of what was received with what was due', () => {
  it('finds nothing when both are the same', () => {
    expect(isNone(compare(DUE, DUE))).toBe(true);
    expect(isNone(compare([], []))).toBe(true);
  });

  it.each([
    ['an item that never came', ['8 a', '10 c', '11 d'], { gaps: ['9 b'] }],
    ['the last one that has not come', ['8 a', '9 b', '10 c'], { behind: ['11 d'] }],
    ['an item that came again at once', ['8 a', '9 b', '9 b', '10 c', '11 d'], { repeats: ['9 b'] }],
    ['an item that came again later', [...DUE, '9 b'], { repeats: ['9 b'] }],
    ['an item that came too late', ['8 a', '10 c', '9 b', '11 d'], { reordered: ['9 b'] }],
    ['an item that was not due', ['7 x', ...DUE], { strange: ['7 x'] }],
    [
      'an item about something else than its number says',
      ['8 a', '9 x', '10 c', '11 d'],
      { strange: ['9 x'], gaps: ['9 b'] },
    ],
  ])('finds %s', (_what, received, found) => {
    expect(compare(received, DUE)).toEqual({
      gaps: [],
      behind: [],
      repeats: [],
      reordered: [],
      strange: [],
      ...found,
    });
  });
});
