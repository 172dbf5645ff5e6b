import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { PAYLOAD_MAX_DEPTH } from '../domain/payload.ts';
import { builder } from './builder.ts';

/** JavaScript takes the hour 24 too, for the midnight that ends the day; RFC 3339 does not have it. */
const DATE_TIME_PATTERN = /^\d{4}-\d{2}-\d{2}T(?!24)\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

function parseDateTime(value: unknown): Date {
  const date = typeof value === 'string' && DATE_TIME_PATTERN.test(value) ? new Date(value) : null;
  // 2026-02-30 is rolled over by the parser; the day that was written must be the day that is meant.
  if (!date || Number.isNaN(date.getTime()) || !isCalendarDay(value as string)) {
    throw new GraphQLError(
      'DateTime must be an RFC 3339 date and time with an offset, like 2026-01-31T12:00:00Z.',
    );
  }
  // PostgreSQL has no year 0, and writes years beyond 9999 in another form than JavaScript.
  if (date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) {
    throw new GraphQLError('DateTime must be in the years 0001 to 9999 of UTC.');
  }
  return date;
}

function isCalendarDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** GraphQL passes a scalar's own error on as it is, so for a literal the error has to say itself where that stands. */
function located<T>(node: ValueNode, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof GraphQLError ? new GraphQLError(error.message, { nodes: node }) : error;
  }
}

builder.scalarType('DateTime', {
  description: 'A moment. Input may have any offset; output is UTC with milliseconds.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  parseValue: parseDateTime,
  parseLiteral: (node) => located(node, () => parseDateTime(node.kind === Kind.STRING ? node.value : null)),
  serialize: (value) => value.toISOString(),
});

/**
 * Refuses what JSON.stringify would not give back: rounded or endless numbers, and depths at which it
 * overflows the stack.
 */
function checkJson(root: unknown): unknown {
  const open: [value: unknown, depth: number][] = [[root, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new GraphQLError('JSON holds a number beyond ±1.8e308. Send it as text (payloadText).');
    }
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new GraphQLError(
        'JSON holds an integer beyond ±(2^53-1), which would be rounded. Send it as text (payloadText).',
      );
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth > PAYLOAD_MAX_DEPTH)
      throw new GraphQLError(`JSON is nested deeper than ${PAYLOAD_MAX_DEPTH} levels.`);
    for (const child of Object.values(value)) open.push([child, depth + 1]);
  }
  return root;
}

function jsonOfLiteral(
  node: ValueNode,
  variables: Record<string, unknown> | null | undefined,
  depth = 1,
): unknown {
  if (depth > PAYLOAD_MAX_DEPTH + 1)
    throw new GraphQLError(`JSON is nested deeper than ${PAYLOAD_MAX_DEPTH} levels.`);
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((value) => jsonOfLiteral(value, variables, depth + 1));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, jsonOfLiteral(field.value, variables, depth + 1)]),
      );
    case Kind.VARIABLE:
      return variables?.[node.name.value];
  }
}

builder.scalarType('JSON', {
  description:
    'Any JSON value, at most 100 levels deep. As input, an integer beyond ±(2^53-1) is refused, as it would be rounded, and so is any number beyond ±1.8e308.',
  parseValue: checkJson,
  parseLiteral: (node, variables) => located(node, () => checkJson(jsonOfLiteral(node, variables))),
  serialize: (value) => value,
});

/**
 * Wraps the value of a field of type JSON in a promise: the executor takes a value with a key "then" for one, unless it
 * came out of one.
 */
export async function jsonValue<Value>(value: Value): Promise<Value> {
  return value;
}

builder.scalarType('URL', {
  description: 'A URL, as it was given.',
  serialize: (value) => value,
});
