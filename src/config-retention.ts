import type { z } from 'zod';
import { type Rule, wholeNumber } from './config-values.ts';

const HOURS_PER_DAY = 24;
/** An idempotency key answers with its event for so long, and the last retry is made within days. */
const ROW_DAYS_MIN = 7;

/** Part of the settings, in the order in which the README lists them. */
export const retentionVariables = {
  HOOKLINE_ROW_RETENTION_DAYS: wholeNumber(ROW_DAYS_MIN, 3650).default(90),
  HOOKLINE_FEED_RETENTION_HOURS: wholeNumber(1, 87_600).default(168),
};

type RetentionValues = z.output<z.ZodObject<typeof retentionVariables>>;
type RuledValues = RetentionValues & { HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS: number };

export const retentionRules: readonly Rule<RuledValues>[] = [
  {
    path: 'HOOKLINE_FEED_RETENTION_HOURS',
    holds: (values) => !isLonger(values.HOOKLINE_FEED_RETENTION_HOURS, values),
    error: 'must not be more than HOOKLINE_ROW_RETENTION_DAYS: the feed links to those rows',
  },
  {
    path: 'HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS',
    holds: (values) => !isLonger(values.HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS, values),
    error: 'must not be more than HOOKLINE_ROW_RETENTION_DAYS: a payload goes with its event at the latest',
  },
];

/** How long what has happened is kept. */
export interface RetentionConfig {
  /** Of events, deliveries and attempts: at least. */
  readonly rowRetentionDays: number;
  readonly feedRetentionHours: number;
}

export function toRetentionConfig(values: RetentionValues): RetentionConfig {
  return {
    rowRetentionDays: values.HOOKLINE_ROW_RETENTION_DAYS,
    feedRetentionHours: values.HOOKLINE_FEED_RETENTION_HOURS,
  };
}

function isLonger(
  hours: number | undefined,
  { HOOKLINE_ROW_RETENTION_DAYS: days }: Partial<RetentionValues>,
): boolean {
  return hours !== undefined && days !== undefined && days >= ROW_DAYS_MIN && hours > days * HOURS_PER_DAY;
}
