import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../support/operations.ts';
import { references } from './rows.ts';
import { mappingTable } from './table.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

describe.each(references)('$title', ({ rows }) => {
  it.each(rows)('$theirs is $ours', ({ run }) => run(world));
});

describe('the table', () => {
  it('has every row', () => {
    const rows = references.flatMap((reference) => reference.rows);
    console.log(`mapping: ${rows.length} rows executed`);
    expect(rows).toHaveLength(135);
  });

  it('names nothing that the schema lacks', () => {
    const coordinates = references
      .flatMap(({ rows }) => rows)
      .flatMap(({ ours }) =>
        [...ours.matchAll(/`([A-Z]\w+)\.(\w+)`/g)].map(([, type, field]) => [type, field]),
      );
    const missing = coordinates.filter(([type = '', field = '']) => {
      const owner = contract.getType(type);
      return !owner || !('getFields' in owner) || !(field in owner.getFields());
    });
    expect(coordinates.length).toBeGreaterThan(80);
    expect(missing).toEqual([]);
  });

  it('stands in the README as its source says', () => {
    const file = new URL('../../../README.md', import.meta.url);
    // `npm run mapping` writes what this test compares.
    if (process.env.UPDATE_MAPPING) {
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(/<!-- mapping -->.*<!-- \/mapping -->/s, mappingTable),
      );
    }
    const readme = readFileSync(file, 'utf8');
    expect(readme).toContain(mappingTable());
  });
});
