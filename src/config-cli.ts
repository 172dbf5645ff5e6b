import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isProduction, PORT_MAX, wholeNumber } from './config-values.ts';

const variables = z.object({
  NODE_ENV: z.string().optional(),
  HOOKLINE_PORT: wholeNumber(1, PORT_MAX).catch(4000),
  HOOKLINE_DATA_DIR: z.string().default('.hookline'),
  HOOKLINE_API_URL: z.string().optional(),
  HOOKLINE_API_KEY: z.string().optional(),
  HOOKLINE_LISTEN_SECRET: z.string().optional(),
});

/** The names of what is read here. */
export const CLI_SETTINGS: readonly string[] = Object.keys(variables.shape);

/** What the commands read that talk to a server: they may run on another machine, and need none of its settings. */
export interface CliSettings {
  readonly apiUrl: string;
  readonly apiKey: string | null;
  /** `whsec_…`, not checked. */
  readonly listenSecret: string | null;
  /** Where a server of this folder keeps its key in development; null in production. */
  readonly developmentKeyFile: string | null;
}

export function toCliSettings(given: Readonly<Record<string, string | undefined>>): CliSettings {
  const values = variables.parse(given);
  return {
    apiUrl: values.HOOKLINE_API_URL ?? `http://127.0.0.1:${values.HOOKLINE_PORT}/graphql`,
    apiKey: values.HOOKLINE_API_KEY ?? null,
    listenSecret: values.HOOKLINE_LISTEN_SECRET ?? null,
    developmentKeyFile: isProduction(values)
      ? null
      : developmentApiKeyFile(resolve(values.HOOKLINE_DATA_DIR)),
  };
}

export function developmentApiKeyFile(dataDir: string): string {
  return join(dataDir, 'development-api-key');
}
