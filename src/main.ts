import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import type { AppOptions, Roles } from './app.ts';
import { loadCliSettings, loadConfig } from './config.ts';
import { OperatorError } from './errors.ts';
import { createLogger, print } from './log.ts';
import { TASKS, type Task } from './tasks.ts';
import { welcome } from './welcome.ts';

/** Loading it takes a second or two, which help and a wrong setting do not wait for. */
const loadApp = () => import('./app.ts');

const USAGE = `Usage: hookline <command>

Commands:
  serve     serve the API and deliver, in one process (what \`npm start\` runs)
  api       serve the API only
  worker    deliver and do the scheduled work only
  migrate   bring the database up to date and end
  admin-key make an API key with the scope ADMIN, print it once, and end
  keys rotate
            encrypt everything with the first encryption key, while others serve, and end

Commands that are clients of a server, each with a --help of its own:
  listen    forward deliveries to an address that the server cannot reach, like this laptop's
  trigger   publish an event of a type and follow its deliveries

Options:
  -h, --help   show this text

Settings come from the environment; README.md, "Configuration", lists them.
Without DATABASE_URL an embedded PostgreSQL keeps its data in .hookline/.
`;

/** How a terminal or a service manager ends a process. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long the end of the process waits for log lines that are not written yet. */
const LAST_WORDS_MS = 5000;
/**
 * What a stop may take beyond the time that answers and attempts have: to record what came of them, and to close the
 * queue.
 */
const STOP_MS = 10_000;
/** Between logging that a stop does not end and ending the process, so that the line is written. */
const TELL_MS = 500;

const ROLES: Readonly<Record<string, Roles>> = {
  serve: { api: true, worker: true },
  api: { api: true, worker: false },
  worker: { api: false, worker: true },
};

async function main(): Promise<void> {
  // The reader of the output may go away, as when a terminal is closed, which must not end what is served or migrated.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const [, , first, ...rest] = process.argv;
  if (first === 'listen' || first === 'trigger') {
    const { runCli } = await import('./cli/run.ts');
    process.exitCode = await runCli(first, rest, loadCliSettings());
    return;
  }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  // Whoever gives --dry-run must not find that all was done. Checked first, as an option's value would be taken for a
  // command.
  const [option] = Object.keys(values);
  if (option !== undefined)
    return misunderstood(`there is no option "${option.length > 1 ? '--' : '-'}${option}"`);
  if (positionals.length === 0) {
    process.stdout.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const command = positionals.join(' ');
  if (!Object.hasOwn(ROLES, command) && !Object.hasOwn(TASKS, command))
    return misunderstood(`there is no command "${command}"`);
  const startedMs = performance.now();
  const task = TASKS[command];
  // A task prints its result alone, so that a script can keep it in a variable.
  const output = task ? process.stderr : process.stdout;
  const { config, secrets, ignored } = loadConfig(undefined, output.isTTY);
  const log = createLogger(config.log, task && output);
  for (const line of ignored) log.warn(line);
  const onProgress = (message: string) => log.info(message);
  const onWarning = (message: string) => log.warn(message);
  const options = { config, secrets, log, onProgress, onWarning };
  if (task) return runTask(task, { ...options, roles: { api: false, worker: false } });
  const stoppedBy = await run({ ...options, roles: ROLES[command] as Roles }, startedMs);
  // Nothing but log lines can be left to write, and if their reader has stopped they would keep the process for ever.
  setTimeout(() => endBy(stoppedBy), LAST_WORDS_MS).unref();
}

function misunderstood(problem: string): void {
  process.stderr.write(`hookline: ${problem}.\n\n${USAGE}`);
  process.exitCode = 2;
}

/**
 * A signal that ended a task at once would leave its embedded PostgreSQL running; a server of your own is meant to go
 * on.
 */
async function runTask(task: Task, options: AppOptions): Promise<void> {
  if (options.secrets.databaseUrl !== null) return task(options);
  const stopping = new AbortController();
  let stoppedBy: NodeJS.Signals = 'SIGTERM';
  const stop = (signal: NodeJS.Signals) => {
    stoppedBy = signal;
    stopping.abort();
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  try {
    await task({ ...options, signal: stopping.signal });
  } catch (error) {
    if (!stopping.signal.aborted || (error as Error).name !== 'AbortError') throw error;
    options.log.info(`${stoppedBy}: stopped before it was done`);
    endBy(stoppedBy);
  }
}

/** As if nobody had listened for the signal, which tells a shell to end its script. */
function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // The first process of a container is not ended by it. Nothing more is waited for, the log least of all.
  process.removeAllListeners('exit');
  process.exit(128 + constants.signals[signal]);
}

/** A connection to a PostgreSQL that hangs neither answers nor closes, and would keep the process for ever. */
function limitStop({ config, log }: AppOptions, signal: NodeJS.Signals): void {
  // First the answers of the API have their time, and then the attempts.
  const limit = setTimeout(
    () => {
      log.error('stopping takes too long, most likely because PostgreSQL does not answer: it is broken off');
      setTimeout(() => endBy(signal), TELL_MS);
    },
    2 * config.shutdownMs + STOP_MS,
  );
  limit.unref();
}

/** @returns what has stopped it */
async function run(options: AppOptions, startedMs: number): Promise<NodeJS.Signals> {
  const stopping = new AbortController();
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    // Not once: at Ctrl-C npm passes on the signal that the terminal has sent already, and a stop is bounded anyway.
    for (const signal of STOP_SIGNALS) {
      process.on(signal, () => {
        if (!stopping.signal.aborted) limitStop(options, signal);
        resolve(signal);
        stopping.abort();
      });
    }
  });
  const { startApp } = await loadApp();
  await using app = await startApp({ ...options, signal: stopping.signal }).catch((error: Error) => {
    if (stopping.signal.aborted && error.name === 'AbortError') return null;
    throw error;
  });
  if (!app) {
    options.log.info(`${await stopped}: stopped before it was ready`);
    return stopped;
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const metrics = app.operatorUrl && { metrics: `${app.operatorUrl}/metrics` };
  options.log.info({ roles: options.roles, ...metrics }, `ready after ${seconds} s`);
  // The key is shown in development only, where it is of no use to anybody else.
  if (app.api && app.developmentKey !== null)
    print(welcome({ url: app.api.url, key: app.developmentKey, dataDir: options.config.dataDir }));
  const signal = await stopped;
  options.log.info(`${signal}: finishing what is in flight, then stopping`);
  return signal;
}

/** The message for an operator; null when only a programmer could mend the error. */
async function forOperator(error: unknown): Promise<OperatorError | null> {
  if (error instanceof OperatorError) return error;
  const { unavailableToOperator } = await import('./db/unavailable.ts');
  return unavailableToOperator(error);
}

main().catch(async (error: unknown) => {
  const known = await forOperator(error).catch(() => null);
  if (known) process.stderr.write(`\nHookline cannot start: ${known.message}\nWhat to do: ${known.remedy}\n`);
  else process.stderr.write(`\nHookline stopped: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
