// `npm run bench:feed` measures the live feed: one API process, one that writes, one that subscribes, and an embedded
// PostgreSQL with its default settings. `node test/bench/feed/main.ts --help`.

import { rm } from 'node:fs/promises';
import { readProfiles } from '../engine/profile.ts';
import { printTable, type Table, writeJson } from '../engine/report.ts';
import { type Part, readOptions, USAGE } from './options.ts';
import { everyone } from './parts/everyone.ts';
import { latency } from './parts/latency.ts';
import { publishing } from './parts/publishing.ts';
import { replay } from './parts/replay.ts';
import { work } from './parts/work.ts';
import { openStage, type Stage } from './stage.ts';

const parts: Readonly<Record<Part, (stage: Stage) => Promise<Table>>> = {
  latency,
  work,
  everyone,
  replay,
  publishing,
};

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 2;
} else if (!options) console.log(USAGE);
else {
  const started = performance.now();
  if (options.profileDir) await rm(options.profileDir, { recursive: true, force: true });
  const tables: Record<string, Table & { seconds: number }> = {};
  let isStopped = false;
  const opening = openStage(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      isStopped = true;
      await (await opening)[Symbol.asyncDispose]();
      process.exit(1);
    });
  }
  await using stage = await opening;
  for (const part of options.parts) {
    if (isStopped) break;
    const partStarted = performance.now();
    const table = await parts[part](stage).catch((error: unknown) => {
      // What the other parts found is not lost with this one.
      if (!isStopped) console.error(`\n${part} could not be measured:`, error);
      process.exitCode = 1;
    });
    if (!table) continue;
    const seconds = Math.round((performance.now() - partStarted) / 1000);
    tables[part] = { ...table, seconds };
    printTable(table);
    console.log(`\n(${seconds} s)`);
  }
  for (const table of options.profileDir ? await readProfiles(options.profileDir) : []) printTable(table);
  const seconds = Math.round((performance.now() - started) / 1000);
  if (!isStopped) await writeJson(options.json, { at: new Date().toISOString(), seconds, tables });
  console.log(`\n${seconds} s; the figures are in ${options.json}`);
}
