import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../src/config.ts';

const root = new URL('../', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, root), 'utf8');
const policy = textOf('SECURITY.md');
const tests = [...new Set(policy.match(/\btest\/[\w./-]+\.ts\b/g))];

describe('SECURITY.md', () => {
  it('proves its defences by tests', () => {
    expect(tests.length).toBeGreaterThan(30);
    const defences = policy.split('\n').filter((line) => /^\| (?!defence|-)/.test(line));
    expect(defences.length).toBeGreaterThan(25);
    for (const line of defences) expect(line).toMatch(/ \| (`test\/[\w./-]+\.test\.ts`(, )?)+ \|$/);
  });

  it.each(tests)('names %s, which exists', (file) => {
    expect(existsSync(new URL(file, root))).toBe(true);
  });

  it('names settings that exist', () => {
    const named = new Set(policy.match(/\bHOOKLINE_[A-Z_]+\b/g));
    expect([...named].filter((name) => !SETTINGS.includes(name))).toEqual([]);
  });

  it('is what the README leads to', () => {
    expect(textOf('README.md')).toContain('](SECURITY.md)');
  });
});
