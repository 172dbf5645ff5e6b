import { describe, expect, it } from 'vitest';
import { createHeldDeliveries } from '../../../src/jobs/held.ts';
import { shardOf } from '../../../src/queue/shards.ts';

const A = '01990000-0000-7000-8000-000000000001';
const B = '01990000-0000-7000-8000-000000000002';
const held = (...deliveries: [id: string, endpointId: string][]) => {
  const all = createHeldDeliveries();
  for (const [id, endpointId] of deliveries) all.add({ id, endpointId });
  return all;
};

describe('held deliveries', () => {
  it('are told by their endpoints', () => {
    const all = held(['1', A], ['2', A], ['3', B]);
    expect(all.size).toBe(3);
    expect(all.idsOf([A]).sort()).toEqual(['1', '2']);
    expect(all.idsOf([A, B]).sort()).toEqual(['1', '2', '3']);
    expect(all.idsOf(['01990000-0000-7000-8000-000000000003'])).toEqual([]);
  });

  it('make their shard busy until the last one is let go', () => {
    const all = held(['1', A], ['2', A]);
    all.delete({ id: '1', endpointId: A });
    expect(all.isBusy(shardOf(A))).toBe(true);
    all.delete({ id: '2', endpointId: A });
    expect([all.size, all.idsOf([A]), all.isBusy(shardOf(A))]).toEqual([0, [], false]);
  });

  it('are counted once, whoever lets one go that is not held', () => {
    const all = held(['1', A]);
    all.delete({ id: '2', endpointId: A });
    all.delete({ id: '1', endpointId: B });
    expect([all.size, all.isBusy(shardOf(A)), all.isBusy(shardOf(B))]).toEqual([1, true, false]);
  });
});
