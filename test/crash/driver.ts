import { setTimeout as delay } from 'node:timers/promises';
import { uuidOf } from '../support/pipeline.ts';
import { pick } from '../support/random.ts';
import { type Caller, insist, Refused, Unknown } from './api.ts';
import { type EventType, pickType, type SceneEndpoint, type SceneOrganization } from './scene.ts';

/** An event as its publisher knows it. */
export interface PublishedEvent {
  readonly index: number;
  readonly organization: SceneOrganization;
  readonly type: EventType;
  readonly payload: { readonly index: number; readonly filler: string };
  /** Without one an answer that is lost is not asked for again. */
  readonly key: string | null;
  /** UUIDs that the answers named: one when it was accepted, none when that is not known. */
  readonly ids: Set<string>;
}

export interface Driver {
  readonly events: readonly PublishedEvent[];
  /** Of deliveries (`dlv_…`) that were asked to be canceled. */
  readonly canceled: ReadonlySet<string>;
  readonly retried: ReadonlySet<string>;
  /** Publishes sent again because their answer was lost. */
  readonly republished: number;
  /** Answers that nothing excuses. */
  readonly refusals: readonly string[];
  /** Calls back, once, as soon as a publish is answered; the returned function takes that back. */
  nextAnswer(callback: () => void): () => void;
  /** Begins nothing new, and resolves when every event with a key is accepted and no endpoint is paused. */
  finish(): Promise<void>;
}

const PUBLISHERS = 4;
const PAUSE_MS = 900;
const ACT_MS = 700;
const AGAIN_MS = 100;
const BATCH_SHARE = 0.08;
const BATCH_MAX = 20;
const KEYLESS_SHARE = 0.1;
const FILLER_MAX = 1500;

type Result = { __typename: string; event?: { id: string }; message?: string };
const RESULT = '__typename ... on EventPublishSuccess { event { id } } ... on Error { message }';

