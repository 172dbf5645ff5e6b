import { describe, expect, it } from 'vitest';
import { indentJson } from '../../../src/console/parts/json-text.ts';

describe('indentJson', () => {
  it.each([
    ['{"a":[1,{"b":null}],"c":"x"}'],
    ['[]'],
    ['{"empty":{},"list":[],"deep":[[[]]]}'],
    ['"a { string } , [ : ]"'],
    ['{"quote":"\\"}{\\\\","u":"\\u00e9"}'],
    ['true'],
  ])('indents %s as JSON.stringify does', (text) => {
    const expected = JSON.stringify(JSON.parse(text), null, 2);
    expect(JSON.parse(indentJson(text))).toEqual(JSON.parse(text));
    expect(indentJson(text).replaceAll('\\u00e9', 'é')).toBe(expected);
  });

  it('keeps every digit', () => {
    expect(indentJson('{"n":12345678901234567890,"f":1.10}')).toBe(
      '{\n  "n": 12345678901234567890,\n  "f": 1.10\n}',
    );
  });

  it('leaves what is no JSON alone', () => {
    expect(indentJson('boom {')).toBe('boom {');
  });
});
