import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../src/domain/sample.ts';

/** An object with so many properties, each of which is what the reference names. */
const wide = (count: number, $ref: string) => ({
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { $ref }])),
});

describe('a sample', () => {
  it('of a schema that refers to itself shows it once', () => {
    const schema = {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        parent: { $ref: '#' },
        other: { anyOf: [{ $ref: '#' }, { type: 'null' }] },
        children: { type: 'array', items: { $ref: '#' } },
        tag: { $ref: '#/$defs/tag' },
      },
      $defs: {
        tag: { type: 'object', properties: { text: { type: 'string' }, within: { $ref: '#/$defs/tag' } } },
      },
    };
    expect(sampleOf(schema)).toEqual({ name: 'string', other: null, children: [], tag: { text: 'string' } });
  });

  it('shows a part wherever it is used that does not lead back to itself', () => {
    const day = { type: 'string', format: 'date' };
    const properties = { from: { $ref: '#/$defs/day' }, to: { $ref: '#/$defs/day' } };
    expect(sampleOf({ properties, $defs: { day } })).toEqual({ from: '2026-01-31', to: '2026-01-31' });
  });

  it.each([
    ['itself', wide(1000, '#')],
    ['itself, in what is required', { ...wide(1000, '#'), required: ['p0', 'p1', 'p2'] }],
    [
      'other parts, and these to others',
      {
        ...wide(300, '#/$defs/a'),
        $defs: { a: wide(300, '#/$defs/b'), b: wide(300, '#/$defs/c'), c: { type: 'string' } },
      },
    ],
  ])('ends though the schema refers very often to %s', (_, schema) => {
    expect(JSON.stringify(sampleOf(schema)).length).toBeLessThan(256 * 1024);
  });
});
