import type { Metrics, PublishResult } from '../metrics.ts';
import type { StoreShared } from './publish-group.ts';

/** Tells the metrics what became of the events of each call, and how long that took. */
export function countPublishing(store: StoreShared, metrics: Metrics): StoreShared {
  return async (events) => {
    const startedMs = performance.now();
    const counts: Record<PublishResult, number> = { accepted: 0, duplicate: 0, conflict: 0, failed: 0 };
    try {
      const answers = await store(events);
      for (const answer of answers)
        counts[answer instanceof Error ? 'conflict' : answer.duplicate ? 'duplicate' : 'accepted'] += 1;
      return answers;
    } catch (error) {
      counts.failed = events.length;
      throw error;
    } finally {
      metrics.published(counts, performance.now() - startedMs);
    }
  };
}
