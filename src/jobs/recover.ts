import type { Core } from '../domain/core.ts';
import { createRecovery } from '../domain/recover.ts';
import { QUEUES } from '../queue/contracts.ts';
import { POLLING, type WorkTools, workOn } from './work.ts';

/** Repairs what is stranded, once a minute, in one of the workers. A sound database makes no line in the log. */
export async function startRecovery(core: Core, tools: WorkTools): Promise<void> {
  const { log, metrics } = tools;
  const recover = createRecovery(core);
  await workOn(tools, QUEUES.recover.name, POLLING, async () => {
    const recovered = await recover();
    metrics.repaired({ ...recovered });
    if (Object.values(recovered).some((count) => count > 0))
      log.warn(recovered, 'stranded deliveries recovered');
  });
}
