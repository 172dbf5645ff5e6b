import { readFile } from 'node:fs/promises';
import { sampleOf } from '../domain/sample.ts';
import { errorCode } from '../error-code.ts';
import { OperatorError } from '../errors.ts';
import type { Api } from './api.ts';
import { UsageError } from './usage.ts';

/** What to publish, as `EventPublishInput` takes it. */
export interface TriggerPayload {
  readonly input: { readonly payload: unknown } | { readonly payloadText: string };
  /** In words, like "its example". */
  readonly origin: string;
}

/** @param given JSON, `@` and a file's name, or null for what the type has to offer. @throws UsageError */
export async function triggerPayload(
  api: Api,
  type: string,
  given: string | null,
  signal: AbortSignal,
): Promise<TriggerPayload> {
  if (given !== null)
    return { input: { payloadText: await givenPayload(given) }, origin: 'the given payload' };
  const { eventType } = await api.request<{
    eventType: { example: unknown; payloadSchema: unknown } | null;
  }>('query ($name: String!) { eventType(name: $name) { example payloadSchema } }', { name: type }, signal);
  // Null is an unknown type: the server refuses it, and says what was meant.
  const { example = null, payloadSchema = null } = eventType ?? {};
  if (example !== null) return { input: { payload: example }, origin: 'its example' };
  if (payloadSchema !== null)
    return { input: { payload: sampleOf(payloadSchema) }, origin: 'a sample of its schema' };
  return { input: { payload: {} }, origin: '{}, as it has neither example nor schema' };
}

async function givenPayload(given: string): Promise<string> {
  const text = given.startsWith('@') ? await readPayload(given.slice(1)) : given;
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new UsageError(`--payload is not JSON: ${(error as Error).message}`);
  }
}

async function readPayload(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new OperatorError(
      `The payload cannot be read from ${file} (${errorCode(error)}).`,
      'Correct the name behind the @.',
    );
  }
}
