// `npm run bench:feed` measures the live feed: one API process, one that writes, one that subscribes, and an embedded
// PostgreSQL with its default settings. `node test/bench/feed/main.ts --help`.

import { measureParts } from '../measure-parts.ts';
import { readOptions, USAGE } from './options.ts';
import { everyone } from './parts/everyone.ts';
import { latency } from './parts/latency.ts';
import { publishing } from './parts/publishing.ts';
import { replay } from './parts/replay.ts';
import { work } from './parts/work.ts';
import { openStage } from './stage.ts';

await measureParts({
  readOptions,
  usage: USAGE,
  open: openStage,
  parts: { latency, work, everyone, replay, publishing },
});
