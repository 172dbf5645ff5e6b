import { AuthenticationError, authenticateApiKey } from '../domain/api-keys.ts';
import type { Viewer } from '../domain/viewer.ts';
import { PublicError } from '../errors.ts';
import type { ApiServices } from './context.ts';
import { looksLikeJwt } from './jwt.ts';

/** The two headers that may carry a credential; a WebSocket gives them as `connectionParams`, in any case. */
export interface Credentials {
  apiKey: string | null;
  authorization: string | null;
}

export function credentialsOf(get: (name: string) => unknown): Credentials {
  const text = (name: string) => {
    const value = get(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { apiKey: text('x-api-key'), authorization: text('authorization') };
}

/** Reads a record of any spelling, like `connectionParams`. */
export function caseInsensitive(record: Readonly<Record<string, unknown>>): (name: string) => unknown {
  const lowered = new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => lowered.get(name);
}

/**
 * A limit of its own, as the time of an operation begins only after this: a database that hangs would keep callers
 * waiting.
 */
const LOOK_UP_MS = 10_000;

/** Who sent these credentials. @throws AuthenticationError; PublicError UNAVAILABLE */
export async function authenticate(
  services: Pick<ApiServices, 'core' | 'tokens'>,
  credentials: Credentials,
): Promise<Viewer> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(
      new PublicError('UNAVAILABLE', 'Whose credential this is cannot be looked up in time; try again.'),
    );
  }, LOOK_UP_MS);
  try {
    return await Promise.race([recognize(services, credentials), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function recognize(
  { core, tokens }: Pick<ApiServices, 'core' | 'tokens'>,
  { apiKey, authorization }: Credentials,
): Promise<Viewer> {
  if (apiKey !== null && authorization !== null) {
    throw new AuthenticationError('BAD_REQUEST', 'Give X-API-Key or Authorization, not both.');
  }
  if (apiKey !== null) return authenticateApiKey(core, apiKey);
  if (authorization === null) {
    throw new AuthenticationError(
      'MISSING_API_KEY',
      'Give an API key in the header X-API-Key, or a key or token as Authorization: Bearer.',
    );
  }
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw new AuthenticationError(
      'INVALID_AUTHORIZATION',
      'The header Authorization must be "Bearer" and an API key or a token (JWT).',
    );
  }
  if (!looksLikeJwt(token)) return authenticateApiKey(core, token);
  if (!tokens) {
    throw new AuthenticationError(
      'INVALID_AUTHORIZATION',
      'This server takes API keys only: it knows no issuer of tokens (JWT).',
    );
  }
  return tokens.authenticate(token);
}
