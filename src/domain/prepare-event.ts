import { NotFoundError, ValidationError, type ValidationIssue } from '../errors.ts';
import { newId, parseIdOf } from '../ids.ts';
import { MINUTE_MS } from '../time-units.ts';
import type { Core } from './core.ts';
import { isOperational } from './event-patterns.ts';
import { type TypeNames, typeNames, unknownTypeIssue } from './event-type-names.ts';
import { reservedTypeIssue } from './event-types.ts';
import { isStorableText } from './input.ts';
import { actingOrganization } from './organizations.ts';
import { parsePayload } from './payload.ts';
import type { PayloadCheck } from './payload-schemas.ts';
import type { FoundOrganizations, OrganizationKeys, PublishableType } from './publish-reads.ts';
import type { NewEvent } from './store-events.ts';
import { confinedTo, type Viewer } from './viewer.ts';

const IDEMPOTENCY_KEY_MAX_CHARS = 256;
/** A producer's clock may be ahead of ours by this much. */
const AHEAD_MAX_MS = 5 * MINUTE_MS;

export interface PublishInput {
  organizationId?: string | null | undefined;
  organizationExternalId?: string | null | undefined;
  type: string;
  payload?: unknown;
  payloadText?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  occurredAt?: Date | null | undefined;
}

export interface PreparedEvent {
  event: NewEvent;
  /**
   * Why the event's type, as it is now, does not take it. Not thrown, as the event may repeat one that was accepted
   * before.
   */
  refusal: ValidationError | null;
}

/** Turns inputs into events to store; what several of them need is read once. */
export interface EventPreparation {
  /** @throws ValidationError, NotFoundError (organization) */
  prepare(input: PublishInput, path: string[]): Promise<PreparedEvent>;
}

export async function createEventPreparation(
  core: Core,
  viewer: Viewer,
  inputs: readonly PublishInput[],
): Promise<EventPreparation> {
  const wanted = [...new Set(inputs.map((input) => input.type))].filter((name) => isStorableText(name));
  const [types, organizations] = await Promise.all([
    core.publishReads.types(wanted),
    core.publishReads.organizations(organizationKeysOf(viewer, inputs)),
  ]);
  const checks = await payloadChecks(
    core,
    wanted.flatMap((name) => types.get(name) ?? []),
  );
  let names: Promise<TypeNames> | undefined;

  async function typeIssues(
    input: PublishInput,
    type: PublishableType | undefined,
    path: string[],
  ): Promise<ValidationIssue[]> {
    const reserved = reservedTypeIssue(input.type, [...path, 'type']);
    if (type || reserved) return reserved ? [reserved] : [];
    names ??= typeNames(core.database, (name) => !isOperational(name));
    const issue = unknownTypeIssue(input.type, await names, [...path, 'type']);
    return issue ? [issue] : [];
  }

  return {
    async prepare(input, path) {
      const organizationId = await organizationOf(core, viewer, input, path, organizations);
      const type = types.get(input.type);
      const issues = await typeIssues(input, type, path);
      const payload = parsePayload(input);
      if ('issues' in payload)
        issues.push(...payload.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
      else if (type && issues.length === 0) {
        const field = input.payload === undefined ? 'payloadText' : 'payload';
        issues.push(...(checks.get(type.id)?.(payload.value, [...path, field]) ?? []));
      }
      const details = detailIssues(input, path);
      if (typeof organizationId !== 'string')
        throw new ValidationError([organizationId, ...issues, ...details]);
      if ('issues' in payload || details.length > 0) throw new ValidationError([...issues, ...details]);
      const event = {
        id: newId(),
        organizationId,
        type: input.type,
        payloadText: payload.text,
        idempotencyKey: input.idempotencyKey ?? null,
        occurredAt: input.occurredAt ?? null,
        isTest: false,
      };
      return { event, refusal: issues.length > 0 ? new ValidationError(issues) : null };
    },
  };
}

/** The checks of types that have a schema, by the type's id. A schema is read only while it is not compiled. */
async function payloadChecks(
  { database, payloadSchemas }: Core,
  types: readonly PublishableType[],
): Promise<Map<string, PayloadCheck>> {
  const checks = new Map<string, PayloadCheck>();
  const missing: string[] = [];
  for (const { id, updatedAt, hasSchema } of types) {
    const check = hasSchema ? payloadSchemas.find({ id, version: updatedAt.getTime() }) : null;
    if (check) checks.set(id, check);
    else if (hasSchema) missing.push(id);
  }
  if (missing.length === 0) return checks;
  const rows = await database.prisma.eventType.findMany({
    where: { id: { in: missing } },
    select: { id: true, updatedAt: true, payloadSchema: true },
  });
  for (const { id, updatedAt, payloadSchema } of rows) {
    const versioned = { id, version: updatedAt.getTime(), schema: payloadSchema };
    if (payloadSchema !== null) checks.set(id, payloadSchemas.compile(versioned));
  }
  return checks;
}

function detailIssues(input: PublishInput, path: string[]): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  const keyFault = typeof input.idempotencyKey === 'string' ? faultOfKey(input.idempotencyKey) : null;
  if (keyFault) {
    const message = `must be 1 to ${IDEMPOTENCY_KEY_MAX_CHARS} characters without NUL`;
    issues.push({ path: [...path, 'idempotencyKey'], message, ...keyFault });
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

function faultOfKey(key: string): Pick<ValidationIssue, 'type' | 'context'> | null {
  if (key.length < 1) return { type: 'too_short', context: { minimum: 1 } };
  if (key.length > IDEMPOTENCY_KEY_MAX_CHARS)
    return { type: 'too_long', context: { maximum: IDEMPOTENCY_KEY_MAX_CHARS } };
  return isStorableText(key) ? null : { type: 'invalid_text' };
}

/** What has to be looked up to tell the organizations: a viewer's own needs no look. */
function organizationKeysOf(viewer: Viewer, inputs: readonly PublishInput[]): OrganizationKeys {
  const ids = confinedTo(viewer) === null ? inputs.map(({ organizationId }) => organizationId) : [];
  const externalIds = inputs.map(({ organizationExternalId }) => organizationExternalId);
  return {
    ids: [...new Set(ids)].flatMap((id) => (id ? (parseIdOf('Organization', id) ?? []) : [])),
    externalIds: [...new Set(externalIds)].flatMap((id) =>
      typeof id === 'string' && isStorableText(id) ? id : [],
    ),
  };
}

async function organizationOf(
  core: Core,
  viewer: Viewer,
  input: PublishInput,
  path: string[],
  found: FoundOrganizations,
): Promise<string | ValidationIssue> {
  const externalId = input.organizationExternalId;
  if (externalId === null || externalId === undefined) {
    const idPath = [...path, 'organizationId'];
    const exists = async (id: string) => found.ids.has(id);
    return actingOrganization(core.database, viewer, input.organizationId, idPath, exists);
  }
  const field = [...path, 'organizationExternalId'];
  if (input.organizationId) {
    const message = 'Give organizationId or organizationExternalId, not both.';
    return { path: field, type: 'ambiguous', message };
  }
  const id = found.idOfExternalId.get(externalId);
  const only = confinedTo(viewer);
  if (id === undefined || (only !== null && only !== id)) throw new NotFoundError('organization', field);
  return id;
}
