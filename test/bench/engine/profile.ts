import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rounded, type Table } from './report.ts';

const TOP = 20;

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where the servers' time went, by package and by function, from all profiles of a folder. */
export async function readProfiles(folder: string): Promise<Table[]> {
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, number>();
  for (const file of await readdir(folder)) {
    const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile;
    const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
    for (const [index, id] of profile.samples.entries()) {
      const frame = frames.get(id);
      if (!frame || frame.functionName === '(idle)') continue;
      const us = profile.timeDeltas[index] ?? 0;
      const where = packageOf(frame.url, frame.functionName);
      const name = `${where}: ${frame.functionName || 'anonymous'}${frame.url ? ` (${frame.url.split('/').at(-1)}:${frame.lineNumber + 1})` : ''}`;
      byPackage.set(where, (byPackage.get(where) ?? 0) + us);
      byFunction.set(name, (byFunction.get(name) ?? 0) + us);
    }
  }
  const total = [...byPackage.values()].reduce((sum, us) => sum + us, 0);
  const note = `Of ${(total / 1e6).toFixed(1)} s of the servers' main threads, starting included, without what they idled.`;
  const table = (title: string, column: string, times: Map<string, number>): Table => ({
    title,
    note,
    rows: [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, TOP)
      .map(([name, us]) => ({
        [column]: name,
        'share %': rounded((us / total) * 100, 1),
        ms: Math.round(us / 1000),
      })),
  });
  return [
    table('Where the time goes, by package', 'package', byPackage),
    table('Where the time goes, by function', 'function', byFunction),
  ];
}

function packageOf(url: string, functionName: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native';
  if (url.startsWith('node:')) return `node ${url.slice('node:'.length).split('/').slice(0, 2).join('/')}`;
  const inModules = url.split('/node_modules/').at(-1) as string;
  if (inModules !== url) return inModules.split('/', inModules.startsWith('@') ? 2 : 1).join('/');
  return /\/src\/.*/.exec(url)?.[0].slice(1) ?? url;
}
