import { inTransaction } from '../db/client.ts';
import { CHANNELS, notify } from '../db/listener.ts';
import { ConflictError, NotFoundError, ValidationError, type ValidationIssue } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Core } from './core.ts';
import { publishableNames, unknownTypeIssue } from './event-types.ts';
import { isStorableText } from './input.ts';
import { actingOrganization } from './organizations.ts';
import { parsePayload } from './payload.ts';
import { type AcceptedEvent, type NewEvent, storeEvents } from './store-events.ts';
import { confinedTo, type Viewer } from './viewer.ts';

const IDEMPOTENCY_KEY_MAX_CHARS = 256;
/** A producer's clock may be ahead of ours by this much. */
const AHEAD_MAX_MS = 5 * 60 * 1000;

export interface PublishInput {
  organizationId?: string | null | undefined;
  organizationExternalId?: string | null | undefined;
  type: string;
  payload?: unknown;
  payloadText?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  occurredAt?: Date | null | undefined;
}

/**
 * Accepts an event: when this returns, the event, its deliveries and their jobs are committed.
 * @throws ValidationError, NotFoundError (organization), ConflictError (idempotency key with other content)
 */
export async function publishEvent(core: Core, viewer: Viewer, input: PublishInput): Promise<AcceptedEvent> {
  const event = await prepareEvent(core, viewer, input, ['input']);
  const [accepted] = await inTransaction(core.database.pool, (client) => storeEvents(core, client, [event]));
  if (!accepted) throw new Error('storing an event gave no answer');
  if (accepted instanceof ConflictError) throw accepted;
  if (accepted.deliveries > 0) await notify(core.database.pool, CHANNELS.work);
  return accepted;
}

/** Everything that can be told without writing. @param path of the event's own input */
async function prepareEvent(
  core: Core,
  viewer: Viewer,
  input: PublishInput,
  path: string[],
): Promise<NewEvent> {
  const organizationId = await organizationOf(core, viewer, input, path);
  const issues: ValidationIssue[] = [];
  const type = await core.database.prisma.eventType.findUnique({ where: { name: input.type } });
  if (!type || type.archivedAt) {
    const unknown = unknownTypeIssue(input.type, await publishableNames(core.database), [...path, 'type']);
    if (unknown) issues.push(unknown);
  }
  const payload = parsePayload(input);
  if ('issues' in payload)
    issues.push(...payload.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
  else if (type && !type.archivedAt && type.payloadSchema !== null) {
    const field = input.payload === undefined ? 'payloadText' : 'payload';
    const versioned = { id: type.id, version: type.updatedAt.getTime(), schema: type.payloadSchema };
    issues.push(...core.payloadSchemas.check(versioned, payload.value, [...path, field]));
  }
  issues.push(...detailIssues(input, path));
  if (issues.length > 0 || 'issues' in payload) throw new ValidationError(issues);
  return {
    id: newId(),
    organizationId,
    type: input.type,
    payloadText: payload.text,
    idempotencyKey: input.idempotencyKey ?? null,
    occurredAt: input.occurredAt ?? null,
    isTest: false,
  };
}

function detailIssues(input: PublishInput, path: string[]): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  const key = input.idempotencyKey;
  if (
    typeof key === 'string' &&
    (key.length < 1 || key.length > IDEMPOTENCY_KEY_MAX_CHARS || !isStorableText(key))
  ) {
    const message = `must be 1 to ${IDEMPOTENCY_KEY_MAX_CHARS} characters without NUL`;
    issues.push({
      path: [...path, 'idempotencyKey'],
      type: key.length < 1 ? 'too_short' : 'too_long',
      message,
    });
  }
  if (input.occurredAt && input.occurredAt.getTime() > Date.now() + AHEAD_MAX_MS) {
    issues.push({
      path: [...path, 'occurredAt'],
      type: 'in_future',
      message: 'must not be more than 5 minutes ahead',
    });
  }
  return issues;
}

async function organizationOf(
  core: Core,
  viewer: Viewer,
  input: PublishInput,
  path: string[],
): Promise<string> {
  const externalId = input.organizationExternalId;
  if (externalId === null || externalId === undefined) {
    return actingOrganization(core.database, viewer, input.organizationId, [...path, 'organizationId']);
  }
  const field = [...path, 'organizationExternalId'];
  if (input.organizationId) {
    throw new ValidationError([
      { path: field, type: 'ambiguous', message: 'Give organizationId or organizationExternalId, not both.' },
    ]);
  }
  const found = await core.database.prisma.organization.findUnique({
    where: { externalId },
    select: { id: true },
  });
  const only = confinedTo(viewer);
  if (!found || (only !== null && only !== found.id)) throw new NotFoundError('organization', field);
  return found.id;
}
