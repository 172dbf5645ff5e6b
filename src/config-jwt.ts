import { z } from 'zod';
import { commaSeparated, isProduction, type Rule, wholeNumber } from './config-values.ts';
import { isLoopbackHost } from './loopback.ts';
import { SECOND_MS } from './time-units.ts';

/** A shared secret for HS256 is at least as long as its hash (RFC 7518, 3.2). */
const SHARED_SECRET_MIN_BYTES = 32;
const CLAIM_NAME_MAX_CHARS = 200;
const ASYMMETRIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const SYMMETRIC = ['HS256'];
const ASYMMETRIC_DEFAULT = ['RS256', 'ES256', 'EdDSA'];

/** Which claims of a token say what. */
export interface ClaimNames {
  readonly subject: string;
  /** Its value is an organization's id or externalId. */
  readonly organization: string;
  readonly scopes: string;
}

/** Whose tokens are taken, beside API keys. */
export interface JwtConfig {
  /** Null: tokens are signed with the shared secret. */
  readonly jwks: {
    readonly url: string;
    /** Keys are read anew when they are older. */
    readonly cacheMs: number;
    /** How long after a reading of the keys a token with an unknown key makes them be read anew. */
    readonly cooldownMs: number;
  } | null;
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  readonly claims: ClaimNames;
}

const algorithms = commaSeparated.refine(
  (names) => names.every((name) => [...ASYMMETRIC, ...SYMMETRIC].includes(name)),
  {
    error: `expected names out of ${[...ASYMMETRIC, ...SYMMETRIC].join(', ')}, with commas between them`,
  },
);

const jwksUrl = z.string().refine((text) => isKeyAddress(text), {
  error: 'expected an https URL without user and password; http is for an address of this machine',
});

const claimName = (fallback: string) =>
  z
    .string()
    .max(CLAIM_NAME_MAX_CHARS, `expected at most ${CLAIM_NAME_MAX_CHARS} characters`)
    .default(fallback);

/** Part of the settings, in the order in which the README lists them. */
export const jwtVariables = {
  HOOKLINE_JWT_JWKS_URL: jwksUrl.optional(),
  HOOKLINE_JWT_SHARED_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= SHARED_SECRET_MIN_BYTES, {
      error: `must be at least ${SHARED_SECRET_MIN_BYTES} bytes long`,
    })
    .optional(),
  HOOKLINE_JWT_ISSUER: z.string().optional(),
  HOOKLINE_JWT_AUDIENCE: z.string().optional(),
  HOOKLINE_JWT_ALGORITHMS: algorithms.optional(),
  HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS: wholeNumber(0, 300).default(30),
  HOOKLINE_JWT_JWKS_CACHE_SECONDS: wholeNumber(1, 86_400).default(600),
  HOOKLINE_JWT_JWKS_COOLDOWN_SECONDS: wholeNumber(0, 3600).default(30),
  HOOKLINE_JWT_SUBJECT_CLAIM: claimName('sub'),
  HOOKLINE_JWT_ORGANIZATION_CLAIM: claimName('org_id'),
  HOOKLINE_JWT_SCOPES_CLAIM: claimName('scope'),
};

type JwtValues = z.output<z.ZodObject<typeof jwtVariables>>;

const isOn = (values: Partial<JwtValues>) =>
  values.HOOKLINE_JWT_JWKS_URL !== undefined || values.HOOKLINE_JWT_SHARED_SECRET !== undefined;

export const jwtRules: readonly Rule<JwtValues & { NODE_ENV?: string | undefined }>[] = [
  {
    path: 'HOOKLINE_JWT_SHARED_SECRET',
    holds: (values) =>
      values.HOOKLINE_JWT_SHARED_SECRET === undefined || values.HOOKLINE_JWT_JWKS_URL === undefined,
    error: 'cannot stand beside HOOKLINE_JWT_JWKS_URL: give one of them',
  },
  {
    path: 'HOOKLINE_JWT_SHARED_SECRET',
    holds: (values) => values.HOOKLINE_JWT_SHARED_SECRET === undefined || !isProduction(values),
    error: 'is for development: in production set HOOKLINE_JWT_JWKS_URL',
  },
  {
    path: 'HOOKLINE_JWT_JWKS_URL',
    holds: (values) => !values.HOOKLINE_JWT_JWKS_URL?.startsWith('http:') || !isProduction(values),
    error: 'must be https in production',
  },
  ...(['HOOKLINE_JWT_ISSUER', 'HOOKLINE_JWT_AUDIENCE'] as const).flatMap((path) => [
    {
      path,
      holds: (values: Partial<JwtValues>) => values[path] !== undefined || !isOn(values),
      error: 'must be set where tokens (JWT) are accepted',
    },
    {
      path,
      holds: (values: Partial<JwtValues>) => values[path] === undefined || isOn(values),
      error: 'does nothing without HOOKLINE_JWT_JWKS_URL or HOOKLINE_JWT_SHARED_SECRET',
    },
  ]),
  {
    path: 'HOOKLINE_JWT_ALGORITHMS',
    holds: ({ HOOKLINE_JWT_ALGORITHMS: names, ...values }) => {
      const others = values.HOOKLINE_JWT_SHARED_SECRET === undefined ? SYMMETRIC : ASYMMETRIC;
      return !Array.isArray(names) || !isOn(values) || !names.some((name) => others.includes(name));
    },
    error: 'HS256 goes with HOOKLINE_JWT_SHARED_SECRET only, and nothing else goes with it',
  },
];

/** @returns null: API keys are the only credential */
export function toJwtConfig(values: JwtValues): JwtConfig | null {
  if (!isOn(values)) return null;
  const url = values.HOOKLINE_JWT_JWKS_URL;
  return {
    jwks:
      url === undefined
        ? null
        : {
            url,
            cacheMs: values.HOOKLINE_JWT_JWKS_CACHE_SECONDS * SECOND_MS,
            cooldownMs: values.HOOKLINE_JWT_JWKS_COOLDOWN_SECONDS * SECOND_MS,
          },
    issuer: values.HOOKLINE_JWT_ISSUER ?? '',
    audience: values.HOOKLINE_JWT_AUDIENCE ?? '',
    algorithms: values.HOOKLINE_JWT_ALGORITHMS ?? (url === undefined ? SYMMETRIC : ASYMMETRIC_DEFAULT),
    clockToleranceSeconds: values.HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS,
    claims: {
      subject: values.HOOKLINE_JWT_SUBJECT_CLAIM,
      organization: values.HOOKLINE_JWT_ORGANIZATION_CLAIM,
      scopes: values.HOOKLINE_JWT_SCOPES_CLAIM,
    },
  };
}

function isKeyAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url?.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}
