import { spawnSync } from 'node:child_process';

// `npx hookline` installs a link to this folder, and so comes here too: what is generated is there already, may be in
// use by a server, and takes seconds, in which Ctrl-C would leave npm's cache in a state that it does not mend.
if (process.env.npm_command !== 'exec') {
  const { status } = spawnSync('npm run --silent generate', { shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
