#!/usr/bin/env node
// Plain JavaScript, which every Node reads: one that is too old cannot say so of a program in TypeScript.
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');

/** @param {string} version */
const numbers = (version) => version.split('.').map(Number);

/** @param {string} version */
function isOlderThanNeeded(version) {
  const [given, least] = [numbers(version), numbers(needed)];
  const at = least.findIndex((number, index) => number !== given[index]);
  return at !== -1 && given[at] < least[at];
}

if (isOlderThanNeeded(process.versions.node)) {
  process.stderr.write(
    `\nHookline cannot start: it needs Node ${needed} or newer, and this is ${process.versions.node} (${process.execPath}).\n` +
      'What to do: install a newer Node, or run `npm ci` without --omit=dev, which brings one, and start by `npm start` or `npx hookline`.\n',
  );
  process.exitCode = 1;
} else if (!existsSync(new URL('db/generated/prisma/client.ts', import.meta.url))) {
  // In a fresh clone, and where `ignore-scripts` keeps npm from making it.
  process.stderr.write(
    '\nHookline cannot start: it is not installed, or not completely: the client of its database was not generated.\n' +
      'What to do: run `npm ci`; where npm is set to run no scripts (ignore-scripts), then run `npm run generate`.\n',
  );
  process.exitCode = 1;
} else {
  // Names are looked up by half of these threads, two by default, and each waits for seconds where no name server answers.
  // Few enough for hosts that give a process no more than 256. Read when the first is needed, so before all else.
  process.env.UV_THREADPOOL_SIZE ??= '128';
  // What Node makes of the program's source is kept for the next start, where the folder can be written: not in the
  // system's temporary folder, where somebody else might have put something in its place.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/hookline', import.meta.url)));
  await import('./main.ts');
}
