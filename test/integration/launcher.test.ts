import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../../src/hookline.js', import.meta.url));

/** Runs the launcher in a project that asks for such a Node, and whose program says what it was given. */
async function launch(
  node: string,
  prepare = async (_folder: string) => {},
  settings: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string; keepsCompiled: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-test-'));
  try {
    await mkdir(join(folder, 'src/db/generated/prisma'), { recursive: true });
    await writeFile(join(folder, 'src/db/generated/prisma/client.ts'), '');
    await cp(LAUNCHER, join(folder, 'src/hookline.js'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', engines: { node } }));
    await writeFile(join(folder, 'src/main.ts'), 'console.log(process.argv.slice(2) as string[]);');
    await prepare(folder);
    const { NODE_COMPILE_CACHE: _cache, UV_THREADPOOL_SIZE: _threads, ...others } = process.env;
    const env = { ...others, ...settings };
    const ended = await new Promise<{ code: number; output: string }>((resolve) => {
      execFile(
        process.execPath,
        [join(folder, 'src/hookline.js'), 'serve', '--help'],
        { env },
        (error, out, err) => resolve({ code: Number(error?.code ?? 0), output: out + err }),
      );
    });
    const kept = await readdir(join(folder, 'node_modules/.cache/hookline')).catch(() => []);
    return { ...ended, keepsCompiled: kept.length > 0 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('runs the program where Node is new enough', async () => {
  const same = process.versions.node;
  expect(await launch(`>=${same}`)).toEqual({
    code: 0,
    output: "[ 'serve', '--help' ]\n",
    keepsCompiled: true,
  });
  expect(await launch('>=22.99.99')).toMatchObject({ code: 0 });
});

it('runs the program where what Node compiled cannot be kept', async () => {
  const launched = await launch('>=22.99.99', (folder) => writeFile(join(folder, 'node_modules'), ''));
  expect(launched).toEqual({ code: 0, output: "[ 'serve', '--help' ]\n", keepsCompiled: false });
});

it('says of a Node that is too old which one is needed', async () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  for (const needed of [`${major}.${minor + 1}.0`, `${major + 1}.0.0`]) {
    const { code, output } = await launch(`>=${needed}`);
    expect(code).toBe(1);
    expect(output).toContain(`needs Node ${needed} or newer, and this is ${process.versions.node}`);
    expect(output).toContain('What to do: install a newer Node');
    expect(output).not.toMatch(/\n +at /);
  }
});

it('says where npm has not generated what the program needs how it is made', async () => {
  const { code, output } = await launch('>=22.99.99', (folder) =>
    rm(join(folder, 'src/db'), { recursive: true }),
  );
  expect(code).toBe(1);
  expect(output).toContain('Hookline cannot start: it is not installed, or not completely');
  expect(output).toContain('What to do: run `npm ci`;');
  expect(output).toContain('then run `npm run generate`');
  expect(output).not.toMatch(/\n +at /);
});

it.skipIf(!existsSync('/proc/self/task'))(
  'has as many threads for looking up names as are asked for',
  async () => {
    const countThreads = (folder: string) =>
      writeFile(
        join(folder, 'src/main.ts'),
        `import { lookup } from 'node:dns/promises';
      import { readdirSync, readFileSync } from 'node:fs';
      await lookup('localhost');
      const names = readdirSync('/proc/self/task').map((id) => readFileSync('/proc/self/task/' + id + '/comm', 'utf8'));
      console.log(names.filter((name) => name.startsWith('libuv')).length);`,
      );
    expect(await launch('>=22.99.99', countThreads)).toMatchObject({ code: 0, output: '128\n' });
    const fewer = await launch('>=22.99.99', countThreads, { UV_THREADPOOL_SIZE: '8' });
    expect(fewer).toMatchObject({ code: 0, output: '8\n' });
  },
);

it('is run by npx without anything being generated again, which a server may be using', async () => {
  const cache = await mkdtemp(join(tmpdir(), 'hookline-test-'));
  try {
    const generated = () => stat(new URL('../../src/db/generated/prisma/client.ts', import.meta.url));
    const before = await generated();
    const { stdout } = await promisify(execFile)('npx', ['--offline', 'hookline', '--help'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, npm_config_cache: cache },
    });
    expect(stdout).toContain('Usage: hookline <command>');
    expect((await generated()).mtimeMs).toBe(before.mtimeMs);
  } finally {
    await rm(cache, { recursive: true });
  }
}, 60_000);
