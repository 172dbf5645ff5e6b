/** Pipes belong to a child process, which counts itself, or to the standard output, which opens at its first use. */
const IGNORED = new Set(['PipeWrap']);

/** How many there are of each kind of servers, sockets, timers and child processes that keep this process alive. */
export function openResources(): ReadonlyMap<string, number> {
  const types = process.getActiveResourcesInfo().filter((type) => !IGNORED.has(type));
  const byType = Map.groupBy(types, (type) => type);
  return new Map([...byType].map(([type, { length }]) => [type, length]));
}

/** What there is more of than before, like `1 TCPServerWrap`. */
export function openedSince(before: ReadonlyMap<string, number>): string[] {
  return [...openResources()]
    .map(([type, count]) => ({ type, added: count - (before.get(type) ?? 0) }))
    .filter(({ added }) => added > 0)
    .map(({ type, added }) => `${added} ${type}`);
}
