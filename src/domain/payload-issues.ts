import type { ErrorObject } from 'ajv/dist/2020.js';
import type { ValidationIssue } from '../errors.ts';

const VALUE_MAX_CHARS = 100;
/** Of a list of values together. */
const VALUES_MAX_CHARS = 500;

/** What Ajv found wrong with a payload, in the API's form. @param path of the payload */
export function payloadIssues(errors: readonly ErrorObject[], path: readonly string[]): ValidationIssue[] {
  return errors.map((error) => ({
    path: [...path, ...pointerSegments(error.instancePath)],
    type: 'schema_mismatch',
    message: messageOf(error),
    context: { keyword: error.keyword, schemaPath: error.schemaPath },
  }));
}

/** Where Ajv's own message does not tell what to change, because it names no property and no value, this one does. */
function messageOf({ keyword, params, message, propertyName }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `must NOT have the additional property ${shown(params.additionalProperty)}`;
    case 'unevaluatedProperties':
      return `must NOT have the unevaluated property ${shown(params.unevaluatedProperty)}`;
    case 'propertyNames':
      return `must NOT have a property of the name ${shown(params.propertyName)}`;
    case 'enum':
      return `must be one of ${shownList(params.allowedValues)}`;
    case 'const':
      return `must be ${shown(params.allowedValue)}`;
    case 'false schema':
      return 'is not allowed here, whatever its value';
  }
  const subject = propertyName === undefined ? '' : `has a property whose name ${shown(propertyName)} `;
  return `${subject}${message ?? 'does not fit the schema of its event type'}`;
}

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > VALUE_MAX_CHARS ? `${json.slice(0, VALUE_MAX_CHARS).toWellFormed()}…` : json;
}

/** As many of the values as there is room for, and how many more there are. */
function shownList(values: readonly unknown[]): string {
  let room = VALUES_MAX_CHARS;
  const beyond = values.findIndex((value) => {
    room -= shown(value).length;
    return room < 0;
  });
  const fitting = beyond < 0 ? values : values.slice(0, beyond);
  const more = values.length - fitting.length;
  return `${fitting.map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The segments of a JSON Pointer (RFC 6901). */
function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
