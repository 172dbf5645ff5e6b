import { ConflictError, NotFoundError, PublicError, ValidationError } from '../errors.ts';
import type { Core } from './core.ts';
import { findRepeats } from './idempotency.ts';
import { createEventPreparation, type PreparedEvent, type PublishInput } from './prepare-event.ts';
import type { AcceptedEvent } from './store-events.ts';
import type { Viewer } from './viewer.ts';

export const BATCH_MAX = 1000;

/** Why an event of a batch was not accepted. */
export type PublishFailure = ValidationError | NotFoundError | ConflictError;

/**
 * Accepts an event: when this returns, the event is committed, with its deliveries or the job that creates them. What
 * was accepted before under the same idempotency key is answered as it was, whatever became of its type.
 * @throws ValidationError, NotFoundError (organization), ConflictError (idempotency key with other content)
 */
export async function publishEvent(core: Core, viewer: Viewer, input: PublishInput): Promise<AcceptedEvent> {
  const [result] = await publishEach(core, viewer, [input], () => ['input']);
  if (!result) throw new Error('storing an event gave no answer');
  if (result instanceof PublicError) throw result;
  return result;
}

/**
 * Accepts each event that has no fault, all in one transaction.
 * @returns what became of each, in order
 * @throws ValidationError when there are none, or more than 1,000
 */
export async function publishBatch(
  core: Core,
  viewer: Viewer,
  inputs: readonly PublishInput[],
): Promise<(AcceptedEvent | PublishFailure)[]> {
  if (inputs.length < 1 || inputs.length > BATCH_MAX) {
    const actual = inputs.length;
    const [type, limit] = actual < 1 ? ['too_few', { minimum: 1 }] : ['too_many', { maximum: BATCH_MAX }];
    const message = `A batch has 1 to ${BATCH_MAX} events; this one has ${actual}.`;
    throw new ValidationError([{ path: ['input'], type, message, context: { ...limit, actual } }]);
  }
  return publishEach(core, viewer, inputs, (index) => ['input', String(index)]);
}

async function publishEach(
  core: Core,
  viewer: Viewer,
  inputs: readonly PublishInput[],
  pathOf: (index: number) => string[],
): Promise<(AcceptedEvent | PublishFailure)[]> {
  const { prepare } = await createEventPreparation(core, viewer, inputs);
  const prepared: (PreparedEvent | PublishFailure)[] = [];
  for (const [index, input] of inputs.entries())
    prepared.push(await prepare(input, pathOf(index)).catch(expected));
  const eventsOf = (isRefused: boolean) =>
    prepared.flatMap((item) =>
      item instanceof Error || (item.refusal !== null) !== isRefused ? [] : item.event,
    );
  // Only what is refused is looked up here: to store an event is to find that it is a repeat.
  const answers = new Map<string, AcceptedEvent | ConflictError | undefined>(
    await findRepeats(core, core.database.pool, eventsOf(true)),
  );
  const events = eventsOf(false);
  const stored = events.length === 0 ? [] : await core.storeShared(events);
  for (const [index, { id }] of events.entries()) answers.set(id, stored[index]);
  return prepared.map((item) =>
    item instanceof Error
      ? item
      : ((answers.get(item.event.id) ?? item.refusal) as AcceptedEvent | PublishFailure),
  );
}

function expected(error: unknown): PublishFailure {
  if (error instanceof ValidationError || error instanceof NotFoundError || error instanceof ConflictError)
    return error;
  throw error;
}
