import { parseArgs } from 'node:util';
import { loadConfig } from '../../src/config.ts';
import { OperatorError } from '../../src/errors.ts';
import { PAYLOAD_COUNT } from './payloads.ts';

export const USAGE = `Usage: npm run demo [-- --events N]

Publishes real GitHub webhooks to a receiver of its own, which fails a share of them on purpose, and shows
each attempt as it happens. It uses the server that runs, or starts one for its own time.

Options:
  --events N   publish the first N payloads only (1 to ${PAYLOAD_COUNT}, all by default)
  -h, --help   show this text

Environment:
  HOOKLINE_URL        the server, when it is not the one of this folder's settings
  HOOKLINE_API_KEY    its key, when it is not the one that development keeps in the data folder
  and the server's own settings, like HOOKLINE_PORT and HOOKLINE_DATA_DIR
`;

export interface DemoSettings {
  /** The server's address; null: only one that the demo starts can be used, as its port is any free one. */
  readonly url: string | null;
  /** Whether the address was asked for by name, so that no other server will do. */
  readonly urlGiven: boolean;
  readonly key: string | null;
  readonly dataDir: string;
  readonly production: boolean;
  /** How many payloads to publish. */
  readonly events: number;
  /** What a server that the demo starts inherits. */
  readonly env: NodeJS.ProcessEnv;
}

/** Null: only the usage was asked for. @throws OperatorError */
export function loadSettings(argv: readonly string[], env: NodeJS.ProcessEnv): DemoSettings | null {
  const { events, help } = readArguments(argv);
  if (help) return null;
  const { config } = loadConfig(env);
  const given = env.HOOKLINE_URL?.trim() || null;
  if (given !== null && !/^https?:$/.test(URL.parse(given)?.protocol ?? ''))
    throw new OperatorError(
      `HOOKLINE_URL is no address: ${given}`,
      'Set it to something like http://127.0.0.1:4000.',
    );
  const host = ['0.0.0.0', '::'].includes(config.http.host) ? '127.0.0.1' : config.http.host;
  const local = `http://${host.includes(':') ? `[${host}]` : host}:${config.http.port}`;
  return {
    url: given?.replace(/\/+$/, '') ?? (config.http.port === 0 ? null : local),
    urlGiven: given !== null,
    key: env.HOOKLINE_API_KEY?.trim() || null,
    dataDir: config.dataDir,
    production: config.mode === 'production',
    events,
    env,
  };
}

function readArguments(argv: readonly string[]): { events: number; help: boolean } {
  const remedy = 'Run `npm run demo -- --help` for what it takes.';
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { events: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const events = Number(values.events ?? PAYLOAD_COUNT);
    if (!Number.isInteger(events) || events < 1 || events > PAYLOAD_COUNT)
      throw new Error(`--events takes a whole number from 1 to ${PAYLOAD_COUNT}, not ${values.events}.`);
    return { events, help: values.help ?? false };
  } catch (error) {
    throw new OperatorError((error as Error).message, remedy);
  }
}
