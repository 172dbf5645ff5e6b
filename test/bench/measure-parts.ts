import { rm } from 'node:fs/promises';
import { readProfiles } from './engine/profile.ts';
import { printTable, type Table, writeJson } from './engine/report.ts';

/** What a benchmark is told by its command line, beside what its own parts want to know. */
interface Options<Part extends string> {
  parts: Iterable<Part>;
  profileDir: string | null;
  json: string;
}

interface Benchmark<Part extends string, Stage extends AsyncDisposable, Asked extends Options<Part>> {
  readOptions: (args: readonly string[]) => Asked | string | null;
  usage: string;
  open: (options: Asked) => Promise<Stage>;
  parts: Readonly<Record<Part, (stage: Stage) => Promise<Table>>>;
  /** Kept with the figures. */
  about?: (options: Asked) => object;
}

/** Measures the parts that the command line asks for, prints a table of each, and keeps all in a file. */
export async function measureParts<
  Part extends string,
  Stage extends AsyncDisposable,
  Asked extends Options<Part>,
>(benchmark: Benchmark<Part, Stage, Asked>): Promise<void> {
  const options = benchmark.readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(options);
    process.exitCode = 2;
    return;
  }
  if (!options) return console.log(benchmark.usage);
  const started = performance.now();
  if (options.profileDir) await rm(options.profileDir, { recursive: true, force: true });
  const tables: Record<string, Table & { seconds: number }> = {};
  let isStopped = false;
  const opening = benchmark.open(options);
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
    const table = await benchmark.parts[part](stage).catch((error: unknown) => {
      // What the other parts found is not lost with this one.
      if (!isStopped) console.error(`\n${part} could not be measured:`, error);
      process.exitCode = 1;
    });
    if (!table) continue;
    const seconds = secondsSince(partStarted);
    tables[part] = { ...table, seconds };
    printTable(table);
    console.log(`\n(${seconds} s)`);
  }
  for (const table of options.profileDir ? await readProfiles(options.profileDir) : []) printTable(table);
  const seconds = secondsSince(started);
  if (!isStopped) {
    const about = { at: new Date().toISOString(), ...benchmark.about?.(options), seconds };
    await writeJson(options.json, { ...about, tables });
  }
  console.log(`\n${seconds} s; the figures are in ${options.json}`);
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000);
}
