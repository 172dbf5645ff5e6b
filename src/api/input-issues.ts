import {
  type ASTNode,
  coerceInputValue,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isInputType,
  isValueNode,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql';
import type { ValidationIssue } from '../errors.ts';

/** Beyond so many faults the rest is not looked at: each is compared with every name that it may have meant. */
const ISSUES_MAX = 100;

/**
 * What GraphQL would refuse in an operation's variables, with a path for each fault. GraphQL's own message
 * names no path to rely on, and repeats the value, which may be a secret.
 */
export function variableIssues(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): ValidationIssue[] {
  const operation = getOperationAST(document, operationName);
  const issues: ValidationIssue[] = [];
  for (const definition of operation?.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    const root = () => pathOfVariable(operation as OperationDefinitionNode, name);
    const value = variables[name];
    if (value === undefined) {
      if (definition.type.kind === 'NonNullType' && !definition.defaultValue) {
        issues.push({
          path: root(),
          type: 'required',
          message: `$${name} of type ${type} must be given.`,
          context: {},
        });
      }
      continue;
    }
    try {
      coerceInputValue(value, type, (path, _value, error) => {
        issues.push({
          path: [...root(), ...path.map(String), ...missingField(error), ...unknownField(error)],
          type: faultType(error),
          message: error.message,
          context: {},
        });
        if (issues.length >= ISSUES_MAX) throw new EnoughIssues();
      });
    } catch (error) {
      if (!(error instanceof EnoughIssues)) throw error;
      return issues;
    }
  }
  return issues;
}

class EnoughIssues extends Error {}

/** Where in an operation's arguments a fault lies that validation found in a literal; null when it is elsewhere. */
export function literalIssue(document: DocumentNode, error: GraphQLError): ValidationIssue | null {
  const target = error.nodes?.[0];
  const path = target && mayBeInArgument(target) && pathTo(document, (node) => node === target);
  return path
    ? { path: [...path, ...missingField(error)], type: faultType(error), message: error.message, context: {} }
    : null;
}

/** A long document can have a hundred faults, and is not to be looked through for each: most are of other nodes. */
function mayBeInArgument(node: ASTNode): boolean {
  return isValueNode(node) || /^(Argument|ObjectField|Name)$/.test(node.kind);
}

/** The argument, or the part of one, that a variable fills: what its user thinks of, whatever the variable is called. */
function pathOfVariable(operation: OperationDefinitionNode, name: string): string[] {
  const used = pathTo(operation.selectionSet, (node) => node.kind === 'Variable' && node.name.value === name);
  return used ?? [name];
}

/** The names of argument and fields, and the indices, that lead to a node; null when it is in no argument. */
function pathTo(root: ASTNode, isTarget: (node: ASTNode) => boolean): string[] | null {
  const path: string[] = [];
  let found: string[] | null = null;
  const step = (node: ASTNode, key: string | number | undefined): string | null => {
    if (node.kind === 'Argument' || node.kind === 'ObjectField') return node.name.value;
    return isValueNode(node) && typeof key === 'number' ? String(key) : null;
  };
  visit(root, {
    enter(node, key) {
      const name = step(node, key);
      if (name !== null) path.push(name);
      if (path.length > 0 && isTarget(node)) found ??= [...path];
    },
    leave(node, key) {
      if (step(node, key) !== null) path.pop();
    },
  });
  return found;
}

function missingField(error: GraphQLError): string[] {
  const name = /^Field "(?:[^"]*\.)?([^".]+)" of required type/.exec(error.message)?.[1];
  return name === undefined ? [] : [name];
}

/** Of a variable; a literal's unknown field has a node, and so a path, of its own. */
function unknownField(error: GraphQLError): string[] {
  const name = /^Field "([^"]+)" is not defined by type/.exec(error.message)?.[1];
  return name === undefined ? [] : [name];
}

function faultType(error: GraphQLError): string {
  if (/of required type/.test(error.message)) return 'required';
  if (/is not defined by type/.test(error.message)) return 'unknown_field';
  return 'invalid_type';
}
