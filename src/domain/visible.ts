import { NotFoundError } from '../errors.ts';
import { parseIdOf } from '../ids.ts';
import type { Core } from './core.ts';
import { confinedTo, type Viewer } from './viewer.ts';

/** The UUID behind an endpoint's id. @throws NotFoundError unless the viewer may see it */
export async function visibleEndpoint({ database }: Core, viewer: Viewer, id: string): Promise<string> {
  const uuid = parseIdOf('Endpoint', id);
  const found = uuid && (await database.prisma.endpoint.count({ where: { id: uuid, ...within(viewer) } }));
  if (!found) throw new NotFoundError('endpoint', ['id']);
  return uuid;
}

/** The UUID behind a delivery's id. @throws NotFoundError unless the viewer may see it */
export async function visibleDelivery({ database }: Core, viewer: Viewer, id: string): Promise<string> {
  const uuid = parseIdOf('Delivery', id);
  const found = uuid && (await database.prisma.delivery.count({ where: { id: uuid, ...within(viewer) } }));
  if (!found) throw new NotFoundError('delivery', ['id']);
  return uuid;
}

/** The condition that confines rows to what the viewer may see. */
export function within(viewer: Viewer): { organizationId?: string } {
  const only = confinedTo(viewer);
  return only === null ? {} : { organizationId: only };
}
