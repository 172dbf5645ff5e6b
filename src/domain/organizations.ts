import type { Database } from '../db/client.ts';
import { NotFoundError, ValidationError } from '../errors.ts';
import { parseIdOf } from '../ids.ts';
import { confinedTo, type Viewer } from './viewer.ts';

/**
 * The organization an act is for: the one that was named, or the viewer's own.
 * @param path of the argument that names it
 * @returns its UUID
 * @throws NotFoundError when it is not visible to the viewer; ValidationError when none can be told
 */
export async function actingOrganization(
  { prisma }: Database,
  viewer: Viewer,
  given: string | null | undefined,
  path: string[],
): Promise<string> {
  if (given === null || given === undefined) {
    if (viewer.organizationId) return viewer.organizationId;
    throw new ValidationError([
      { path, type: 'required', message: 'This key belongs to no organization: say for which one you act.' },
    ]);
  }
  const id = parseIdOf('Organization', given);
  const only = confinedTo(viewer);
  const visible =
    id && (only === null ? (await prisma.organization.count({ where: { id } })) > 0 : id === only);
  if (!visible) throw new NotFoundError('organization', path);
  return id;
}
