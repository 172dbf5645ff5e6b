/**
 * Settings for the transactions of the hot paths, whose statements look rows up and whose plans are kept.
 *
 * A plan that is kept may have been made while the tables were small, when reading all of their rows seemed cheap: by a
 * scan, or along an index from end to end. None of these plans gets better by knowing the parameters, which PostgreSQL
 * does not see: left alone, it plans most of the reads anew each time, which takes half as long as the reading. Nor
 * should a statement be compiled; setSession says so too, but a pooler may lose that.
 */
export const BY_INDEX =
  'SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; ' +
  'SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL jit = off';
