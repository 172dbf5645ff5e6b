import { resolve } from 'node:path';
import { z } from 'zod';
import { CLI_SETTINGS, type CliSettings, toCliSettings } from './config-cli.ts';
import { ignoredParameters, postgresUrl } from './config-database.ts';
import {
  type DeliveryConfig,
  deliveryRules,
  deliveryVariables,
  toDeliveryConfig,
} from './config-delivery.ts';
import { type HttpLimits, httpRules, httpVariables, toHttpLimits } from './config-http.ts';
import { ignoredSettings } from './config-ignored.ts';
import { type JwtConfig, jwtRules, jwtVariables, toJwtConfig } from './config-jwt.ts';
import { type MetricsConfig, metricsRules, metricsVariables, toMetricsConfig } from './config-metrics.ts';
import {
  type RetentionConfig,
  retentionRules,
  retentionVariables,
  toRetentionConfig,
} from './config-retention.ts';
import { isProduction, oneOf, onOff, PORT_MAX, type Rule, wholeNumber } from './config-values.ts';
import { OperatorError } from './errors.ts';
import { SECOND_MS } from './time-units.ts';

/** The settings, in the order in which the README lists them. */
const Variables = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  HOOKLINE_HOST: z.string().min(1).default('127.0.0.1'),
  HOOKLINE_PORT: wholeNumber(0, PORT_MAX).default(4000),
  ...metricsVariables,
  HOOKLINE_DATA_DIR: z.string().min(1).default('.hookline'),
  HOOKLINE_EMBEDDED_PORT: wholeNumber(0, PORT_MAX).default(15_432),
  HOOKLINE_MIGRATE: onOff.optional(),
  HOOKLINE_ENCRYPTION_KEYS: z.string().optional(),
  HOOKLINE_ENCRYPTION_KEYS_FILE: z.string().optional(),
  ...jwtVariables,
  ...httpVariables,
  ...deliveryVariables,
  ...retentionVariables,
  HOOKLINE_SHUTDOWN_SECONDS: wholeNumber(1, 600).default(10),
  HOOKLINE_POOL_SIZE: wholeNumber(2, 100).default(10),
  HOOKLINE_LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error'], 'silent').default('info'),
  HOOKLINE_LOG_FORMAT: oneOf(['pretty'], 'json').optional(),
});

const RULES: readonly Rule<z.output<typeof Variables>>[] = [
  {
    path: 'DATABASE_DIRECT_URL',
    holds: (values) => values.DATABASE_URL !== undefined || values.DATABASE_DIRECT_URL === undefined,
    error: 'says how else to reach the database of DATABASE_URL, which is not set',
  },
  {
    path: 'HOOKLINE_ENCRYPTION_KEYS_FILE',
    holds: (values) =>
      values.HOOKLINE_ENCRYPTION_KEYS === undefined || values.HOOKLINE_ENCRYPTION_KEYS_FILE === undefined,
    error: 'cannot be given together with HOOKLINE_ENCRYPTION_KEYS',
  },
  ...metricsRules,
  ...jwtRules,
  ...httpRules,
  ...deliveryRules,
  ...retentionRules,
];

const Environment = RULES.reduce(
  (schema, { path, holds, error }) => schema.refine(holds, { path: [path], error, when: () => true }),
  Variables,
);

/** The names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(Environment.shape);

/** What a process runs on; no secret is in it, so it may be logged whole. */
export interface Config {
  readonly mode: 'development' | 'production';
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly graphiql: boolean;
    readonly console: boolean;
    readonly limits: HttpLimits;
  };
  /** Null: neither metrics nor, in a worker, health are served. */
  readonly metrics: MetricsConfig | null;
  /** Null: API keys are the only credential. */
  readonly jwt: JwtConfig | null;
  readonly dataDir: string;
  /** A file with one `id:base64` per line; null: the keys are in `Secrets.encryptionKeys`, or development's. */
  readonly encryptionKeysFile: string | null;
  /** Null: the embedded PostgreSQL. */
  readonly embeddedPort: number | null;
  readonly migrate: boolean;
  readonly poolSize: number;
  readonly delivery: DeliveryConfig;
  readonly retention: RetentionConfig;
  readonly shutdownMs: number;
  readonly log: { readonly level: string; readonly format: 'pretty' | 'json' };
}

