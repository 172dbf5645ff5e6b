import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { describe, expect, it } from 'vitest';

const contract = buildSchema(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8'));

/** Acts whose answer is not the thing they are named for. */
const OTHER_ANSWERS: Readonly<Record<string, string>> = {
  // The endpoint is gone; what is left of it is the id.
  endpointDelete: 'deletedEndpointId: ID!',
  // A test makes a delivery, and what becomes of it is what the caller wants to know.
  endpointTest: 'delivery: Delivery!',
  // Each event has an answer of its own.
  eventPublishBatch: 'results: [EventPublishResult!]!',
};

const capitalized = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const uncapitalized = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

function implementersOf(schema: GraphQLSchema, name: string): readonly GraphQLObjectType[] {
  const type = schema.getType(name);
  return isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
}

/** Result unions that are not one success beside errors, which `... on Error` would all reach. */
function faultyResults(schema: GraphQLSchema): string[] {
  const errors = new Set(implementersOf(schema, 'Error'));
  return Object.values(schema.getTypeMap())
    .filter(isUnionType)
    .filter((union) => {
      const others = union.getTypes().filter((type) => !errors.has(type));
      return others.map(({ name }) => name).join() !== union.name.replace(/Result$/, 'Success');
    })
    .map((union) => union.name);
}

/** Mutations that do not answer with their own result, or whose success lacks the field named for their noun. */
function faultyMutations(schema: GraphQLSchema): string[] {
  const nouns = implementersOf(schema, 'Node').map(({ name }) => name);
  return Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter(({ name, type }) => {
      const noun = nouns
        .filter((candidate) => name.startsWith(uncapitalized(candidate)))
        .sort((one, other) => other.length - one.length)[0];
      const expected = OTHER_ANSWERS[name] ?? (noun && `${uncapitalized(noun)}: ${noun}!`);
      const success = schema.getType(`${capitalized(name)}Success`);
      const fields = isObjectType(success) ? Object.values(success.getFields()) : [];
      const answers = fields.map((field) => `${field.name}: ${field.type}`);
      return `${type}` !== `${capitalized(name)}Result!` || !expected || !answers.includes(expected);
    })
    .map(({ name }) => name);
}

/** Lists of things with an id: each must be a connection, as it grows without end. */
function bareLists(schema: GraphQLSchema): string[] {
  const nodes = new Set(['Node', ...implementersOf(schema, 'Node').map(({ name }) => name)]);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => field.name !== 'nodes' && nodes.has(listed(`${field.type}`)))
        .map((field) => `${type.name}.${field.name}`),
    );
}

/** Of "[Endpoint!]!" it is "Endpoint", of anything else "". */
function listed(type: string): string {
  return /^\[(\w+)!?\]!?$/.exec(type)?.[1] ?? '';
}

/** Connections of which a client would have to ask whether an entry is there. */
function nullableConnections(schema: GraphQLSchema): string[] {
  const solid = (type: unknown) =>
    isNonNullType(type) && (!isListType(type.ofType) || isNonNullType(type.ofType.ofType));
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => /(Connection|Edge)$/.test(name))
    .filter((type) => Object.values(type.getFields()).some((field) => !solid(field.type)))
    .map(({ name }) => name);
}

describe('the contract', () => {
  it('answers every mutation with one success or an Error', () => {
    expect(faultyResults(contract)).toEqual([]);
  });

  it('names what a mutation answers for its noun', () => {
    expect(faultyMutations(contract)).toEqual([]);
    expect(
      Object.keys(OTHER_ANSWERS).filter((name) => !contract.getMutationType()?.getFields()[name]),
    ).toEqual([]);
  });

  it('lists whatever has an id in connections', () => {
    expect(bareLists(contract)).toEqual([]);
  });

  it('has no null among the entries of a page', () => {
    expect(nullableConnections(contract)).toEqual([]);
  });
});

describe('these checks', () => {
  const broken = (parts: string) =>
    buildSchema(`
      interface Node { id: ID! }
      interface Error { code: String! }
      type Gone implements Error { code: String! }
      type Odd { code: String! }
      type Cat implements Node { id: ID! }
      type Query { cat: Cat }
      ${parts}`);

  it.each([
    ['a member that is no Error', 'union CatFeedResult = CatFeedSuccess | Odd'],
    ['no success', 'union CatFeedResult = Gone'],
    [
      'the success of another act',
      'union CatFeedResult = CatPetSuccess | Gone type CatPetSuccess { cat: Cat! }',
    ],
  ])('see %s', (_what, parts) => {
    const success = parts.includes('CatFeedSuccess') ? 'type CatFeedSuccess { cat: Cat! }' : '';
    expect(faultyResults(broken(`${success} ${parts}`))).toEqual(['CatFeedResult']);
  });

  it.each([
    ['a field of another name', 'animal: Cat!', 'CatFeedResult!'],
    ['a nullable field', 'cat: Cat', 'CatFeedResult!'],
    ['an answer that is no result', 'cat: Cat!', 'Cat!'],
    ['a nullable result', 'cat: Cat!', 'CatFeedResult'],
  ])('see %s', (_what, field, result) => {
    const schema = broken(
      `type CatFeedSuccess { ${field} } union CatFeedResult = CatFeedSuccess | Gone type Mutation { catFeed: ${result} }`,
    );
    expect(faultyMutations(schema)).toEqual(['catFeed']);
  });

  it('see a bare list of things with an id, and a null entry', () => {
    const schema = broken(
      'type CatConnection { nodes: [Cat]! } type CatEdge { node: Cat } type House { cats: [Cat!]! }',
    );
    expect(bareLists(schema)).toEqual(['House.cats']);
    expect(nullableConnections(schema)).toEqual(['CatConnection', 'CatEdge']);
  });
});
