import { readFile } from 'node:fs/promises';
import { OperatorError } from '../errors.ts';
import { isLoopbackHost } from '../loopback.ts';
import type { ConnectionArguments } from './arguments.ts';

/** The key that was given, or in development the one that a server of this folder keeps. @throws OperatorError */
export async function findKey(
  { api, key }: Pick<ConnectionArguments, 'api' | 'key'>,
  developmentKeyFile: string | null,
): Promise<string> {
  if (key !== null) return key;
  // A server elsewhere does not know it, and is not to learn it.
  const file = isLoopbackHost(api.hostname) ? developmentKeyFile : null;
  const found = file && (await readFile(file, 'utf8').catch(() => null));
  if (found) return found.trim();
  throw new OperatorError(
    `There is no API key for ${api.origin}${file ? `, and none of a server in development at ${file}` : ''}.`,
    'Set HOOKLINE_API_KEY, or give --key; `npm start` shows one.',
  );
}
