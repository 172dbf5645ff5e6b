import type { z } from 'zod';
import type { ValidationIssue } from '../errors.ts';

/** Zod's names of faults, as the API's. Custom checks give their own in `params.type`. */
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
    ...(issue.code === 'custom' &&
      typeof issue.params?.suggestion === 'string' && { suggestion: issue.params.suggestion }),
    context: limitsOf(issue),
  }));
}

/** Limits in the words of the README instead of zod's. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
  return issue.message;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}

function limitsOf(issue: z.core.$ZodIssue): Record<string, unknown> {
  if (issue.code === 'too_big') return { maximum: Number(issue.maximum) };
  if (issue.code === 'too_small') return { minimum: Number(issue.minimum) };
  return {};
}

/** PostgreSQL's text cannot hold NUL, and half of a surrogate pair is no text at all. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
