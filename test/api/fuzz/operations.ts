import fc, { type Arbitrary } from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { schema } from '../../../src/api/schema.ts';
import { argumentsOf } from './arguments.ts';
import type { Directive, Operation, Selection } from './render.ts';

/** Levels below a root field. */
const DEPTH = 3;

const directives: Arbitrary<Directive[]> = fc.oneof(
  { weight: 400, arbitrary: fc.constant<Directive[]>([]) },
  {
    weight: 30,
    arbitrary: fc
      .tuple(fc.constantFrom('skip', 'include'), fc.boolean(), fc.constantFrom('Boolean!', null))
      .map(([name, value, variableType]) => [{ name, args: [{ name: 'if', value, variableType }] }]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('skip', 'nope', 'defer', 'oneOf').map((name) => [{ name, args: [] }]),
  },
);

const known = new Map<string, Arbitrary<Selection[]>>();

const leaf = (name: string): Selection => ({
  kind: 'field',
  name,
  args: [],
  directives: [],
  alias: false,
  selection: [],
});

/** What may be selected of a type: mostly its own fields, some through fragments, sometimes what it does not have. */
function selectionOf(type: GraphQLNamedType, depth: number): Arbitrary<Selection[]> {
  const key = `${type.name}/${depth}`;
  const parts = () => fc.array(partOf(type, depth), { minLength: 1, maxLength: 4 });
  // A row that should not be there shows by its id.
  const hasId = (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields();
  const made =
    known.get(key) ??
    (hasId ? fc.tuple(parts(), fc.constantFrom([leaf('id')], [])).map((found) => found.flat()) : parts());
  known.set(key, made);
  return made;
}

function partOf(type: GraphQLNamedType, depth: number): Arbitrary<Selection> {
  const strange = fc.constantFrom('nope', '__schema', 'id', 'ID', '__proto__').map(leaf);
  const fields =
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).filter(
          (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
        )
      : [];
  const members: GraphQLNamedType[] =
    isUnionType(type) || isInterfaceType(type)
      ? [...schema.getPossibleTypes(type), ...interfacesOf(type)]
      : [type];
  return fc.oneof(
    ...(fields.length > 0
      ? [{ weight: 24, arbitrary: fc.oneof(...fields.map((field) => fieldOf(type, field, depth))) }]
      : []),
    ...(depth > 0 ? [{ weight: isObjectType(type) ? 4 : 24, arbitrary: fragmentOf(members, depth) }] : []),
    { weight: 2, arbitrary: fc.constant(leaf('__typename')) },
    { weight: depth === DEPTH ? 1 : 0, arbitrary: strange },
  );
}

const interfacesOf = (type: GraphQLNamedType) =>
  isUnionType(type) ? [...new Set(type.getTypes().flatMap((member) => member.getInterfaces()))] : [];

function fragmentOf(types: readonly GraphQLNamedType[], depth: number): Arbitrary<Selection> {
  const ofType = types.map((type) =>
    fc.record(
      {
        kind: fc.constant('fragment' as const),
        on: fc.oneof(
          { weight: 100, arbitrary: fc.constant(type.name) },
          { weight: 1, arbitrary: fc.constantFrom(null, 'Endpoint', 'Query', 'Nope') },
        ),
        named: fc.boolean(),
        directives,
        // A union's members are one level below it as its answers are: what they hold is not.
        selection: selectionOf(type, depth - (types.length > 1 ? 0 : 1)),
      },
      { noNullPrototype: true },
    ),
  );
  return fc.oneof(...ofType);
}

function fieldOf(
  owner: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
  depth: number,
): Arbitrary<Selection> {
  const target = getNamedType(field.type);
  return fc.record(
    {
      kind: fc.constant('field' as const),
      name: fc.constant(field.name),
      args: argumentsOf(field.args, owner.name, field.name),
      directives,
      alias: fc.oneof(
        { weight: 9, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
      selection: isCompositeType(target) ? selectionOf(target, depth - 1) : fc.constant([]),
    },
    { noNullPrototype: true },
  );
}

const damage = fc.oneof(
  { weight: 60, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        at: fc.nat(5000),
        remove: fc.nat(3),
        insert: fc.constantFrom(
          '',
          '{',
          '}',
          '"',
          '(',
          '$',
          '@',
          '...',
          '\0',
          '\ud800',
          '"""',
          '#',
          '&',
          '\\',
        ),
      },
      { noNullPrototype: true },
    ),
  },
);

function operationsOf(
  kind: Operation['kind'],
  root: GraphQLNamedType | null | undefined,
): Arbitrary<Operation> {
  if (!isObjectType(root)) throw new Error(`the schema has no ${kind}`);
  // Every root field as often as any other.
  const field = fc.oneof(...Object.values(root.getFields()).map((one) => fieldOf(root, one, DEPTH)));
  const any = fc.oneof({ weight: 12, arbitrary: field }, { weight: 1, arbitrary: partOf(root, DEPTH) });
  return fc.record(
    {
      kind: fc.constant(kind),
      name: fc.constantFrom(null, null, 'Named'),
      selection: fc.array(any, { minLength: 1, maxLength: kind === 'subscription' ? 1 : 2 }),
      transport: fc.oneof(
        { weight: 8, arbitrary: fc.constant('post' as const) },
        { weight: 1, arbitrary: fc.constant('get' as const) },
        { weight: kind === 'subscription' ? 8 : 1, arbitrary: fc.constant('socket' as const) },
      ),
      damage,
    },
    { noNullPrototype: true },
  );
}

/** Operations of the executable schema, from those that any client sends to those that no client would. */
export const operation: Arbitrary<Operation> = fc.oneof(
  { weight: 11, arbitrary: operationsOf('query', schema.getQueryType()) },
  { weight: 8, arbitrary: operationsOf('mutation', schema.getMutationType()) },
  { weight: 1, arbitrary: operationsOf('subscription', schema.getSubscriptionType()) },
);
