import { Counter, type Histogram } from 'prom-client';
import type { MetricDescription } from './metrics-gauges.ts';

// For what is counted at every attempt: prom-client builds a text of the labels for each increment, and several objects
// for each observation (90 to 110 ns). Plain numbers take a tenth of that; it reads them when somebody asks.

/** A counter by the values of one label. @returns the counts, to be added to */
export function tally<Value extends string>(
  description: MetricDescription,
  label: string,
  values: readonly Value[],
): Record<Value, number> {
  const counts = Object.fromEntries(values.map((value) => [value, 0])) as Record<Value, number>;
  new Counter({
    ...description,
    labelNames: [label],
    collect() {
      this.reset();
      for (const value of values) this.inc({ [label]: value }, counts[value]);
    },
  });
  return counts;
}

/** @param bounds upper ones of the buckets, ascending. @returns what takes a value */
export function histogram(
  { name, help, registers }: MetricDescription,
  bounds: readonly number[],
): (value: number) => void {
  /** The last one is of what lies above all bounds. */
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;

  async function get() {
    let count = 0;
    const buckets = [...counts].map((inBucket, index) => {
      count += inBucket;
      return { metricName: `${name}_bucket`, labels: { le: bounds[index] ?? '+Inf' }, value: count };
    });
    const values = [
      ...buckets,
      { metricName: `${name}_sum`, labels: {}, value: sum },
      { metricName: `${name}_count`, labels: {}, value: count },
    ];
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  }
  for (const registry of registers) registry.registerMetric({ name, get } as unknown as Histogram);

  return (value) => {
    let at = 0;
    while (at < bounds.length && value > (bounds[at] as number)) at += 1;
    counts[at] = (counts[at] as number) + 1;
    sum += value;
  };
}
