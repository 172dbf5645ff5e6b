import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type ExecutionArgs, type GraphQLError, getOperationAST, Kind } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { LIMITS } from './builder.ts';
import { toAnswer } from './error-answer.ts';

/** Refuses what costs too much before anything of it is done, and tells in `extensions.cost` what each costs. */
export function limitCost(log: Logger): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { complexity, refusal } = assess(args, log);
      const cost = { complexity, limit: LIMITS.complexity };
      if (refusal) return setResultAndStopExecution({ errors: [refusal], extensions: { cost } });
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) return;
          setResult({ ...result, extensions: { ...result.extensions, cost } });
        },
      };
    },
    // Its answers are as many as there are items: none of them has a cost of its own.
    onSubscribe({ args, setResultAndStopExecution }) {
      const { refusal } = assess(args, log);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}

function assess(args: ExecutionArgs, log: Logger): { complexity: number; refusal: GraphQLError | null } {
  const operation = getOperationAST(args.document, args.operationName);
  // Execution itself says that there is no such operation.
  if (!operation) return { complexity: 0, refusal: null };
  const fragments = args.document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const cost = complexityFromQuery(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    {
      schema: args.schema,
      ctx: args.contextValue as object,
      variables: { ...args.variableValues },
    },
  );
  for (const kind of ['depth', 'breadth', 'complexity'] as const) {
    if (cost[kind] <= LIMITS[kind]) continue;
    const error = new PublicError(
      'QUERY_TOO_COMPLEX',
      `This operation has a ${kind} of ${cost[kind]}; at most ${LIMITS[kind]} is allowed. Ask for smaller pages or fewer nested fields.`,
    );
    return { complexity: cost.complexity, refusal: toAnswer(error, log) };
  }
  return { complexity: cost.complexity, refusal: null };
}
