import { PublicError, summarize, type ValidationIssue } from '../errors.ts';

/** A request that GraphQL's own rules, or those of paging, refuse; `issues` reaches the client in `extensions`. */
export class BadRequestError extends PublicError {
  readonly issues: ValidationIssue[];

  constructor(issues: ValidationIssue[]) {
    super('BAD_REQUEST', summarize(issues));
    this.issues = issues;
  }
}

/** One fault of one argument. */
export function badArgument(
  path: string[],
  type: string,
  message: string,
  context?: Record<string, unknown>,
): BadRequestError {
  return new BadRequestError([{ path, type, message, ...(context && { context }) }]);
}
