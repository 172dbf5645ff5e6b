import DataLoader from 'dataloader';
import type { Delivery, DeliveryAttempt, Event, Organization } from '../db/generated/prisma/client.ts';
import type { Core } from '../domain/core.ts';
import { sealedPlace } from '../domain/sealed-places.ts';
import { PublicError } from '../errors.ts';
import type { Keyring } from '../keyring.ts';

/** Batches of one operation: what its fields ask for in the same turn is read with one statement. */
export interface Loaders {
  /** The body of an event by its UUID; null once purged, or without the scope to read it. */
  readonly body: DataLoader<string, string | null>;
  readonly organization: DataLoader<string, Organization>;
  /** These three fail with NOT_FOUND for a row that retention has dropped: one that points to it may stay a little longer. */
  readonly event: DataLoader<string, Event>;
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
  const caches: Map<unknown, unknown>[] = [];
  const cache = () => {
    const cacheMap = new Map();
    caches.push(cacheMap);
    return { cacheMap };
  };
  const loaders = {
    body: new DataLoader(async (eventIds: readonly string[]) => {
      if (!access.mayReadPayloads) return eventIds.map(() => null);
      const rows = await prisma.eventPayload.findMany({ where: { eventId: { in: [...eventIds] } } });
      const sealed = new Map(rows.map((row) => [row.eventId, row.sealed]));
      return eventIds.map((id) => openBody(keyring, id, sealed.get(id)));
    }, cache()),
    organization: byId('organization', cache(), (ids) =>
      prisma.organization.findMany({ where: { id: { in: ids } } }),
    ),
    event: byId('event', cache(), (ids) => prisma.event.findMany({ where: { id: { in: ids } } })),
    delivery: byId('delivery', cache(), (ids) => prisma.delivery.findMany({ where: { id: { in: ids } } })),
    attempt: byId('attempt', cache(), (ids) =>
      prisma.deliveryAttempt.findMany({ where: { id: { in: ids } } }),
    ),
    isPaused: new DataLoader(async (ids: readonly string[]) => {
      const where = { id: { in: [...ids] }, status: 'PAUSED' as const };
      const paused = await prisma.endpoint.findMany({ where, select: { id: true } });
      const found = new Set(paused.map(({ id }) => id));
      return ids.map((id) => found.has(id));
    }, cache()),
    pages: new Map<string, unknown>(),
  };
  caches.push(loaders.pages);
  let moment: Date | null = null;
  return {
    ...loaders,
    moment() {
      moment ??= new Date();
      return moment;
    },
    clear() {
      moment = null;
      // Most items of a subscription load nothing, and an empty map is dearer to clear than to look at.
      for (const map of caches) if (map.size > 0) map.clear();
    },
  };
}

/** @returns an error, which is not thrown, for one that does not open: the others of its page are shown */
function openBody(keyring: Keyring, eventId: string, sealed: Uint8Array | undefined): string | null | Error {
  if (!sealed) return null;
  try {
    return keyring.open(sealed, sealedPlace.payload(eventId)).toString();
  } catch (error) {
    return error as Error;
  }
}

function byId<Row extends { id: string }>(
  noun: string,
  options: DataLoader.Options<string, Row>,
  find: (ids: string[]) => Promise<Row[]>,
): DataLoader<string, Row> {
  return new DataLoader<string, Row>(async (ids) => {
    const rows = new Map((await find([...ids])).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? new PublicError('NOT_FOUND', `This ${noun} is no longer kept.`));
  }, options);
}

/** For a field that may be null: null where the row is no longer kept. */
export async function orNull<Row>(loading: Promise<Row>): Promise<Row | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof PublicError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
