import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/prisma/client.ts';

/** Which schema a name without one leads to, as in all SQL of ours. */
const SCHEMA = `select nspname::text from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where pg_class.oid = to_regclass('feed_head')`;

/** @returns a client that looks for the tables where the search path leads, on connections of the pool */
export function openPrisma(pool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new BySearchPath(pool) });
}

/** Prisma names a schema with each table, and the stock adapter leaves it to be `public`. */
class BySearchPath extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const { rows } = await adapter.queryRaw({ sql: SCHEMA, args: [], argTypes: [] });
    const [schemaName = 'public'] = (rows[0] ?? []) as string[];
    const info = adapter.getConnectionInfo();
    adapter.getConnectionInfo = () => ({ ...info, schemaName });
    return adapter;
  }
}
