import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/api/schema.ts';
import { Scope } from '../../src/db/generated/prisma/enums.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { createClient, type GraphqlClient } from '../support/client.ts';
import { openEventStream } from '../support/event-stream.ts';
import { writeHistory } from '../support/history.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { openSocket } from '../support/socket.ts';

type Field = GraphQLField<unknown, unknown>;
type Kind = 'query' | 'mutation' | 'subscription';
type AuthScopes = { scope: Scope } | { authenticated: true };

/** Fields that anybody may ask for, and that give what the scopes of the asker let him see. */
const SCOPE_OF_ITS_TYPE = ['node', 'nodes'];

const roots: [Kind, GraphQLObjectType | null | undefined][] = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
  ['subscription', schema.getSubscriptionType()],
];
const rootFields = roots.flatMap(([kind, type]) =>
  Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field })),
);
const otherFields = Object.values(schema.getTypeMap())
  .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
  .filter((type) => !roots.some(([, root]) => root === type))
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));

function authScopesOf(field: Field): AuthScopes | undefined {
  return (field.extensions.pothosOptions as { authScopes?: AuthScopes } | undefined)?.authScopes;
}
const scopeOf = (field: Field): Scope | null => {
  const declared = authScopesOf(field);
  return declared && 'scope' in declared ? declared.scope : null;
};
/** What a description says at its end: `Scope: X.` */
const saidBy = ({ description }: Field) => /(?:^|\s)Scope: ([^.]+)\.$/.exec(description ?? '')?.[1];

