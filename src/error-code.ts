/** The code of an error of Node, of the system or of PostgreSQL, like `ENOENT`; undefined: it has none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
