import { PAYLOAD_MAX_BYTES } from './payload.ts';

/** What of a JSON Schema a sample is made of. */
interface Schema {
  $ref?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema | boolean>;
  required?: string[];
  items?: Schema | boolean;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

/** A sample ends at this depth. */
const DEPTH_MAX = 8;
/** More than anybody looks at. Parts that use other parts many times over have more values than there is memory. */
const VALUES_MAX = 10_000;
/** Entries of a list whose schema asks for more. */
const ITEMS_MAX = 10;
/** A longer one fits into no payload. */
const LENGTH_MAX = PAYLOAD_MAX_BYTES;

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  email: 'user@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};

/**
 * A value of the shape that a JSON Schema describes: good for a test, though not every keyword is kept to. A part that
 * refers to itself is shown once: where it comes again it is left out.
 */
export function sampleOf(root: unknown): unknown {
  /** The references that are being followed. */
  const followed = new Set(['#']);
  let values = 0;

  function sample(schema: Schema | boolean, depth: number): unknown {
    values += 1;
    if (typeof schema === 'boolean' || depth > DEPTH_MAX || values > VALUES_MAX) return null;
    if (schema.$ref !== undefined) return follow(schema.$ref, depth);
    if ('const' in schema) return schema.const;
    if ('default' in schema) return schema.default;
    const [listed] = schema.examples ?? schema.enum ?? [];
    if (listed !== undefined) return listed;
    if (schema.allOf) {
      const { allOf, ...rest } = schema;
      const parts = [rest, ...allOf].map((part) => sample(part, depth + 1));
      return Object.assign({}, ...parts.filter((part) => typeof part === 'object' && part !== null));
    }
    const choices = schema.oneOf ?? schema.anyOf ?? [];
    const choice = choices.find((each) => !leadsBack(each)) ?? choices[0];
    return choice ? sample(choice, depth + 1) : ofType(schema, depth);
  }

  function follow(ref: string, depth: number): unknown {
    if (followed.has(ref)) return null;
    followed.add(ref);
    const found = sample(resolvePointer(root, ref), depth + 1);
    followed.delete(ref);
    return found;
  }

  function leadsBack(schema: Schema | boolean): boolean {
    return typeof schema === 'object' && schema.$ref !== undefined && followed.has(schema.$ref);
  }

  function ofType(schema: Schema, depth: number): unknown {
    const { properties = {}, required = [], items = true } = schema;
    const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type;
    switch (type ?? (schema.properties ? 'object' : schema.items ? 'array' : 'null')) {
      case 'object':
        return Object.fromEntries(
          Object.entries(properties)
            .filter(([name, part]) => required.includes(name) || !leadsBack(part))
            .map(([name, part]) => [name, sample(part, depth + 1)]),
        );
      case 'array':
        return Array.from(
          { length: Math.min(schema.minItems ?? (leadsBack(items) ? 0 : 1), ITEMS_MAX) },
          () => sample(items, depth + 1),
        );
      case 'string':
        return (
          FORMATS[schema.format ?? ''] ?? 'string'.padEnd(Math.min(schema.minLength ?? 0, LENGTH_MAX), '-')
        );
      case 'integer':
      case 'number':
        return Math.ceil(schema.minimum ?? 0);
      case 'boolean':
        return true;
      default:
        return null;
    }
  }

  return sample(root as Schema | boolean, 0);
}

/** A reference inside the document; any other was refused when the schema was registered. */
function resolvePointer(root: unknown, ref: string): Schema | boolean {
  let value = root;
  for (const segment of ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    value = (value as Record<string, unknown> | undefined)?.[
      decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')
    ];
  }
  return typeof value === 'object' && value !== null ? (value as Schema) : true;
}
