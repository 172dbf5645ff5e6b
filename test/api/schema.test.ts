import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { printContract } from '../../src/api/schema.ts';

const committed = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');

interface Described {
  place: string;
  description: string | null | undefined;
}

/** Everything that a reader of the contract meets: types, fields, arguments, input fields and enum values. */
function everything(sdl: string): Described[] {
  const own = Object.values(buildSchema(sdl).getTypeMap()).filter((type) => type.astNode);
  return own.flatMap((type): Described[] => {
    const found: Described[] = [{ place: type.name, description: type.description }];
    const add = (name: string, { description }: { description?: string | null | undefined }) =>
      found.push({ place: `${type.name}.${name}`, description });
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        add(field.name, field);
        for (const argument of field.args) add(`${field.name}(${argument.name}:)`, argument);
      }
    }
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) add(field.name, field);
    if (isEnumType(type)) for (const value of type.getValues()) add(value.name, value);
    return found;
  });
}

describe('schema.graphql', () => {
  it('is what the code says', () => {
    expect(committed).toBe(printContract());
  });

  it('describes every type, field, argument and enum value', () => {
    const described = everything(committed);
    expect(described.length).toBeGreaterThan(400);
    expect(described.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
  });

  it('has no mark in its prose that Markdown, as which GraphiQL reads it, would take away', () => {
    const prose = everything(committed).map(({ place, description }) => ({
      place,
      text: (description ?? '').replaceAll(/`[^`]+`/g, ''),
    }));
    expect(prose.filter(({ text }) => /[*<`]|(?<!\w)_/.test(text))).toEqual([]);
  });

  it('says where DateTime is specified, for the tools that choose a type by it', () => {
    const type = buildSchema(committed).getType('DateTime');
    expect(isScalarType(type) && type.specifiedByURL).toBe(
      'https://scalars.graphql.org/andimarek/date-time.html',
    );
  });

  it.each([
    ['type', 'type Query { a: Int }', 'Query'],
    ['field', '"q" type Query { a: Int }', 'Query.a'],
    ['argument', '"q" type Query { "f" a(b: Int): Int }', 'Query.a(b:)'],
    ['input field', '"q" type Query { "f" a("a" b: In): Int } "i" input In { c: Int }', 'In.c'],
    ['enum value', '"q" type Query { "f" a: E } "e" enum E { ONE }', 'E.ONE'],
  ])('looks at each %s', (_kind, sdl, place) => {
    expect(everything(sdl).filter(({ description }) => !description)).toEqual([
      { place, description: undefined },
      ...(place === 'Query' ? [{ place: 'Query.a', description: undefined }] : []),
    ]);
  });
});
