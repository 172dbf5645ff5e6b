import { inTransaction } from '../db/client.ts';
import type { EventTypeModel } from '../db/generated/prisma/models.ts';
import { notifyWork, URGENT } from '../db/listener.ts';
import { NotFoundError, ValidationError, type ValidationIssue } from '../errors.ts';
import { newId, newIdBeside } from '../ids.ts';
import type { Core } from './core.ts';
import { dueFirst } from './due-first.ts';
import { isExact, matchesPatterns } from './event-patterns.ts';
import { typeNames, unknownTypeIssue } from './event-type-names.ts';
import { parsePayload } from './payload.ts';
import { sampleOf } from './sample.ts';
import { insertDeliveries, insertEvents, type NewEvent } from './store-events.ts';
import type { Viewer } from './viewer.ts';
import { visibleEndpoint } from './visible.ts';

/** The type of a test where the catalogue has none that the endpoint would receive. */
const TEST_TYPE = 'hookline.test';

export interface EndpointTestInput {
  eventType?: string | null | undefined;
  payload?: unknown;
}

/**
 * Sends an endpoint a sample, signed like any delivery, in one attempt and in any status of the endpoint.
 * @returns the UUID of the test's delivery
 * @throws ValidationError; NotFoundError
 */
export async function testEndpoint(
  core: Core,
  viewer: Viewer,
  id: string,
  input: EndpointTestInput,
): Promise<string> {
  const endpointId = await visibleEndpoint(core, viewer, id);
  const { prisma, pool } = core.database;
  const endpoint = await prisma.endpoint.findUnique({ where: { id: endpointId } });
  if (!endpoint) throw new NotFoundError('endpoint', ['id']);
  const { type, issues } = await typeToTest(core, endpoint.eventPatterns, input.eventType ?? null);
  const parsed = parsePayload({ payload: input.payload === undefined ? samplePayload(type) : input.payload });
  if ('issues' in parsed)
    issues.push(...parsed.issues.map((issue) => ({ ...issue, path: ['input', ...issue.path] })));
  else if (input.payload !== undefined) issues.push(...mismatches(core, type, parsed.value));
  if ('issues' in parsed || issues.length > 0) throw new ValidationError(issues);
  const event: NewEvent = {
    id: newId(),
    organizationId: endpoint.organizationId,
    type: type?.name ?? TEST_TYPE,
    payloadText: parsed.text,
    idempotencyKey: null,
    occurredAt: null,
    isTest: true,
  };
  const deliveryId = newIdBeside(event.id);
  await inTransaction(pool, async (client) => {
    await insertEvents(core, client, [event]);
    await insertDeliveries(client, [{ id: deliveryId, event, endpointId, isPaused: false }]);
    await client.query(`update delivery d set next_attempt_at = ${dueFirst('d.endpoint_id')} where id = $1`, [
      deliveryId,
    ]);
  });
  await notifyWork(pool, [endpointId], URGENT);
  return deliveryId;
}

/** The type that was named, else one that the endpoint names, else any that it would receive. */
async function typeToTest(
  { database }: Core,
  patterns: readonly string[],
  name: string | null,
): Promise<{ type: EventTypeModel | null; issues: ValidationIssue[] }> {
  const names = await typeNames(database);
  const issue = name === null ? null : unknownTypeIssue(name, names, ['input', 'eventType']);
  if (issue) return { type: null, issues: [issue] };
  const chosen =
    name ??
    patterns.find((pattern) => isExact(pattern) && names.current.includes(pattern)) ??
    names.current.find((candidate) => matchesPatterns(patterns, candidate));
  const where = chosen === undefined ? null : { name: chosen };
  return { type: where && (await database.prisma.eventType.findUnique({ where })), issues: [] };
}

/** What publishing it would be refused for: a receiver never gets that as an event of the type. */
function mismatches(
  { payloadSchemas }: Core,
  type: EventTypeModel | null,
  payload: unknown,
): ValidationIssue[] {
  if (!type || type.payloadSchema === null) return [];
  const { id, name, updatedAt, payloadSchema } = type;
  const check = payloadSchemas.compile({ id, version: updatedAt.getTime(), schema: payloadSchema });
  // It may be a type that the caller has not named.
  return check(payload, ['input', 'payload']).map((issue) => ({
    ...issue,
    message: `${issue.message}, by the schema of ${name}`,
  }));
}

function samplePayload(type: EventTypeModel | null): unknown {
  if (type === null) return { test: true };
  if (type.example !== null) return type.example;
  return type.payloadSchema === null ? { test: true } : sampleOf(type.payloadSchema);
}
