import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import type pg from 'pg';

// Prisma's CLI downloads a native schema engine. The same engine compiled to WebAssembly comes from npm, so
// that migrations are written and applied without any other host.

const engineModule = '@prisma/schema-engine-wasm/schema_engine_bg';
const ignoreLog = () => {};
const everything = { externalTables: [], externalEnums: [] };

// The only part of the browser's types that is needed here.
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

type EngineClass = typeof SchemaEngine;
let engineClass: Promise<EngineClass> | undefined;

/** Loads 5 MB of WebAssembly at the first call, which takes some 30 ms, and nothing afterwards. */
function loadEngine(): Promise<EngineClass> {
  engineClass ??= instantiateEngine();
  return engineClass;
}

async function instantiateEngine(): Promise<EngineClass> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = createRequire(import.meta.url)
    .resolve(engineModule)
    .replace(/\.js$/, '.wasm');
  const code = await readFile(file);
  const { instance } = await WebAssembly.instantiate(code, {
    './schema_engine_bg.js': { ...bindings, ...idleTimers(bindings) },
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return bindings.SchemaEngine;
}

/** The engine forgets a timer of 10 s, by which a command that has migrated would end so much later. */
function idleTimers(bindings: object) {
  const names = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const setIdle = (work: () => void, ms: number) => setTimeout(work, ms).unref();
  return Object.fromEntries(names.map((name) => [name, setIdle]));
}

/**
 * The SQL that leads from one Prisma datamodel to the next, or null when none is needed. Needs no database.
 * @param from the text of the earlier schema, null for an empty database
 * @throws an Error with Prisma's message when a schema is invalid
 */
export async function diffDatamodels(from: string | null, to: string): Promise<string | null> {
  const Engine = await loadEngine();
  const engine = await Engine.new(
    { datamodels: undefined },
    ignoreLog,
    bindMigrationAwareSqlAdapterFactory(withoutDatabase),
  );
  try {
    const result = await engine.diff({
      from: from === null ? { tag: 'empty' } : datamodel(from),
      to: datamodel(to),
      script: true,
      exitCode: true,
      filters: everything,
    });
    // The engine's exit code is 2 for a difference and 0 for none.
    return result.exitCode === 2 ? result.stdout : null;
  } finally {
    engine.free();
  }
}

function datamodel(content: string) {
  return {
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  };
}

/**
 * Applies what the database lacks of the list and records it in `_prisma_migrations`.
 * @param pool stays open; the engine may use more than one connection of it
 * @param schema the schema of that database which holds the tables
 * @returns the names of what was applied, in order
 */
export async function applyMigrations(
  pool: pg.Pool,
  schema: string,
  migrationsList: MigrationList,
): Promise<string[]> {
  const Engine = await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool, { schema }));
  const engine = await Engine.new({ datamodels: undefined }, ignoreLog, adapter);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList,
      filters: everything,
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/**
 * The stock adapter cuts a script at every semicolon, also inside comments and function bodies, and commits
 * each piece on its own. Sent whole, a script means what it means to psql and to Prisma's native engine, and
 * PostgreSQL runs it as one transaction: a migration that fails leaves nothing behind.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (sql) => {
      await adapter.executeRaw({ sql, args: [], argTypes: [] });
    };
    return adapter;
  }
}

// Before it compares two datamodels, the engine asks whether the schema exists and which server it talks to.
const noDatabase: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'hookline-no-database',
  getConnectionInfo: () => ({
    schemaName: 'public',
    supportsRelationJoins: true,
  }),
  queryRaw: async () => ({
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, 'PostgreSQL 14.0', 140_000]],
  }),
  executeRaw: () => Promise.reject(new Error('there is no database here to change')),
  executeScript: () => Promise.reject(new Error('there is no database here to change')),
  startTransaction: () => Promise.reject(new Error('there is no database here to change')),
  dispose: async () => {},
};

const withoutDatabase: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: noDatabase.adapterName,
  connect: async () => noDatabase,
  connectToShadowDb: async () => noDatabase,
};
