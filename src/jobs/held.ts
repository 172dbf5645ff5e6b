import type { LoadedDelivery } from '../domain/load-deliveries.ts';
import { shardOf } from '../queue/shards.ts';

type Held = Pick<LoadedDelivery, 'id' | 'endpointId'>;

/** The deliveries that are being attempted, or whose outcome is not settled yet. */
export interface HeldDeliveries {
  readonly size: number;
  add(delivery: Held): void;
  delete(delivery: Held): void;
  idsOf(endpointIds: readonly string[]): string[];
  isBusy(shard: number): boolean;
}

export function createHeldDeliveries(): HeldDeliveries {
  const byEndpoint = new Map<string, Set<string>>();
  const byShard = new Map<number, number>();
  let size = 0;

  function count(shard: number, change: 1 | -1): void {
    const left = (byShard.get(shard) ?? 0) + change;
    size += change;
    if (left > 0) byShard.set(shard, left);
    else byShard.delete(shard);
  }

  return {
    get size() {
      return size;
    },
    add({ id, endpointId }) {
      const ids = byEndpoint.get(endpointId);
      if (ids) ids.add(id);
      else byEndpoint.set(endpointId, new Set([id]));
      count(shardOf(endpointId), 1);
    },
    delete({ id, endpointId }) {
      const ids = byEndpoint.get(endpointId);
      if (!ids?.delete(id)) return;
      if (ids.size === 0) byEndpoint.delete(endpointId);
      count(shardOf(endpointId), -1);
    },
    idsOf: (endpointIds) => endpointIds.flatMap((endpointId) => [...(byEndpoint.get(endpointId) ?? [])]),
    isBusy: (shard) => byShard.has(shard),
  };
}
