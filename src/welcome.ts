import { resolve } from 'node:path';

/** What a newcomer needs next: where the server is, the key to it, and commands for another terminal. */
export function welcome({ url, key, dataDir }: { url: string; key: string; dataDir: string }): string {
  const settings = settingsOfClients(url, dataDir);
  return `
  Hookline is ready.

  Console    ${url}/
  GraphiQL   ${url}/graphql
  API key    ${key}

  Try it:    ${settings}npm run demo               (in another terminal)
  Receive:   ${settings}npx hookline listen 3000   (brings deliveries to http://localhost:3000)
  Or:        curl -s ${url}/graphql -H 'X-API-Key: ${key}' \\
               -H 'content-type: application/json' -d '{"query":"{ viewer { subject organization { name } } }"}'

`;
}

/** Another terminal has not the settings of this one, and a client would look for the server and its key elsewhere. */
function settingsOfClients(url: string, dataDir: string): string {
  const port = new URL(url).port || '80';
  return [
    port === '4000' ? '' : `HOOKLINE_PORT=${port} `,
    dataDir === resolve('.hookline') ? '' : `HOOKLINE_DATA_DIR=${quoted(dataDir)} `,
  ].join('');
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
