import { attemptLine, deliveries, inWords, plain } from './lines.ts';
import type { Screen } from './screen.ts';
import {
  type AttemptItem,
  type FollowedDelivery,
  hasEnded,
  type TriggeredEvent,
} from './trigger-deliveries.ts';

/** How it went; each has an exit code of its own. */
export type TriggerResult = 'SUCCEEDED' | 'FAILED' | 'NO_ENDPOINT' | 'TIMED_OUT' | 'INTERRUPTED';

export interface TriggerReport {
  published(event: TriggeredEvent, origin: string, expected: number): void;
  attempt(item: AttemptItem, delivery: FollowedDelivery): void;
  lost(reason: string): void;
  end(event: TriggeredEvent, result: TriggerResult, all: readonly FollowedDelivery[], tookMs: number): void;
}

/** For people. */
export function createTextReport({ say }: Pick<Screen, 'say'>): TriggerReport {
  return {
    published({ id, type, organization }, origin, expected) {
      const endpoints = `${expected === 0 ? 'no' : expected} ${expected === 1 ? 'endpoint' : 'endpoints'}`;
      say(`Published ${type} with ${origin}: ${id}, for ${endpoints} of ${plain(organization.name)}`);
    },
    attempt: (item, delivery) => say(attemptLine(new Date(), item, nameOf(delivery))),
    lost: (reason) => say(`connection lost (${reason}), reconnecting …`),
    end(_event, result, all, tookMs) {
      if (result === 'NO_ENDPOINT') {
        say('Nothing was sent.');
        return;
      }
      const delivered = all.filter(({ status }) => status === 'SUCCEEDED').length;
      for (const delivery of all) if (delivery.status !== 'SUCCEEDED') say(describe(delivery));
      say(`${delivered} of ${deliveries(all.length)} succeeded, after ${(tookMs / 1000).toFixed(1)} s`);
    },
  };
}

/** For programs: a line of JSON each. */
export function createJsonReport({ say }: Pick<Screen, 'say'>): TriggerReport {
  return {
    published: (event, origin, expected) =>
      say(
        JSON.stringify({
          kind: 'published',
          eventId: event.id,
          type: event.type,
          origin,
          endpoints: expected,
        }),
      ),
    attempt(item, delivery) {
      const { __typename, cursor: _cursor, eventId: _eventId, ...facts } = item;
      say(JSON.stringify({ kind: 'attempt', ...facts, endpointId: delivery.endpointId }));
    },
    lost: (reason) => say(JSON.stringify({ kind: 'connection_lost', reason })),
    end(event, result, all, tookMs) {
      const list = all.map(({ id, endpointId, status, attempts }) => ({ id, endpointId, status, attempts }));
      const facts = { kind: 'end', eventId: event.id, result, deliveries: list, tookMs: Math.round(tookMs) };
      say(JSON.stringify(facts));
    },
  };
}

/** Under what is said, while it is waited for. */
export function progressOf(all: readonly FollowedDelivery[], expected: number, now: Date): string {
  const nextMs = all
    .filter(({ nextAttemptAt }) => nextAttemptAt !== null)
    .map(({ nextAttemptAt }) => new Date(nextAttemptAt as string).getTime() - now.getTime());
  const next = nextMs.length > 0 ? `, next attempt ${inWords(Math.min(...nextMs))}` : '';
  return `${all.filter(hasEnded).length} of ${deliveries(expected)} ended${next}`;
}

function describe(delivery: FollowedDelivery): string {
  const { status, attempts, nextAttemptAt, endpoint } = delivery;
  const again = nextAttemptAt === null ? '' : `, again at ${nextAttemptAt}`;
  const paused = endpoint?.status === 'PAUSED' ? ', its endpoint is PAUSED' : '';
  return `${status.padEnd(8)}  ${nameOf(delivery)}: ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}${again}${paused}`;
}

function nameOf({ endpoint, endpointId }: FollowedDelivery): string {
  return endpoint ? plain(endpoint.name ?? endpoint.url) : endpointId;
}
