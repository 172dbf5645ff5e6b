import { z } from 'zod';
import { PORT_MAX } from './config-values.ts';
import { closest } from './suggestion.ts';

/**
 * The parameters of an address that have an effect: node-postgres heeds all but two. `schema` is compared with the
 * search path, and `target_session_attrs` is met by refusing a read-only server at the start.
 */
const HEEDED = new Set([
  'host',
  'port',
  'user',
  'password',
  'options',
  'application_name',
  'fallback_application_name',
  'idle_in_transaction_session_timeout',
  'query_timeout',
  'schema',
  'ssl',
  'sslcert',
  'sslkey',
  'sslmode',
  'sslnegotiation',
  'sslrootcert',
  'target_session_attrs',
  'uselibpqcompat',
]);
const OWN_TIMES = 'Hookline’s own times hold';
const OWN_POOL = 'HOOKLINE_POOL_SIZE says how many connections there are';
/** Parameters that only libpq or Prisma heeds, and why Hookline does without each of them. */
const NEEDLESS = new Map([
  ['channel_binding', 'a certificate that is verified, by sslmode=verify-full, does as much'],
  ['client_encoding', 'it is always UTF8'],
  ['connect_timeout', OWN_TIMES],
  ['connection_limit', OWN_POOL],
  ['keepalives', 'it is always on'],
  ['keepalives_count', 'the system’s holds'],
  ['keepalives_idle', 'the system’s holds'],
  ['keepalives_interval', 'the system’s holds'],
  ['lock_timeout', OWN_TIMES],
  ['pgbouncer', 'whether a pooler answers is found out; see DATABASE_DIRECT_URL'],
  ['pool_timeout', OWN_TIMES],
  ['socket_timeout', OWN_TIMES],
  ['statement_cache_size', 'whether a pooler answers is found out'],
  ['statement_timeout', OWN_TIMES],
  ['tcp_user_timeout', OWN_TIMES],
]);
/** Parameters without effect here that would lead to another connection than was asked for, and what to do instead. */
const INSTEAD = new Map([
  ['database', 'name the database in the path, as in postgres://host/database'],
  ['dbname', 'name the database in the path, as in postgres://host/database'],
  ['hostaddr', 'give the address as the host'],
  ['passfile', 'name the file of passwords in PGPASSFILE'],
  ['search_path', 'let the role begin with it: alter role … set search_path'],
  ['service', 'write out what the service names'],
  ['sslaccept', 'sslmode says how a certificate is judged'],
  ['sslidentity', 'give the certificate and its key as sslcert and sslkey'],
  ['sslpassword', 'give sslkey a key without a password'],
]);
const SSL_MODES = ['disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full'];
const SSL_SWITCHES = ['true', '1', '0', 'no-verify'];
/** The values of `target_session_attrs` that are met by what Hookline needs anyway: a server that takes writes. */
const WRITERS = ['any', 'read-write', 'primary'];
const SEVERAL_HOSTS =
  'names several hosts: give one, which leads to the primary, as a proxy or a name of its own does';

/**
 * The address of a PostgreSQL, as node-postgres understands it. A parameter that it would silently ignore is refused
 * where the connection would not be the one that was asked for: to another database, say, or without TLS. No fault
 * repeats more of the address than the name of a parameter, as the rest may be a password.
 */
export const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host:port/database')
  .superRefine((text, context) => {
    for (const message of problemsOf(text)) context.addIssue({ code: 'custom', message });
  })
  .transform(withPlainPath);

/**
 * A line for each parameter of the address that is ignored. Some hosts of databases add parameters for poolers of their
 * own.
 */
export function ignoredParameters(name: string, text: string): string[] {
  const names = [...new Set(parametersOf(text).keys())].filter((parameter) => !HEEDED.has(parameter));
  return names.map(
    (parameter) => `${name}: ${parameter} is ignored: ${NEEDLESS.get(parameter) ?? 'it is not known'}`,
  );
}

/**
 * The schema that the address names, which only Prisma would heed: node-postgres goes by the role's search path. Null:
 * it names none.
 */
export function schemaOf(text: string): string | null {
  return parametersOf(text).get('schema');
}

function problemsOf(text: string): string[] {
  const [, authority = ''] = /^\w+:\/\/([^/?#]*)/.exec(text) ?? [];
  if (authority.slice(authority.lastIndexOf('@') + 1).includes(',')) return [SEVERAL_HOSTS];
  const url = parsed(text);
  // An address that cannot be parsed at all is refused by node-postgres when it connects.
  if (url === null) return [];
  if (url.hash !== '') return ['has a # that ends it: of a user or password, %-encode # as %23'];
  const inPath = /%3F|%23/i.test(url.pathname)
    ? ['the name of a database that has ? or # cannot be used: give it another name']
    : [];
  return [...inPath, ...[...url.searchParams].flatMap(([name, value]) => problemOf(name, value) ?? [])];
}

function problemOf(name: string, value: string): string | null {
  const expected = (values: readonly string[]) =>
    values.includes(value) ? null : `${name} has a value that is none of ${values.join(', ')}`;
  if (name === 'sslmode') return expected(SSL_MODES);
  if (name === 'ssl') return expected(SSL_SWITCHES);
  if (name === 'target_session_attrs') return expected(WRITERS);
  if (name === 'host' && value.includes(',')) return SEVERAL_HOSTS;
  if (name === 'port') return isPort(value) ? null : `port is no number from 1 to ${PORT_MAX}`;
  if (HEEDED.has(name) || NEEDLESS.has(name)) return null;
  if (!/^\w+$/.test(name))
    return 'has a parameter that is none: of a user or password, %-encode ? as %3F and & as %26';
  const instead = INSTEAD.get(name);
  if (instead !== undefined) return `${name} would be ignored: ${instead}`;
  if (name === 'replication') return 'replication makes connections that take no statements: leave it out';
  const meant = closest(name, [...HEEDED, ...NEEDLESS.keys()]);
  return meant === null ? null : `${name} is no parameter that is understood: did you mean ${meant}?`;
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= PORT_MAX;
}

function parametersOf(text: string): URLSearchParams {
  return parsed(text)?.searchParams ?? new URLSearchParams();
}

/** As node-postgres does it: without a host, which a Unix socket's address is, the URL of Node has no user. */
function parsed(text: string): URL | null {
  return URL.parse(text) ?? URL.parse(text.replace('@/', '@socket/'));
}

/** node-postgres leaves these signs encoded where they stand in the name of the database; written plainly they are understood. */
function withPlainPath(text: string): string {
  const [, before = '', path = '', after = ''] = /^(\w+:\/\/[^/?#]*)([^?#]*)(.*)$/s.exec(text) ?? [];
  return before + path.replaceAll(/%(2F|3A|3B|40|26|3D|2B|24|2C)/gi, decodeURIComponent) + after;
}
