#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { type AppOptions, databaseUrl, prepareDatabase, type Roles, startApp } from './app.ts';
import { loadConfig } from './config.ts';
import { OperatorError } from './errors.ts';
import { createLogger } from './log.ts';

const USAGE = `Usage: hookline <command>

Commands:
  serve     serve the API and deliver, in one process (what \`npm start\` runs)
  api       serve the API only
  worker    deliver and do the scheduled work only
  migrate   bring the database up to date and end

Options:
  -h, --help   show this text

Settings come from the environment; README.md, "Configuration", lists them.
Without DATABASE_URL an embedded PostgreSQL keeps its data in .hookline/.
`;

const ROLES: Readonly<Record<string, Roles>> = {
  serve: { api: true, worker: true },
  api: { api: true, worker: false },
  worker: { api: false, worker: true },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  const [command] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(USAGE);
    if (!values.help) process.exitCode = 2;
    return;
  }
  if (command !== 'migrate' && !(command in ROLES)) {
    process.stderr.write(`hookline: there is no command "${command}".\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const startedMs = performance.now();
  const { config, secrets } = loadConfig();
  const log = createLogger(config.log);
  const onProgress = (message: string) => log.info(message);
  const options = { config, secrets, log, onProgress };
  if (command === 'migrate') return migrateOnly({ ...options, roles: { api: false, worker: false } });
  await run({ ...options, roles: ROLES[command] as Roles }, startedMs);
}

async function migrateOnly(options: AppOptions): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const url = await databaseUrl(options, stack);
  const { applied } = await prepareDatabase(url, options.onProgress ?? (() => undefined));
  options.log.info({ applied }, 'the database is up to date');
}

async function run(options: AppOptions, startedMs: number): Promise<void> {
  const stop = new AbortController();
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve(signal);
        stop.abort();
      });
    }
  });
  await using app = await startApp(options);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  options.log.info({ roles: options.roles }, `ready after ${seconds} s`);
  if (app.api) welcome(app.api.url, app.developmentKey);
  const signal = await stopped;
  options.log.info(`${signal}: finishing what is in flight, then stopping`);
}

/** What a newcomer needs next. The key is shown in development only, where it is of no use to anybody else. */
function welcome(url: string, developmentKey: string | null): void {
  if (developmentKey === null) return;
  process.stdout.write(`
  Hookline is ready.

  GraphiQL   ${url}/graphql
  API key    ${developmentKey}

  Try it:    npm run demo          (in another terminal)
  Or:        curl -s ${url}/graphql -H 'X-API-Key: ${developmentKey}' \\
               -H 'content-type: application/json' -d '{"query":"{ viewer { subject organization { name } } }"}'

`);
}

main().catch((error: unknown) => {
  if (error instanceof OperatorError)
    process.stderr.write(`\nHookline cannot start: ${error.message}\nWhat to do: ${error.remedy}\n`);
  else process.stderr.write(`\nHookline stopped: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
