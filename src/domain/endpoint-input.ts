import { z } from 'zod';
import { type AddressPolicy, checkNewUrl } from '../delivery/address-policy.ts';
import { checkHeaders } from '../delivery/headers.ts';
import { checkListenAddress, isListenAddress } from '../delivery/listen-address.ts';
import { parseSecret } from '../delivery/sign.ts';
import { EVENT_TYPE_MAX_CHARS, isPattern } from './event-patterns.ts';
import { isStorableJson, NOT_NULL, STORABLE_ONLY, storableText } from './input.ts';

const NAME_MAX_CHARS = 120;
const DESCRIPTION_MAX_CHARS = 1000;
const EXTERNAL_ID_MAX_CHARS = 200;
const LABELS_MAX = 8;
const LABEL_MAX_CHARS = 64;
const METADATA_MAX_BYTES = 4096;
export const PATTERNS_MAX = 100;
const TIMEOUT_MIN_SECONDS = 3;
const TIMEOUT_MAX_SECONDS = 60;
/** The schedule has so many waits. */
const RETRIES_MAX = 7;
const RETENTION_MAX_HOURS = 720;
const RATE_MAX_PER_SECOND = 10_000;
const CONCURRENCY_MAX = 100;

const metadata = z.unknown().superRefine((value, context) => {
  const parsed = z.record(z.string(), z.string()).safeParse(value);
  const refuse = (type: string, message: string, maximum?: number) =>
    context.addIssue({ code: 'custom', message, params: { type, maximum } });
  if (value === null) return refuse('invalid_type', NOT_NULL);
  if (!parsed.success || Array.isArray(value))
    return refuse('invalid_type', 'must be a flat object whose values are strings');
  const json = JSON.stringify(parsed.data);
  if (Buffer.byteLength(json) > METADATA_MAX_BYTES)
    refuse('too_long', `must be at most ${METADATA_MAX_BYTES} bytes of JSON`, METADATA_MAX_BYTES);
  if (!isStorableJson(parsed.data)) refuse('invalid_text', STORABLE_ONLY);
});

const headers = z
  .array(z.object({ name: z.string(), value: z.string(), sensitive: z.boolean().nullish() }))
  .superRefine((list, context) => {
    for (const { index, field, type, message, maximum } of checkHeaders(list)) {
      const path = [index, field].filter((part) => part !== null);
      context.addIssue({ code: 'custom', path, message, params: { type, maximum } });
    }
  });

/** A shared secret of the caller's own. */
export const secretField = z.string().refine((value) => parseSecret(value) !== null, {
  error: 'must be "whsec_" and the base64 of 24 to 64 bytes',
  params: { type: 'secret_invalid' },
});

const pattern = z.string().refine(isPattern, {
  error: `must be segments of letters, digits, _ and -, or *, joined by dots, at most ${EVENT_TYPE_MAX_CHARS} characters`,
  params: { type: 'pattern_invalid' },
});

function fields(policy: AddressPolicy) {
  return {
    url: z.string().superRefine((value, context) => {
      const problem = isListenAddress(value) ? checkListenAddress(value) : checkNewUrl(value, policy);
      if (!problem) return;
      const { type, message, maximum } = problem;
      context.addIssue({ code: 'custom', message, params: { type, maximum } });
    }),
    name: storableText(1, NAME_MAX_CHARS),
    description: storableText(0, DESCRIPTION_MAX_CHARS),
    labels: z.array(storableText(1, LABEL_MAX_CHARS)).max(LABELS_MAX),
    externalId: storableText(1, EXTERNAL_ID_MAX_CHARS),
    metadata,
    eventPatterns: z.array(pattern).max(PATTERNS_MAX),
    headers,
    secret: secretField,
    timeoutSeconds: z.int().min(TIMEOUT_MIN_SECONDS).max(TIMEOUT_MAX_SECONDS),
    maxRetries: z.int().min(1).max(RETRIES_MAX),
    undeliveredPayloadRetentionHours: z.int().min(0).max(RETENTION_MAX_HOURS),
    rateLimitPerSecond: z.int().min(1).max(RATE_MAX_PER_SECOND),
    maxConcurrency: z.int().min(1).max(CONCURRENCY_MAX),
  };
}

/** On creation null is as absent. */
export function endpointCreateSchema(policy: AddressPolicy) {
  const { url, ...optional } = fields(policy);
  return z
    .object({ url, enabled: z.boolean().nullish(), signingVersion: z.enum(['V1', 'V1A']).nullish() })
    .extend(nullish(optional));
}

/** On update absent is unchanged; null clears what may be empty, and is an issue elsewhere. */
export function endpointUpdateSchema(policy: AddressPolicy) {
  const all = fields(policy);
  return z
    .object(all)
    .partial()
    .extend(
      nullish({
        name: all.name,
        description: all.description,
        externalId: all.externalId,
        rateLimitPerSecond: all.rateLimitPerSecond,
      }),
    );
}

function nullish<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, schema.nullish()])) as {
    [Key in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Key]>>;
  };
}

export type EndpointCreateInput = z.infer<ReturnType<typeof endpointCreateSchema>>;
export type EndpointUpdateInput = z.infer<ReturnType<typeof endpointUpdateSchema>>;
