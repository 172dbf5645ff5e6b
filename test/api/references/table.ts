import { references } from './rows.ts';

/** The mapping as the README shows it. */
export function mappingTable(): string {
  const tables = references.map(({ title, rows }) => {
    const lines = rows.map(({ theirs, ours }) => `| ${theirs} | ${ours} |`);
    return [
      `<details><summary>${title}</summary>`,
      '',
      '| there | here |',
      '|---|---|',
      ...lines,
      '',
      '</details>',
    ].join('\n');
  });
  return `<!-- mapping -->\n${tables.join('\n\n')}\n<!-- /mapping -->`;
}
