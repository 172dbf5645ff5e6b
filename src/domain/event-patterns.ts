/** `invoice.paid`: segments of letters, digits, `_` and `-`, joined by dots. */
export const EVENT_TYPE_PATTERN = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
export const EVENT_TYPE_MAX_CHARS = 128;

/** Types of operational events; they reach only an endpoint whose patterns name this prefix. */
export const OPERATIONAL_PREFIX = 'hookline.';

/** Whether events of this type are Hookline's own: they tell of endpoints and deliveries, and nobody publishes them. */
export function isOperational(eventType: string): boolean {
  return eventType.startsWith(OPERATIONAL_PREFIX);
}

/**
 * Whether an endpoint with these patterns receives events of this type. `[]` and `*` stand for every type but
 * `hookline.*`; a last `*` is one or more segments, an inner one exactly one.
 */
export function matchesPatterns(patterns: readonly string[], eventType: string): boolean {
  if (patterns.length === 0) return !isOperational(eventType);
  return patterns.some((pattern) => matchesPattern(pattern, eventType));
}

function matchesPattern(pattern: string, eventType: string): boolean {
  if (isExact(pattern)) return pattern === eventType;
  if (pattern === '*') return !isOperational(eventType);
  const parts = pattern.split('.');
  const segments = eventType.split('.');
  const open = parts.at(-1) === '*';
  if (open ? segments.length < parts.length : segments.length !== parts.length) return false;
  if (parts[0] === '*' && segments[0] === 'hookline') return false;
  return parts.every((part, index) => part === '*' || part === segments[index]);
}

/**
 * The keys of every pattern that matches events of this type, as PostgreSQL's `event_pattern_keys` makes them of
 * patterns. An index finds by them who may receive the type; `matchesPatterns` says who does.
 */
export function patternKeysOf(eventType: string): string[] {
  const segments = eventType.split('.');
  const starts = segments.map(
    (_, length) => `${segments.slice(0, length).join('.')}${length > 0 ? '.' : ''}*`,
  );
  const withLast = starts.slice(0, -1).map((start) => `${start}${segments.at(-1)}`);
  const keys = [eventType, ...starts, ...withLast];
  return isOperational(eventType) ? keys.filter((key) => !key.startsWith('*')) : keys;
}

/** Whether the text is the name of a type. */
export function isEventType(text: string): boolean {
  return text.length <= EVENT_TYPE_MAX_CHARS && EVENT_TYPE_PATTERN.test(text);
}

/** Whether the text is a pattern at all: segments as in a type's name, any of them may be `*`. */
export function isPattern(text: string): boolean {
  return text.length <= EVENT_TYPE_MAX_CHARS && /^(\*|[A-Za-z0-9_-]+)(\.(\*|[A-Za-z0-9_-]+))*$/.test(text);
}

/** A pattern without a `*` names one type exactly. */
export function isExact(pattern: string): boolean {
  return !pattern.includes('*');
}
