import { builder } from './builder.ts';
import { type PageArgs, pageSize } from './pagination.ts';

/** The arguments of every connection (Relay). */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: 'How many from the start, 0 to 100; 20 when neither first nor last is given.',
  }),
  after: t.string({ description: 'Only what comes after this cursor in the list.' }),
  last: t.int({ description: 'How many from the end, 0 to 100.' }),
  before: t.string({ description: 'Only what comes before this cursor in the list.' }),
}));

/** The cost of a connection is that of one entry times its page size. */
export const pageComplexity = (args: PageArgs) => ({ field: 1, multiplier: Math.max(1, pageSize(args)) });
