import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const PARTS = [
  'throughput',
  'publish',
  'latency',
  'growth',
  'fairness',
  'lateness',
  'memory',
  'queue',
] as const;
export type Part = (typeof PARTS)[number];

export const USAGE = `Usage: node test/bench/engine/main.ts [options]

  --only PART,PART    of ${PARTS.join(', ')}
  --quick             small counts, one round: whether it runs, not how fast it is
  --full              the large counts: 1,000,000 deliveries for memory, 20,000 due of the hanging endpoint
  --rounds N          rounds of the throughput, whose median counts (3)
  --only-cases REGEXP of the throughput: the cases whose name it matches, as in "1 KiB, 100 .*out 1$"
  --slots N           attempts in flight at once (128)
  --log-level LEVEL   of the server (info, its default)
  --main FILE         the server's hookline.js, to measure another checkout
  --profile           profile the server's CPU, and print where the time goes
  --json FILE         where the figures go (.bench/engine.json)
`;

export interface Options {
  parts: ReadonlySet<Part>;
  size: 'quick' | 'default' | 'full';
  rounds: number;
  cases: string;
  slots: number;
  logLevel: string;
  /** Absolute. */
  main: string;
  profileDir: string | null;
  json: string;
}

/** Reads the command line; null: the usage was asked for; a text: what is wrong. */
export function readOptions(args: readonly string[]): Options | string | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      'only-cases': { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      slots: { type: 'string', default: '128' },
      'log-level': { type: 'string', default: 'info' },
      main: { type: 'string', default: fileURLToPath(new URL('../../../src/hookline.js', import.meta.url)) },
      profile: { type: 'boolean', default: false },
      json: {
        type: 'string',
        default: fileURLToPath(new URL('../../../.bench/engine.json', import.meta.url)),
      },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const only = values.only?.split(',') ?? PARTS;
  const unknown = only.filter((part) => !PARTS.includes(part as Part));
  if (unknown.length > 0) return `There is no part ${unknown.join(', ')}.\n\n${USAGE}`;
  const json = resolve(values.json);
  return {
    parts: new Set(only as Part[]),
    size: values.quick ? 'quick' : values.full ? 'full' : 'default',
    rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
    cases: values['only-cases'],
    slots: Number(values.slots),
    logLevel: values['log-level'],
    main: resolve(values.main),
    profileDir: values.profile ? `${json}.profiles` : null,
    json,
  };
}
