import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  license?: string;
  dependencies: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
}
interface LockedPackage {
  dev?: boolean;
  license?: string;
  integrity?: string;
}

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const inProduction = { ...manifest.dependencies, ...manifest.optionalDependencies };
const brought = Object.entries(packages).filter(
  ([path, { dev }]) => path.startsWith('node_modules/') && !dev,
);

/** Licences that ask for no more than their text. */
const ALLOWED = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|Unlicense|PostgreSQL)$/;
/** What has another, or names it in another way, and why that is fine. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  // Used by Prisma's studio, which nothing here starts; it is neither changed nor passed on.
  elkjs: 'EPL-2.0',
  '@visx/vendor': 'MIT and ISC',
  'type-fest': '(MIT OR CC0-1.0)',
  // Its package.json says nothing; its LICENSE file is MIT's text.
  'seq-queue': 'none',
};

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('what the product runs on', () => {
  it('is listed in the README, each with its licence and no other', () => {
    const table = /<!-- dependencies -->\n(.*?)<!-- \/dependencies -->/s.exec(read('README.md'))?.[1] ?? '';
    const rows = [...table.matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \|$/gm)];
    const installed = Object.keys(inProduction)
      .toSorted()
      .map((name) => [name, (JSON.parse(read(`node_modules/${name}/package.json`)) as Manifest).license]);
    expect(rows.map(([, name, , licence]) => [name, licence])).toEqual(installed);
  });

  it('is pinned, and locked by its digest', () => {
    const loose = Object.entries({ ...inProduction, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
    const unchecked = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('brings no licence with it that was not looked at', () => {
    expect(brought.length).toBeGreaterThan(100);
    const others = brought
      .map(([path, { license = 'none' }]) => [nameOf(path), license] as const)
      .filter(([, licence]) => !ALLOWED.test(licence));
    expect(Object.fromEntries(others)).toEqual(EXCEPTIONS);
  });
});
