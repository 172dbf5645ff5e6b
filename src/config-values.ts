import { z } from 'zod';

/** What of the settings' values has one form everywhere. */

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: `expected a whole number from ${min} to ${max}`,
    });

export const onOff = z
  .string()
  .refine((value) => value === 'true' || value === 'false', { error: 'expected true or false' })
  .transform((value) => value === 'true');
