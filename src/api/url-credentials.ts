import { KEY_IN_TEXT } from '../domain/api-keys.ts';
import { PublicError } from '../errors.ts';
import { JWT_IN_TEXT } from './jwt.ts';

/** Parameters that could only hold a credential, without their separators. */
const NAMES = new Set(['apikey', 'xapikey', 'token', 'accesstoken', 'authorization', 'bearer']);

/**
 * The refusal of a request that carries a credential in its URL, where logs, histories and referrers keep it;
 * null when it carries none. What was given is not repeated.
 */
export function urlCredentialRefusal(url: string | undefined): PublicError | null {
  const [, query = ''] = url?.split(/\?(.*)/s) ?? [];
  for (const [name, value] of new URLSearchParams(query)) {
    const isNamed = NAMES.has(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
    if (isNamed || [name, value].some((text) => KEY_IN_TEXT.test(text) || JWT_IN_TEXT.test(text))) {
      return new PublicError(
        'BAD_REQUEST',
        'A URL must not hold a credential: logs keep it. Revoke that one, and give the next in the header X-API-Key or Authorization.',
      );
    }
  }
  return null;
}
