import fc, { type Arbitrary } from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { schema } from '../../../src/api/schema.ts';
import { findIdPlaces, type IdKind } from '../../support/id-places.ts';
import type { Given } from './render.ts';
import {
  hostileInt,
  hostileText,
  json,
  payloadSchema,
  Reference,
  TWISTS,
  type Twist,
  time,
  Word,
  wrongType,
} from './values.ts';

/** How far a value may be from what a well-meaning client would give. */
type Mood = 'tame' | 'hostile' | 'wild';

/** Where a value stands: `Query.endpoint(id)`, and its name there. */
interface Place {
  path: string;
  name: string;
}

const kindOfPlace = new Map<string, IdKind>(
  findIdPlaces(schema).map(({ parent, field, path, kind }) => [
    `${parent}.${field}(${path.join('.')})`,
    kind,
  ]),
);
const NODE_KINDS = [
  'Organization',
  'ApiKey',
  'EventType',
  'Endpoint',
  'Event',
  'Delivery',
  'DeliveryAttempt',
];

const twist: Arbitrary<Twist> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Twist>('none') },
  { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(TWISTS) as Twist[])) },
);

const whose = fc.oneof(
  { weight: 3, arbitrary: fc.constant('mine' as const) },
  { weight: 2, arbitrary: fc.constant('theirs' as const) },
);

const reference = (kind: Arbitrary<string>, owner: Arbitrary<'mine' | 'theirs'> = whose) =>
  fc.tuple(owner, kind, fc.nat(60), twist).map((parts) => new Reference(...parts));

const anyReference = reference(fc.constantFrom(...NODE_KINDS));
const cursor = reference(fc.constantFrom('cursor', 'cursor', 'feedCursor'));

const TYPES = ['invoice.paid', 'invoice.sent', 'user.made', 'hookline.endpoint.disabled', 'no.such'];
const PATTERNS = [...TYPES, '*', 'invoice.*', '*.paid', 'hookline.*'];

/** Addresses that no request reaches a stranger by: nothing is delivered while operations are made. */
const URLS = ['https://a.example/hook', 'https://b.example:8443/?q=1', 'http://127.0.0.1:9/'];
const HOSTILE_URLS = [
  'https://169.254.169.254/latest/meta-data',
  'https://[::ffff:127.0.0.1]/',
  'https://user:secret@a.example/',
  'http://a.example/',
  'gopher://a.example/',
  'https://a.example/\r\nHost: b',
  'https://0x7f.1/',
  'https://\u202ea.example/',
  `https://a.example/${'x'.repeat(2100)}`,
];
const SECRET = `whsec_${Buffer.alloc(24, 's').toString('base64')}`;

const short = fc.constantFrom('a', 'Billing', 'rot', 'grün', 'x y', 'mine-external-1', 'theirs-external-1');

/** What texts of a name are like when they are well meant. */
const TAME_TEXT: Readonly<Record<string, Arbitrary<unknown>>> = {
  url: fc.constantFrom(...URLS),
  type: fc.constantFrom(...TYPES),
  eventType: fc.constantFrom(...TYPES),
  eventTypes: fc.constantFrom(...TYPES),
  eventPatterns: fc.constantFrom(...PATTERNS),
  secret: fc.constant(SECRET),
  payloadText: fc.constantFrom('{}', '[1]', '12345678901234567890', '"x"', '{"a":1,"a":2}'),
  after: cursor,
  before: cursor,
  'HttpHeaderInput.name': fc.constantFrom('X-Team', 'X-Other', 'Authorization'),
  'Query.name': fc.constantFrom(...TYPES),
  'Mutation.name': fc.constantFrom(...TYPES, 'made.a', 'made.b'),
  'EventTypeCreateInput.name': fc.constantFrom('made.a', 'made.b', 'made.c'),
};

const HOSTILE_TEXT: Readonly<Record<string, Arbitrary<unknown>>> = {
  url: fc.constantFrom(...HOSTILE_URLS),
  secret: fc.constantFrom('whsec_', 'whsec_!!!!', `whsec_${'A'.repeat(200)}`),
  payloadText: fc.constantFrom('{', '[', '1e999', '{"__proto__":1}', '['.repeat(200), '"\ud800"', 'NaN', ''),
  'HttpHeaderInput.name': fc.constantFrom('Host', 'content-length', 'webhook-id', 'X\r\nY', 'x y', ''),
  'HttpHeaderInput.value': fc.constantFrom('a\r\nX-Injected: 1', 'a\nb', 'a\0', 'ü', ' a '),
  eventPatterns: fc.constantFrom('**', 'a..b', '.', '*a', 'a.'.repeat(64), `${'*.'.repeat(63)}*`),
};

/** A number that these names take; other numbers are small. */
const TAME_INT: Readonly<Record<string, Arbitrary<number>>> = {
  first: fc.nat(3),
  last: fc.nat(3),
  timeoutSeconds: fc.constantFrom(3, 60),
  maxConcurrency: fc.constantFrom(1, 100),
};

function textAt({ path, name }: Place, owner: string, table: Readonly<Record<string, Arbitrary<unknown>>>) {
  return table[`${owner}.${name}`] ?? table[`${path.split('.')[0]}.${name}`] ?? table[name];
}

function textOf(place: Place, owner: string, isId: boolean, mood: Mood): Arbitrary<unknown> {
  const kind = kindOfPlace.get(place.path);
  if (kind || isId) {
    const named = reference(fc.constant(kind === undefined || kind === 'any' ? 'Endpoint' : kind));
    return fc.oneof(
      { weight: 8, arbitrary: kind === 'any' ? anyReference : named },
      { weight: 2, arbitrary: anyReference },
      { weight: mood === 'tame' ? 0 : 3, arbitrary: hostileText },
    );
  }
  const tame = textAt(place, owner, TAME_TEXT) ?? short;
  if (mood === 'tame') return tame;
  return fc.oneof(tame, textAt(place, owner, HOSTILE_TEXT) ?? hostileText, hostileText);
}

