import { Writable } from 'node:stream';
import { createLogger, type Logger } from '../../src/log.ts';

export interface LogCollector {
  readonly logger: Logger;
  /** Every line so far. */
  text(): string;
  lines(): Record<string, unknown>[];
}

/** Keeps what would be printed, from `trace` on. */
export function collectLog(): LogCollector {
  const chunks: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const text = () => chunks.join('');
  return {
    logger: createLogger({ level: 'trace', format: 'json' }, destination),
    text,
    lines: () =>
      text()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
