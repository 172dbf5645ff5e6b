import pg from 'pg';
import { OperatorError } from '../errors.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Looks whether a database can be connected to.
 * @param setting the variable that holds the address, to be named when it cannot
 * @throws OperatorError
 */
export async function assertAnswers(url: string, setting: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'hookline',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Of a name with several addresses the message is empty, and only the code says what failed.
    const reason = [code, message].filter(Boolean).join(': ');
    throw new OperatorError(
      `The database of ${setting} cannot be connected to (${reason}).`,
      `Start the server, or correct ${setting}.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
