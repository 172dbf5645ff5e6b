// `npm run bench` measures the engine against what it stands on, on an embedded PostgreSQL with its default settings:
// `node test/bench/engine/main.ts --help`. Figures of two runs do not compare on a machine that others use too; the
// ratios do, as both of their sides are measured in turns.

import { measureParts } from '../measure-parts.ts';
import { readOptions, USAGE } from './options.ts';
import { parts } from './parts.ts';
import { openStage } from './stage.ts';

await measureParts({
  readOptions,
  usage: USAGE,
  open: openStage,
  parts,
  about: ({ size }) => ({ size }),
});
