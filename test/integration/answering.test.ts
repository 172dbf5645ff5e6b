import { once } from 'node:events';
import { createServer } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { assertAnswers } from '../../src/db/answering.ts';
import { OperatorError } from '../../src/errors.ts';
import { certificateFor, listen } from '../support/sending.ts';

const certificate = certificateFor('localhost');

/** As far as PostgreSQL goes before a certificate is judged: it says yes to the request for TLS. */
const secure = () =>
  createServer(async (socket) => {
    socket.on('error', () => undefined);
    await once(socket, 'data');
    socket.write('S');
    const context = createSecureContext(certificate);
    new TLSSocket(socket, { isServer: true, secureContext: context }).on('error', () => undefined);
  });

it('says how to name the authority of a server’s certificate that Node does not know', async () => {
  await using server = await listen(secure());
  const url = `postgres://role@localhost:${server.port}/database?sslmode=verify-full`;
  const error = await assertAnswers(url, 'DATABASE_URL').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperatorError);
  const { message, remedy } = error as OperatorError;
  expect(message).toContain('self-signed certificate');
  expect(remedy).toContain('add sslrootcert=/path/to/ca.pem to DATABASE_URL');
});
