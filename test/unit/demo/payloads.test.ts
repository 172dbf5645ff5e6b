import { expect, it } from 'vitest';
import { createPayloadSchemas, PAYLOAD_SCHEMA_MAX_BYTES } from '../../../src/domain/payload-schemas.ts';
import {
  EXACT,
  type JsonSchema,
  PAYLOAD_COUNT,
  schemaOf,
  selectPayloads,
  UNFIT,
  withoutRequired,
} from '../../demo/payloads.ts';

const schemas = createPayloadSchemas();
const { types, payloads } = selectPayloads(PAYLOAD_COUNT);

function fits(schema: JsonSchema, examples: readonly JsonSchema[], name: string): boolean {
  expect(JSON.stringify(schema).length).toBeLessThan(PAYLOAD_SCHEMA_MAX_BYTES);
  const type = { id: name, version: 0, schema };
  return examples.every((example) => schemas.compile(type)(example, []).length === 0);
}

it('has every example of the package', () => {
  expect(types).toHaveLength(58);
  expect(payloads).toHaveLength(329);
  expect(new Set(payloads.map(({ type }) => type))).toEqual(new Set(types.map(({ name }) => name)));
});

/** Compiling all schemas is nothing but work for the processor, which others may use too. */
const COMPILING = { timeout: 120_000 };
const eventOf = (type: string) => type.slice('github.'.length);

it('knows which schemas all examples fit as they are', COMPILING, () => {
  const exact = types.filter(({ name, examples }) =>
    fits(schemaOf(eventOf(name)), examples, `exact ${name}`),
  );
  expect(exact.map(({ name }) => eventOf(name))).toEqual([...EXACT]);
});

it('knows which schemas an example contradicts even when nothing is required', COMPILING, () => {
  const unfit = types.filter(
    ({ name, examples }) =>
      !EXACT.has(eventOf(name)) && !fits(withoutRequired(schemaOf(eventOf(name))), examples, `loose ${name}`),
  );
  expect(unfit.map(({ name }) => eventOf(name))).toEqual([...UNFIT]);
  expect(types.filter(({ schema }) => schema === null).map(({ name }) => eventOf(name))).toEqual([...UNFIT]);
});

it('refuses a payload that is not what its type describes', () => {
  const push = types.find(({ name }) => name === 'github.push');
  const type = { id: 'push', version: 0, schema: push?.schema };
  expect(schemas.compile(type)({ ...push?.examples[0], ref: 5 }, ['payload'])).toMatchObject([
    { path: ['payload', 'ref'], type: 'schema_mismatch' },
  ]);
});
