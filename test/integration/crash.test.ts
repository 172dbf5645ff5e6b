import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';

// A few of the faults that `npm run test:crash` strikes with for a quarter of an hour. Most of the time goes into
// starting processes, and into what a killed worker had in flight, which waits until its lease has lapsed.
vi.setConfig({ testTimeout: 240_000 });

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Suite {
  /** The exit code, and all that it wrote. */
  readonly ended: Promise<{ code: number | null; output: string }>;
  /** Resolves when it has written that. */
  wrote(text: string): Promise<void>;
  interrupt(): void;
}

function startSuite(tmpDir: string, args: readonly string[]): Suite {
  const child = spawn(process.execPath, ['test/crash/main.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, TMPDIR: tmpDir },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      child.emit('output');
    });
  }
  return {
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })),
    async wrote(text) {
      while (!output.includes(text)) await once(child, 'output');
    },
    interrupt: () => child.kill('SIGINT'),
  };
}

/** Files of the suite, and processes that its folder stands in the arguments or the environment of. */
async function leftovers(tmpDir: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['axeww'], { maxBuffer: 64 * 1024 * 1024 });
  return [...(await readdir(tmpDir)), ...stdout.split('\n').filter((line) => line.includes(tmpDir))];
}

it('loses nothing while processes and PostgreSQL are killed, and leaves nothing behind', async () => {
  const tmpDir = await makeDataDir();
  try {
    const { code, output } = await startSuite(tmpDir, ['--runs', '1', '--faults', '5', '--seed', '23']).ended;
    expect(output).toContain('Nothing was lost.');
    expect(output).toMatch(/ lost +0 /);
    expect(code).toBe(0);
    expect(await leftovers(tmpDir)).toEqual([]);
  } finally {
    await removeDataDir(tmpDir);
  }
});

it('leaves nothing behind when it is interrupted', async () => {
  const tmpDir = await makeDataDir();
  try {
    const suite = startSuite(tmpDir, ['--runs', '1', '--seed', '23', '--verbose']);
    await suite.wrote('kill: ');
    expect(await leftovers(tmpDir)).not.toEqual([]);
    suite.interrupt();
    const { code, output } = await suite.ended;
    expect(output).toContain('Stopped.');
    expect(code).toBe(130);
    expect(await leftovers(tmpDir)).toEqual([]);
  } finally {
    await removeDataDir(tmpDir);
  }
});
