import {
  type ASTNode,
  coerceInputValue,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isInputType,
  isNonNullType,
  isValueNode,
  type OperationDefinitionNode,
  type SelectionNode,
  separateOperations,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ValidationIssue } from '../errors.ts';
import { conditionsOf } from './conditions.ts';

/** Beyond so many faults the rest is not looked at: for each the operation is searched, or every name that it may have meant. */
const ISSUES_MAX = 100;

/**
 * What GraphQL would refuse in an operation's variables, with a path for each fault. GraphQL's own message
 * names no path to rely on, and repeats the value, which may be a secret.
 * @param suggestions whether to say which names may have been meant
 */
export function variableIssues(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
  suggestions: boolean,
): ValidationIssue[] {
  const operation = getOperationAST(document, operationName);
  if (!operation) return [];
  const issues: ValidationIssue[] = [];
  let own: DocumentNode | undefined;
  const ownPart = () => {
    own ??= ownPartOf(document, operation);
    return own;
  };
  let places: Map<string, ASTNode> | undefined;
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    const root = () => pathOfVariable(ownPart(), name);
    // Not what every object has by the name of `constructor` and the like.
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) {
      if (definition.type.kind === 'NonNullType' && !definition.defaultValue) {
        issues.push({
          path: root(),
          type: 'required',
          message: `$${name} of type ${type} must be given.`,
        });
        if (issues.length >= ISSUES_MAX) return issues;
      }
      continue;
    }
    if (value === null && definition.defaultValue && definition.type.kind !== 'NonNullType') {
      places ??= nonNullPlaces(schema, document, operation, conditionsOf(operation, variables));
      const place = places.get(name);
      if (place) {
        const path = pathTo(document, (node) => node === place) ?? [name];
        issues.push({ path, type: 'invalid_type', message: `$${name} must not be null here.` });
      }
      if (issues.length >= ISSUES_MAX) return issues;
      continue;
    }
    try {
      coerceInputValue(value, type, (path, _value, error) => {
        const message = suggestions ? error.message : withoutSuggestion(error.message);
        const at = [...root(), ...path.map(String), ...missingIn(error), ...unknownField(error)];
        issues.push(toIssue(at, message));
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

/** An operation with its own fragments: those of others may have variables of the same names. */
function ownPartOf(document: DocumentNode, { name }: OperationDefinitionNode): DocumentNode {
  return separateOperations(document)[name?.value ?? ''] ?? document;
}

/**
 * Where the variables of an operation stand first that may not be null there. A variable that may be null may stand
 * there if it has a default, and GraphQL finds the null only when it comes to that field, after the acts before it.
 * @param isLeftOut for what GraphQL does not come to at all
 */
function nonNullPlaces(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isLeftOut: (selection: SelectionNode) => boolean,
): Map<string, ASTNode> {
  const types = new TypeInfo(schema);
  const places = new Map<string, ASTNode>();
  const reached = new Set<ASTNode>([operation]);
  const look = (node: SelectionNode) => {
    if (isLeftOut(node)) return false;
    if (node.kind !== 'FragmentSpread') return undefined;
    const fragment = document.definitions.find(
      (other) => other.kind === 'FragmentDefinition' && other.name.value === node.name.value,
    );
    if (fragment) reached.add(fragment);
    return undefined;
  };
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Field: look,
    InlineFragment: look,
    FragmentSpread: look,
    Variable(node) {
      const name = node.name.value;
      if (isNonNullType(types.getInputType()) && !places.has(name)) places.set(name, node);
    },
  });
  // What is added meanwhile has its turn, too.
  for (const node of reached) visit(node, visitor);
  return places;
}

/** Where in an operation's arguments a fault lies that validation found in a literal; null when it is elsewhere. */
export function literalIssue(document: DocumentNode, error: GraphQLError): ValidationIssue | null {
  const [first, second] = error.nodes ?? [];
  // Of a variable whose type its place does not take, GraphQL names the definition and then the place.
  const target = first?.kind === 'VariableDefinition' ? second : first;
  // A whole argument that is missing stands nowhere: its field is what is said to lack it.
  if (target?.kind === 'Field')
    return missingIn(error).length > 0 ? toIssue(missingIn(error), error.message) : null;
  const path = target && mayBeInArgument(target) && pathTo(document, (node) => node === target);
  return path ? toIssue([...path, ...missingIn(error)], error.message) : null;
}

/** A long document can have a hundred faults, and is not to be looked through for each: most are of other nodes. */
function mayBeInArgument(node: ASTNode): boolean {
  return isValueNode(node) || /^(Argument|ObjectField|Name)$/.test(node.kind);
}

/** The argument, or the part of one, that a variable fills: what its user thinks of, whatever the variable is called. */
function pathOfVariable(own: DocumentNode, name: string): string[] {
  return pathTo(own, (node) => node.kind === 'Variable' && node.name.value === name) ?? [name];
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

/** The field of an input, or the argument, that is not there. */
function missingIn({ message }: GraphQLError): string[] {
  const field = /^Field "(?:[^"]*\.)?([^".]+)" of required type/.exec(message)?.[1];
  const name = field ?? /^Field "[^"]+" argument "([^"]+)" of type \S+ is required,/.exec(message)?.[1];
  return name === undefined ? [] : [name];
}

/** Of a variable; a literal's unknown field has a node, and so a path, of its own. */
function unknownField({ message }: GraphQLError): string[] {
  const name = /^Field "([^"]+)" is not defined by type/.exec(message)?.[1];
  return name === undefined ? [] : [name];
}

/** What GraphQL's message says. */
function toIssue(path: string[], message: string): ValidationIssue {
  // At its end: a value that it repeats may hold such words too.
  const suggestion = / Did you mean [^"]*"([^"]+)"[^?]*\?$/.exec(message)?.[1];
  return { path, type: faultType(message), message, ...(suggestion !== undefined && { suggestion }) };
}

export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}

function faultType(message: string): string {
  if (/^Field .+ (of required type|is required,)/.test(message)) return 'required';
  if (/^Field "[^"]+" is not defined by type/.test(message)) return 'unknown_field';
  if (/^Unknown argument "/.test(message)) return 'unknown_argument';
  return 'invalid_type';
}
