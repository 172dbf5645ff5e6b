import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { Prisma } from '../../../src/db/generated/prisma/client.ts';
import { isDatabaseUnavailable, unavailableToOperator } from '../../../src/db/unavailable.ts';

const byNode = (code: string) => Object.assign(new Error(`connect ${code} 127.0.0.1:5432`), { code });
const byPostgres = (code: string) => Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code });
const byPrisma = (cause: { kind: string; originalCode?: string; severity?: string }) =>
  new Prisma.PrismaClientKnownRequestError('it failed', {
    code: 'P2010',
    clientVersion: '7',
    meta: { driverAdapterError: { cause } },
  });

describe('the database is not available when', () => {
  it.each([
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ETIMEDOUT',
  ])('its socket fails with %s', (code) => {
    expect(isDatabaseUnavailable(byNode(code))).toBe(true);
  });

  it.each([
    ['a connection is lost', '08006'],
    ['a connection cannot be made', '08001'],
    ['an operator ends the session', '57P01'],
    ['PostgreSQL crashed', '57P02'],
    ['PostgreSQL starts or stops', '57P03'],
    ['no connection is left', '53300'],
    ['it is a standby', '25006'],
    ['its disk is full', '53100'],
    ['the role may not log in', '28000'],
    ['its password was changed', '28P01'],
    ['the database is not there', '3D000'],
  ])('%s (%s), whoever says so', (_what, code) => {
    expect(isDatabaseUnavailable(byPostgres(code))).toBe(true);
    expect(isDatabaseUnavailable(byPrisma({ kind: 'postgres', originalCode: code }))).toBe(true);
  });

  it('PostgreSQL ends a connection, or makes none, whatever it says of why', () => {
    const refused = { code: '42501', severity: 'FATAL' };
    expect(isDatabaseUnavailable(Object.assign(byPostgres('42501'), refused))).toBe(true);
    expect(
      isDatabaseUnavailable(byPrisma({ kind: 'postgres', originalCode: '42501', severity: 'FATAL' })),
    ).toBe(true);
  });

  it.each(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout'])('Prisma calls it %s', (kind) => {
    expect(isDatabaseUnavailable(byPrisma({ kind }))).toBe(true);
  });

  it.each([
    'timeout exceeded when trying to connect',
    'timeout expired',
    'Cannot use a pool after calling end on the pool',
    'Transaction API error: Unable to start a transaction in the given time.',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
    'FATAL: sorry, too many clients already',
    'too many connections for role "hookline"',
    'remaining connection slots are reserved for roles with the SUPERUSER attribute',
  ])('the message alone says so: %s', (message) => {
    expect(isDatabaseUnavailable(new Error(message))).toBe(true);
  });
});

describe('the database is there when', () => {
  it.each([
    ['a constraint is broken', byPostgres('23505')],
    // That of node-postgres would mean a socket.
    [
      'PostgreSQL itself says so, whatever its words',
      Object.assign(byPostgres('42601'), { message: 'Query read timeout' }),
    ],
    ['the role lacks a right', Object.assign(byPostgres('42501'), { severity: 'ERROR' })],
    ['Prisma says what is wrong with a statement', byPrisma({ kind: 'postgres', originalCode: '42601' })],
    ['Prisma names no code', byPrisma({ kind: 'UniqueConstraintViolation' })],
    ['something else failed', new TypeError('x is not a function')],
    ['a file is missing', byNode('ENOENT')],
    ['what was thrown is no error', { code: 'ECONNREFUSED' }],
    ['nothing was thrown', undefined],
  ])('%s', (_what, error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
    expect(unavailableToOperator(error)).toBeNull();
  });
});

describe('whoever starts a process is told', () => {
  it('how many connections are needed where none is left', () => {
    const told = unavailableToOperator(new Error('too many connections for role "x"\nat some place'));
    expect(told?.message).toBe(
      'The database gives no connection, or broke one off (too many connections for role "x").',
    );
    expect(told?.remedy).toContain('HOOKLINE_POOL_SIZE');
  });

  it.each([
    ['Server has closed the connection.', 'DATABASE_URL'],
    ['sorry, too many clients already', 'HOOKLINE_POOL_SIZE'],
  ])('what Prisma says below what it was asked for: %s', (words, remedy) => {
    const message = `\nInvalid \`prisma.apiKey.create()\` invocation in\n/at/some.ts:26:38\n\n→ 26 create(\n${words}`;
    const told = unavailableToOperator(Object.assign(byPrisma({ kind: 'ConnectionClosed' }), { message }));
    expect(told?.message).toBe(`The database gives no connection, or broke one off (${words}).`);
    expect(told?.remedy).toContain(remedy);
  });

  it('to look at the address and the server otherwise', () => {
    expect(unavailableToOperator(byNode('ECONNREFUSED'))?.remedy).toContain('DATABASE_URL');
  });
});
