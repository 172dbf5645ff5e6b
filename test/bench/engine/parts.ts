import type { Part } from './options.ts';
import { fairness } from './parts/fairness.ts';
import { growth } from './parts/growth.ts';
import { latency } from './parts/latency.ts';
import { lateness } from './parts/lateness.ts';
import { memory } from './parts/memory.ts';
import { publish } from './parts/publish.ts';
import { queue } from './parts/queue.ts';
import { throughput } from './parts/throughput.ts';
import type { Table } from './report.ts';
import type { Stage } from './stage.ts';

export const parts: Readonly<Record<Part, (stage: Stage) => Promise<Table>>> = {
  throughput,
  publish,
  latency,
  growth,
  fairness,
  lateness,
  memory,
  queue,
};
