import pg from 'pg';
import { isCertificateFault, isUnknownAuthority } from '../certificate-faults.ts';
import { schemaOf } from '../config-database.ts';
import { errorCode } from '../error-code.ts';
import { OperatorError } from '../errors.ts';
import { sqlStateOf } from './client.ts';
import { CONNECTIONS_NEEDED, READ_ONLY_WHY, TOO_MANY_CONNECTIONS } from './unavailable.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** The parameters that name files. */
const FILES = 'sslrootcert, sslcert and sslkey';
/** PostgreSQL reports it as on in a standby, too. */
const READ_ONLY = 'transaction_read_only';

/**
 * Makes sure that a database can be connected to, and written to.
 * @param setting the variable that holds the address, to be named when it cannot
 * @throws OperatorError
 */
export async function assertAnswers(url: string, setting: string): Promise<void> {
  const client = clientOf(url, setting);
  let isReadOnly = false;
  let firstSchema: string | null = null;
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ value: string; schema: string | null }>(
      'select current_setting($1) as value, current_schema()::text as schema',
      [READ_ONLY],
    );
    isReadOnly = rows[0]?.value === 'on';
    firstSchema = rows[0]?.schema ?? null;
  } catch (error) {
    throw new OperatorError(
      `The database of ${setting} cannot be connected to (${reasonOf(error)}).`,
      remedyOf(error, setting),
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  if (isReadOnly)
    throw new OperatorError(
      `The database of ${setting} is ${READ_ONLY_WHY}.`,
      `Let ${setting} name the primary, or look why the server lets nothing be written.`,
    );
  const schema = schemaOf(url);
  if (schema !== null && schema !== firstSchema)
    throw new OperatorError(
      `${setting} names the schema "${schema}", and the search path of its role begins with ${firstSchema === null ? 'none that is there' : `"${firstSchema}"`}.`,
      `Make that schema where it is not there, and let the role begin with it, as by: alter role … set search_path = "${schema}". Or leave schema out.`,
    );
}

/** Parses the address at once and reads the files that it names, like a certificate. */
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
      (error as NodeJS.ErrnoException).syscall === undefined
        ? 'Give it as postgres://user:password@host:port/database. Of a user or password, %-encode / as %2F, ? as %3F, # as %23, % as %25.'
        : `Let ${FILES} of ${setting} name files that are there and that this process may read.`,
    );
  }
}

function remedyOf(error: unknown, setting: string): string {
  if (sqlStateOf(error) === TOO_MANY_CONNECTIONS) return CONNECTIONS_NEEDED;
  const code = errorCode(error) ?? '';
  if (isUnknownAuthority(code))
    return `Name the authority that signed the server’s certificate: add sslrootcert=/path/to/ca.pem to ${setting}, or set NODE_EXTRA_CA_CERTS.`;
  if (isCertificateFault(code))
    return `Give the server a certificate that is valid for the host of ${setting}, or correct that host.`;
  if (code.startsWith('ERR_OSSL_'))
    return `Let ${FILES} of ${setting} name files in PEM, the key without a passphrase.`;
  return `Start the server, or correct ${setting}.`;
}

/** For a host name with several addresses the error's message is empty, and only its code says what failed. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code && !message.startsWith(code) ? [code, message].filter(Boolean).join(': ') : message;
}
