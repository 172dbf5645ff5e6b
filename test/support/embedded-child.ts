import { createInterface } from 'node:readline';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';

// A process of its own with an embedded PostgreSQL, for tests that kill it. It prints one line of JSON
// when the server is ready, answers SIGINT with what the server then says, and ends with its input.
const [dataDir = '', port = '0'] = process.argv.slice(2);
const progress: string[] = [];

const server = await startEmbeddedPostgres({
  dataDir,
  port: Number(port),
  database: 'hookline',
  settings: { fsync: 'off' },
  onProgress: (message) => progress.push(message),
});
process.on('SIGINT', async () => {
  const client = new pg.Client(server.url);
  await client.connect();
  const { rows } = await client.query<{ alive: boolean }>('SELECT NOT pg_is_in_recovery() AS alive');
  await client.end();
  console.log(JSON.stringify(rows[0]));
});
console.log(JSON.stringify({ url: server.url, owned: server.owned, progress }));

for await (const _line of createInterface(process.stdin));
await server[Symbol.asyncDispose]();
process.exit(0);
