import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from '../../src/keyring.ts';
import { runProgram } from '../support/process.ts';
import { type CrashPostgres, startPostgres } from './postgres.ts';
import { type CutProxy, startCutProxy } from './proxy.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { type Supervised, supervise } from './supervised.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** Attempts that a worker may have in flight, and so lose at once. */
export const SLOTS = 32;
/** Full schedules end within a run. */
const RETRY_SCHEDULE_SECONDS = '0.2,0.3,0.5,0.7,1,1.2,1.5';

/** A process and its own way to the database. */
export interface Member extends Supervised {
  readonly proxy: CutProxy;
}

/** An installation as in production: one API and two workers beside a PostgreSQL, and a receiver. */
export interface Site extends AsyncDisposable {
  readonly postgres: CrashPostgres;
  readonly api: Member;
  readonly workers: readonly Member[];
  readonly members: readonly Member[];
  readonly receiver: Receiver;
  readonly timeline: Timeline;
  readonly adminKey: string;
  /** Copies every log, and the findings, to a folder that stays. @returns the folder */
  keepLogs(findings: string): Promise<string>;
}

export async function startSite(signal: AbortSignal): Promise<Site> {
  await using stack = new AsyncDisposableStack();
  const postgres = stack.use(await startPostgres());
  const logs = join(postgres.dataDir, 'logs');
  await mkdir(logs);
  const env = {
    HOOKLINE_ENCRYPTION_KEYS: generateKey(),
    HOOKLINE_MIGRATE: 'false',
    HOOKLINE_DELIVERY_SLOTS: String(SLOTS),
    HOOKLINE_RETRY_SCHEDULE_SECONDS: RETRY_SCHEDULE_SECONDS,
    HOOKLINE_SHUTDOWN_SECONDS: '2',
    HOOKLINE_LOG_FORMAT: 'json',
  };
  const direct = { env: { ...env, DATABASE_URL: postgres.url }, dataDir: postgres.dataDir };
  await runToEnd('migrate', direct);
  const adminKey = (await runToEnd('admin-key', direct)).trim();
  signal.throwIfAborted();

  const receiver = stack.use(await startReceiver());
  const timeline = createTimeline();
  const addMember = async (name: string, role: 'api' | 'worker'): Promise<Member> => {
    const proxy = stack.use(await startCutProxy(postgres.url));
    const process = stack.use(
      supervise({
        name,
        role,
        env: { ...env, DATABASE_URL: proxy.url },
        dataDir: postgres.dataDir,
        logFile: join(logs, `${name}.log`),
        timeline,
      }),
    );
    return Object.assign(process, { proxy });
  };
  const api = await addMember('api', 'api');
  const workers = [await addMember('worker-1', 'worker'), await addMember('worker-2', 'worker')];
  const members = [api, ...workers];
  for (const member of members) await member.ready(signal);

  const running = stack.move();
  return {
    postgres,
    api,
    workers,
    members,
    receiver,
    timeline,
    adminKey,
    async keepLogs(findings) {
      const kept = await mkdtemp(join(tmpdir(), 'hookline-crash-failure-'));
      for (const member of members) await member.flush();
      const files = [postgres.logFile, ...members.map(({ name }) => join(logs, `${name}.log`))];
      for (const file of files) {
        const text = await readFile(file).catch(() => '');
        await writeFile(join(kept, file.split('/').at(-1) as string), text);
      }
      await writeFile(join(kept, 'findings.txt'), findings);
      const times = timeline.disturbances.map((during) => `${JSON.stringify(during)}\n`);
      await writeFile(join(kept, 'timeline.txt'), times.join(''));
      return kept;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function runToEnd(command: string, options: Parameters<typeof runProgram>[1]): Promise<string> {
  const { code, output, printed } = await runProgram([command], options);
  if (code !== 0) throw new Error(`hookline ${command} ended with ${code}:\n${output}`);
  return printed;
}
