import { z } from 'zod';

/** The forms of values that several settings share. */

export const PORT_MAX = 65_535;

/** What must hold between settings. */
export interface Rule<Values> {
  /** The setting that is told to be wrong. */
  readonly path: keyof Values;
  /** Asked also where one of the settings is wrong in itself, and so is missing. */
  readonly holds: (values: Partial<Values>) => boolean;
  readonly error: string;
}

/** Digits alone: Number takes 4e3, 0x10 and 4000.0 for whole numbers too, which nobody means. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .transform((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN))
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: `expected a whole number from ${min} to ${max}`,
    });

/** Texts with commas between them, and whatever blanks around those. */
export const commaSeparated = z.string().transform((text) => text.split(',').map((part) => part.trim()));

/** @param last named after "or" in the sentence that says what was expected */
export const oneOf = <const Value extends string>(values: readonly Value[], last: Value) =>
  z.enum([...values, last], { error: `expected ${values.join(', ')} or ${last}` });

export const onOff = z
  .string()
  .refine((value) => value === 'true' || value === 'false', { error: 'expected true or false' })
  .transform((value) => value === 'true');

/** Development's conveniences are for those who ask for them: any other name, like `staging`, counts as production. */
export const isProduction = ({ NODE_ENV }: { NODE_ENV?: string | undefined }) =>
  NODE_ENV !== undefined && NODE_ENV !== 'development' && NODE_ENV !== 'test';
