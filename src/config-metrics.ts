import { z } from 'zod';
import { PORT_MAX, type Rule, wholeNumber } from './config-values.ts';

export const metricsVariables = {
  HOOKLINE_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  HOOKLINE_METRICS_PORT: wholeNumber(0, PORT_MAX).optional(),
};

type MetricsValues = z.output<z.ZodObject<typeof metricsVariables>>;

export const metricsRules: readonly Rule<MetricsValues & { HOOKLINE_PORT: number }>[] = [
  {
    path: 'HOOKLINE_METRICS_PORT',
    holds: (values) =>
      values.HOOKLINE_METRICS_PORT === 0 || values.HOOKLINE_METRICS_PORT !== values.HOOKLINE_PORT,
    error: 'must not be HOOKLINE_PORT: metrics ask for no key, so they are kept from the API’s clients',
  },
];

/** Where metrics and health are served to whoever runs the process. */
export interface MetricsConfig {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

export function toMetricsConfig(values: MetricsValues): MetricsConfig | null {
  const { HOOKLINE_METRICS_HOST: host, HOOKLINE_METRICS_PORT: port } = values;
  return port === undefined ? null : { host, port };
}
