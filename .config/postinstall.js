import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// `npx hookline` installs a link to this folder, and so comes here too. What is generated may be in use by a server
// then, and making it takes seconds, in which Ctrl-C would leave npm's cache in a state that npm does not mend.
const isLinked = process.env.npm_command === 'exec' && existsSync('src/db/generated/prisma/client.ts');
if (!isLinked) {
  const { status } = spawnSync('npm run --silent generate', { shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
