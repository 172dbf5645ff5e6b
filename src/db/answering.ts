import pg from 'pg';
import { OperatorError } from '../errors.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Looks whether a database can be connected to.
 * @param setting the variable that holds the address, to be named when it cannot
 * @throws OperatorError
 */
export async function assertAnswers(url: string, setting: string): Promise<void> {
  const client = clientOf(url, setting);
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new OperatorError(
      `The database of ${setting} cannot be connected to (${reasonOf(error)}).`,
      `Start the server, or correct ${setting}.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Its address is read at once, and the files that it names, like a certificate. */
function clientOf(url: string, setting: string): pg.Client {
  try {
    return new pg.Client({
      connectionString: url,
      application_name: 'hookline',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
  } catch (error) {
    throw new OperatorError(
      `${setting} cannot be used (${reasonOf(error)}).`,
      'Give it as postgres://user:password@host:port/database. Of a user or password, %-encode / as %2F, ? as %3F, # as %23, % as %25.',
    );
  }
}

/** Of a name with several addresses the message is empty, and only the code says what failed. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return [code, message].filter(Boolean).join(': ');
}
