import process from 'node:process';
import { defineConfig } from 'prisma/config';

// `prisma generate` never runs the schema engine, and yet the CLI downloads it first unless the
// variable names an executable; any executable will do, so installing needs nothing but npm.
if (process.argv.includes('generate')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: '../prisma/schema.prisma',
  migrations: { path: '../prisma/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
