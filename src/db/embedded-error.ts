import { OperatorError } from '../errors.ts';

export type EmbeddedPostgresProblem =
  | 'UNSUPPORTED'
  | 'USER_UNUSABLE'
  | 'FOLDER_UNUSABLE'
  | 'VERSION_MISMATCH'
  | 'PORT_TAKEN'
  | 'SERVER_FAILED'
  | 'NOT_READY';

/** The embedded PostgreSQL cannot serve. Branch on `code`; show `message` and `remedy`. */
export class EmbeddedPostgresError extends OperatorError {
  readonly code: EmbeddedPostgresProblem;

  constructor(code: EmbeddedPostgresProblem, message: string, remedy: string, options?: ErrorOptions) {
    super(message, remedy, options);
    this.code = code;
  }
}

/** The way out that is always open. */
export const USE_OTHER_SERVER = 'set DATABASE_URL to use a PostgreSQL server of your own';

/** The last lines of what a program printed, for quoting in a message. */
export function lastLines(text: string, count = 6): string {
  return text.trim().split('\n').slice(-count).join('\n');
}
