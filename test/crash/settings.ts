import { parseArgs } from 'node:util';
import { OperatorError } from '../../src/errors.ts';

export const USAGE = `Usage: npm run test:crash [-- options]

Publishes and delivers through real processes while they, PostgreSQL and the connections between them are struck
down, and then holds what the publishers, the receiver and the database say against one another.

Options:
  --kills N     stop after the run that reaches this many kills (200, unless --runs is given)
  --runs N      stop after this many runs
  --faults N    faults in a run, the last one apart (24)
  --minutes N   begin no run after this time (15)
  --seed N      the same faults in the same order, and receivers that answer the same (random)
  --verbose     say each fault as it strikes
  -h, --help    show this text
`;

export interface CrashSettings {
  readonly kills: number;
  readonly runs: number;
  readonly faults: number;
  readonly minutes: number;
  readonly seed: number;
  readonly verbose: boolean;
}

/** Null: only the usage was asked for. @throws OperatorError */
export function loadSettings(argv: readonly string[]): CrashSettings | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        kills: { type: 'string' },
        runs: { type: 'string' },
        faults: { type: 'string' },
        minutes: { type: 'string' },
        seed: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return null;
    const number = (name: 'kills' | 'runs' | 'faults' | 'minutes' | 'seed', fallback: number): number => {
      const value = Number(values[name] ?? fallback);
      if (value === fallback || (Number.isInteger(value) && value > 0 && value < 2 ** 32)) return value;
      throw new Error(`--${name} takes a whole number above 0, not ${values[name]}.`);
    };
    return {
      kills: number('kills', values.runs === undefined ? 200 : Number.POSITIVE_INFINITY),
      runs: number('runs', Number.POSITIVE_INFINITY),
      faults: number('faults', 24),
      minutes: number('minutes', 15),
      seed: number('seed', 1 + Math.floor(Math.random() * 999_999)),
      verbose: values.verbose,
    };
  } catch (error) {
    throw new OperatorError(
      (error as Error).message,
      'Run `npm run test:crash -- --help` for what it takes.',
    );
  }
}
