import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { OperatorError } from '../../src/errors.ts';
import { reasonOf } from './api.ts';
import type { DemoSettings } from './settings.ts';

const MAIN = fileURLToPath(new URL('../../src/hookline.js', import.meta.url));
/** Long enough to be seen waiting, short enough to be waited for. */
const RETRY_SCHEDULE_SECONDS = '1,1,1,1,1,1,1';
const PROBE_MS = 5000;
/** The server gives what is in flight 10 s, and its PostgreSQL some more. */
const STOP_MS = 20_000;

export interface DemoServer extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  /** Where the key was found, for messages. */
  readonly keyFrom: string;
  /** Whether it stops with the demo. */
  readonly own: boolean;
}

/** The server that runs, or one for the time of the demo. @throws OperatorError */
export async function findOrStartServer(
  settings: DemoSettings,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<DemoServer> {
  if (settings.url !== null && (await isRunning(settings.url, settings.urlGiven))) {
    say(`Using the server at ${settings.url}.`);
    const found = { url: settings.url, own: false, [Symbol.asyncDispose]: async () => undefined };
    return { ...found, ...(await findKey(settings)) };
  }
  if (settings.production)
    throw new OperatorError(
      'No server answers, and NODE_ENV is production: a server in production sends to no receiver on this machine.',
      'Unset NODE_ENV for the demo.',
    );
  say(`No server answers${settings.url ? ` at ${settings.url}` : ''}: starting one for the demo …`);
  return startServer(settings, say, signal);
}

/** @returns false when nothing listens there and another may be started instead */
async function isRunning(url: string, urlGiven: boolean): Promise<boolean> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PROBE_MS) }).catch(
    (error: Error) => {
      const reason = reasonOf(error);
      if (!urlGiven && reason.includes('ECONNREFUSED')) return null;
      throw new OperatorError(
        `No server answers at ${url} (${reason}).`,
        'Start it with `npm start`, or correct HOOKLINE_URL; without HOOKLINE_URL the demo starts a server itself.',
      );
    },
  );
  if (!response) return false;
  const answer = (await response.text()).trim();
  if (response.status === 200 && answer === 'ready') return true;
  if (response.status === 503)
    throw new OperatorError(`The server at ${url} is not ready: ${answer}`, 'Run the demo again when it is.');
  throw new OperatorError(
    `What answers at ${url} is no Hookline server (${response.status} at /readyz).`,
    'Set HOOKLINE_URL to the server, or HOOKLINE_PORT to a free port.',
  );
}

async function findKey({ key, dataDir }: DemoSettings): Promise<Pick<DemoServer, 'key' | 'keyFrom'>> {
  if (key !== null) return { key, keyFrom: 'HOOKLINE_API_KEY' };
  const file = join(dataDir, 'development-api-key');
  try {
    return { key: (await readFile(file, 'utf8')).trim(), keyFrom: file };
  } catch (error) {
    throw new OperatorError(
      `There is no API key: ${file} cannot be read (${reasonOf(error)}).`,
      'Run the demo in the folder and with the settings of the server, or set HOOKLINE_API_KEY.',
    );
  }
}

async function startServer(
  settings: DemoSettings,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<DemoServer> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    // A process group of its own: Ctrl-C reaches the demo alone, which stops the server once it is done with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      HOOKLINE_RETRY_SCHEDULE_SECONDS: RETRY_SCHEDULE_SECONDS,
      ...settings.env,
      HOOKLINE_LOG_LEVEL: 'warn',
      HOOKLINE_LOG_FORMAT: 'json',
    },
  });
  const exited = once(child, 'exit');
  // Only when the demo itself breaks down: nobody else would end the server.
  const abandon = () => child.kill('SIGTERM');
  process.once('exit', abandon);
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited.finally(() => clearTimeout(killer));
    process.off('exit', abandon);
  };
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  try {
    const url = await Promise.race([
      addressIn(child.stdout, say),
      exited.then(() => {
        throw new OperatorError(
          `The server that the demo started has ended:\n${complaint.trim()}`,
          'Mend that first; `npm start` starts the same server where its output can be seen.',
        );
      }),
      once(signal, 'abort').then(() => Promise.reject(signal.reason)),
    ]);
    say(`It is ready after ${((performance.now() - startedMs) / 1000).toFixed(1)} s, at ${url}.`);
    return { url, own: true, ...(await findKey({ ...settings, key: null })), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that the server shows when it is ready. What it warns of, then and later, is said once. */
function addressIn(stdout: NodeJS.ReadableStream, say: (line: string) => void): Promise<string> {
  const said = new Set<string>();
  return new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const address = /GraphiQL\s+(http\S+)\/graphql/.exec(line)?.[1];
      if (address) resolve(address);
      const warning = warningIn(line);
      if (warning !== null && !said.has(warning)) say(`The server warns: ${warning}`);
      if (warning !== null) said.add(warning);
    });
  });
}

function warningIn(line: string): string | null {
  if (!line.startsWith('{')) return null;
  const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
  return [msg, err?.message].filter(Boolean).join(': ');
}
