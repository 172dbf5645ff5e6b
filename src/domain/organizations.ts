import { z } from 'zod';
import { type Database, databaseNow, inPrismaTransaction } from '../db/client.ts';
import type { OrganizationModel } from '../db/generated/prisma/models.ts';
import { NotFoundError, type ValidationIssue } from '../errors.ts';
import { newId, parseIdOf } from '../ids.ts';
import type { Core } from './core.ts';
import { differing, parseOrThrow, storableText, withoutUndefined } from './input.ts';
import { unlessTaken } from './unless-taken.ts';
import { confinedTo, type Viewer } from './viewer.ts';

const NAME_MAX_CHARS = 120;
const ID_MAX_CHARS = 200;
const MAX_ENDPOINTS_DEFAULT = 50;
const MAX_ENDPOINTS_MAX = 100_000;
const TAKEN = 'Another organization has this externalId.';

const name = storableText(1, NAME_MAX_CHARS);
const foreignId = storableText(1, ID_MAX_CHARS).nullish();
const maxEndpoints = z.int().min(0).max(MAX_ENDPOINTS_MAX);

const CreateInput = z.object({
  name,
  externalId: foreignId,
  partnerId: foreignId,
  maxEndpoints: maxEndpoints.nullish(),
});
const UpdateInput = z.object({
  name: name.optional(),
  externalId: foreignId,
  partnerId: foreignId,
  maxEndpoints: maxEndpoints.optional(),
});

/** @throws ValidationError; ConflictError (externalId) */
export async function createOrganization({ database }: Core, input: unknown): Promise<OrganizationModel> {
  const values = parseOrThrow(CreateInput, input, ['input']);
  return unlessTaken(
    database.prisma.organization.create({
      data: {
        id: newId(),
        name: values.name,
        externalId: values.externalId ?? null,
        partnerId: values.partnerId ?? null,
        maxEndpoints: values.maxEndpoints ?? MAX_ENDPOINTS_DEFAULT,
      },
    }),
    TAKEN,
  );
}

/** Changes only what is given. @throws ValidationError; NotFoundError; ConflictError (externalId) */
export async function updateOrganization(
  { database }: Core,
  id: string,
  input: unknown,
): Promise<OrganizationModel> {
  const uuid = parseIdOf('Organization', id);
  const before = uuid && (await database.prisma.organization.findUnique({ where: { id: uuid } }));
  if (!before) throw new NotFoundError('organization', ['id']);
  const changes = differing(withoutUndefined(parseOrThrow(UpdateInput, input, ['input'])), before);
  if (Object.keys(changes).length === 0) return before;
  return unlessTaken(
    inPrismaTransaction(database.prisma, async (tx) =>
      tx.organization.update({
        where: { id: uuid },
        data: { ...changes, updatedAt: await databaseNow(tx) },
      }),
    ),
    TAKEN,
  );
}

/**
 * The organization an act is for: the one that was named, or the viewer's own.
 * @param path of the argument that names it
 * @param exists where that is known without asking
 * @returns its UUID; an issue when none can be told, to be answered with whatever else is wrong with the input
 * @throws NotFoundError when it is not visible to the viewer
 */
export async function actingOrganization(
  { prisma }: Database,
  viewer: Viewer,
  given: string | null | undefined,
  path: string[],
  exists = async (id: string) => (await prisma.organization.count({ where: { id } })) > 0,
): Promise<string | ValidationIssue> {
  if (given === null || given === undefined) {
    const message = 'This key belongs to no organization: say for which one you act.';
    return viewer.organizationId ?? { path, type: 'required', message };
  }
  const id = parseIdOf('Organization', given);
  const only = confinedTo(viewer);
  const visible = id && (only === null ? await exists(id) : id === only);
  if (!visible) throw new NotFoundError('organization', path);
  return id;
}
