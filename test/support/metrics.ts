/** A process's metrics as Prometheus reads them, by name and labels, like `attempts_total{outcome="SUCCEEDED"}`. */
export interface Scrape {
  readonly text: string;
  /** @throws Error when there is no such sample */
  value(sample: string): number;
  /** The metrics of our own, without the prefix of all, in the order of their names. */
  readonly metrics: readonly { name: string; type: string; help: string; labels: readonly string[] }[];
}

const PREFIX = 'hookline_';
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*)\})? (\S+)$/;
const NUMBER = /^([+-]Inf|NaN|-?\d+(\.\d+)?(e[+-]?\d+)?)$/;
/** Samples that belong to a histogram, which has the name without it. */
const PART = /_(bucket|sum|count)$/;

/** @throws Error at a line that is not of Prometheus' text format */
export async function scrape(operatorUrl: string | null): Promise<Scrape> {
  const response = await fetch(`${operatorUrl}/metrics`);
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  const text = await response.text();
  const samples = new Map<string, number>();
  const found = new Map<string, { type: string; help: string; labels: Set<string> }>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (keyword === 'HELP') found.set(name, { type: '', help: rest, labels: new Set() });
    else if (keyword === 'TYPE') (found.get(name) as { type: string }).type = rest;
    else {
      const [, sample = '', labels = '', number = ''] = SAMPLE.exec(line) ?? [];
      const metric = found.get(sample) ?? found.get(sample.replace(PART, ''));
      if (!metric || !NUMBER.test(number)) throw new Error(`not Prometheus: ${line}`);
      for (const [, label] of labels.matchAll(/(\w+)="/g))
        if (label !== 'le') metric.labels.add(label as string);
      samples.set(`${sample.replace(PREFIX, '')}${labels && `{${labels}}`}`, Number(number));
    }
  }
  return {
    text,
    value(sample) {
      const value = samples.get(sample);
      if (value === undefined) throw new Error(`no sample ${sample} in\n${text}`);
      return value;
    },
    metrics: [...found]
      .filter(([name]) => name.startsWith(PREFIX))
      .map(([name, metric]) => ({ name, ...metric, labels: [...metric.labels] }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
