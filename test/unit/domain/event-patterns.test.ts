import { describe, expect, it } from 'vitest';
import {
  EVENT_TYPE_MAX_CHARS,
  EVENT_TYPE_PATTERN,
  isEventType,
  isExact,
  isPattern,
  matchesPatterns,
  patternKeysOf,
} from '../../../src/domain/event-patterns.ts';

const matches = (pattern: string, type: string) => matchesPatterns([pattern], type);

describe('a pattern', () => {
  it.each([
    ['invoice.paid', 'invoice.paid'],
    ['invoice.*', 'invoice.paid'],
    ['invoice.*', 'invoice.line.added'],
    ['*', 'invoice'],
    ['*', 'invoice.line.added'],
    ['*', 'hookline'],
    ['*.paid', 'invoice.paid'],
    ['invoice.*.added', 'invoice.line.added'],
    ['*.*', 'invoice.paid'],
    ['*.*', 'invoice.line.added'],
    ['*.*.added', 'invoice.line.added'],
    ['hookline.*', 'hookline.endpoint.disabled'],
    ['hookline.endpoint.disabled', 'hookline.endpoint.disabled'],
    ['hookline.*.disabled', 'hookline.endpoint.disabled'],
  ])('%s matches %s', (pattern, type) => {
    expect(matches(pattern, type)).toBe(true);
  });

  it.each([
    ['invoice.paid', 'invoice.paid.twice'],
    ['invoice.paid', 'invoice'],
    ['invoice.paid', 'Invoice.paid'],
    ['invoice.*', 'invoice'],
    ['invoice.*', 'invoices.paid'],
    ['*.paid', 'paid'],
    ['*.paid', 'invoice.line.paid'],
    ['invoice.*.added', 'invoice.added'],
    ['invoice.*.added', 'invoice.line.item.added'],
    ['*.*', 'invoice'],
    ['*', 'hookline.endpoint.disabled'],
    ['*.*', 'hookline.endpoint.disabled'],
    ['*.endpoint.disabled', 'hookline.endpoint.disabled'],
    ['hookline.*', 'hookline'],
    ['hookline.*', 'hooklines.endpoint'],
  ])('%s does not match %s', (pattern, type) => {
    expect(matches(pattern, type)).toBe(false);
  });

  it('in a list is enough on its own, and an empty list is every type but operational ones', () => {
    expect(matchesPatterns(['user.created', 'invoice.*'], 'invoice.paid')).toBe(true);
    expect(matchesPatterns(['user.created', 'order.*'], 'invoice.paid')).toBe(false);
    expect(matchesPatterns([], 'invoice.paid')).toBe(true);
    expect(matchesPatterns([], 'hookline.endpoint.disabled')).toBe(false);
    expect(matchesPatterns(['*', 'hookline.*'], 'hookline.endpoint.disabled')).toBe(true);
  });

  it('means the same as the regular expression that its definition gives', () => {
    const SEGMENTS = ['a', 'b', 'hookline', '*'];
    const lists = (alphabet: string[], length: number): string[][] =>
      length === 0 ? [[]] : lists(alphabet, length - 1).flatMap((list) => alphabet.map((s) => [...list, s]));
    const upTo = (longest: number, alphabet: string[]) =>
      Array.from({ length: longest }, (_, index) => lists(alphabet, index + 1)).flat();
    const types = upTo(4, SEGMENTS.slice(0, 3)).map((segments) => segments.join('.'));
    for (const parts of upTo(3, SEGMENTS)) {
      const source = parts.map((part, index) => {
        if (part !== '*') return part;
        return index === parts.length - 1 ? '[^.]+(\\.[^.]+)*' : '[^.]+';
      });
      const regex = new RegExp(`^${source.join('\\.')}$`);
      for (const type of types) {
        const isReserved = type.startsWith('hookline.') && parts[0] === '*';
        const expected = regex.test(type) && !isReserved;
        expect(matches(parts.join('.'), type), `${parts.join('.')} and ${type}`).toBe(expected);
      }
    }
  });
});

describe('isPattern', () => {
  it.each(['*', 'a', 'invoice.paid', 'invoice.*', '*.paid', 'a.*.b', 'A-1_x.y', '*.*'])(
    'takes %s',
    (text) => {
      expect(isPattern(text)).toBe(true);
    },
  );

  it.each([
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    'a*',
    '*a',
    'a.**',
    'a b',
    'a.b ',
    'a.b\n',
    'ä',
    'a/b',
    'a.%',
    'a,b',
    '?',
  ])('refuses %j', (text) => {
    expect(isPattern(text)).toBe(false);
  });

  it('refuses what is longer than a type can be, in no more than a moment', () => {
    expect(isPattern('a'.repeat(EVENT_TYPE_MAX_CHARS))).toBe(true);
    expect(isPattern('a'.repeat(EVENT_TYPE_MAX_CHARS + 1))).toBe(false);
    expect(isPattern(`${'a.'.repeat(500_000)}!`)).toBe(false);
  });

  it('takes the name of every type, and a name matches itself alone', () => {
    const names = ['invoice', 'invoice.paid', 'a-b_c.D9', 'x.y.z'];
    for (const name of names) {
      expect(EVENT_TYPE_PATTERN.test(name)).toBe(true);
      expect(isPattern(name)).toBe(true);
      expect(isExact(name)).toBe(true);
      expect(names.filter((other) => matches(name, other))).toEqual([name]);
    }
    expect(isExact('invoice.*')).toBe(false);
  });
});

describe('the keys of a type', () => {
  it.each([
    ['paid', ['*', 'paid']],
    ['invoice.paid', ['*', '*paid', 'invoice.*', 'invoice.paid']],
    ['a.b.c', ['*', '*c', 'a.*', 'a.*c', 'a.b.*', 'a.b.c']],
    ['hookline', ['*', 'hookline']],
    ['hookline.a', ['hookline.*', 'hookline.a']],
    ['hookline.a.b', ['hookline.*', 'hookline.*b', 'hookline.a.*', 'hookline.a.b']],
  ])('%s: %j', (type, keys) => {
    expect(patternKeysOf(type).toSorted()).toEqual(keys);
  });

  it('are no more than twice its segments', () => {
    expect(patternKeysOf(Array(64).fill('a').join('.'))).toHaveLength(128);
  });
});

it('a type is no longer than 128 characters', () => {
  expect(isEventType('a'.repeat(EVENT_TYPE_MAX_CHARS))).toBe(true);
  expect(isEventType('a'.repeat(EVENT_TYPE_MAX_CHARS + 1))).toBe(false);
});
