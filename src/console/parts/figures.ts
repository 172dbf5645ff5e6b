export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  if (ms < 1000) return `${ms} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

const count = new Intl.NumberFormat('en');
export const number = (value: number): string => count.format(value);

/** To a tenth, and never rounded to a hundred when something failed. */
export function percent(rate: number | null | undefined): string {
  if (rate === null || rate === undefined) return '–';
  return rate === 1 ? '100 %' : `${Math.min(99.9, Math.round(rate * 1000) / 10).toFixed(1)} %`;
}
