import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin } from 'vite';

/**
 * Builds the console's page from src/console into src/console/built, which is committed, so that an installation
 * without development's packages serves it. With --check it builds elsewhere and fails when the bytes differ.
 */
const ROOT = fileURLToPath(new URL('../src/console', import.meta.url));
const COMMITTED = join(ROOT, 'built');

/** The page is drawn once its script has run: the theme that somebody chose is there from the first moment. */
const blockRender: Plugin = {
  name: 'block-render',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
  },
};

const config = (outDir: string): InlineConfig => ({
  configFile: false,
  root: ROOT,
  base: '/console/',
  mode: 'production',
  logLevel: 'warn',
  // Files of development's server, which nobody uses here, would be written beside the sources.
  cacheDir: join(tmpdir(), 'hookline-console-cache'),
  plugins: [blockRender],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // These know light-dark(), which else becomes twice as many rules.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The page's policy forbids data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of what is bundled: its licences ask to be passed on with it.
    license: { fileName: 'licenses.md' },
    reportCompressedSize: false,
  },
});

async function filesOf(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1), await readFile(path, 'base64'));
  }
  return files;
}

async function check(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-console-'));
  try {
    await build(config(folder));
    const [made, committed] = await Promise.all([filesOf(folder), filesOf(COMMITTED)]);
    const names = new Set([...made.keys(), ...committed.keys()]);
    return [...names].every((name) => made.get(name) === committed.get(name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (!process.argv.includes('--check')) await build(config(COMMITTED));
else if (!(await check())) {
  process.stderr.write('src/console/built is not what src/console makes now. Run `npm run console`.\n');
  process.exitCode = 1;
}