/** Publishes and acts at a steady pace, whatever happens to the API. */
export function startDriver(
  scene: readonly SceneOrganization[],
  run: number,
  random: () => number,
  signal: AbortSignal,
): Driver {
  const events: PublishedEvent[] = [];
  const canceled = new Set<string>();
  const retried = new Set<string>();
  const refusals: string[] = [];
  const callbacks = new Set<() => void>();
  const pace = new AbortController();
  const anyEnd = AbortSignal.any([signal, pace.signal]);
  let republished = 0;

  function newEvent(organization: SceneOrganization, keyed: boolean): PublishedEvent {
    const index = events.length;
    const event: PublishedEvent = {
      index,
      organization,
      type: pickType(random),
      payload: { index, filler: 'x'.repeat(Math.floor(random() * FILLER_MAX)) },
      key: keyed ? `run-${run}-${index}` : null,
      ids: new Set(),
    };
    events.push(event);
    return event;
  }

  async function publishLoop(): Promise<void> {
    while (!anyEnd.aborted) {
      const organization = pick(random, scene);
      const size = random() < BATCH_SHARE ? 2 + Math.floor(random() * (BATCH_MAX - 1)) : 1;
      const keyed = size > 1 || random() >= KEYLESS_SHARE;
      const batch = Array.from({ length: size }, () => newEvent(organization, keyed));
      await publish(organization, batch, keyed);
      await delay(random() * PAUSE_MS, undefined, { signal: anyEnd }).catch(() => undefined);
    }
  }

  /** Until it is answered, when the events have keys. */
  async function publish(
    organization: SceneOrganization,
    batch: PublishedEvent[],
    keyed: boolean,
  ): Promise<void> {
    for (;;) {
      try {
        const results = await send(organization, batch);
        for (const callback of callbacks) callback();
        callbacks.clear();
        for (const [place, event] of batch.entries()) note(event, results[place]);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused) refusals.push(`publish: ${error.message}`);
        else if (!(error instanceof Unknown)) throw error;
        if (error instanceof Refused || !keyed) return;
        republished += 1;
        await delay(AGAIN_MS);
      }
    }
  }

  function note(event: PublishedEvent, result: Result | undefined): void {
    if (result?.event) event.ids.add(uuidOf(result.event.id));
    else refusals.push(`publish of ${event.key ?? event.index}: ${result?.message ?? 'no result'}`);
  }

  async function actLoop(): Promise<void> {
    while (!anyEnd.aborted) {
      await delay(random() * 2 * ACT_MS, undefined, { signal: anyEnd }).catch(() => undefined);
      if (anyEnd.aborted) return;
      const organization = pick(random, scene);
      const act = pick(random, [cancelOne, retryOne, pauseOne]);
      await act(organization).catch((error: unknown) => {
        if (error instanceof Refused) refusals.push(`${act.name}: ${error.message}`);
        else if (!(error instanceof Unknown) && !signal.aborted) throw error;
      });
    }
  }

  /** Of what waits; whether it still does when it is asked, or the answer is lost, is no matter. */
  async function cancelOne(organization: SceneOrganization): Promise<void> {
    const id = await findDelivery(organization, ['PENDING', 'RETRYING']);
    if (id === undefined) return;
    canceled.add(id);
    await organization.caller.call('mutation ($id: ID!) { deliveryCancel(id: $id) { __typename } }', { id });
  }

  async function retryOne(organization: SceneOrganization): Promise<void> {
    const id = await findDelivery(organization, ['FAILED']);
    if (id === undefined || retried.has(id)) return;
    retried.add(id);
    await organization.caller.call('mutation ($id: ID!) { deliveryRetry(id: $id) { __typename } }', { id });
  }

  async function findDelivery({ caller }: SceneOrganization, status: string[]): Promise<string | undefined> {
    const { deliveries } = await caller.call<{ deliveries: { nodes: { id: string }[] } }>(
      'query ($status: [DeliveryStatus!]) { deliveries(first: 50, filter: { status: $status }) { nodes { id } } }',
      { status },
    );
    return deliveries.nodes.length === 0 ? undefined : pick(random, deliveries.nodes).id;
  }

  async function pauseOne(organization: SceneOrganization): Promise<void> {
    const { id } = pick(random, organization.endpoints) as SceneEndpoint;
    const { caller } = organization;
    try {
      await caller.call('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', { id });
      await delay(random() * ACT_MS, undefined, { signal: anyEnd }).catch(() => undefined);
    } finally {
      await resume(caller, id);
    }
  }

  async function resume(caller: Caller, id: string): Promise<void> {
    const text = 'mutation ($id: ID!) { endpointResume(id: $id) { __typename } }';
    await insist(caller, text, { id }).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      refusals.push(`resume: ${error.message}`);
    });
  }

  const loops = [...Array.from({ length: PUBLISHERS }, publishLoop), actLoop()];
  // Whoever strikes meanwhile is not to die of it: finish() tells.
  const done = Promise.all(loops);
  done.catch(() => undefined);
  return {
    events,
    canceled,
    retried,
    refusals,
    get republished() {
      return republished;
    },
    nextAnswer(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    async finish() {
      pace.abort();
      await done;
      // A pause whose answer was lost may have come after the resume that was to end it.
      for (const { caller, endpoints } of scene) for (const { id } of endpoints) await resume(caller, id);
    },
  };
}

async function send(organization: SceneOrganization, batch: readonly PublishedEvent[]): Promise<Result[]> {
  const inputs = batch.map(({ type, payload, key }) => ({
    type,
    payload,
    ...(key !== null && { idempotencyKey: key }),
  }));
  if (inputs.length === 1) {
    const { eventPublish } = await organization.caller.call<{ eventPublish: Result }>(
      `mutation ($input: EventPublishInput!) { eventPublish(input: $input) { ${RESULT} } }`,
      { input: inputs[0] },
    );
    return [eventPublish];
  }
  const { eventPublishBatch } = await organization.caller.call<{
    eventPublishBatch: { results?: Result[]; message?: string };
  }>(
    `mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) {
       ... on EventPublishBatchSuccess { results { ${RESULT} } } ... on Error { message } } }`,
    { input: inputs },
  );
  if (!eventPublishBatch.results) throw new Refused(eventPublishBatch.message);
  return eventPublishBatch.results;
}
