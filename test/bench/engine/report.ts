import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A figure and what it should be. */
export interface Judged {
  value: number;
  target: string;
  isMet: boolean;
}

/** A line of a table: columns by their titles. */
export type Row = Record<string, string | number | Judged>;

export interface Table {
  title: string;
  /** What was measured how. */
  note: string;
  rows: Row[];
}

export function rounded(value: number, decimals = 0): number {
  return Number(value.toFixed(decimals));
}

export function judged(
  value: number,
  target: { atLeast: number } | { atMost: number },
  decimals = 2,
): Judged {
  const least = 'atLeast' in target;
  return {
    value: rounded(value, decimals),
    target: least ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`,
    isMet: least ? value >= target.atLeast : value <= target.atMost,
  };
}

/** As in "0.43 (≥ 0.5 missed)". */
export function textOf(cell: Row[string] | undefined): string {
  if (typeof cell !== 'object') return String(cell ?? '');
  return `${cell.value} (${cell.target}${cell.isMet ? '' : ' missed'})`;
}

export function printTable({ title, note, rows }: Table): void {
  console.log(`\n## ${title}\n\n${note}\n`);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => textOf(row[column])));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((line) => (line[index] as string).length)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, index) => text.padEnd(widths[index] as number)).join(' | ')} |`;
  console.log(line(columns));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const texts of cells) console.log(line(texts));
}

export async function writeJson(file: string, content: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}
