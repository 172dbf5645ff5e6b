import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';

/** What an id names. `partner` and the two external ids are the operators' own names for things. */
export type IdKind =
  | 'Organization'
  | 'ApiKey'
  | 'Endpoint'
  | 'Event'
  | 'Delivery'
  | 'partner'
  | 'organizationExternalId'
  | 'endpointExternalId'
  | 'any';

/** A place in the arguments of a field where an id may stand. */
export interface IdPlace {
  /** Query, Mutation, Subscription, or a type whose field takes arguments. */
  parent: string;
  field: string;
  /** From the argument to the id; `[]` is an entry of a list. */
  path: string[];
  kind: IdKind;
}

const KIND_OF_NAME: Readonly<Record<string, IdKind>> = {
  organizationId: 'Organization',
  endpointId: 'Endpoint',
  eventId: 'Event',
  deliveryId: 'Delivery',
  organizationExternalId: 'organizationExternalId',
  partnerId: 'partner',
  'OrganizationFilter.externalId': 'organizationExternalId',
  'EndpointFilter.externalId': 'endpointExternalId',
  'node.id': 'any',
  'nodes.ids': 'any',
};

/** `id` is of whatever the field is about: the noun that its name starts with. */
const NOUNS: readonly [RegExp, IdKind][] = [
  [/^endpoint([A-Z]|$)/, 'Endpoint'],
  [/^delivery([A-Z]|$)/, 'Delivery'],
  [/^event$/, 'Event'],
  [/^apiKey([A-Z]|$)/, 'ApiKey'],
  [/^organization([A-Z]|$)/, 'Organization'],
];

/** Texts that are called ids and are values to store: they refer to nothing. */
const VALUES = new Set([
  'OrganizationCreateInput.externalId',
  'OrganizationCreateInput.partnerId',
  'OrganizationUpdateInput.externalId',
  'OrganizationUpdateInput.partnerId',
  'EndpointCreateInput.externalId',
  'EndpointUpdateInput.externalId',
]);

/**
 * Every place of a schema's fields where an id may stand: whatever is of the type ID, or is a text that is called
 * an id.
 * @throws Error for a place that there is no rule for: whoever adds one says here what it names
 */
export function findIdPlaces(schema: GraphQLSchema): IdPlace[] {
  const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
  return objects
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((parent) =>
      Object.values(parent.getFields()).flatMap((field) =>
        field.args.flatMap((arg) =>
          leavesOf(arg.type, [arg.name], field.name)
            .filter(({ owner, path, type }) => isId(type, path) && !VALUES.has(`${owner}.${path.at(-1)}`))
            .map(({ owner, path }) => ({
              parent: parent.name,
              field: field.name,
              path,
              kind: kindOf(parent.name, field.name, owner, path),
            })),
        ),
      ),
    );
}

interface Leaf {
  /** The input type whose field it is, or the field whose argument it is. */
  owner: string;
  path: string[];
  type: string;
}

function leavesOf(type: GraphQLInputType, path: string[], owner: string): Leaf[] {
  if (isNonNullType(type)) return leavesOf(type.ofType, path, owner);
  if (isListType(type)) return leavesOf(type.ofType, [...path, '[]'], owner);
  if (!isInputObjectType(type)) return [{ owner, path, type: type.name }];
  return Object.values(type.getFields()).flatMap((field) =>
    leavesOf(field.type, [...path, field.name], type.name),
  );
}

const nameOf = (path: readonly string[]) => path.findLast((step) => step !== '[]') ?? '';

function isId(type: string, path: readonly string[]): boolean {
  return type === 'ID' || (type === 'String' && /(^id|Id)s?$/.test(nameOf(path)));
}

function kindOf(parent: string, field: string, owner: string, path: readonly string[]): IdKind {
  const name = nameOf(path);
  const kind = KIND_OF_NAME[`${owner}.${name}`] ?? KIND_OF_NAME[name];
  if (kind) return kind;
  const noun = name === 'id' && NOUNS.find(([pattern]) => pattern.test(field));
  if (noun) return noun[1];
  throw new Error(`${parent}.${field}(${path.join('.')}): no rule says what this id names`);
}

/** What a required argument or field gets, by its name; a payload is not required, but one of its two forms is. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  url: 'https://example.com',
  type: 'invoice.paid',
  name: 'sample',
  ids: [],
};
const EXTRAS: Readonly<Record<string, object>> = { EventPublishInput: { payload: {} } };

/** Arguments with an id at a place and else no more than is required. @throws Error where a sample is missing */
export function argsWithId(schema: GraphQLSchema, place: IdPlace, id: string): Record<string, unknown> {
  const parent = schema.getType(place.parent);
  const field = isObjectType(parent) ? parent.getFields()[place.field] : undefined;
  if (!field) throw new Error(`there is no ${place.parent}.${place.field}`);
  const [first, ...rest] = place.path;
  const args: Record<string, unknown> = {};
  for (const arg of field.args) {
    if (arg.name === first) args[arg.name] = valueWithId(arg.type, rest, id, arg.name);
    else if (isNonNullType(arg.type)) args[arg.name] = sampleOf(arg.type, arg.name);
  }
  return args;
}

function valueWithId(type: GraphQLInputType, path: readonly string[], id: string, name: string): unknown {
  if (isNonNullType(type)) return valueWithId(type.ofType, path, id, name);
  if (isListType(type)) return [valueWithId(type.ofType, path.slice(1), id, name)];
  if (!isInputObjectType(type)) return id;
  const [next, ...rest] = path;
  const value: Record<string, unknown> = { ...EXTRAS[type.name] };
  for (const field of Object.values(type.getFields())) {
    if (field.name === next) value[field.name] = valueWithId(field.type, rest, id, field.name);
    else if (isRequiredInputField(field)) value[field.name] = sampleOf(field.type, field.name);
  }
  return value;
}

function sampleOf(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, name);
  const named = getNamedType(type);
  if (isListType(type)) return [sampleOf(type.ofType, name)];
  if (isEnumType(named)) return named.getValues().find((value) => value.name !== 'ADMIN')?.name;
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type, field.name)]));
  }
  if (!(name in SAMPLES)) throw new Error(`no sample for the required ${name}: ${type}`);
  return SAMPLES[name];
}