describe('the declared scopes', () => {
  it('are there for every root field', () => {
    expect(rootFields.length).toBeGreaterThan(35);
    const lacking = rootFields.filter(({ field }) => {
      const declared = authScopesOf(field);
      if (!declared || Object.keys(declared).length !== 1) return true;
      return 'scope' in declared ? !(declared.scope in Scope) : declared.authenticated !== true;
    });
    expect(lacking.map(({ field }) => field.name)).toEqual([]);
  });

  it('are what the description of each root field ends with', () => {
    const wrong = rootFields.filter(({ field }) => {
      const expected = SCOPE_OF_ITS_TYPE.includes(field.name)
        ? /^that of (its|each) type$/
        : new RegExp(`^${scopeOf(field) ?? 'any'}$`);
      return !expected.test(saidBy(field) ?? '');
    });
    expect(wrong.map(({ field }) => `${field.name}: ${field.description}`)).toEqual([]);
  });

  it('are what the descriptions of other fields end with, and only theirs', () => {
    const wrong = otherFields.filter(({ field }) => (saidBy(field) ?? null) !== scopeOf(field));
    expect(wrong.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
    expect(otherFields.filter(({ field }) => scopeOf(field) !== null).length).toBeGreaterThan(3);
  });

  it('stand still: they are judged before an operation begins', () => {
    const moving = otherFields.filter(({ field }) => {
      const declared = authScopesOf(field);
      return declared && scopeOf(field) === null;
    });
    expect(moving.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });

  it('are all of use', () => {
    const used = new Set(rootFields.map(({ field }) => scopeOf(field)).filter((scope) => scope !== null));
    expect([...used].toSorted()).toEqual(Object.values(Scope).toSorted());
  });

  it('let nobody read or act without a credential, and no mutation with just any', () => {
    const open = rootFields.filter(({ kind, field }) => kind !== 'query' && scopeOf(field) === null);
    expect(open).toEqual([]);
  });
});

/** Something of the type, whatever it means: a field is forbidden before anybody looks at it. */
function literalOf(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return `[${literalOf(nullable.ofType)}]`;
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? '';
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return `{ ${required.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  const known: Record<string, string> = { Int: '1', Float: '1', Boolean: 'true', JSON: '{}' };
  const texts: Record<string, string> = { URL: 'https://a.example', DateTime: '2030-01-01T00:00:00Z' };
  return known[nullable.name] ?? JSON.stringify(texts[nullable.name] ?? 'scope.tested');
}

function operationOf(kind: Kind, field: Field): string {
  const required = field.args.filter(isRequiredArgument);
  const args = required.map((arg) => `${arg.name}: ${literalOf(arg.type)}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  return `${kind} { ${field.name}${args && `(${args})`} ${selection} }`;
}

describe('a root field', () => {
  let hookline: Hookline;
  let tenant: Tenant;
  const keys = new Map<string, string>();
  beforeAll(async () => {
    hookline = await startHookline({ roles: { api: true, worker: false } });
    tenant = await hookline.createOrganization();
    const all = Object.values(Scope);
    const make = async (name: string, scopes: Scope[]) => {
      const { key } = await createApiKey(hookline.app.core.database, {
        organizationId: tenant.uuid,
        name,
        scopes,
      });
      keys.set(name, key);
    };
    await make('none', []);
    for (const scope of all) {
      await make(`only ${scope}`, [scope]);
      await make(
        `all but ${scope}`,
        all.filter((other) => other !== scope && other !== 'ADMIN'),
      );
    }
  });
  afterAll(() => hookline[Symbol.asyncDispose]());

  /** HTTP's status, and the code of the error if there is one. */
  async function outcome(kind: Kind, query: string, name: string) {
    const key = keys.get(name) ?? '';
    if (kind !== 'subscription') {
      const { status, data, errors } = await createClient(hookline.url, key).send(query);
      return { status, data, code: errors?.[0]?.extensions.code };
    }
    await using stream = await openEventStream(hookline.url, key, { query });
    if (stream.status === 200) return { status: 200, data: {}, code: undefined };
    const answer = (await stream.next()) as Awaited<ReturnType<GraphqlClient['send']>>;
    return { status: stream.status, data: answer.data, code: answer.errors?.[0]?.extensions.code };
  }

  async function subjectOf(key: string): Promise<string> {
    const { viewer } = await createClient(hookline.url, key).data<{ viewer: { subject: string } }>(
      '{ viewer { subject } }',
    );
    return viewer.subject;
  }

  const scoped = rootFields.flatMap(({ kind, field }) => {
    const scope = scopeOf(field);
    return scope ? [{ kind, name: field.name, scope, query: operationOf(kind, field) }] : [];
  });

  it.each(scoped)('$kind $name is forbidden without $scope', async ({ kind, query, scope }) => {
    const { status, data, code } = await outcome(kind, query, `all but ${scope}`);
    expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  });

  it.each(scoped)(
    '$kind $name is open with $scope alone, and with ADMIN alone',
    async ({ kind, query, scope }) => {
      for (const name of [`only ${scope}`, 'only ADMIN']) {
        expect(await outcome(kind, query, name)).toMatchObject({ status: 200, code: undefined });
      }
    },
  );

  const open = rootFields
    .filter(({ field }) => scopeOf(field) === null)
    .map(({ kind, field }) => ({ kind, name: field.name, query: operationOf(kind, field) }));

  it.each(open)('$kind $name needs a credential of any scope or none', async ({ kind, query }) => {
    expect(await outcome(kind, query, 'none')).toMatchObject({ status: 200, code: undefined });
    const { status, errors } = await createClient(hookline.url, null).send(query);
    expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 401, code: 'MISSING_API_KEY' });
  });

  it('that is forbidden beside one that is not leaves an answer of 200', async () => {
    const client = createClient(hookline.url, keys.get('only EVENTS_READ') ?? '');
    const { status, data, errors } = await client.send('{ viewer { scopes } endpoint(id: "x") { id } }');
    expect(status).toBe(200);
    expect(data).toEqual({ viewer: { scopes: ['EVENTS_READ'] }, endpoint: null });
    expect(errors).toMatchObject([{ path: ['endpoint'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('may hold a field that is forbidden: a way around a scope there is none', async () => {
    const client = createClient(hookline.url, keys.get('only EVENTS_READ') ?? '');
    const around = `{ organization(id: "${tenant.id}") { endpoints { nodes { id } } } }`;
    const { status, data, errors } = await client.send(around);
    expect({ status, data }).toEqual({ status: 403, data: { organization: null } });
    expect(errors).toMatchObject([
      { path: ['organization', 'endpoints'], extensions: { code: 'FORBIDDEN' } },
    ]);
    const partly = await client.send(around.replace('{ organization', '{ viewer { subject } organization'));
    expect(partly).toMatchObject({ status: 200, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('node and nodes give null for what the scope of its type would be needed for', async () => {
    const size = { endpoints: 1, deliveries: 1, attempts: 1 };
    const history = await writeHistory(hookline.app.core, tenant.uuid, size);
    const ofScopes: [Scope, string[]][] = [
      ['ENDPOINTS_READ', history.endpoints],
      ['EVENTS_READ', history.events],
      ['DELIVERIES_READ', [...history.deliveries, ...history.attempts]],
      ['API_KEYS_READ', [await subjectOf(tenant.key)]],
    ];
    const ids = [tenant.id, ...ofScopes.flatMap(([, some]) => some)];
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id } ${ids.map((id, n) => `n${n}: node(id: "${id}") { id }`).join(' ')} }`;
    const seenWith = async (name: string) => {
      const { nodes, ...each } = await createClient(hookline.url, keys.get(name) ?? '').data<{
        nodes: ({ id: string } | null)[];
      }>(query, { ids });
      expect(Object.values(each)).toEqual(nodes);
      return nodes.flatMap((node) => node?.id ?? []);
    };
    for (const [scope, some] of ofScopes) {
      expect(await seenWith(`only ${scope}`)).toEqual([tenant.id, ...some]);
      expect(await seenWith(`all but ${scope}`)).toEqual(ids.filter((id) => !some.includes(id)));
    }
  });

  it('node gives a key itself, which viewer shows too, without a scope', async () => {
    const key = keys.get('none') ?? '';
    const id = await subjectOf(key);
    const query = 'query ($id: ID!) { node(id: $id) { id } viewer { apiKey { id } } }';
    expect(await createClient(hookline.url, key).data(query, { id })).toEqual({
      node: { id },
      viewer: { apiKey: { id } },
    });
  });

  it('that is forbidden over a WebSocket leaves it open', async () => {
    await using socket = openSocket(hookline.url, { 'X-API-Key': keys.get('only EVENTS_READ') ?? '' });
    for (const query of ['subscription { deliveryFeed { cursor } }', '{ deliveryFeedCursor }']) {
      const { value } = await socket.run(query).next();
      const { errors } = value as { errors: { extensions: object }[] };
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'FORBIDDEN', errorId: expect.any(String) },
      ]);
    }
    expect(await socket.run('{ viewer { scopes } }').next()).toMatchObject({
      value: { data: { viewer: { scopes: ['EVENTS_READ'] } } },
    });
  });
});
