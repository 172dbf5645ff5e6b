import pg from 'pg';

/** A statement as it was sent, with the values of its parameters. */
export interface SentStatement {
  text: string;
  values: unknown[];
}

/** The statements that this process sends to PostgreSQL while it does something. */
export async function sentStatements(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [given, values] = args as [string | Partial<SentStatement>, unknown];
    const { text = '', values: own = [] } = typeof given === 'string' ? { text: given } : given;
    sent.push({ text, values: Array.isArray(values) ? values : own });
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

/** One node of a plan. Rows are those it gave, and those it looked at and threw away, over all of its loops. */
export interface PlanNode {
  type: string;
  relation: string | null;
  index: string | null;
  rows: number;
  removed: number;
  pages: number;
}

export interface Plan {
  nodes: PlanNode[];
  executionMs: number;
  planningMs: number;
}

interface ExplainedNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: ExplainedNode[];
}

/** How PostgreSQL ran a statement: what it scanned, by what, and how much of it. */
export async function planOf(pool: Pick<pg.Pool, 'query'>, { text, values }: SentStatement): Promise<Plan> {
  const { rows } = await pool.query<{
    'QUERY PLAN': { Plan: ExplainedNode; 'Execution Time': number; 'Planning Time': number }[];
  }>(`explain (analyze, buffers, timing off, format json) ${text}`, values);
  const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
  if (!explained) throw new Error('there is no plan');
  return {
    nodes: nodesOf(explained.Plan),
    executionMs: explained['Execution Time'],
    planningMs: explained['Planning Time'],
  };
}

function nodesOf(node: ExplainedNode): PlanNode[] {
  const loops = node['Actual Loops'];
  const own: PlanNode = {
    type: node['Node Type'],
    relation: node['Relation Name'] ?? null,
    index: node['Index Name'] ?? null,
    rows: node['Actual Rows'] * loops,
    removed: ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * loops,
    pages: node['Shared Hit Blocks'] + node['Shared Read Blocks'],
  };
  return [own, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Scans of a partitioned table's parts are scans of the table. */
export function tableOf(relation: string): string {
  return relation.replace(/_(default|\d{4}w\d\d|\d{7})$/, '');
}

/** The scans that did anything, in words, parts of one table together. */
export function describeScans({ nodes }: Plan): string {
  const scans = new Map<string, { rows: number; removed: number }>();
  for (const node of nodes) {
    if (!node.relation && node.type !== 'Bitmap Index Scan') continue;
    const place = node.relation ? tableOf(node.relation) : '';
    const by = node.index ? ` by ${node.index.replace(/_\d{4}w\d\d/, '').replace('_default', '')}` : '';
    const key = `${node.type}${place && ` of ${place}`}${by}`;
    const seen = scans.get(key) ?? { rows: 0, removed: 0 };
    scans.set(key, { rows: seen.rows + node.rows, removed: seen.removed + node.removed });
  }
  return [...scans]
    .map(
      ([key, { rows, removed }]) =>
        `${key} (${Math.round(rows)} rows${removed ? `, ${Math.round(removed)} thrown away` : ''})`,
    )
    .join('; ');
}
