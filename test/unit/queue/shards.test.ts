import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/ids.ts';
import { SHARD_COUNT, shardOf } from '../../../src/queue/shards.ts';

describe('shardOf', () => {
  it('never changes: workers of two versions would attempt the same deliveries', () => {
    expect(SHARD_COUNT).toBe(64);
    expect(shardOf('01a1fc1a-d578-729a-8107-2b6c60a80900')).toBe(0);
    expect(shardOf('01a1fc1a-d578-729a-8107-2b6c60a8093f')).toBe(63);
    expect(shardOf('01a1fc1a-d578-729a-8107-2b6c60a80940')).toBe(0);
    expect(shardOf('01a1fc1a-d578-729a-8107-2b6c60a809ff')).toBe(63);
    expect(shardOf('01a1fc1a-d578-729a-8107-2b6c60a8091c')).toBe(28);
  });

  it('spreads endpoints that are created one after another evenly', () => {
    const counts = Array<number>(SHARD_COUNT).fill(0);
    for (let count = 0; count < 64_000; count++) {
      const shard = shardOf(newId());
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    // A thousand each, and 6 standard deviations of that to both sides.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(190);
    expect(counts).toHaveLength(SHARD_COUNT);
  });
});
