import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../src/bounded-map.ts';

describe('a bounded map', () => {
  it('lets a new entry take the place of the oldest', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('c', 3);
    expect([...map]).toEqual([
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('keeps all when an entry that is there gets another value', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('a', 3);
    expect([...map]).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
  });

  it('lets go of a key that is undefined too', () => {
    const map = new BoundedMap<string | undefined, number>(1);
    map.set(undefined, 1).set('a', 2);
    expect([...map]).toEqual([['a', 2]]);
  });
});
