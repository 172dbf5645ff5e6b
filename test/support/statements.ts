import pg from 'pg';
import { vi } from 'vitest';

/** By which the listener finds out whether it hears. */
const LISTENER_CHECK = 'select pg_notify($1, $2)';

/** Statements that this process sends to PostgreSQL while it does something, those of the queue, the listener and a connection for itself aside. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const { query } = pg.Client.prototype;
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [given] = args;
    const text = typeof given === 'string' ? given : String((given as { text?: string } | undefined)?.text);
    const isBeside =
      text.includes('pgboss') ||
      text.startsWith('set timezone') ||
      text === 'discard plans' ||
      text === LISTENER_CHECK;
    if (!isBeside) statements.push(text);
    return Reflect.apply(query, this, args);
  } as typeof query);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return statements;
}
