import type { ValidationIssue } from '../errors.ts';
import { isStorableText } from './input.ts';

export const PAYLOAD_MAX_BYTES = 256 * 1024;
/** Parsers of receivers, and our own answers, recurse: deeper payloads are refused. */
export const PAYLOAD_MAX_DEPTH = 100;

/** A payload's JSON text and its value, or what is wrong with it. */
export type ParsedPayload = { text: string; value: unknown } | { issues: ValidationIssue[] };

/**
 * Exactly one of the two forms must be given; `undefined` is not given. Null is JSON's null in `payload`, unless there is
 * a text beside it: clients that write out every field of an input have null where nothing was set.
 */
export function parsePayload(input: {
  payload?: unknown;
  payloadText?: string | null | undefined;
}): ParsedPayload {
  const inText = input.payloadText !== undefined && input.payloadText !== null;
  const inJson = input.payload !== undefined && !(inText && input.payload === null);
  if (inJson === inText) {
    return fault(
      'payload',
      inJson ? 'ambiguous' : 'required',
      'Give exactly one of payload and payloadText.',
    );
  }
  const field = inText ? 'payloadText' : 'payload';
  const parsed = inText
    ? parseText(input.payloadText as string)
    : { text: JSON.stringify(input.payload), value: input.payload };
  if (typeof parsed === 'string') return fault(field, 'json_invalid', parsed);
  const bytes = Buffer.byteLength(parsed.text);
  if (bytes > PAYLOAD_MAX_BYTES) {
    return fault(
      field,
      'too_large',
      `A payload is at most ${PAYLOAD_MAX_BYTES} bytes of JSON; this one has ${bytes}.`,
      {
        maximum: PAYLOAD_MAX_BYTES,
        actual: bytes,
      },
    );
  }
  return parsed;
}

function parseText(text: string): { text: string; value: unknown } | string {
  if (!isStorableText(text)) return 'The text holds NUL or half a surrogate pair.';
  if (text.length > PAYLOAD_MAX_BYTES) return { text, value: null } satisfies ParsedPayload;
  if (depthOf(text) > PAYLOAD_MAX_DEPTH)
    return `The payload is nested deeper than ${PAYLOAD_MAX_DEPTH} levels.`;
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    return `This is not JSON: ${(error as Error).message}`;
  }
}

/**
 * The deepest nesting of brackets outside of strings; right for valid JSON, and all that matters for other text.
 * Looks at each character once: a regular expression for strings takes 40 s for an unclosed one full of `\\"`.
 */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}

function fault(
  field: string,
  type: string,
  message: string,
  context?: Record<string, unknown>,
): ParsedPayload {
  return { issues: [{ path: [field], type, message, ...(context && { context }) }] };
}
