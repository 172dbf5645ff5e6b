import { z } from 'zod';
import { inPrismaTransaction } from '../db/client.ts';
import type { SigningVersion } from '../db/generated/prisma/enums.ts';
import { ConflictError, NotFoundError, ValidationError } from '../errors.ts';
import { HOUR_MS } from '../time-units.ts';
import type { Core } from './core.ts';
import { secretField } from './endpoint-input.ts';
import { toIssues } from './input.ts';
import { addSecret, removeSecret, unsharableIssue } from './secrets.ts';
import type { Viewer } from './viewer.ts';
import { visibleEndpoint } from './visible.ts';

const GRACE_HOURS_DEFAULT = 24;
/** Each secret that signs adds a signature to every request. */
const SECRETS_MAX = 5;

const Input = z.object({
  secret: secretField.nullish(),
  graceHours: z.int().min(0).max(168).nullish(),
});

export interface RotatedSecret {
  /** UUID of the endpoint. */
  id: string;
  /** Null for V1A. */
  secret: string | null;
  previousSecretExpiresAt: Date;
}

/**
 * Gives an endpoint a new secret; the older ones sign too until their grace is over. A given secret that it has already
 * becomes its newest, so that repeating a rotation changes nothing.
 * @throws ValidationError; NotFoundError; ConflictError WRONG_STATE when five sign already
 */
export async function rotateSecret(
  core: Core,
  viewer: Viewer,
  id: string,
  input: { secret?: string | null | undefined; signingVersion?: SigningVersion | null | undefined } & Record<
    string,
    unknown
  >,
): Promise<RotatedSecret> {
  const endpointId = await visibleEndpoint(core, viewer, id);
  const parsed = Input.safeParse(input);
  return inPrismaTransaction(core.database.prisma, async (tx) => {
    const [endpoint] = await tx.$queryRaw<
      { organizationId: string; signingVersion: SigningVersion; now: Date }[]
    >`
      select organization_id as "organizationId", signing_version as "signingVersion", now()
      from endpoint where id = ${endpointId}::uuid for no key update`;
    if (!endpoint) throw new NotFoundError('endpoint', ['id']);
    const version = input.signingVersion ?? endpoint.signingVersion;
    const issues = parsed.success ? [] : toIssues(parsed.error, ['input']);
    const unsharable = unsharableIssue(version, input.secret);
    if (unsharable) issues.push(unsharable);
    if (!parsed.success || issues.length > 0) throw new ValidationError(issues);
    const { secret, graceHours } = parsed.data;
    const expiresAt = new Date(endpoint.now.getTime() + (graceHours ?? GRACE_HOURS_DEFAULT) * HOUR_MS);
    if (graceHours === 0) await tx.signingSecret.deleteMany({ where: { endpointId } });
    // Kept beside its new self it would sign each request twice.
    else if (secret) await removeSecret(tx, core.keyring, endpointId, secret);
    const signing = await tx.signingSecret.count({
      where: { endpointId, OR: [{ expiresAt: null }, { expiresAt: { gt: endpoint.now } }] },
    });
    if (signing >= SECRETS_MAX) {
      throw new ConflictError(
        'WRONG_STATE',
        `${SECRETS_MAX} secrets sign already: wait until one expires, or rotate with graceHours 0.`,
      );
    }
    // An older one that expires sooner keeps its time.
    await tx.signingSecret.updateMany({
      where: { endpointId, OR: [{ expiresAt: null }, { expiresAt: { gt: expiresAt } }] },
      data: { expiresAt },
    });
    await tx.endpoint.update({
      where: { id: endpointId },
      data: { signingVersion: version, updatedAt: endpoint.now },
    });
    const owner = { id: endpointId, organizationId: endpoint.organizationId, signingVersion: version };
    return {
      id: endpointId,
      secret: await addSecret(tx, core.keyring, owner, secret),
      previousSecretExpiresAt: expiresAt,
    };
  });
}
