import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const PARTS = ['latency', 'work', 'everyone', 'replay', 'publishing'] as const;
export type Part = (typeof PARTS)[number];

export const USAGE = `Usage: npm run bench:feed [-- options]

  --only PART,PART    of ${PARTS.join(', ')}
  --quick             fewer subscribers, items and seconds: whether it runs, not how fast it is
  --subscribers N     subscriptions in the one API process (1000)
  --rate N            attempts a second (1000)
  --seconds N         of load for latency and memory (12)
  --main FILE         the server's hookline.js, to measure another checkout
  --profile           profile the API process's CPU, and print where the time goes
  --json FILE         where the figures go (.bench/feed.json)
`;

export interface Options {
  parts: ReadonlySet<Part>;
  isQuick: boolean;
  subscribers: number;
  ratePerSecond: number;
  /** Of load for latency and memory. */
  seconds: number;
  /** Absolute. */
  main: string;
  profileDir: string | null;
  json: string;
}

/** Reads the command line; null: the usage was asked for; a text: what is wrong. */
export function readOptions(args: readonly string[]): Options | string | null {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      subscribers: { type: 'string' },
      rate: { type: 'string', default: '1000' },
      seconds: { type: 'string' },
      main: { type: 'string', default: here('../../../src/hookline.js') },
      profile: { type: 'boolean', default: false },
      json: { type: 'string', default: here('../../../.bench/feed.json') },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const only = values.only?.split(',') ?? PARTS;
  const unknown = only.filter((part) => !PARTS.includes(part as Part));
  if (unknown.length > 0) return `There is no part ${unknown.join(', ')}.\n\n${USAGE}`;
  const subscribers = Number(values.subscribers ?? (values.quick ? 100 : 1000));
  const ratePerSecond = Number(values.rate);
  if (!(subscribers >= 20 && subscribers % 20 === 0))
    return `--subscribers takes a multiple of 20.\n\n${USAGE}`;
  if (!(ratePerSecond >= 1)) return `--rate takes a number above 0.\n\n${USAGE}`;
  const seconds = Number(values.seconds ?? (values.quick ? 3 : 12));
  if (!(seconds >= 1)) return `--seconds takes a number above 0.\n\n${USAGE}`;
  const json = resolve(values.json);
  return {
    parts: new Set(only as Part[]),
    isQuick: values.quick,
    subscribers,
    ratePerSecond,
    seconds,
    main: resolve(values.main),
    profileDir: values.profile ? `${json}.profiles` : null,
    json,
  };
}
