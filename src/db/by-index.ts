/**
 * For transactions of the hot paths, whose statements look rows up and have their plans kept.
 *
 * A plan that is kept was made while the tables may have been small, where reading all of their rows seems cheap: by a
 * scan, or along an index from end to end. And none of these plans depends on a value, which PostgreSQL does not see:
 * left alone it plans most of the reads anew each time, which takes half as long as reading. Nor is a statement to be
 * compiled, as setSession has it too, of which a pooler may know nothing.
 */
export const BY_INDEX =
  'SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; ' +
  'SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL jit = off';
