import type { EventTypeModel } from '../db/generated/prisma/models.ts';
import { NotFoundError, ValidationError, type ValidationIssue } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Core } from './core.ts';
import { publishableNames, unknownTypeIssue } from './event-types.ts';
import { isStorableText } from './input.ts';
import { actingOrganization } from './organizations.ts';
import { parsePayload } from './payload.ts';
import type { NewEvent } from './store-events.ts';
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

/** Turns inputs into events to store; what several of them need is read once. */
export interface EventPreparation {
  /** @throws ValidationError, NotFoundError (organization) */
  prepare(input: PublishInput, path: string[]): Promise<NewEvent>;
}

export async function createEventPreparation(
  core: Core,
  viewer: Viewer,
  inputs: readonly PublishInput[],
): Promise<EventPreparation> {
  const wanted = [...new Set(inputs.map((input) => input.type))].filter((name) => isStorableText(name));
  const rows = await core.database.prisma.eventType.findMany({
    where: { name: { in: wanted }, archivedAt: null },
  });
  const types = new Map(rows.map((row) => [row.name, row]));
  const organizations = new Map<string, string>();
  let names: Promise<string[]> | undefined;

  async function organizationOf(input: PublishInput, path: string[]): Promise<string> {
    const key = JSON.stringify([input.organizationId, input.organizationExternalId]);
    const id = organizations.get(key) ?? (await findOrganization(core, viewer, input, path));
    organizations.set(key, id);
    return id;
  }

  async function typeIssues(
    input: PublishInput,
    type: EventTypeModel | undefined,
    path: string[],
  ): Promise<ValidationIssue[]> {
    if (type) return [];
    names ??= publishableNames(core.database);
    const issue = unknownTypeIssue(input.type, await names, [...path, 'type']);
    return issue ? [issue] : [];
  }

  return {
    async prepare(input, path) {
      const organizationId = await organizationOf(input, path);
      const type = types.get(input.type);
      const issues = await typeIssues(input, type, path);
      const payload = parsePayload(input);
      if ('issues' in payload)
        issues.push(...payload.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
      else if (type) issues.push(...schemaIssues(core, type, input, payload.value, path));
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
    },
  };
}

function schemaIssues(
  core: Core,
  type: EventTypeModel,
  input: PublishInput,
  payload: unknown,
  path: string[],
): ValidationIssue[] {
  if (type.payloadSchema === null) return [];
  const field = input.payload === undefined ? 'payloadText' : 'payload';
  const versioned = { id: type.id, version: type.updatedAt.getTime(), schema: type.payloadSchema };
  return core.payloadSchemas.check(versioned, payload, [...path, field]);
}

function detailIssues(input: PublishInput, path: string[]): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  const key = input.idempotencyKey;
  if (
    typeof key === 'string' &&
    (key.length < 1 || key.length > IDEMPOTENCY_KEY_MAX_CHARS || !isStorableText(key))
  ) {
    const message = `must be 1 to ${IDEMPOTENCY_KEY_MAX_CHARS} characters without NUL`;
    const type =
      key.length < 1 ? 'too_short' : key.length > IDEMPOTENCY_KEY_MAX_CHARS ? 'too_long' : 'invalid_text';
    issues.push({ path: [...path, 'idempotencyKey'], type, message });
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

async function findOrganization(
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
    const message = 'Give organizationId or organizationExternalId, not both.';
    throw new ValidationError([{ path: field, type: 'ambiguous', message }]);
  }
  const found = isStorableText(externalId)
    ? await core.database.prisma.organization.findUnique({ where: { externalId }, select: { id: true } })
    : null;
  const only = confinedTo(viewer);
  if (!found || (only !== null && only !== found.id)) throw new NotFoundError('organization', field);
  return found.id;
}
