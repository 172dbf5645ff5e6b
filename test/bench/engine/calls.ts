import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a helper process does on demand: each call takes one argument and answers with what JSON can hold. */
export type Calls = Record<string, (argument: never) => unknown>;

export interface Helper<C extends Calls> extends AsyncDisposable {
  readonly pid: number;
  call<Name extends keyof C & string>(
    name: Name,
    ...argument: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>>;
}

interface Question {
  id: number;
  name: string;
  argument: unknown;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** The side of the helper: answers until its parent is gone. */
export function answerCalls(calls: Calls): void {
  process.on('message', async ({ id, name, argument }: Question) => {
    try {
      const call = calls[name] as (argument: unknown) => unknown;
      process.send?.({ id, result: await call(argument) } satisfies Answer);
    } catch (error) {
      process.send?.({ id, error: (error as Error).stack ?? String(error) } satisfies Answer);
    }
  });
  process.on('disconnect', () => process.exit());
}

/** Starts a helper, a process of its own that shares nothing with the bench but the two cores. */
export function startHelper<C extends Calls>(file: URL): Helper<C> {
  const child = fork(file);
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  let calls = 0;
  child.on('message', ({ id, result, error }: Answer) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) caller?.resolve(result as never);
    else caller?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${file.pathname} has ended`));
  });
  return {
    pid: child.pid as number,
    call: (name, ...[argument]) =>
      new Promise((resolve, reject) => {
        waiting.set(++calls, { resolve, reject });
        child.send({ id: calls, name, argument } satisfies Question);
      }),
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}
