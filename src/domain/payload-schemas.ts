import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ValidationIssue } from '../errors.ts';

/** Of a schema as JSON text. */
export const PAYLOAD_SCHEMA_MAX_BYTES = 256 * 1024;
const CACHED_SCHEMAS = 500;
const OPTIONS = { strict: false, allErrors: false, validateFormats: false, logger: false } as const;
/**
 * Compiling holds up everything else in the process, and optimizing the code costs three times what it takes to
 * write it: 54 schemas of 20 KiB took 3.9 s with Ajv's defaults and 0.8 s like this.
 */
const COMPILE_OPTIONS = {
  ...OPTIONS,
  meta: false,
  validateSchema: false,
  inlineRefs: false,
  code: { optimize: false },
} as const;

/** What is wrong with a payload by its type's schema. @param path of the payload */
export type PayloadCheck = (payload: unknown, path: string[]) => ValidationIssue[];

/** JSON Schema, draft 2020-12. Nothing is fetched: a reference to another document is a fault of the schema. */
export interface PayloadSchemas {
  /** What is wrong with a schema, or null when payloads can be checked with it. */
  fault(schema: unknown): string | null;
  /** The check of a type's payloads, or null while it is not compiled. @param version changes whenever the type's schema does */
  find(type: { id: string; version: number }): PayloadCheck | null;
  /** The same, compiled unless it is already. */
  compile(type: { id: string; version: number; schema: unknown }): PayloadCheck;
}

export function createPayloadSchemas(): PayloadSchemas {
  const cache = new Map<string, PayloadCheck>();

  // Only this one compiles the schema of schemas, and it keeps nothing of what it looks at.
  const dialect = new Ajv2020(OPTIONS);

  function validator(schema: unknown): ValidateFunction {
    dialect.validateSchema(schema as object, true);
    // A validator of its own each time: ids inside one schema must not meet another's.
    return new Ajv2020(COMPILE_OPTIONS).compile(schema as object);
  }

  const find = (type: { id: string; version: number }) => cache.get(`${type.id}/${type.version}`) ?? null;

  return {
    fault(schema) {
      if (Buffer.byteLength(JSON.stringify(schema)) > PAYLOAD_SCHEMA_MAX_BYTES) {
        return `must be at most ${PAYLOAD_SCHEMA_MAX_BYTES} bytes of JSON`;
      }
      try {
        validator(schema);
        return null;
      } catch (error) {
        return `is not a usable JSON Schema (draft 2020-12): ${(error as Error).message}`;
      }
    },
    find,
    compile(type) {
      const found = find(type);
      if (found) return found;
      const [oldest] = cache.keys();
      if (cache.size >= CACHED_SCHEMAS && oldest) cache.delete(oldest);
      const check = checkWith(validator(type.schema));
      cache.set(`${type.id}/${type.version}`, check);
      return check;
    },
  };
}

function checkWith(validate: ValidateFunction): PayloadCheck {
  return (payload, path) => {
    if (validate(payload)) return [];
    return (validate.errors ?? []).map((error) => ({
      path: [...path, ...pointerSegments(error.instancePath)],
      type: 'schema_mismatch',
      message: error.message ?? 'does not fit the schema of its event type',
      context: { keyword: error.keyword, schemaPath: error.schemaPath },
    }));
  };
}

/** The segments of a JSON Pointer (RFC 6901). */
function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
