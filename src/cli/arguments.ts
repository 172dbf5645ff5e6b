import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import type { CliSettings } from '../config-cli.ts';
import { isListenName } from '../delivery/listen-address.ts';
import { parseSecret } from '../delivery/sign.ts';
import { UsageError } from './usage.ts';

const LISTEN_NAME_MAX_CHARS = 64;
const TIMEOUT_DEFAULT_SECONDS = 60;
const TIMEOUT_MAX_SECONDS = 86_400;

/** Where the server is, and who asks; both commands take these. */
export interface ConnectionArguments {
  readonly api: URL;
  /** Null: to be found, in development. */
  readonly key: string | null;
  readonly organization: string | null;
}

export interface ListenArguments extends ConnectionArguments {
  readonly target: URL;
  /** `ep_…` to mirror; null: an endpoint of its own. */
  readonly endpoint: string | null;
  readonly events: readonly string[];
  readonly name: string;
  /** `whsec_…` */
  readonly secret: string | null;
  readonly after: string | null;
  readonly keep: boolean;
}

export interface TriggerArguments extends ConnectionArguments {
  readonly type: string;
  /** JSON, or `@` and a file's name; null: the example. */
  readonly payload: string | null;
  readonly organizationExternalId: string | null;
  readonly timeoutMs: number;
  readonly json: boolean;
}

const connection = {
  api: { type: 'string' },
  key: { type: 'string' },
  organization: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Null: only the usage was asked for. @throws UsageError */
export function listenArguments(argv: readonly string[], settings: CliSettings): ListenArguments | null {
  const { values, positionals } = parse(argv, {
    ...connection,
    endpoint: { type: 'string' },
    events: { type: 'string', multiple: true },
    name: { type: 'string' },
    secret: { type: 'string' },
    after: { type: 'string' },
    keep: { type: 'boolean' },
  });
  if (values.help) return null;
  const target = toTarget(onlyOne(positionals, 'the address to forward to'));
  const { endpoint = null, after = null, keep = false } = values;
  const own = { '--events': values.events, '--name': values.name, '--keep': values.keep };
  const [misplaced] = Object.entries(own).filter(([, value]) => value !== undefined);
  if (endpoint !== null && misplaced)
    throw new UsageError(
      `${misplaced[0]} is about an endpoint of its own, and --endpoint mirrors another one.`,
    );
  const name = values.name ?? defaultName(hostname());
  if (!isListenName(name))
    throw new UsageError(
      `--name takes 1 to 64 lower-case letters, digits, dots and hyphens, not "${values.name}".`,
    );
  const secret = values.secret ?? settings.listenSecret;
  // Its value stays out of the message: it may be a good one with a typing mistake.
  if (secret !== null && parseSecret(secret) === null)
    throw new UsageError(
      '--secret (HOOKLINE_LISTEN_SECRET) takes "whsec_" and the base64 of 24 to 64 bytes.',
    );
  const events = (values.events ?? []).flatMap((list) => list.split(',')).map((pattern) => pattern.trim());
  return { ...toConnection(values, settings), target, endpoint, events, name, secret, after, keep };
}

/** Null: only the usage was asked for. @throws UsageError */
export function triggerArguments(argv: readonly string[], settings: CliSettings): TriggerArguments | null {
  const { values, positionals } = parse(argv, {
    ...connection,
    'organization-external-id': { type: 'string' },
    payload: { type: 'string' },
    timeout: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (values.help) return null;
  const type = onlyOne(positionals, 'a type of event');
  const seconds = Number(values.timeout ?? TIMEOUT_DEFAULT_SECONDS);
  if (!(seconds > 0 && seconds <= TIMEOUT_MAX_SECONDS))
    throw new UsageError(
      `--timeout takes seconds, more than 0 and at most ${TIMEOUT_MAX_SECONDS}, not "${values.timeout}".`,
    );
  const organizationExternalId = values['organization-external-id'] ?? null;
  if (organizationExternalId !== null && values.organization !== undefined)
    throw new UsageError('Give --organization or --organization-external-id, not both.');
  return {
    ...toConnection(values, settings),
    type,
    payload: values.payload ?? null,
    organizationExternalId,
    timeoutMs: seconds * 1000,
    json: values.json ?? false,
  };
}

function parse<Options extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  argv: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    // Node says which option it was; its advice on positionals that look like options helps nobody here.
    throw new UsageError((error as Error).message.replace(/\. To specify a positional.*$/s, '.'));
  }
}

function onlyOne(positionals: readonly string[], what: string): string {
  const [first, second] = positionals;
  if (first === undefined || first === '') throw new UsageError(`It needs ${what}.`);
  if (second !== undefined)
    throw new UsageError(`It takes one ${what.replace(/^\w+ /, '')}, not also "${second}".`);
  return first;
}

function toTarget(text: string): URL {
  const full = /^\d+(\/|$)/.test(text)
    ? `http://localhost:${text}`
    : text.includes('://')
      ? text
      : `http://${text}`;
  const url = URL.parse(full);
  if (url === null || !isHttp(url))
    throw new UsageError(
      `"${text}" is not an address to forward to, such as http://localhost:3000/webhooks.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new UsageError('The address to forward to must not contain a user name or password.');
  return url;
}

function toConnection(
  values: { api?: string; key?: string; organization?: string },
  settings: CliSettings,
): ConnectionArguments {
  const text = values.api ?? settings.apiUrl;
  const api = URL.parse(text);
  if (api === null || !isHttp(api))
    throw new UsageError(
      `"${text}" (--api, HOOKLINE_API_URL) is no address, like http://127.0.0.1:4000/graphql.`,
    );
  // Without repeating them: fetch refuses such an address, and would name it whole.
  if (api.username !== '' || api.password !== '')
    throw new UsageError(
      'The address of the server (--api, HOOKLINE_API_URL) must not contain a user name or password.',
    );
  if (api.pathname === '/') api.pathname = '/graphql';
  const key = (values.key ?? settings.apiKey)?.trim() ?? null;
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    throw new UsageError(
      'The key (--key, HOOKLINE_API_KEY) must be letters, digits and signs of ASCII without blanks: this one is no key or token.',
    );
  return { api, key, organization: values.organization ?? null };
}

function isHttp({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

/** This machine's name, in the letters that an address may have. */
export function defaultName(host: string): string {
  const name = host
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return name.slice(0, LISTEN_NAME_MAX_CHARS) || 'laptop';
}
