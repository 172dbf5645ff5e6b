import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { readExtraCa } from '../../src/delivery/extra-ca.ts';
import { OperatorError } from '../../src/errors.ts';
import { createCertificate } from '../support/certificate.ts';
import { certificateFor, inHours, listen, request, secureReceiver, startSender } from '../support/sending.ts';

const valid = certificateFor('localhost');
const authority = createCertificate('Our authority', inHours(-1), inHours(1), { isAuthority: true });
const issued = createCertificate('localhost', inHours(-1), inHours(1), { issuer: authority });

/** What a sender that trusts these makes of a receiver. */
async function send(options: TlsOptions, ...extraCa: string[]) {
  await using receiver = await secureReceiver(options);
  await using sender = startSender({ extraCa });
  return await sender.send(request(`https://localhost:${receiver.port}/`));
}

describe('TLS', () => {
  it('works with a certificate that is trusted beside those of Node, and the connection is reused', async () => {
    await using receiver = await secureReceiver(valid);
    await using sender = startSender({ extraCa: [authority.cert, valid.cert] });
    const url = `https://localhost:${receiver.port}/`;
    const body = `Host localhost:${receiver.port}, SNI localhost`;
    expect(await sender.send(request(url))).toMatchObject({ kind: 'response', status: 200, body });
    // undici frees a connection one turn of the event loop after its response.
    await setImmediate();
    expect(await sender.send(request(url))).toMatchObject({ kind: 'response', status: 200 });
    expect(receiver.connections()).toBe(1);
  });

  it('works with a certificate whose authority is trusted', async () => {
    expect(await send(issued, authority.cert)).toMatchObject({ kind: 'response', status: 200 });
  });

  it('refuses a self-signed certificate, whatever the environment says of that', async () => {
    const refused = { kind: 'connection_failed', message: 'certificate is self-signed' };
    expect(await send(valid)).toMatchObject(refused);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(await send(valid)).toMatchObject(refused);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  const expired = createCertificate('localhost', inHours(-48), inHours(-24));
  const future = createCertificate('localhost', inHours(24), inHours(48));
  const other = certificateFor('other.example', '*.more.example');
  const untrusted = 'certificate is signed by an authority that is not trusted';
  const refusals: [what: string, options: TlsOptions, trusted: string[], message: string][] = [
    ['has expired', expired, [expired.cert], 'certificate has expired'],
    ['is not valid yet', future, [future.cert], 'certificate is not valid yet'],
    [
      'is for other names',
      other,
      [other.cert],
      'certificate is for another host name: it has other.example, *.more.example',
    ],
    ['has an unknown issuer', issued, [], `${untrusted}, or the server leaves out the intermediate ones`],
    [
      'has an unknown issuer that is sent along',
      { ...issued, cert: issued.cert + authority.cert },
      [],
      untrusted,
    ],
  ];
  it.each(refusals)('refuses a certificate that %s', async (_, options, trusted, message) => {
    expect(await send(options, ...trusted)).toMatchObject({ kind: 'connection_failed', message });
  });

  const refused =
    'TLS handshake refused: no cipher in common, no certificate for this host name, or the server asks for one of ours';
  const handshakes: [what: string, options: TlsOptions, message: string][] = [
    [
      'speaks old versions only',
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
      'the server speaks no TLS version from 1.2 on',
    ],
    ['has other ciphers only', { maxVersion: 'TLSv1.2', ciphers: 'AES256-SHA' }, refused],
    [
      'asks for a certificate',
      { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
      refused,
    ],
    // There the handshake is over for the client before the server has seen that no certificate came.
    [
      'asks for a certificate in TLS 1.3',
      { requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' },
      'TLS handshake refused: the server asks for a certificate of ours',
    ],
    ['speaks HTTP/2 only', { ALPNProtocols: ['h2'] }, 'the server does not speak HTTP/1.1'],
    [
      'does not know the name',
      { SNICallback: (_name, callback) => callback(new Error('unknown')) },
      'connection closed during the TLS handshake',
    ],
  ];
  it.each(handshakes)('says of a server that %s what is wrong', async (_, options, message) => {
    const result = await send({ ...valid, ...options }, valid.cert);
    expect(result).toMatchObject({ kind: 'connection_failed', message });
  });

  it('is missed where a server speaks plain HTTP, or something else', async () => {
    await using sender = startSender();
    const servers = [http.createServer(), net.createServer((socket) => void socket.write('SSH-2.0-x\r\n'))];
    for (const server of servers) {
      await using listening = await listen(server);
      expect(await sender.send(request(`https://localhost:${listening.port}/`))).toMatchObject({
        kind: 'connection_failed',
        message: 'the server does not speak TLS on this port',
      });
    }
  });
});

describe('the file of more authorities', () => {
  async function read(content: string | null): Promise<string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'hookline-test-'));
    try {
      const file = join(folder, 'ca.pem');
      if (content !== null) await writeFile(file, content);
      return await readExtraCa(file);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it('may hold several, and words between them', async () => {
    const file = `Our authority\n${authority.cert}\r\n# another\n${valid.cert.replaceAll('\n', '\r\n')}`;
    const certificates = await read(file);
    expect(certificates).toHaveLength(2);
    expect(await send(issued, ...certificates)).toMatchObject({ kind: 'response', status: 200 });
    expect(await send(valid, ...certificates)).toMatchObject({ kind: 'response', status: 200 });
  });

  const damaged = authority.cert.replace(/\n(.)/, '\nA');
  it.each([
    ['is not there', null, /cannot be read from .*ca\.pem \(ENOENT\)/],
    ['is empty', '', /No certificate is in .*ca\.pem/],
    ['holds a key only', authority.key, /No certificate is in .*ca\.pem/],
    ['holds a damaged one', `${valid.cert}${damaged}`, /Certificate 2 in .*ca\.pem/],
  ])('is refused when it %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(OperatorError);
    await expect(read(content)).rejects.toThrow(message);
    await expect(read(content)).rejects.toThrow('HOOKLINE_DELIVERY_CA_FILE');
  });
});
