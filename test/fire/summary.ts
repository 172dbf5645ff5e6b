import type { FireResult } from './run.ts';

/** What a run was made of, and what it found: one line of a table each. */
export function summarize(result: FireResult, writers: number): string {
  const { written, struck } = result;
  const rows: [string, number, string][] = [
    [
      'writers',
      writers,
      `${written.transactions} transactions committed, ${written.rolledBack} rolled back, ${written.cutOff} cut off`,
    ],
    ['items', written.items, `committed; ${written.untold} commits that nobody was told of`],
    [
      'subscribers',
      result.followers,
      `${result.received} items and ${result.checkpoints} checkpoints received over ${result.connections} connections`,
    ],
    [
      'disconnects',
      result.disconnects,
      `by the subscriber; ${result.losses} lost at the other end, ${result.tooSlow} closed as too slow`,
    ],
    ['listener losses', struck.listenerLosses, 'connections that listened, ended by PostgreSQL or cut'],
    ['kills', struck.kills, `of API processes by SIGKILL; ${struck.stops} more by SIGTERM`],
    ['gaps', result.gaps, 'items that were due and did not come, although later ones did'],
    ['behind', result.behind, 'items that were due and had not come at the end'],
    ['repeats', result.repeats, 'items that came again'],
    ['reordered', result.reordered, 'items that came after a later one'],
    ['strange', result.strange, 'items that were not due'],
  ];
  return rows
    .map(([name, count, text]) => `  ${name.padEnd(16)}${String(count).padStart(8)}   ${text}`)
    .join('\n');
}
