import { createRequire } from 'node:module';

/** A JSON Schema, or a part of one. */
export type JsonSchema = { [keyword: string]: unknown };

export interface DemoEventType {
  /** Like github.push: one for each of GitHub's events, whatever its action. */
  name: string;
  description: string;
  /** Null where GitHub's schema contradicts GitHub's own examples. */
  schema: JsonSchema | null;
  examples: readonly JsonSchema[];
}

export interface DemoPayload {
  type: string;
  /** JSON text, as it is published. */
  text: string;
}

interface Definition {
  name: string;
  description: string;
  examples: JsonSchema[];
}

const require = createRequire(import.meta.url);
const definitions: readonly Definition[] = require('@octokit/webhooks-examples');

/** Every example of every event. */
export const PAYLOAD_COUNT = definitions.reduce((count, { examples }) => count + examples.length, 0);

/** The events all of whose examples fit their schema as it is. */
export const EXACT: ReadonlySet<string> = new Set([
  'deployment_review',
  'github_app_authorization',
  'marketplace_purchase',
  'membership',
  'organization',
  'org_block',
  'projects_v2_item',
]);

/** The events with an example that does not fit, even when nothing is required. */
export const UNFIT: ReadonlySet<string> = new Set([
  'code_scanning_alert',
  'release',
  'repository_vulnerability_alert',
  'workflow_run',
]);

/** The first `count` payloads, in the order of the package, and the types that they are of. */
export function selectPayloads(count: number): { types: DemoEventType[]; payloads: DemoPayload[] } {
  const payloads = definitions
    .flatMap(({ name, examples }) => examples.map((example) => ({ type: typeName(name), example })))
    .slice(0, count)
    .map(({ type, example }) => ({ type, text: JSON.stringify(example) }));
  const used = new Set(payloads.map(({ type }) => type));
  const types = definitions
    .filter(({ name }) => used.has(typeName(name)))
    .map(({ name, description, examples }) => ({
      name: typeName(name),
      description,
      schema: UNFIT.has(name) ? null : EXACT.has(name) ? schemaOf(name) : withoutRequired(schemaOf(name)),
      examples,
    }));
  return { types, payloads };
}

const typeName = (event: string) => `github.${event}`;

const REFERENCE = '#/definitions/';

/** What one event needs of the package's one big schema, as draft 2020-12 writes it. */
export function schemaOf(event: string): JsonSchema {
  const {
    definitions: all,
  }: { definitions: Record<string, JsonSchema> } = require('@octokit/webhooks-schemas');
  const root = [`${event}_event`, `${event}$event`].find((name) => all[name]);
  if (!root) throw new Error(`the package has no schema of ${event}`);
  const needed = new Map<string, JsonSchema>();
  const waiting = [root];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const part = all[name];
    if (!part || needed.has(name)) continue;
    needed.set(
      name,
      rewrite(part, (keyword, value) => {
        if (keyword === '$schema') return null;
        if (keyword !== '$ref') return [keyword, value];
        const target = decodeURIComponent(String(value).slice(REFERENCE.length));
        waiting.push(target);
        return [keyword, `#/$defs/${target}`];
      }),
    );
  }
  return { $ref: `#/$defs/${root}`, $defs: Object.fromEntries(needed) };
}

/**
 * Many examples are older than some of the fields that the schemas require today. What is there is checked as
 * before; `oneOf` becomes `anyOf`, since alternatives that require nothing overlap.
 */
export function withoutRequired(schema: JsonSchema): JsonSchema {
  return rewrite(schema, (keyword, value) => {
    if (keyword === 'required' && Array.isArray(value)) return null;
    return keyword === 'oneOf' ? ['anyOf', value] : [keyword, value];
  });
}

type Edit = (keyword: string, value: unknown) => [string, unknown] | null;

function rewrite(schema: JsonSchema, edit: Edit): JsonSchema {
  const deep = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(deep);
    return typeof value === 'object' && value !== null ? rewrite(value as JsonSchema, edit) : value;
  };
  const entries = Object.entries(schema).flatMap(([keyword, value]) => {
    const edited = edit(keyword, value);
    return edited ? [[edited[0], deep(edited[1])] as const] : [];
  });
  return Object.fromEntries(entries);
}
