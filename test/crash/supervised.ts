import { appendFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnProgram } from '../support/process.ts';
import type { Timeline } from './timeline.ts';

/** A process that cannot start, because its database is away, is tried again after this. */
const RESTART_MS = 200;
/** The shutdown time that it is given below, what its parts take beyond, and what a busy machine adds. */
const STOP_MS = 25_000;
const START_MS = 60_000;
const POLL_MS = 25;

/** A process of the product that is started again whenever it ends, as a service manager does. */
export interface Supervised extends AsyncDisposable {
  readonly name: string;
  readonly role: 'api' | 'worker';
  readonly isReady: boolean;
  /** Where the API is served; another address after each start. */
  readonly url: string;
  /** Resolves when it is at work. @throws the signal's reason */
  ready(signal: AbortSignal): Promise<void>;
  /** Resolves when it is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Writes what the process has said so far to its log file, where else it comes when the process has ended. */
  flush(): Promise<void>;
}

export interface SupervisedOptions {
  readonly name: string;
  readonly role: 'api' | 'worker';
  readonly env: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly logFile: string;
  readonly timeline: Timeline;
}

type Spawned = Awaited<ReturnType<typeof spawnProgram>>;

export function supervise(options: SupervisedOptions): Supervised {
  const { name, role, env, dataDir, logFile, timeline } = options;
  let current: { program: Spawned; ready: boolean; asked: NodeJS.Signals | null } | null = null;
  let closing = false;

  function isReady(): boolean {
    if (!current || current.asked) return false;
    // A long output is not searched over and over again.
    current.ready ||=
      role === 'api' ? current.program.key !== '' : / ready after|"ready after/.test(current.program.output);
    return current.ready;
  }

  async function keepRunning(): Promise<void> {
    while (!closing) {
      await using program = await spawnProgram([role], { env, dataDir });
      if (closing) return;
      current = { program, ready: false, asked: null };
      const stuck = setTimeout(() => {
        if (isReady() || current?.asked) return;
        timeline.blame(
          `${name} neither was ready nor ended within ${START_MS / 1000} s:\n${program.output.slice(-2000)}`,
        );
        void supervised.kill('SIGKILL');
      }, START_MS);
      const how = await program.ended.finally(() => clearTimeout(stuck));
      const { asked } = current;
      const wasReady = current.ready || asked !== null || /ready after/.test(program.output);
      current = null;
      await appendFile(logFile, `${program.output}\n--- ${name} ended: ${how}\n`);
      if (closing || asked) continue;
      if (wasReady) {
        // What it had in flight is lost like that of a process that was killed.
        timeline.begin(`${name} ended by itself`, role).untilMs = performance.now();
        timeline.blame(`${name} ended by itself (${how}):\n${program.output.slice(-2000)}`);
      }
      await delay(RESTART_MS);
    }
  }

  const supervised: Supervised = {
    name,
    role,
    get isReady() {
      return isReady();
    },
    get url() {
      return isReady() ? (current?.program.url ?? '') : '';
    },
    async ready(signal) {
      while (!isReady()) {
        signal.throwIfAborted();
        await delay(POLL_MS);
      }
    },
    async kill(signal) {
      const struck = current;
      if (!struck) return;
      struck.asked = signal;
      struck.program.kill(signal);
      const late = setTimeout(() => {
        timeline.blame(`${name} was still there ${STOP_MS / 1000} s after ${signal}`);
        struck.program.kill('SIGKILL');
      }, STOP_MS);
      await struck.program.ended.finally(() => clearTimeout(late));
    },
    flush: () => appendFile(logFile, `${current?.program.output ?? ''}\n--- so far\n`),
    async [Symbol.asyncDispose]() {
      closing = true;
      if (current) {
        current.asked = 'SIGKILL';
        current.program.kill('SIGKILL');
      }
      await running;
    },
  };
  const running = keepRunning();
  return supervised;
}
