import { type Logger as PinoLogger, pino } from 'pino';
import pretty from 'pino-pretty';

export type Logger = PinoLogger;

/** Paths that hold a secret wherever an object with such a field is logged. */
const SECRET_PATHS = [
  'secret',
  'key',
  'apiKey',
  'password',
  'token',
  'payload',
  'body',
  'url.password',
].flatMap((path) => [path, `*.${path}`]);
const SECRET_HEADERS = ['authorization', 'x-api-key', 'cookie'].flatMap((name) => [
  `headers["${name}"]`,
  `*.headers["${name}"]`,
]);

/** One line a happening: JSON for machines, readable in a terminal. Secrets are redacted wherever they stand. */
export function createLogger(options: { level: string; format: 'pretty' | 'json' }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: serializeError },
    redact: { paths: [...SECRET_PATHS, ...SECRET_HEADERS], censor: '[redacted]' },
  };
  if (options.format === 'json') return pino(settings);
  return pino(settings, pretty({ translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', sync: true }));
}

/** An error without what libraries hang on it: connections, queries, and the values in them. */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, message, ...(code !== undefined && { code }), stack };
}
