import { readFile, writeFile } from 'node:fs/promises';
import { printContract } from './schema.ts';

const file = new URL('../../schema.graphql', import.meta.url);
const contract = printContract();

if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== contract) {
    console.error('schema.graphql is not what the code says: run `npm run schema`.');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, contract);
  console.log(`schema.graphql: ${contract.split('\n').length} lines`);
}
