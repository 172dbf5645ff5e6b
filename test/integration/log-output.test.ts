import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';

const LOG = JSON.stringify(new URL('../../src/log.ts', import.meta.url).href);
const MANY = 1000;

/** A process that logs numbered lines to its standard output, and then does as told. */
function program(then: string, format = 'json'): string[] {
  return [
    '--input-type=module',
    '--eval',
    `const { createLogger } = await import(${LOG});
     const log = createLogger({ level: 'info', format: '${format}' });
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

it('a reader that stops has so much wait for it, and is told how many lines were lost when it goes on', async () => {
  const many = 6000;
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { createLogger } = await import(${LOG});
       const log = createLogger({ level: 'info', format: 'json' });
       for (let i = 0; i < ${many}; i++) log.info({ i, text: 'x'.repeat(10_000) }, 'line');
       process.stdin.once('data', () => log.info('after'));`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const lines: { i?: number; lines?: number; level: number; msg: string }[] = [];
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text);
    lines.push(line);
    if (line.lines !== undefined) child.stdin.end('go on');
  }
  expect(await ended).toEqual([0, null]);
  const kept = lines.length - 2;
  expect(kept).toBeGreaterThan(1000);
  expect(lines.slice(0, kept).map(({ i }) => i)).toEqual(Array.from({ length: kept }, (_, i) => i));
  expect(lines.slice(kept)).toMatchObject([
    { level: 40, lines: many - kept, msg: expect.stringContaining('lost') },
    { msg: 'after' },
  ]);
});

it('a terminal that is stopped holds nobody up, and is told how many lines were lost when it goes on', async () => {
  const many = 3000;
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { createLogger, print } = await import(${LOG});
       const log = createLogger({ level: 'info', format: 'pretty' });
       for (let i = 0; i < ${many}; i++) log.info('line ' + i + 'x'.repeat(10_000));
       setTimeout(() => process.stderr.write('goes on'), 100);
       process.stdin.once('data', () => {
         log.info('after');
         print('behind it\\n');
       });`,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  await once(child.stderr, 'data');
  const lines: string[] = [];
  for await (const text of createInterface(child.stdout)) {
    lines.push(text);
    if (text.includes('lost')) child.stdin.end('go on');
  }
  expect(await ended).toEqual([0, null]);
  const kept = lines.length - 3;
  expect(kept).toBeGreaterThan(1000);
  expect(lines[kept - 1]).toContain(`line ${kept - 1}x`);
  expect(lines.slice(kept)).toEqual([
    expect.stringContaining(`${many - kept} lines of the log were lost`),
    expect.stringContaining('after'),
    'behind it',
  ]);
});

describe.each(['json', 'pretty'])('a log in the format %s that cannot be written', (format) => {
  /** Logs on until it was told to stop, as a server does. */
  const goesOn = program(
    `const timer = setInterval(() => log.info('on'), 5);
     let turns = 0;
     setInterval(() => { if (++turns === 20) process.stderr.write('goes on'); }, 10).unref();
     process.on('SIGTERM', () => clearInterval(timer));`,
    format,
  );

  async function stopsWhenTold(output: number | 'pipe'): Promise<void> {
    const child = spawn(process.execPath, goesOn, { stdio: ['ignore', output, 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    // Whoever read it goes.
    child.stdout?.destroy();
    const [said] = await Promise.race([once(child.stderr as Readable, 'data'), ended]);
    expect(String(said)).toBe('goes on');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }

  it('as its disk is full ends nothing, and does not stand in the way of the end', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux has a file that is always full');
    const full = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(full));
    await stopsWhenTold(full);
  });

  it('as its reader is gone ends nothing, and does not stand in the way of the end', () =>
    stopsWhenTold('pipe'));
});
