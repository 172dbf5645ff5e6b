const NS_PER_MS = 1e6;

/** Milliseconds on the machine's monotonic clock, which all of its processes read alike. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / NS_PER_MS;
}
