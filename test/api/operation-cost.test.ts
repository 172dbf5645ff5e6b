import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/api/schema.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** What an operation costs, by its answer, and the code of the error if there is one. */
async function ask(query: string, variables: object = {}) {
  const { errors, ...answer } = await hookline.admin.send(query, variables);
  const { extensions } = answer as unknown as { extensions: { cost: { complexity: number } } };
  return { complexity: extensions.cost.complexity, code: errors?.[0]?.extensions.code };
}

const connections = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map((field) => [`${type.name}.${field.name}`, type.name, field.name] as const),
  );

describe('the cost of a page', () => {
  it.each(connections)('of %s goes with its size, whichever end it is of', async (_name, parent, field) => {
    const costOf = async (args: string) => {
      const page = `${field} ${args} { nodes { __typename } }`;
      const query = parent === 'Query' ? `{ ${page} }` : `{ node(id: "x") { ... on ${parent} { ${page} } } }`;
      return (await ask(query)).complexity;
    };
    const one = await costOf('(first: 1)');
    const each = (await costOf('(first: 2)')) - one;
    expect(each).toBeGreaterThan(0);
    for (const end of ['first', 'last']) expect(await costOf(`(${end}: 100)`)).toBe(one + 99 * each);
    expect(await costOf('')).toBe(one + 19 * each);
    // What is asked for beside its entries is not to be had for nothing.
    expect(await costOf('(first: 0)')).toBe(one);
  });
});

it('the cost of nodes goes with the number of their ids', async () => {
  const costOf = async (count: number) => {
    const ids = Array(count).fill('x');
    return (await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).complexity;
  };
  const [one, two] = [await costOf(1), await costOf(2)];
  expect(two).toBeGreaterThan(one);
  expect(await costOf(100)).toBe(one + 99 * (two - one));
  expect(await costOf(0)).toBe(one);
});

describe('an operation may have', () => {
  const { complexity, depth, breadth } = { complexity: 50_000, depth: 15, breadth: 300 };

  it(`a complexity of ${complexity}, and none more`, async () => {
    const page = (name: string, first: number) =>
      `${name}: endpoints(first: 100) { nodes { deliveries(first: ${first}) { nodes { id } } } }`;
    const pages = `${page('a', 100)} ${page('b', 100)} ${page('c', 46)}`;
    const padded = (length: number) => ask(`{ ${pages} ${'__typename '.repeat(length)} }`);
    const rest = complexity - (await padded(0)).complexity;
    expect(await padded(rest)).toEqual({ complexity, code: undefined });
    expect(await padded(rest + 1)).toEqual({ complexity: complexity + 1, code: 'QUERY_TOO_COMPLEX' });
  });

  it(`a depth of ${depth}, and none more`, async () => {
    const upAndDown = (levels: number): string =>
      levels === 1
        ? 'id'
        : `lastAttempt { ${levels === 2 ? 'id' : `delivery { ${upAndDown(levels - 2)} }`} }`;
    const nested = (levels: number) => ask(`{ delivery(id: "x") { ${upAndDown(levels - 1)} } }`);
    expect((await nested(depth)).code).toBeUndefined();
    expect((await nested(depth + 1)).code).toBe('QUERY_TOO_COMPLEX');
  });

  it(`a breadth of ${breadth}, and none more`, async () => {
    expect((await ask(`{ ${'__typename '.repeat(breadth)} }`)).code).toBeUndefined();
    expect((await ask(`{ ${'__typename '.repeat(breadth + 1)} }`)).code).toBe('QUERY_TOO_COMPLEX');
  });
});
