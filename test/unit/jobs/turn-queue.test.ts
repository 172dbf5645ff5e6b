import { describe, expect, it } from 'vitest';
import { createTurnQueue } from '../../../src/jobs/turn-queue.ts';

interface Member {
  organizationId: string;
  name: string;
}

const [a1, a2, a3, b1] = ['a1', 'a2', 'a3', 'b1'].map((name) => ({
  organizationId: name.charAt(0),
  name,
})) as [Member, Member, Member, Member];

function queueOf(...members: Member[]) {
  const queue = createTurnQueue<Member>();
  for (const member of members) queue.add(member);
  const order = (mayHaveTurn?: (organizationId: string) => boolean): string[] => {
    const names: string[] = [];
    for (let next = queue.next(mayHaveTurn); next; next = queue.next(mayHaveTurn)) names.push(next.name);
    return names;
  };
  return { queue, order };
}

describe('a turn queue', () => {
  it('goes round the organizations, and within each through its members', () => {
    expect(queueOf(a1, a2, a3, b1).order()).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('sends who has had a turn to the end', () => {
    const { queue, order } = queueOf(a1, a2, b1);
    expect(queue.next()).toBe(a1);
    queue.add(a1);
    expect(order()).toEqual(['b1', 'a2', 'a1']);
  });

  it('passes over organizations that may have none, and leaves them where they are', () => {
    const { queue, order } = queueOf(a1, b1, a2);
    expect(order((organizationId) => organizationId !== 'a')).toEqual(['b1']);
    expect(queue.size).toBe(2);
    expect(order()).toEqual(['a1', 'a2']);
  });

  it('counts each member once, and knows whose there are', () => {
    const { queue } = queueOf(a1, a1, b1);
    expect(queue.size).toBe(2);
    expect(queue.delete(a1)).toBe(true);
    expect(queue.delete(a1)).toBe(false);
    expect([queue.size, queue.has('a'), queue.has('b')]).toEqual([1, false, true]);
    expect(queue.next()).toBe(b1);
    expect([queue.size, queue.has('b'), queue.next()]).toEqual([0, false, undefined]);
  });
});
