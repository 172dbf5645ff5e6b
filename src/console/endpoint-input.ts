import type { Issue } from './api/client.ts';
import type {
  EndpointCreateInput,
  EndpointSettingsFragment,
  EndpointUpdateInput,
} from './generated/graphql.ts';
import { filledRows, type Row, rowOf } from './parts/row.ts';

/** What stands in the fields of the form, by the names that the server has for them. */
export type Values = ReturnType<typeof valuesOf>;
type Input = ReturnType<typeof inputOf>;

export function valuesOf(endpoint: EndpointSettingsFragment | undefined, organizationId: string | null) {
  const metadata = Object.entries((endpoint?.metadata ?? {}) as Record<string, string>);
  return {
    url: endpoint?.url ?? '',
    name: endpoint?.name ?? '',
    description: endpoint?.description ?? '',
    eventPatterns: endpoint?.eventPatterns.join('\n') ?? '',
    timeoutSeconds: String(endpoint?.timeoutSeconds ?? 10),
    maxRetries: String(endpoint?.maxRetries ?? 7),
    maxConcurrency: String(endpoint?.maxConcurrency ?? 10),
    rateLimitPerSecond: String(endpoint?.rateLimitPerSecond ?? ''),
    undeliveredPayloadRetentionHours: String(endpoint?.undeliveredPayloadRetentionHours ?? 72),
    headers: (endpoint?.headers ?? []).map(({ name, value }) => rowOf(name, value)),
    labels: endpoint?.labels.join('\n') ?? '',
    metadata: metadata.map(([name, value]) => rowOf(name, value)),
    signingVersion: 'V1',
    organizationId: organizationId ?? '',
  };
}

export function inputOf(values: Values) {
  return {
    url: values.url.trim(),
    name: values.name.trim() || null,
    description: values.description.trim() || null,
    eventPatterns: partsOf(values.eventPatterns, /[\n,]/),
    timeoutSeconds: numberOf(values.timeoutSeconds),
    maxRetries: numberOf(values.maxRetries),
    maxConcurrency: numberOf(values.maxConcurrency),
    rateLimitPerSecond: numberOf(values.rateLimitPerSecond),
    undeliveredPayloadRetentionHours: numberOf(values.undeliveredPayloadRetentionHours),
    headers: filledRows(values.headers).map(({ name, value, isSecret }) => ({
      name: name.trim(),
      value: value.trim(),
      ...(isSecret && { sensitive: true }),
    })),
    // Not at commas: a label may have one.
    labels: partsOf(values.labels, '\n'),
    metadata: Object.fromEntries(filledRows(values.metadata).map(({ name, value }) => [name, value])),
  };
}

const partsOf = (text: string, between: string | RegExp) =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** An empty field is null: cleared, or left to its default. */
const numberOf = (text: string) => (text.trim() === '' ? null : Number(text));

/** What somebody else changed while the form was open is left as it is. */
export function changesOf(values: Values, before: Values): EndpointUpdateInput {
  const [input, old] = [inputOf(values), inputOf(before)];
  const names = Object.keys(input) as (keyof Input)[];
  const changed = names.filter((name) => !isSame(input[name], old[name]));
  return Object.fromEntries(changed.map((name) => [name, input[name]]));
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What would be replaced unseen: the API takes fields, and lists as a whole, whoever wrote them last. */
export function changedMeanwhile(changes: EndpointUpdateInput, before: Values, now: Values): Issue[] {
  const [old, current] = [inputOf(before), inputOf(now)];
  return (Object.keys(changes) as (keyof Input)[])
    .filter((name) => !isSame(current[name], old[name]) && !isSame(current[name], changes[name]))
    .map((name) => ({
      path: ['input', name],
      message: `changed meanwhile: now ${partsShown(now[name]).join(', ')}`,
    }));
}

function partsShown(value: string | readonly Row[]): string[] {
  if (value.length === 0) return ['empty'];
  if (typeof value === 'string') return value.split('\n').map((part) => `“${part}”`);
  return value.map((row) => `“${row.name}: ${row.isHidden ? '••••' : row.value}”`);
}

/** On creation what is empty is left to its default. */
export function givenOf(values: Values): Omit<EndpointCreateInput, 'url'> {
  return Object.fromEntries(Object.entries(inputOf(values)).filter(([, value]) => value !== null));
}

/** What the server cannot find wrong, as it would not come to know of it. @param changes what is about to be sent */
export function issuesOf(values: Values, changes: EndpointUpdateInput): Issue[] {
  const issues: Issue[] = [];
  const refuse = (message: string, ...path: string[]) => issues.push({ path: ['input', ...path], message });
  const headers: readonly Row[] = changes.headers ? filledRows(values.headers) : [];
  for (const [at, { isHidden, value }] of headers.entries()) {
    // The list is replaced as a whole: without its value the header would be sent empty from now on.
    if (isHidden && value.trim() === '') {
      refuse('is not shown: give it anew, or remove the header', 'headers', String(at), 'value');
    }
  }
  const names = filledRows(values.metadata).map(({ name }) => name);
  for (const [at, name] of names.entries()) {
    if (name === '' && changes.metadata) refuse('must not be empty', 'metadata', String(at), 'name');
    if (names.indexOf(name) < at) refuse('is given more than once', 'metadata', String(at), 'name');
  }
  return issues;
}
