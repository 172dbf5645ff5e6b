// `node test/bench/plans.ts [ROWS] [WORD…]` fills an embedded PostgreSQL with events, deliveries and attempts (a
// million of each), asks the lists what users ask of them over the API, and tells how each page was found: the scans,
// what they looked at, and how long the statement took. With words only the questions that contain them all.

import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { Scope } from '../../src/db/generated/prisma/enums.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { createLogger } from '../../src/log.ts';
import { fillLargeTables } from '../support/large-tables.ts';
import { listQuestions } from '../support/list-questions.ts';
import { describeScans, planOf, sentStatements } from '../support/plans.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';

const SLOW_MS = 20;
const count = Number(process.argv[2] ?? 1_000_000);
const words = process.argv.slice(3);
const dataDir = await makeDataDir();
try {
  await using server = await startEmbeddedPostgres({ dataDir, port: 0, database: 'bench' });
  const { config, secrets } = loadConfig({
    DATABASE_URL: server.url,
    HOOKLINE_PORT: '0',
    HOOKLINE_DATA_DIR: dataDir,
    HOOKLINE_LOG_LEVEL: 'silent',
  });
  const log = createLogger(config.log);
  await using app = await startApp({ config, secrets, roles: { api: true, worker: false }, log });
  const { database } = app.core;
  const started = performance.now();
  const tables = await fillLargeTables(database.pool, count);
  console.log(`${count} rows filled in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const scopes = Object.values(Scope).filter((scope) => scope !== 'ADMIN');
  const keyOf = async (organizationId: string) =>
    (await createApiKey(database, { organizationId, name: 'bench', scopes })).key;
  const keys = {
    admin: app.developmentKey ?? '',
    big: await keyOf(tables.big),
    small: await keyOf(tables.small),
  };
  let slow = 0;
  for (const { name, as, list, filter } of listQuestions(tables)) {
    const title = `${list} as ${as}: ${name}`;
    if (!words.every((word) => title.includes(word))) continue;
    const statements = await sentStatements(async () => {
      const type = `${list === 'events' ? 'Event' : list === 'deliveries' ? 'Delivery' : 'Endpoint'}Filter`;
      const query = `query ($filter: ${type}) { ${list}(filter: $filter) { nodes { id } } }`;
      const response = await fetch(`${app.api?.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': keys[as] },
        body: JSON.stringify({ query, variables: { filter } }),
      });
      const answer = (await response.json()) as { errors?: unknown };
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    });
    const search = statements.find(({ text }) => / as key/.test(text));
    if (!search) throw new Error(`no search for ${title}`);
    const plan = await planOf(database.pool, search);
    const mark = plan.executionMs > SLOW_MS ? '!!' : '  ';
    if (plan.executionMs > SLOW_MS) slow++;
    console.log(
      `${mark} ${title}: ${plan.executionMs.toFixed(1)} ms (planned in ${plan.planningMs.toFixed(1)} ms)`,
    );
    console.log(`      ${describeScans(plan) || 'nothing was looked at'}`);
  }
  console.log(`${slow} questions took more than ${SLOW_MS} ms`);
} finally {
  await removeDataDir(dataDir);
}
