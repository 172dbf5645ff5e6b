import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { BoundedMap } from '../bounded-map.ts';
import type { ValidationIssue } from '../errors.ts';
import { payloadIssues } from './payload-issues.ts';

/** The longest schema, as JSON text. */
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

/**
 * Refused, as Ajv would then answer by a promise, and the rejection for a payload that does not fit would end the
 * process.
 */
const ASYNC = '$async is not supported, as payloads are checked while they are published: take it out';

const ENDLESS = 'it refers to itself without end for the same value, or through too many references';
/** One of each type of JSON: most schemas that refer to themselves without end do so for the first value they see. */
const TRIALS = [null, true, 0, '', [], {}];

/**
 * What is wrong with a payload by its type's schema: the first thing that does not fit, since looking for all of them
 * would let a payload choose how long it takes. @param path of the payload
 */
export type PayloadCheck = (payload: unknown, path: string[]) => ValidationIssue[];

/** JSON Schema, draft 2020-12. Nothing is fetched: a reference to another document is a fault of the schema. */
export interface PayloadSchemas {
  /** What is wrong with a schema, or null when payloads can be checked with it. */
  fault(schema: unknown): string | null;
  /** The check of a type's payloads, or null while it is not compiled. @param version changes whenever the type's schema does */
  find(type: { id: string; version: number }): PayloadCheck | null;
  /**
   * The same, compiled unless it is already. A schema that was stored and can no longer be compiled has a check too,
   * which no payload passes.
   */
  compile(type: { id: string; version: number; schema: unknown }): PayloadCheck;
}

export function createPayloadSchemas(): PayloadSchemas {
  const cache = new BoundedMap<string, PayloadCheck>(CACHED_SCHEMAS);

  // Only this one compiles the schema of schemas, and it keeps nothing of what it looks at.
  const dialect = new Ajv2020(OPTIONS);

  function validator(schema: unknown): ValidateFunction {
    dialect.validateSchema(schema as object, true);
    // A validator of its own each time: ids inside one schema must not meet another's.
    const validate = new Ajv2020(COMPILE_OPTIONS).compile(schema as object);
    if ('$async' in validate) throw new Error(ASYNC);
    return validate;
  }

  function checkOf(schema: unknown): PayloadCheck {
    try {
      return checkWith(validator(schema));
    } catch (error) {
      return refuseWith(faultOf(error as Error));
    }
  }

  const find = (type: { id: string; version: number }) => cache.get(`${type.id}/${type.version}`) ?? null;

  return {
    fault(schema) {
      if (Buffer.byteLength(JSON.stringify(schema)) > PAYLOAD_SCHEMA_MAX_BYTES) {
        return `must be at most ${PAYLOAD_SCHEMA_MAX_BYTES} bytes of JSON`;
      }
      try {
        tryOut(validator(schema));
        return null;
      } catch (error) {
        return faultOf(error as Error);
      }
    },
    find,
    compile(type) {
      const found = find(type);
      if (found) return found;
      const check = checkOf(type.schema);
      cache.set(`${type.id}/${type.version}`, check);
      return check;
    },
  };
}

/**
 * Tries the schema on some values, and what each reference leads to as well: a schema that refers to itself without end
 * may do so in a part that a small value does not reach.
 * @throws RangeError
 */
function tryOut(validate: ValidateFunction): void {
  const parts = Object.values(validate.schemaEnv.root.refs).map((part) =>
    part instanceof Object && 'validate' in part ? part.validate : undefined,
  );
  for (const judge of [validate, ...parts]) for (const value of TRIALS) judge?.(value);
}

function faultOf(error: Error): string {
  return `is not a usable JSON Schema (draft 2020-12): ${reasonOf(error)}`;
}

function reasonOf(error: Error): string {
  if (error instanceof RangeError) return ENDLESS;
  // Of a part of the schema Ajv says "async schema in sync schema", and the like of a reference.
  return error.message.startsWith('async schema') ? ASYNC : error.message;
}

function refuseWith(fault: string): PayloadCheck {
  const message = `cannot be checked, as the schema of its event type ${fault}`;
  return (_payload, path) => [{ path, type: 'schema_unusable', message }];
}

function checkWith(validate: ValidateFunction): PayloadCheck {
  return (payload, path) => {
    try {
      if (validate(payload)) return [];
    } catch (error) {
      // The stack overflowed: the trials had not reached the part of the schema that this payload does.
      if (error instanceof RangeError) return refuseWith(faultOf(error))(payload, path);
      throw error;
    }
    return payloadIssues(validate.errors ?? [], path);
  };
}
