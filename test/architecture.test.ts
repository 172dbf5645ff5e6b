import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Imports only go down: a file may import from a room that stands further left than its own. */
const RANKS = [
  ['root'],
  ['db'],
  ['queue'],
  ['delivery', 'feed'],
  ['domain'],
  ['jobs', 'api', 'cli'],
  ['app'],
  ['main'],
];
const COMPOSITION = new Set(['app.ts', 'development.ts', 'prepare.ts', 'tasks.ts']);

interface SourceFile {
  path: string;
  room: string;
  imports: string[];
  text: string;
}

function roomOf(path: string): string {
  if (path === 'main.ts') return 'main';
  if (COMPOSITION.has(path)) return 'app';
  const [folder, ...rest] = path.split('/');
  return rest.length === 0 ? 'root' : (folder as string);
}

/** Runs in browsers, and is built by itself: what stands there shares nothing with the server but the contract. */
const FRONT_END = 'console';

const files: SourceFile[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated'))
  .map((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
      (match) => match[1] as string,
    );
    const imports = specifiers.map((specifier) => relative(src, join(src, dirname(path), specifier)));
    return {
      path,
      room: roomOf(path),
      imports: imports.filter((target) => !target.includes('generated')),
      text,
    };
  });

const rankOf = (room: string) => RANKS.findIndex((rooms) => rooms.includes(room));

describe('the layout', () => {
  it('knows every room', () => {
    expect(files.length).toBeGreaterThan(50);
    const rooms = new Set(files.map((file) => file.room));
    expect([...rooms].filter((room) => rankOf(room) === -1)).toEqual([FRONT_END]);
  });

  it('keeps the front end apart', () => {
    const crossing = files.flatMap((file) =>
      file.imports
        .filter((target) => (roomOf(target) === FRONT_END) !== (file.room === FRONT_END))
        .map((target) => `${file.path} → ${target}`),
    );
    expect(crossing).toEqual([]);
  });

  it('imports only downwards', () => {
    const upwards = files.flatMap((file) =>
      file.imports
        .filter((target) => roomOf(target) !== file.room && rankOf(roomOf(target)) >= rankOf(file.room))
        .map((target) => `${file.path} → ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  it('keeps delivery free of database and queue', () => {
    const wrong = files.filter(
      (file) => file.room === 'delivery' && file.imports.some((target) => /^(db|queue)\//.test(target)),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('has no cycles', () => {
    const importsOf = new Map(files.map((file) => [file.path, file.imports]));
    const done = new Set<string>();
    const walk = (path: string, trail: string[]): string[] => {
      if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(' → ')];
      if (done.has(path)) return [];
      const found = (importsOf.get(path) ?? []).flatMap((target) => walk(target, [...trail, path]));
      done.add(path);
      return found;
    };
    expect(files.flatMap((file) => walk(file.path, []))).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = files.filter((file) => file.text.includes('process.env')).map((file) => file.path);
    expect(readers).toEqual(['config.ts']);
  });

  it('installs exactly one graphql', () => {
    const lock = JSON.parse(readFileSync(join(src, '../package-lock.json'), 'utf8')) as {
      packages: Record<string, unknown>;
    };
    expect(Object.keys(lock.packages).filter((path) => path.endsWith('node_modules/graphql'))).toEqual([
      'node_modules/graphql',
    ]);
  });
});
