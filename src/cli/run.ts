import type { CliSettings } from '../config-cli.ts';
import { OperatorError } from '../errors.ts';
import { createApi } from './api.ts';
import { type ConnectionArguments, listenArguments, triggerArguments } from './arguments.ts';
import { findKey } from './key.ts';
import { listen } from './listen.ts';
import { createScreen } from './screen.ts';
import { trigger } from './trigger.ts';
import { LISTEN_USAGE, TRIGGER_USAGE, UsageError } from './usage.ts';

const MISUNDERSTOOD = 2;
const INTERRUPTED = 130;

/** The commands that are clients of a server. @returns the exit code */
export async function runCli(
  command: 'listen' | 'trigger',
  argv: readonly string[],
  settings: CliSettings,
): Promise<number> {
  const usage = command === 'listen' ? LISTEN_USAGE : TRIGGER_USAGE;
  const signal = interruption();
  try {
    const done =
      command === 'listen'
        ? await runListen(argv, settings, signal)
        : await runTrigger(argv, settings, signal);
    if (done === null) process.stdout.write(usage);
    return done ?? 0;
  } catch (error) {
    // Before there was anything to end.
    if (signal.aborted && error === signal.reason) return command === 'listen' ? 0 : INTERRUPTED;
    if (error instanceof UsageError) {
      process.stderr.write(`hookline ${command}: ${error.message}\n\n${usage}`);
      return MISUNDERSTOOD;
    }
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`hookline ${command}: ${error.message}\nWhat to do: ${error.remedy}\n`);
    return command === 'listen' ? 1 : MISUNDERSTOOD;
  }
}

/** @returns null when only the usage was asked for */
async function runListen(argv: readonly string[], settings: CliSettings, signal: AbortSignal) {
  const args = listenArguments(argv, settings);
  if (!args) return null;
  const { say } = createScreen(process.stdout);
  await listen(args, { api: await openApi(args, settings), say, signal });
  return 0;
}

async function runTrigger(argv: readonly string[], settings: CliSettings, signal: AbortSignal) {
  const args = triggerArguments(argv, settings);
  if (!args) return null;
  return trigger(args, { api: await openApi(args, settings), screen: createScreen(process.stdout), signal });
}

async function openApi(args: ConnectionArguments, { developmentKeyFile }: CliSettings) {
  return createApi(args.api, await findKey(args, developmentKeyFile));
}

/** Aborted when the user, or whoever reads the output, has seen enough. */
function interruption(): AbortSignal {
  const interrupt = new AbortController();
  // Not once: at Ctrl-C npm passes on the signal that the terminal has sent already.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupt.abort(name));
  process.stdout.on('error', () => interrupt.abort('the end of its output'));
  return interrupt.signal;
}
