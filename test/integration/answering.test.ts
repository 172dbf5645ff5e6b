import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { assertAnswers } from '../../src/db/answering.ts';
import { OperatorError } from '../../src/errors.ts';
import type { Certificate } from '../support/certificate.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { certificateFor, listen } from '../support/sending.ts';

/** As far as PostgreSQL goes before a certificate is judged: it says yes to the request for TLS. */
const secure = (certificate: Certificate) =>
  createServer(async (socket) => {
    socket.on('error', () => undefined);
    await once(socket, 'data');
    socket.write('S');
    const context = createSecureContext(certificate);
    new TLSSocket(socket, { isServer: true, secureContext: context }).on('error', () => undefined);
  });

async function refusalOf(certificate: Certificate, more = ''): Promise<OperatorError> {
  await using server = await listen(secure(certificate));
  const url = `postgres://role@localhost:${server.port}/database?sslmode=verify-full${more}`;
  const error = await assertAnswers(url, 'DATABASE_URL').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperatorError);
  return error as OperatorError;
}

it('says how to name the authority of a server’s certificate that Node does not know', async () => {
  const { message, remedy } = await refusalOf(certificateFor('localhost'));
  expect(message).toContain('self-signed certificate');
  expect(remedy).toContain('add sslrootcert=/path/to/ca.pem to DATABASE_URL');
});

it('says of a certificate for another host that it is no good here, and not that the server is to be started', async () => {
  const certificate = certificateFor('other.example');
  await using folder = await mkdtempDisposable(join(tmpdir(), 'hookline-test-'));
  const file = join(folder.path, 'ca.pem');
  await writeFile(file, certificate.cert);
  const { message, remedy } = await refusalOf(certificate, `&sslrootcert=${file}`);
  expect(message).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(remedy).toContain('a certificate that is valid for the host of DATABASE_URL');
});

it('says of files of the address that cannot be read, or are none of TLS, that they are at fault, and not how it is written', async () => {
  const certificate = certificateFor('localhost');
  const missing = await refusalOf(certificate, '&sslrootcert=/nowhere/ca.pem');
  expect(missing.message).toContain('/nowhere/ca.pem');
  const folder = await refusalOf(certificate, `&sslcert=${tmpdir()}`);
  const remedy =
    'Let sslrootcert, sslcert and sslkey of DATABASE_URL name files that are there and that this process may read.';
  expect([missing.remedy, folder.remedy]).toEqual([remedy, remedy]);
  const { remedy: other } = await refusalOf(certificate, `&sslkey=${fileURLToPath(import.meta.url)}`);
  expect(other).toContain('name files in PEM');
});

it('does not wait for ever for a server that takes connections and says nothing', async () => {
  const connected = Promise.withResolvers<void>();
  await using server = await listen(createServer(() => connected.resolve()));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const url = `postgres://role@127.0.0.1:${server.port}/database`;
    const refusal = assertAnswers(url, 'DATABASE_URL').catch((reason: unknown) => reason);
    await connected.promise;
    vi.advanceTimersByTime(10_000);
    expect(await refusal).toMatchObject({
      message: 'The database of DATABASE_URL cannot be connected to (timeout expired).',
      remedy: 'Start the server, or correct DATABASE_URL.',
    });
  } finally {
    vi.useRealTimers();
  }
});

it('refuses an address whose schema is not the one that the search path begins with', async () => {
  await using database = await createEmptyDatabase();
  await assertAnswers(`${database.url}?schema=public`, 'DATABASE_URL');
  const error = await assertAnswers(`${database.url}?schema=mine`, 'DATABASE_URL').catch((reason) => reason);
  expect(error).toBeInstanceOf(OperatorError);
  expect(error.message).toBe(
    'DATABASE_URL names the schema "mine", and the search path of its role begins with "public".',
  );
  expect(error.remedy).toContain('alter role … set search_path = "mine"');
  const nowhere = `${database.url}?schema=mine&options=-c%20search_path%3Dnowhere`;
  await expect(assertAnswers(nowhere, 'DATABASE_URL')).rejects.toThrow('begins with none that is there.');
});
