import type { Core } from '../domain/core.ts';
import { createRecovery } from '../domain/recover.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { QUEUES } from '../queue/contracts.ts';

/** Repairs what is stranded, once a minute, in one of the workers. A sound database makes no line in the log. */
export async function startRecovery(core: Core, log: Logger, metrics: Metrics): Promise<void> {
  const recover = createRecovery(core);
  await core.boss.work(QUEUES.recover.name, { pollingIntervalSeconds: 1 }, async () => {
    const recovered = await recover();
    metrics.repaired({ ...recovered });
    if (Object.values(recovered).some((count) => count > 0))
      log.warn(recovered, 'stranded deliveries recovered');
  });
}
