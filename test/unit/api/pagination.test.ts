import { expect, it } from 'vitest';
import type { Window } from '../../../src/api/page-keys.ts';
import { toPage } from '../../../src/api/pagination.ts';

const source = { table: 'endpoint' };
const forward: Window = { limit: 2, backward: false, after: null, before: null, falling: true };
const backward: Window = { ...forward, backward: true, falling: false };
const rowsOf = (...keys: string[]) => new Map(keys.map((key) => [key, { key }]));
const keysOf = (page: { edges: { node: { key: string } }[] }) => page.edges.map(({ node }) => node.key);

it.each([
  ['of the page', rowsOf('c', 'a'), ['c']],
  ['after the page', rowsOf('c', 'b'), ['c', 'b']],
  ['and all others', rowsOf(), []],
])('a row %s that is deleted before it is read does not end the list', (_which, rows, shown) => {
  const whole = toPage(source, forward, ['c', 'b', 'a'], rowsOf('c', 'b', 'a'));
  const page = toPage(source, forward, ['c', 'b', 'a'], rows);
  expect(keysOf(page)).toEqual(shown);
  expect(page.pageInfo).toEqual(whole.pageInfo);
  expect(page.pageInfo.hasNextPage).toBe(true);
});

it('nor does it when the list is walked from its end', () => {
  const whole = toPage(source, backward, ['a', 'b', 'c'], rowsOf('c', 'b', 'a'));
  const page = toPage(source, backward, ['a', 'b', 'c'], rowsOf('b', 'c'));
  expect(keysOf(whole)).toEqual(['b', 'a']);
  expect(keysOf(page)).toEqual(['b']);
  expect(page.pageInfo).toEqual(whole.pageInfo);
  expect(page.pageInfo.hasPreviousPage).toBe(true);
});