function scalarOf(typeName: string, place: Place, owner: string, mood: Mood): Arbitrary<unknown> {
  const hostile = mood !== 'tame';
  switch (typeName) {
    case 'ID':
      return textOf(place, owner, true, mood);
    case 'String':
      return textOf(place, owner, false, mood);
    case 'Int':
      return hostile ? hostileInt : (TAME_INT[place.name] ?? fc.integer({ min: 1, max: 7 }));
    case 'Boolean':
      return fc.boolean();
    case 'DateTime':
      return mood === 'tame'
        ? time.tame
        : mood === 'hostile'
          ? time.hostile
          : fc.oneof(time.hostile, time.wrong);
    case 'JSON':
      if (place.name === 'payloadSchema') return payloadSchema;
      if (place.name === 'metadata' && !hostile) return fc.constantFrom({}, { a: 'b' });
      return hostile ? json.hostile : json.tame;
    default:
      throw new Error(`nothing is known of values of the scalar ${typeName}`);
  }
}

/** @param owner the type whose field the argument or field is */
function valuesOf(type: GraphQLInputType, place: Place, owner: string, mood: Mood): Arbitrary<unknown> {
  if (isNonNullType(type)) return valuesOf(type.ofType, place, owner, mood);
  if (isListType(type)) {
    const inner = { ...place, path: place.path.replace(/\)$/, '.[])') };
    const list = fc.array(valuesOf(type.ofType, inner, owner, mood), { maxLength: 3 });
    // GraphQL makes a list of a single value.
    return fc.oneof(
      { weight: 5, arbitrary: list },
      { weight: 1, arbitrary: valuesOf(type.ofType, inner, owner, mood) },
    );
  }
  if (isEnumType(type)) {
    const words = type.getValues().map(({ name }) => new Word(name));
    return fc.constantFrom(...words, ...(mood === 'wild' ? [new Word('NOPE'), new Word('active')] : []));
  }
  if (!isInputObjectType(type)) return scalarOf(type.name, place, owner, mood);
  const fields = Object.values(type.getFields());
  const entries = fields.map((field) => {
    const inner = { path: place.path.replace(/\)$/, `.${field.name})`), name: field.name };
    const entry = moody(field.type, inner, type.name, mood).map((value) => [[field.name, value]] as const);
    return isRequiredInputField(field) ? entry : sometimes(entry, 3);
  });
  const object = fc
    .tuple(...entries)
    .map((found) => Object.fromEntries(found.flat()) as Record<string, unknown>);
  if (mood !== 'wild') return object;
  const unknown = fc.constantFrom('nope', '__proto__', 'constructor', 'id');
  return fc.oneof(
    { weight: 5, arbitrary: object },
    {
      weight: 1,
      arbitrary: fc
        .tuple(object, unknown)
        .map(([fine, key]) => ({ ...fine, ...JSON.parse(`{"${key}":{"a":1}}`) })),
    },
    { weight: 1, arbitrary: fc.constant({}) },
  );
}

/** Of the fields of a hostile object most are well meant, or nothing would come past the first check. */
function moody(type: GraphQLInputType, place: Place, owner: string, mood: Mood): Arbitrary<unknown> {
  const tame = valuesOf(type, place, owner, 'tame');
  if (mood === 'tame') return isNonNullType(type) ? tame : orNull(tame, 12);
  const also = [
    { weight: 6, arbitrary: tame },
    { weight: 2, arbitrary: valuesOf(type, place, owner, mood) },
  ];
  return fc.oneof(...also, { weight: mood === 'wild' ? 1 : 0, arbitrary: wrongType });
}

/** Nothing so many times as often as something. */
const sometimes = <T>(list: Arbitrary<readonly T[]>, weight: number): Arbitrary<readonly T[]> =>
  fc.oneof({ weight: 1, arbitrary: list }, { weight, arbitrary: fc.constant<readonly T[]>([]) });

const orNull = (value: Arbitrary<unknown>, weight: number) =>
  fc.oneof({ weight, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });

/** The arguments of a field, each in the document or as a variable, of its type or another. */
export function argumentsOf(
  args: readonly GraphQLArgument[],
  owner: string,
  field: string,
): Arbitrary<Given[]> {
  const parts = args.map((arg) => {
    const place = { path: `${owner}.${field}(${arg.name})`, name: arg.name };
    const value = fc.oneof(
      { weight: 20, arbitrary: valuesOf(arg.type, place, owner, 'tame') },
      { weight: 16, arbitrary: valuesOf(arg.type, place, owner, 'hostile') },
      { weight: 3, arbitrary: valuesOf(arg.type, place, owner, 'wild') },
      { weight: 1, arbitrary: wrongType },
    );
    const variableType = fc.oneof(
      { weight: 100, arbitrary: fc.constant(String(arg.type)) },
      { weight: 60, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('String', 'Int!', '[ID!]!', 'JSON', 'Nope', 'EndpointFilter') },
    );
    const given = fc.record({ name: fc.constant(arg.name), value, variableType }, { noNullPrototype: true });
    const presence = isNonNullType(arg.type) ? 80 : /^(first|filter)$/.test(arg.name) ? 3 : 1;
    return fc.oneof(
      { weight: presence, arbitrary: given.map((one) => [one]) },
      { weight: 1, arbitrary: fc.constant([]) },
    );
  });
  return fc.tuple(...parts).map((given) => given.flat());
}
