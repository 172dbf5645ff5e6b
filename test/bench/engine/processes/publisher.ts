import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { answerCalls } from '../calls.ts';
import { nowMs } from '../clock.ts';
import { eventOf, payloadTextOf, type Workload } from '../workload.ts';

const BATCH = `mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) {
  __typename ... on EventPublishBatchSuccess { results { __typename } } } }`;
const SINGLE = `mutation ($input: EventPublishInput!) { eventPublish(input: $input) {
  __typename ... on EventPublishSuccess { event { id } } } }`;

export interface Target {
  /** http://127.0.0.1:… */
  url: string;
  key: string;
}

export interface PublishOptions extends Target {
  workload: Workload;
  events: number;
  /** Events of a request; 1: by `eventPublish`, which then asks for the event's id. */
  batch: number;
  connections: number;
  /** Events a second at most; absent: as fast as they are accepted. */
  ratePerSecond?: number;
  /** Publishing ends after this even when events are left. */
  timeoutMs?: number;
}

export interface PublishFigures {
  events: number;
  startMs: number;
  endMs: number;
  /** Of a request. */
  latenciesMs: number[];
}

let agent = new Agent();
let isStopped = false;

async function send({ url, key }: Target, body: string): Promise<string> {
  const answer = await request(`${url}/graphql`, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body,
  });
  return answer.body.text();
}

/** What a request says, put together from parts: making JSON of a big payload again and again would cost the bench. */
function bodyMaker({ workload, batch }: PublishOptions): (first: number, count: number) => string {
  const query = JSON.stringify(batch === 1 ? SINGLE : BATCH);
  const payload = JSON.stringify(payloadTextOf(workload.payloadBytes));
  const input = (index: number) => {
    const { organizationId, type } = eventOf(workload, index);
    return `{"organizationId":"${organizationId}","type":"${type}","payloadText":${payload}}`;
  };
  return (first, count) => {
    const inputs = Array.from({ length: count }, (_, index) => input(first + index)).join(',');
    return `{"query":${query},"variables":{"input":${batch === 1 ? inputs : `[${inputs}]`}}}`;
  };
}

const calls = {
  async publish(options: PublishOptions): Promise<PublishFigures> {
    const { events, batch, connections, ratePerSecond, timeoutMs = Number.POSITIVE_INFINITY } = options;
    const bodyOf = bodyMaker(options);
    const latenciesMs: number[] = [];
    let next = 0;
    let accepted = 0;
    isStopped = false;
    const startMs = nowMs();
    const connection = async () => {
      while (next < events && !isStopped && nowMs() - startMs < timeoutMs) {
        const first = next;
        const count = Math.min(batch, events - first);
        next += count;
        const body = bodyOf(first, count);
        if (ratePerSecond) await delay(Math.max(0, startMs + (first / ratePerSecond) * 1000 - nowMs()));
        const sentMs = nowMs();
        const answer = await send(options, body);
        latenciesMs.push(nowMs() - sentMs);
        if (answer.split('"EventPublishSuccess"').length - 1 !== count)
          throw new Error(`not all events were accepted: ${answer.slice(0, 500)}`);
        accepted += count;
      }
    };
    await Promise.all(Array.from({ length: connections }, connection));
    return { events: accepted, startMs, endMs: nowMs(), latenciesMs };
  },
  stop(): void {
    isStopped = true;
  },
  /** Publishes one event at a time, and tells of each when the answer had come. */
  async probe(
    options: Target & { workload: Workload; events: number; gapMs: number },
  ): Promise<{ eventId: string; ackMs: number }[]> {
    const bodyOf = bodyMaker({ ...options, batch: 1, connections: 1 });
    const probes: { eventId: string; ackMs: number }[] = [];
    for (let index = 0; index < options.events; index++) {
      const answer = await send(options, bodyOf(index, 1));
      const ackMs = nowMs();
      const eventId = /evt_[0-9a-f-]{36}/.exec(answer)?.[0];
      if (!eventId) throw new Error(`an event was not accepted: ${answer.slice(0, 500)}`);
      probes.push({ eventId, ackMs });
      // Not in step with anything that looks by the clock.
      await delay(options.gapMs * (0.5 + Math.random()));
    }
    return probes;
  },
  /** Lets the connections to a server that is gone be forgotten. */
  async disconnect(): Promise<void> {
    await agent.close();
    agent = new Agent();
  },
};
export type PublisherCalls = typeof calls;
answerCalls(calls);
