import { describe, expect, it } from 'vitest';
import { createBrokenDeliveries } from '../../../src/jobs/broken.ts';

const A = '01990000-0000-7000-8000-000000000001';
const B = '01990000-0000-7000-8000-000000000002';
const ASIDE_MS = 600_000;

function brokenAt() {
  const clock = { ms: 0 };
  return { clock, broken: createBrokenDeliveries(() => clock.ms) };
}

describe('broken deliveries', () => {
  it('stand aside for ten minutes each, told by their endpoints', () => {
    const { clock, broken } = brokenAt();
    broken.add({ id: '1', endpointId: A });
    clock.ms = 1000;
    broken.add({ id: '2', endpointId: A });
    broken.add({ id: '3', endpointId: B });
    expect(broken.idsOf([A])).toEqual(['1', '2']);
    expect(broken.idsOf([A, B])).toEqual(['1', '2', '3']);
    clock.ms = ASIDE_MS;
    expect(broken.idsOf([A, B])).toEqual(['2', '3']);
    clock.ms = ASIDE_MS + 1000;
    expect(broken.idsOf([A, B])).toEqual([]);
  });

  it('begin their time anew when they are broken still', () => {
    const { clock, broken } = brokenAt();
    broken.add({ id: '1', endpointId: A });
    clock.ms = ASIDE_MS - 1;
    broken.add({ id: '1', endpointId: A });
    clock.ms = 2 * ASIDE_MS - 2;
    expect(broken.idsOf([A])).toEqual(['1']);
  });

  it('are a thousand at most: the first comes back for the next', () => {
    const { broken } = brokenAt();
    for (let id = 0; id <= 1000; id++) broken.add({ id: String(id), endpointId: A });
    expect(broken.idsOf([A])).toHaveLength(1000);
    expect(broken.idsOf([A])[0]).toBe('1');
  });
});
