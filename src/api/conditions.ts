import { Kind, type OperationDefinitionNode, type SelectionNode, type ValueNode } from 'graphql';

/** Whether @skip or @include leave a selection out, as the executor will judge it. */
export function conditionsOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): (selection: SelectionNode) => boolean {
  const given = (value: ValueNode | undefined): unknown => {
    if (value?.kind === Kind.BOOLEAN) return value.value;
    if (value?.kind !== Kind.VARIABLE) return undefined;
    const name = value.name.value;
    if (Object.hasOwn(variables, name) && variables[name] !== undefined) return variables[name];
    return given(variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue);
  };
  return ({ directives = [] }) =>
    directives.some(({ name, arguments: [condition] = [] }) => {
      if (name.value === 'skip') return given(condition?.value) === true;
      return name.value === 'include' && given(condition?.value) === false;
    });
}
