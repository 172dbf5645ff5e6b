import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ValidationError, type ValidationIssue } from '../errors.ts';

export const NOT_NULL = 'cannot be null; leave it out to keep it as it is';
export const NOT_EMPTY = 'must not be empty';
export const STORABLE_ONLY = 'must not contain NUL or half a surrogate pair';

/** Zod's names of faults, as the API's. Custom checks give their own in `params.type`, a limit in `params.maximum`. */
function issueType(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'too_large';
    case 'too_small':
      return issue.origin === 'string' ? 'too_short' : issue.origin === 'array' ? 'too_few' : 'too_small';
    case 'custom':
      return typeof issue.params?.type === 'string' ? issue.params.type : 'invalid';
    default:
      return issue.code;
  }
}

/** Everything zod found, in the API's form. @param root the argument that was parsed, like `['input']` */
export function toIssues(error: z.ZodError, root: readonly string[]): ValidationIssue[] {
  return error.issues.map((issue) => ({
    path: [...root, ...issue.path.map(String)],
    type: issueType(issue),
    message: messageOf(issue),
    context: limitsOf(issue),
  }));
}

/** Limits, and null, in the words of the README instead of zod's. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === 'too_small' && issue.minimum === 1 && unitOf(issue.origin) !== '') return NOT_EMPTY;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
  // GraphQL has seen to the types, but lets null through wherever a field may be left out.
  if (issue.code === 'invalid_type') return NOT_NULL;
  return issue.message;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}

function limitsOf(issue: z.core.$ZodIssue): Record<string, unknown> {
  if (issue.code === 'too_big') return { maximum: Number(issue.maximum) };
  if (issue.code === 'too_small') return { minimum: Number(issue.minimum) };
  if (issue.code === 'custom' && typeof issue.params?.maximum === 'number')
    return { maximum: issue.params.maximum };
  return {};
}

/** PostgreSQL's text cannot hold NUL, and half of a surrogate pair is no text at all. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Whether every text in a JSON value, keys included, can be stored: jsonb takes only what PostgreSQL's text takes. */
export function isStorableJson(value: unknown): boolean {
  let storable = true;
  JSON.stringify(value, (key, part: unknown) => {
    if (!isStorableText(key) || (typeof part === 'string' && !isStorableText(part))) storable = false;
    return part;
  });
  return storable;
}

/** Text of a length that the database can hold. */
export function storableText(min: number, max: number) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine(isStorableText, {
      error: STORABLE_ONLY,
      params: { type: 'invalid_text' },
    });
}

/** @param root the argument that is parsed, like `['input']` @throws ValidationError with every issue */
export function parseOrThrow<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  root: readonly string[],
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new ValidationError(toIssues(parsed.error, root));
  return parsed.data;
}

/**
 * The fields that are given. The type then says that none is undefined, which exactOptionalPropertyTypes demands of
 * what goes to Prisma.
 */
export function withoutUndefined<T extends object>(
  values: T,
): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/**
 * The given fields that differ from the current ones: an act that repeats what holds already is to change nothing, not
 * even a time.
 */
export function differing<T extends object>(
  given: T,
  current: Readonly<Partial<Record<keyof T, unknown>>>,
): Partial<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => !isDeepStrictEqual(value, current[key as keyof T])),
  ) as Partial<T>;
}
