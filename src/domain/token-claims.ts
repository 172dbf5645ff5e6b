import type { ClaimNames } from '../config-jwt.ts';
import type { Database } from '../db/client.ts';
import { Scope } from '../db/generated/prisma/enums.ts';
import { parseIdOf } from '../ids.ts';
import { SECOND_MS } from '../time-units.ts';
import { AuthenticationError } from './api-keys.ts';
import { isStorableText } from './input.ts';
import type { Viewer } from './viewer.ts';

/** OpenID Connect's limit for a subject; an organization's externalId may be 200 long. */
const CLAIM_MAX_CHARS = 255;
/** The last moment that a Date can hold. */
const TIME_MAX_MS = 8.64e15;

/** What a token whose signature, issuer, audience and times were checked says of its holder. */
export interface TokenClaims {
  readonly subject: string;
  /** An organization's id or externalId; null: the token names none. */
  readonly organization: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** `exp` and the tolerance. */
  readonly expiresAt: Date;
}

/** @throws AuthenticationError when a claim is missing or of another kind */
export function readClaims(
  payload: Readonly<Record<string, unknown>>,
  names: ClaimNames,
  clockToleranceSeconds: number,
): TokenClaims {
  const claim = (name: string) => (Object.hasOwn(payload, name) ? payload[name] : undefined);
  const organization = claim(names.organization);
  const exp = claim('exp');
  if (typeof exp !== 'number') throw refused('exp', 'must be a number of seconds');
  return {
    subject: textClaim(names.subject, claim(names.subject)),
    organization:
      organization === undefined || organization === null || organization === ''
        ? null
        : textClaim(names.organization, organization),
    scopes: readScopes(names.scopes, claim(names.scopes)),
    expiresAt: new Date(Math.min((exp + clockToleranceSeconds) * SECOND_MS, TIME_MAX_MS)),
  };
}

function textClaim(name: string, value: unknown): string {
  const isUsable =
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= CLAIM_MAX_CHARS &&
    isStorableText(value);
  if (!isUsable) throw refused(name, `must be a text of 1 to ${CLAIM_MAX_CHARS} characters`);
  return value;
}

/** `endpoints:read`, `Endpoints.Read` and `ENDPOINTS_READ` are one scope; those of other services are passed over. */
function readScopes(name: string, value: unknown): ReadonlySet<Scope> {
  if (value === undefined || value === null) return new Set();
  const listed = typeof value === 'string' ? value.split(/\s+/) : value;
  if (!Array.isArray(listed) || !listed.every((entry) => typeof entry === 'string')) {
    throw refused(name, 'must be a text of scopes with spaces between them, or a list of scopes');
  }
  const spelled = listed.map((scope) => scope.toUpperCase().replaceAll(/[:.-]/g, '_'));
  return new Set(Object.values(Scope).filter((scope) => spelled.includes(scope)));
}

function refused(claim: string, rule: string): AuthenticationError {
  return new AuthenticationError('INVALID_AUTHORIZATION', `The token’s claim "${claim}" ${rule}.`);
}

/**
 * Who holds a token with these claims. One with ADMIN need not belong to an organization that exists here.
 * @throws AuthenticationError when the organization is unknown
 */
export async function viewerOfToken(
  { prisma }: Pick<Database, 'prisma'>,
  { subject, organization, scopes, expiresAt }: TokenClaims,
): Promise<Viewer> {
  const organizationId = organization && (await findOrganization(prisma, organization));
  if (!organizationId && !scopes.has('ADMIN')) {
    throw new AuthenticationError(
      'INVALID_AUTHORIZATION',
      organization === null
        ? 'The token names no organization, and lacks the scope ADMIN.'
        : 'The organization that the token names does not exist here.',
    );
  }
  const isNamed = organization !== null && !scopes.has('ADMIN') && !parseIdOf('Organization', organization);
  return {
    subject,
    organizationId: organizationId || null,
    scopes,
    apiKeyId: null,
    expiresAt,
    ...(isNamed && { organizationExternalId: organization }),
  };
}

/** The UUID behind `org_…` and a UUID, or behind any other text as an externalId. */
async function findOrganization(prisma: Database['prisma'], named: string): Promise<string | null> {
  const id = parseIdOf('Organization', named);
  const found = await prisma.organization.findUnique({
    where: id ? { id } : { externalId: named },
    select: { id: true },
  });
  return found?.id ?? null;
}
