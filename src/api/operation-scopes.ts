import {
  type ExecutionArgs,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  locatedError,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Scope } from '../db/generated/prisma/enums.ts';
import { hasScope } from '../domain/viewer.ts';
import { PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { conditionsOf } from './conditions.ts';
import type { Context } from './context.ts';
import { toAnswer } from './error-answer.ts';

/**
 * Refuses a mutation or a subscription before anything of it is done when it asks for a field that the viewer lacks
 * the scope of: else an act would be answered as forbidden though it was done. What a query may see of what it asks
 * for it gets, so of queries each field is judged by itself.
 */
export function refuseForbidden(log: Logger): Plugin {
  // The same operations come again and again, as a rule from viewers who have all the scopes that they could need.
  const scopesOf = new WeakMap<OperationDefinitionNode, ReadonlySet<Scope>>();

  function forbiddenBy(args: ExecutionArgs): GraphQLError[] {
    const { viewer } = args.contextValue as Context;
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation || operation.operation === 'query') return [];
    const lacks = (scope: Scope) => !hasScope(viewer, scope);
    const scopes =
      scopesOf.get(operation) ?? new Set(demandsOf(args, operation, () => false).map(({ scope }) => scope));
    scopesOf.set(operation, scopes);
    if (![...scopes].some(lacks)) return [];
    const demands = demandsOf(args, operation, conditionsOf(operation, args.variableValues ?? {}));
    const first = new Map<string, Demand>();
    for (const demand of demands) {
      if (lacks(demand.scope) && !first.has(demand.field)) first.set(demand.field, demand);
    }
    return [...first.values()].map(({ field, scope, node, path }) =>
      toAnswer(locatedError(forbidden(field, scope), node, path), log),
    );
  }

  return {
    onExecute({ args, setResultAndStopExecution }) {
      const errors = forbiddenBy(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const errors = forbiddenBy(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}

/** Of a field that is judged by itself. What needs no scope is never forbidden. */
export function forbiddenField({ parentType, fieldName }: GraphQLResolveInfo): PublicError {
  const field = parentType.getFields()[fieldName] as GraphQLField<unknown, unknown>;
  return forbidden(`${parentType.name}.${fieldName}`, scopeOf(field) as Scope);
}

/** @param field like `Event.deliveries` */
function forbidden(field: string, scope: Scope): PublicError {
  return new PublicError('FORBIDDEN', `This credential lacks the scope ${scope}, which ${field} needs.`);
}

/** A field that is asked for, and the scope that it needs. */
interface Demand {
  scope: Scope;
  field: string;
  node: FieldNode;
  path: readonly string[];
}

/** Where a selection stands: the objects that it may be of, and how their value will be found in the answer. */
interface Place {
  types: readonly GraphQLObjectType[];
  path: readonly string[];
  /** An entry of a list has no path before it is there. */
  inList: boolean;
}

/** Everything in an operation that needs a scope. The limits of cost, which come first, bound how much that can be. */
function demandsOf(
  { schema, document }: ExecutionArgs,
  { operation, selectionSet }: OperationDefinitionNode,
  isLeftOut: (selection: SelectionNode) => boolean,
): Demand[] {
  const demands: Demand[] = [];
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );

  function look({ selections }: SelectionSetNode, place: Place): void {
    for (const selection of selections) {
      if (isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        lookAtField(selection, place);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const types = narrowed(schema, place.types, fragment.typeCondition?.name.value);
      if (types.length > 0) look(fragment.selectionSet, { ...place, types });
    }
  }

  function lookAtField(node: FieldNode, place: Place): void {
    const path = place.inList ? place.path : [...place.path, node.alias?.value ?? node.name.value];
    const seen = new Set<string>();
    for (const type of place.types) {
      const field = type.getFields()[node.name.value];
      if (!field) continue;
      const scope = scopeOf(field);
      if (scope) demands.push({ scope, field: `${type.name}.${field.name}`, node, path });
      const inner = getNamedType(field.type);
      // As a rule all types of an interface have a field of the same type.
      if (!node.selectionSet || seen.has(inner.name)) continue;
      seen.add(inner.name);
      const inList = place.inList || isListType(getNullableType(field.type));
      look(node.selectionSet, { types: objectsOf(schema, inner.name), path, inList });
    }
  }

  const root = schema.getRootType(operation);
  if (root) look(selectionSet, { types: [root], path: [], inList: false });
  return demands;
}

function scopeOf(field: GraphQLField<unknown, unknown>): Scope | undefined {
  return (field.extensions.pothosOptions as { authScopes?: { scope?: Scope } } | undefined)?.authScopes
    ?.scope;
}

function objectsOf(schema: GraphQLSchema, typeName: string): readonly GraphQLObjectType[] {
  const type = schema.getType(typeName);
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}

function narrowed(
  schema: GraphQLSchema,
  types: readonly GraphQLObjectType[],
  condition: string | undefined,
): readonly GraphQLObjectType[] {
  if (condition === undefined) return types;
  const fitting = objectsOf(schema, condition);
  return types.filter((type) => fitting.includes(type));
}