/** Values that must never be logged; a URL holds a password. */
export interface Secrets {
  readonly databaseUrl: string | null;
  /** For LISTEN and to migrate, which need a session that a transaction-mode pooler does not give; else the same as databaseUrl. */
  readonly databaseDirectUrl: string | null;
  /** `id:base64,…`, the first one current; null: development makes one. */
  readonly encryptionKeys: string | null;
  /** What signs tokens (JWT); null: their issuer's public keys are read from `config.jwt.jwks`. */
  readonly jwtSharedSecret: string | null;
  /** The proxy through which deliveries leave, with user and password; null: they go straight to their receivers. */
  readonly deliveryProxyUrl: string | null;
}

/**
 * Reads every setting at once, and names every bad one.
 * @returns `ignored` has a line for each variable that is named like a setting and is none, and for each parameter of an
 *   address that does nothing
 * @throws OperatorError
 */
export function loadConfig(
  env: NodeJS.ProcessEnv = process.env,
  isTerminal = process.stdout.isTTY,
): { config: Config; secrets: Secrets; ignored: readonly string[] } {
  const given = withoutBlanks(env);
  const parsed = Environment.safeParse(given);
  const ignored = ignoredSettings(env, [...SETTINGS, ...CLI_SETTINGS]);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    // A setting that seems to be missing may be one that is misspelt.
    const lines = [...issues, ...ignored].map((line) => `  ${line}`);
    throw new OperatorError(
      `These settings are not valid:\n${lines.join('\n')}`,
      'Correct them in the environment; README.md, "Configuration", lists every setting.',
    );
  }
  const values = parsed.data;
  const mode = isProduction(values) ? 'production' : 'development';
  const config: Config = {
    mode,
    http: {
      host: values.HOOKLINE_HOST,
      port: values.HOOKLINE_PORT,
      graphiql: values.HOOKLINE_GRAPHIQL ?? mode === 'development',
      console: values.HOOKLINE_CONSOLE,
      limits: toHttpLimits(values, mode),
    },
    metrics: toMetricsConfig(values),
    jwt: toJwtConfig(values),
    dataDir: resolve(values.HOOKLINE_DATA_DIR),
    encryptionKeysFile: values.HOOKLINE_ENCRYPTION_KEYS_FILE
      ? resolve(values.HOOKLINE_ENCRYPTION_KEYS_FILE)
      : null,
    embeddedPort: values.DATABASE_URL ? null : values.HOOKLINE_EMBEDDED_PORT,
    migrate: values.HOOKLINE_MIGRATE ?? mode === 'development',
    poolSize: values.HOOKLINE_POOL_SIZE,
    delivery: toDeliveryConfig(values, mode),
    retention: toRetentionConfig(values),
    shutdownMs: values.HOOKLINE_SHUTDOWN_SECONDS * SECOND_MS,
    log: {
      level: values.HOOKLINE_LOG_LEVEL,
      format: values.HOOKLINE_LOG_FORMAT ?? (isTerminal ? 'pretty' : 'json'),
    },
  };
  const databaseUrl = values.DATABASE_URL ?? null;
  const secrets: Secrets = {
    databaseUrl,
    databaseDirectUrl: values.DATABASE_DIRECT_URL ?? databaseUrl,
    encryptionKeys: values.HOOKLINE_ENCRYPTION_KEYS ?? null,
    jwtSharedSecret: values.HOOKLINE_JWT_SHARED_SECRET ?? null,
    deliveryProxyUrl: values.HOOKLINE_DELIVERY_PROXY ?? null,
  };
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL'] as const)
    ignored.push(...ignoredParameters(name, values[name] ?? ''));
  return { config: Object.freeze(config), secrets: Object.freeze(secrets), ignored };
}

/**
 * The settings of the commands that talk to a server. They are not checked here: the commands tell what is wrong with
 * them.
 */
export function loadCliSettings(env: NodeJS.ProcessEnv = process.env): CliSettings {
  return toCliSettings(withoutBlanks(env));
}

function withoutBlanks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
}
