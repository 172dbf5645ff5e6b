import DataLoader from 'dataloader';
import type { Delivery, DeliveryAttempt, Organization } from '../db/generated/prisma/client.ts';
import type { Core } from '../domain/core.ts';
import { sealedPlace } from '../domain/sealed-places.ts';

/** Batches of one operation: what its fields ask for in the same turn is read with one statement. */
export interface Loaders {
  /** The body of an event by its UUID; null once purged, or without the scope to read it. */
  readonly body: DataLoader<string, string | null>;
  readonly organization: DataLoader<string, Organization>;
  readonly delivery: DataLoader<string, Delivery>;
  readonly attempt: DataLoader<string, DeliveryAttempt>;
  /** Whether an endpoint is PAUSED, by its UUID; one that is deleted is not. */
  readonly isPaused: DataLoader<string, boolean>;
  /** Loaders of nested connections and statistics, by the field's place in the operation. */
  readonly pages: Map<string, unknown>;
  /** The time by which fields judge what is past; one for all, so that what they select is the same. */
  moment(): Date;
  /** Forgets what was read. */
  clear(): void;
}

export function createLoaders({ database, keyring }: Core, access: { mayReadPayloads: boolean }): Loaders {
  const { prisma } = database;
  const loaders = {
    body: new DataLoader(async (eventIds: readonly string[]) => {
      if (!access.mayReadPayloads) return eventIds.map(() => null);
      const rows = await prisma.eventPayload.findMany({ where: { eventId: { in: [...eventIds] } } });
      const bodies = new Map(
        rows.map((row) => [
          row.eventId,
          keyring.open(row.sealed, sealedPlace.payload(row.eventId)).toString(),
        ]),
      );
      return eventIds.map((id) => bodies.get(id) ?? null);
    }),
    organization: byId((ids) => prisma.organization.findMany({ where: { id: { in: ids } } })),
    delivery: byId((ids) => prisma.delivery.findMany({ where: { id: { in: ids } } })),
    attempt: byId((ids) => prisma.deliveryAttempt.findMany({ where: { id: { in: ids } } })),
    isPaused: new DataLoader(async (ids: readonly string[]) => {
      const where = { id: { in: [...ids] }, status: 'PAUSED' as const };
      const paused = await prisma.endpoint.findMany({ where, select: { id: true } });
      const found = new Set(paused.map(({ id }) => id));
      return ids.map((id) => found.has(id));
    }),
    pages: new Map<string, unknown>(),
  };
  let moment: Date | null = null;
  return {
    ...loaders,
    moment() {
      moment ??= new Date();
      return moment;
    },
    clear() {
      moment = null;
      for (const loader of Object.values(loaders)) 'clearAll' in loader ? loader.clearAll() : loader.clear();
    },
  };
}

function byId<Row extends { id: string }>(find: (ids: string[]) => Promise<Row[]>): DataLoader<string, Row> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await find([...ids])).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? new Error('a row that another points to is missing'));
  });
}
