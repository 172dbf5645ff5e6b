import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program, for Node to run. */
export const MAIN = fileURLToPath(new URL('../../src/hookline.js', import.meta.url));
/** Of which a machine whose cores are shared by ten may take half. */
const READY_MS = 40_000;

/** The product as a process of its own, for tests of its command line, its signals and its death. */
export interface Program extends AsyncDisposable {
  /** All that it has written to standard output and standard error. */
  readonly output: string;
  /** What of that it has written to standard output. */
  readonly printed: string;
  /** Where its API is served, and the development key, as it says them; '' unless it serves one. */
  readonly url: string;
  readonly key: string;
  kill(signal: NodeJS.Signals): void;
  /** From here on what it writes meets an error. */
  stopReading(): void;
  /** The same of its standard output alone. */
  stopPrinting(): void;
  /** Resolves when it has ended, with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

export interface ProgramOptions {
  /** Nothing else of the environment is passed on. */
  env?: Readonly<Record<string, string>>;
  /** Kept by the caller; else a fresh one, removed at the end. */
  dataDir?: string;
  /** How many files it may have open, sockets included. */
  openFiles?: number;
  /** Signals go to it and to what it has started alike, as those of a terminal. */
  asInTerminal?: boolean;
}

/** Runs `hookline …args` to its end. */
export async function runProgram(args: readonly string[], options: ProgramOptions = {}) {
  await using program = await spawnProgram(args, options);
  const code = await program.ended;
  return { code, output: program.output, printed: program.printed };
}

/** Starts a role and resolves once it says that it is ready. @throws Error with its output when it ends first */
export async function startProgram(role: string, options: ProgramOptions = {}): Promise<Program> {
  await using stack = new AsyncDisposableStack();
  const program = stack.use(await spawnProgram([role], options));
  const late = AbortSignal.timeout(READY_MS);
  while (!/ready after .* s/.test(program.output)) {
    const ended = await Promise.race([program.ended, program.spoke(), once(late, 'abort')]);
    if (ended !== undefined) throw new Error(`${role} is not ready:\n${program.output}`);
  }
  // The address follows the line that says so.
  while (role !== 'worker' && program.key === '') await program.spoke();
  stack.move();
  return program;
}

export async function spawnProgram(
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<Program & { spoke(): Promise<void> }> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'hookline-test-')));
  const limit = options.openFiles === undefined ? '' : `ulimit -n ${options.openFiles} && `;
  const command = ['-c', `${limit}exec "$0" "$@"`, process.execPath, MAIN, ...args];
  const child = spawn('sh', command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.asInTerminal === true,
    env: {
      HOOKLINE_PORT: '0',
      HOOKLINE_EMBEDDED_PORT: '0',
      HOOKLINE_DATA_DIR: dataDir,
      HOOKLINE_RETRY_SCHEDULE_SECONDS: '0,0,0,0,0,0,0',
      ...options.env,
    },
  });
  // A test that times out never gets to dispose of it.
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  let output = '';
  let printed = '';
  let listeners: (() => void)[] = [];
  const onData = (chunk: Buffer) => {
    output += chunk;
    for (const tell of listeners.splice(0)) tell();
  };
  child.stdout.on('data', onData);
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  child.stderr.on('data', onData);
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  return {
    get output() {
      return output;
    },
    get printed() {
      return printed;
    },
    get url() {
      return /GraphiQL +(\S+)\/graphql/.exec(output)?.[1] ?? '';
    },
    get key() {
      return /API key +(hk_\S+)/.exec(output)?.[1] ?? '';
    },
    kill: (signal) => (options.asInTerminal ? process.kill(-(child.pid ?? 0), signal) : child.kill(signal)),
    stopPrinting: () => void child.stdout.destroy(),
    stopReading() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    ended,
    spoke: () => new Promise((resolve) => listeners.push(resolve)),
    async [Symbol.asyncDispose]() {
      listeners = [];
      process.off('exit', killAtExit);
      child.kill('SIGKILL');
      await ended;
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
