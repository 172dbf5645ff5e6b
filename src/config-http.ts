import type { z } from 'zod';
import { commaSeparated, onOff, type Rule, wholeNumber } from './config-values.ts';
import { SECOND_MS } from './time-units.ts';

const origins = commaSeparated.refine((list) => list.every(isOrigin), {
  error: 'expected origins like https://app.example, with commas between them, and no path or *',
});

export const httpVariables = {
  HOOKLINE_GRAPHIQL: onOff.optional(),
  HOOKLINE_CONSOLE: onOff.default(true),
  HOOKLINE_INTROSPECTION: onOff.default(true),
  HOOKLINE_CORS_ORIGINS: origins.optional(),
  HOOKLINE_MAX_BODY_BYTES: wholeNumber(1024, 64 * 1024 * 1024).default(4 * 1024 * 1024),
  HOOKLINE_QUERY_TIMEOUT_SECONDS: wholeNumber(1, 600).default(30),
  HOOKLINE_REQUESTS_PER_SECOND: wholeNumber(0, 1_000_000).default(0),
  HOOKLINE_REQUEST_BURST: wholeNumber(1, 1_000_000).optional(),
  HOOKLINE_OPERATIONS_PER_CONNECTION: wholeNumber(1, 10_000).default(100),
  HOOKLINE_SUBSCRIPTIONS_PER_CONNECTION: wholeNumber(1, 10_000).default(100),
  HOOKLINE_SUBSCRIPTIONS_PER_KEY: wholeNumber(1, 1_000_000).default(1000),
  HOOKLINE_CONNECTION_INIT_SECONDS: wholeNumber(1, 60).default(5),
};

type HttpValues = z.output<z.ZodObject<typeof httpVariables>>;

export const httpRules: readonly Rule<HttpValues>[] = [
  {
    path: 'HOOKLINE_REQUEST_BURST',
    holds: (values) =>
      values.HOOKLINE_REQUEST_BURST === undefined || values.HOOKLINE_REQUESTS_PER_SECOND !== 0,
    error: 'does nothing without HOOKLINE_REQUESTS_PER_SECOND',
  },
];

/** What the API refuses, and what it shows of itself. */
export interface HttpLimits {
  readonly introspection: boolean;
  /** Whether a misspelt name is answered with names of the schema that are like it. */
  readonly suggestions: boolean;
  /** Pages of these origins may use the API, beside those of its own. */
  readonly corsOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly queryTimeoutMs: number;
  /** Of one key, in one process; null: any number. */
  readonly requestRate: { readonly perSecond: number; readonly burst: number } | null;
  /**
   * Operations under way at once on one WebSocket, not counting subscriptions that have begun; and requests on one HTTP
   * connection.
   */
  readonly operationsPerConnection: number;
  readonly subscriptionsPerConnection: number;
  /** In one process. */
  readonly subscriptionsPerKey: number;
  readonly connectionInitMs: number;
}

export function toHttpLimits(values: HttpValues, mode: 'development' | 'production'): HttpLimits {
  const perSecond = values.HOOKLINE_REQUESTS_PER_SECOND;
  return {
    introspection: values.HOOKLINE_INTROSPECTION,
    suggestions: mode === 'development',
    corsOrigins: values.HOOKLINE_CORS_ORIGINS ?? [],
    maxBodyBytes: values.HOOKLINE_MAX_BODY_BYTES,
    queryTimeoutMs: values.HOOKLINE_QUERY_TIMEOUT_SECONDS * SECOND_MS,
    requestRate:
      perSecond === 0 ? null : { perSecond, burst: values.HOOKLINE_REQUEST_BURST ?? 2 * perSecond },
    operationsPerConnection: values.HOOKLINE_OPERATIONS_PER_CONNECTION,
    subscriptionsPerConnection: values.HOOKLINE_SUBSCRIPTIONS_PER_CONNECTION,
    subscriptionsPerKey: values.HOOKLINE_SUBSCRIPTIONS_PER_KEY,
    connectionInitMs: values.HOOKLINE_CONNECTION_INIT_SECONDS * SECOND_MS,
  };
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  // To URL, a host may contain a *, but no browser sends such an origin: the pages that were meant would be kept out.
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text && !text.includes('*');
}
