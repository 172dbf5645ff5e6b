import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const LOG = JSON.stringify(new URL('../../src/log.ts', import.meta.url).href);
const MANY = 1000;

/** A process that logs numbered lines to its standard output, and then does as told. */
function program(then: string): string[] {
  return [
    '--input-type=module',
    '--eval',
    `const { createLogger } = await import(${LOG});
     const log = createLogger({ level: 'info', format: 'json' });
     for (let i = 0; i < ${MANY}; i++) log.info({ i }, 'line');
     ${then}`,
  ];
}

it.each([
  ['when it has nothing more to do', '', 0],
  ['by exit()', 'process.exit(3)', 3],
  ['by an error that nobody catches', `throw new Error('uncaught')`, 1],
])('a process that ends %s has written every line, in order', async (_how, then, code) => {
  const ended = Promise.withResolvers<{ code: unknown; stdout: string }>();
  execFile(process.execPath, program(then), (error, stdout) =>
    ended.resolve({ code: error?.code ?? 0, stdout }),
  );
  const { code: exitCode, stdout } = await ended.promise;
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).i)).toEqual(Array.from({ length: MANY }, (_, i) => i));
  expect(exitCode).toBe(code);
});

it('a line is written although none follows and the process goes on', async () => {
  const child = spawn(process.execPath, program('setInterval(() => {}, 1000)'), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) if (JSON.parse(line).i === MANY - 1) break;
  child.kill('SIGKILL');
  await exit;
});
