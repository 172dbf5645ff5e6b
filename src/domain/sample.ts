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
  items?: Schema | boolean;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

/** Schemas may refer to themselves; a sample ends at this depth. */
const MAX_DEPTH = 8;
/** A longer one fits into no payload. */
const MAX_LENGTH = PAYLOAD_MAX_BYTES;

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

/** A value of the shape that a JSON Schema describes: good for a test, though not every keyword is kept to. */
export function sampleOf(schema: unknown): unknown {
  return sample(schema as Schema | boolean, schema, 0);
}

function sample(schema: Schema | boolean, root: unknown, depth: number): unknown {
  if (typeof schema === 'boolean' || depth > MAX_DEPTH) return null;
  if (schema.$ref !== undefined) return sample(resolvePointer(root, schema.$ref), root, depth + 1);
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  const [listed] = schema.examples ?? schema.enum ?? [];
  if (listed !== undefined) return listed;
  if (schema.allOf) {
    const { allOf, ...rest } = schema;
    const parts = [rest, ...allOf].map((part) => sample(part, root, depth + 1));
    return Object.assign({}, ...parts.filter((part) => typeof part === 'object' && part !== null));
  }
  const [choice] = schema.oneOf ?? schema.anyOf ?? [];
  if (choice) return sample(choice, root, depth + 1);
  return ofType(schema, root, depth);
}

function ofType(schema: Schema, root: unknown, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type;
  switch (type ?? (schema.properties ? 'object' : schema.items ? 'array' : 'null')) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sample(part, root, depth + 1)]),
      );
    case 'array':
      return Array.from({ length: Math.min(schema.minItems ?? 1, 10) }, () =>
        sample(schema.items ?? true, root, depth + 1),
      );
    case 'string':
      return (
        FORMATS[schema.format ?? ''] ?? 'string'.padEnd(Math.min(schema.minLength ?? 0, MAX_LENGTH), '-')
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
