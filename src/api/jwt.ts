import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, jwtVerify } from 'jose';
import type { JwtConfig } from '../config-jwt.ts';
import type { Database } from '../db/client.ts';
import { AuthenticationError } from '../domain/api-keys.ts';
import { readClaims, viewerOfToken } from '../domain/token-claims.ts';
import type { Viewer } from '../domain/viewer.ts';
import { PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';

const JWT_FORM = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
/** A JWT anywhere in a text: its header is the base64url of `{"…`. */
export const JWT_IN_TEXT = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/;
/** Longer ones are not read. Node takes 16 KiB of headers; a WebSocket's parameters may be four times as long. */
const TOKEN_MAX_CHARS = 8192;
const JWKS_TIMEOUT_MS = 5000;
/** Far more than an issuer's keys have; one that answers without end took a gigabyte of memory in those 5 s. */
const JWKS_MAX_BYTES = 1024 * 1024;
/** While its issuer does not answer, a token makes no more requests than one in this time. */
const JWKS_RETRY_MS = 5000;

/** An API key has no dots, a JWT has two: by their form they are told apart. */
export function looksLikeJwt(credential: string): boolean {
  return JWT_FORM.test(credential);
}

export interface TokenVerifier {
  /** Who holds this token. @throws AuthenticationError; PublicError UNAVAILABLE when its issuer's keys cannot be read */
  authenticate(token: string): Promise<Viewer>;
}

/** Checks OAuth2 bearer tokens (JWT). The issuer's keys are read when the first one comes. */
export function createTokenVerifier(options: {
  config: JwtConfig;
  /** Null: `config.jwks` says where the keys are. */
  sharedSecret: string | null;
  database: Pick<Database, 'prisma'>;
  log: Logger;
}): TokenVerifier {
  const { config, log } = options;
  const key = keySource(config, options.sharedSecret);
  const checks = {
    algorithms: [...config.algorithms],
    issuer: config.issuer,
    audience: config.audience,
    clockTolerance: config.clockToleranceSeconds,
    requiredClaims: ['exp', config.claims.subject],
  };

  return {
    async authenticate(token) {
      if (token.length > TOKEN_MAX_CHARS) {
        throw refused(`is longer than ${TOKEN_MAX_CHARS} characters`);
      }
      const { payload } = await jwtVerify(token, key, checks).catch((error: unknown) => {
        throw toRefusal(error, log);
      });
      const claims = readClaims(payload, config.claims, config.clockToleranceSeconds);
      return viewerOfToken(options.database, claims);
    },
  };
}

function keySource({ jwks }: JwtConfig, sharedSecret: string | null) {
  if (jwks) {
    return createRemoteJWKSet(new URL(jwks.url), {
      timeoutDuration: JWKS_TIMEOUT_MS,
      cacheMaxAge: jwks.cacheMs,
      cooldownDuration: jwks.cooldownMs,
      [customFetch]: createPatientFetch(),
    });
  }
  if (sharedSecret === null) throw new Error('there is nothing to check tokens with');
  const bytes = new TextEncoder().encode(sharedSecret);
  return () => bytes;
}

/** Anybody can make us ask for keys by sending a token: an issuer that is down must not be stormed for that. */
function createPatientFetch(): FetchImplementation {
  let retryAtMs = 0;
  return async (url, options) => {
    if (performance.now() < retryAtMs) throw new Error('the issuer’s keys could not be read a moment ago');
    retryAtMs = performance.now() + JWKS_RETRY_MS;
    const response = await fetch(url, options);
    if (!response.ok) return response;
    // A page that stands in for the keys, like that of a proxy, says 200 too.
    const keys: unknown = JSON.parse(await boundedText(response));
    if (isKeySet(keys)) retryAtMs = 0;
    return Response.json(keys);
  };
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > JWKS_MAX_BYTES) throw new Error(`the issuer’s keys are longer than ${JWKS_MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function isKeySet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);
}

/** What the caller may know of it; jose's own errors hold the token's content. */
function toRefusal(error: unknown, log: Logger): PublicError {
  if (error instanceof errors.JWTExpired) return refused('has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    const rule = error.reason === 'missing' ? 'is missing' : 'is not what this server expects';
    return refused(`is not for here: its claim "${error.claim}" ${rule}`);
  }
  if (error instanceof errors.JWKSNoMatchingKey) {
    return refused('names a key ("kid") that its issuer does not have');
  }
  if (error instanceof errors.JWKSMultipleMatchingKeys) {
    return refused('names no key ("kid"), and several of its issuer’s keys fit');
  }
  if (error instanceof errors.JOSEAlgNotAllowed)
    return refused('is signed with an algorithm that is not accepted');
  const isItsOwnFault =
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported;
  if (isItsOwnFault) return refused('is malformed, or its signature is not its issuer’s');
  log.warn({ err: error }, 'the keys of the issuer of tokens could not be read');
  return new PublicError('UNAVAILABLE', 'The keys to check this token with cannot be read now; try again.');
}

function refused(why: string): AuthenticationError {
  return new AuthenticationError('INVALID_AUTHORIZATION', `This token ${why}.`);
}
