import { Writable } from 'node:stream';
import { type DestinationStream, type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';
import pretty from 'pino-pretty';
import { createOutput } from './log-output.ts';
import { createRepeats } from './log-repeats.ts';

export type Logger = PinoLogger;

/** Fields that hold a secret in whatever object they stand, however they are capitalized. */
const SECRET_FIELDS = new Set([
  'secret',
  'key',
  'apikey',
  'password',
  'token',
  'payload',
  'payloadtext',
  'body',
  'authorization',
  'x-api-key',
  'cookie',
]);
const REDACTED = '[redacted]';
const WARN = pino.levels.values.warn as number;
/** Lines are written together, so many at most, or after this time. Only a kill loses what was not written yet. */
const LINES_TOGETHER = 64;
const FLUSH_MS = 100;
const LOST = 'lines of the log were lost here, as who reads it was too far behind';
/** What lies deeper than this in a logged object is not shown. */
const DEPTH_MAX = 6;
/** How many causes of an error are told, one behind the other. */
const CAUSES_MAX = 4;

/**
 * Writes each message as one line: JSON for machines, readable text in a terminal. Secrets are redacted wherever they
 * stand.
 * @param destination standard output when left out
 */
export function createLogger(
  options: { level: string; format: 'pretty' | 'json' },
  destination?: Writable,
): Logger {
  const repeats = createRepeats();
  const settings: LoggerOptions = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: serializeError },
    // pino's own redaction goes by paths, each of one depth and one spelling.
    formatters: { log: (fields: Record<string, unknown>) => redact(fields, 0) as Record<string, unknown> },
    hooks: {
      logMethod(parts, method, level) {
        if (level < WARN) return method.apply(this, parts);
        const write = (others: unknown[]) => method.apply(this, others as typeof parts);
        if (!repeats.holdBack(parts, write)) write(parts);
      },
    },
  };
  if (options.format === 'json') return pino(settings, destination ?? standardOutput(gatheredOutput));
  const output = { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' };
  return pino(settings, pretty({ ...output, destination: destination ?? prettyOutput() }));
}

let standard: DestinationStream | undefined;

/** One for all loggers of the process, as each listens for its end. */
function standardOutput(make: () => DestinationStream): DestinationStream {
  standard ??= make();
  return standard;
}

/** Writes text that is no log line to standard output, after the lines that were logged before it. */
export function print(text: string): void {
  (standard ?? process.stdout).write(text);
}

/** A terminal that is stopped, as by Ctrl-S, takes nothing and says nothing: waiting for it would hold up everything. */
function prettyOutput(): Writable {
  const output = standardOutput(() => createOutput(1, (lines) => `${lines} ${LOST}\n`));
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      output.write(chunk.toString());
      done();
    },
  });
}

/** pino's own way to gather lines costs as much for each as making it. */
function gatheredOutput(): DestinationStream {
  let lines: string[] = [];
  const flush = () => {
    if (lines.length === 0) return;
    const text = lines.join('');
    lines = [];
    output.write(text);
  };
  // First, as the output ends by itself at these events.
  process.once('beforeExit', flush);
  process.once('exit', flush);
  const output = createOutput(1, lostLine);
  setInterval(flush, FLUSH_MS).unref();
  return {
    write(line) {
      lines.push(line);
      if (lines.length >= LINES_TOGETHER) flush();
    },
  };
}

function lostLine(lines: number): string {
  const time = new Date().toISOString();
  return `${JSON.stringify({ level: WARN, time, lines, msg: LOST })}\n`;
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  // Dates, errors and all else that brings its own form in JSON.
  if (!isList && prototype !== Object.prototype && prototype !== null) return value;
  if (depth > DEPTH_MAX) return REDACTED;
  if (isList) return value.map((entry) => redact(entry, depth + 1));
  // Copied only where something is taken out: most lines hold no secret.
  const fields = value as Record<string, unknown>;
  let shown = fields;
  for (const name of Object.keys(fields)) {
    const entry = SECRET_FIELDS.has(name.toLowerCase()) ? REDACTED : redact(fields[name], depth + 1);
    if (entry === fields[name]) continue;
    if (shown === fields) shown = { ...fields };
    shown[name] = entry;
  }
  return shown;
}

/** An error without what libraries hang on it: connections, queries, and the values in them. */
function serializeError(error: unknown): object {
  return describe(error, CAUSES_MAX);
}

/** @param causesLeft how many more are told: an error may be the cause of itself */
function describe(error: unknown, causesLeft: number): object {
  // pg-boss reports some of its errors as plain objects.
  if (!(error instanceof Error)) return { message: messageOf(error) };
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const tell = (other: unknown) => describe(other, causesLeft - 1);
  return {
    type: name,
    message,
    ...(code !== undefined && { code }),
    stack,
    ...(error instanceof AggregateError && causesLeft > 0 && { errors: error.errors.map(tell) }),
    // Nobody knows what a value that is no error may hold.
    ...(error.cause instanceof Error && causesLeft > 0 && { cause: tell(error.cause) }),
  };
}

function messageOf(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'message' in error ? String(error.message) : String(error);
}
