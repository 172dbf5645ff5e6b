import { parseArgs } from 'node:util';
import { startPostgres } from '../crash/postgres.ts';
import { performRun } from './run.ts';
import { migrate } from './site.ts';
import { summarize } from './summary.ts';

const USAGE = `Usage: npm run test:fire [-- options]

Appends to the feed from concurrent writers while subscribers come and go, connections are cut and API processes are
killed, and then holds what each subscriber received against the table.

Options:
  --seconds N    of writing under faults (120)
  --writers N    concurrent writers (8)
  --apis N       API processes (2)
  --followers N  subscribers of each kind: in this process, over WebSocket and SSE, and polling (10)
  --seed N       the same faults in the same order, and the same items (random)
  --verbose      say each fault as it strikes
  -h, --help     show this text
`;
const INTERRUPTED = 130;
const FEEDS = 2;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '120' },
      writers: { type: 'string', default: '8' },
      apis: { type: 'string', default: '2' },
      followers: { type: 'string', default: '10' },
      seed: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const number = (name: 'seconds' | 'writers' | 'apis' | 'followers' | 'seed', fallback?: number): number => {
    const value = values[name] === undefined ? fallback : Number(values[name]);
    if (value !== undefined && Number.isInteger(value) && value > 0 && value < 2 ** 32) return value;
    throw new Error(`--${name} takes a whole number above 0, not ${values[name]}.`);
  };
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => interrupt.abort(new Error(`stopped by ${name}`)));
  const seed = number('seed', 1 + Math.floor(Math.random() * 999_999));
  const writers = number('writers');
  const startedMs = performance.now();
  say(`The feed under fire, --seed ${seed}: starting PostgreSQL and the API processes …`);
  try {
    await using postgres = await startPostgres();
    await migrate(postgres.url, postgres.dataDir);
    const result = await performRun({
      databaseUrl: postgres.url,
      dataDir: postgres.dataDir,
      seed,
      seconds: number('seconds'),
      writers,
      apis: number('apis'),
      feeds: FEEDS,
      followers: number('followers'),
      signal: interrupt.signal,
      ...(values.verbose && {
        onFault: (name: string) =>
          say(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(8)}  ${name}`),
      }),
    });
    say(`\n${summarize(result, writers)}\n`);
    for (const finding of result.findings) say(finding);
    say(
      result.findings.length === 0
        ? 'Every subscriber received what is committed.'
        : `Run it again with --seed ${seed}.`,
    );
    process.exitCode = result.findings.length === 0 ? 0 : 1;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    say(`Stopped. --seed ${seed}`);
    process.exitCode = INTERRUPTED;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
