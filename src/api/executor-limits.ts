import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Refuses, with a reason, the valid documents that the executor answers with a fault of its own. */
export function limitToExecutor(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(UnconditionalSubscriptionRule);
      addValidationRule(NoThenableRule);
    },
  };
}

/**
 * A subscription whose one field could be left out has nothing to follow. GraphQL has this rule since September 2025;
 * graphql-js 16 lets such a subscription pass.
 */
function UnconditionalSubscriptionRule(context: ValidationContext): ASTVisitor {
  const seen = new Set<FragmentDefinitionNode>();
  function check({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      const condition = selection.directives?.find(({ name }) => /^(skip|include)$/.test(name.value));
      if (condition) {
        const message = `The field of a subscription cannot depend on @${condition.name.value}.`;
        context.reportError(new GraphQLError(message, { nodes: condition }));
      }
      if (selection.kind === 'InlineFragment') check(selection.selectionSet);
      const fragment = selection.kind === 'FragmentSpread' && context.getFragment(selection.name.value);
      // Once is enough, and fragments may spread one another without end.
      if (!fragment || seen.has(fragment)) continue;
      seen.add(fragment);
      check(fragment.selectionSet);
    }
  }
  return {
    OperationDefinition({ operation, selectionSet }) {
      if (operation === 'subscription') check(selectionSet);
    },
  };
}

/** The executor takes an object with such a field for a promise. */
function NoThenableRule(context: ValidationContext): ASTVisitor {
  return {
    Field({ alias }) {
      if (alias?.value !== 'then') return;
      context.reportError(new GraphQLError('A field cannot be called "then".', { nodes: alias }));
    },
  };
}
