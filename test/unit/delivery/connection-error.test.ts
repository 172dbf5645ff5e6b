import { describe, expect, it } from 'vitest';
import {
  connectionFailure,
  describeConnectionError,
  isTimeout,
} from '../../../src/delivery/connection-error.ts';
import { ProxyError } from '../../../src/delivery/proxy.ts';

const failure = (code: string, more: object = {}) =>
  Object.assign(new Error('internal detail'), { code, ...more });

describe('describeConnectionError', () => {
  it.each([
    ['ENOTFOUND', 'no such host'],
    ['EAI_AGAIN', 'the host name could not be resolved for now'],
    ['ECONNREFUSED', 'connection refused'],
    ['CERT_HAS_EXPIRED', 'certificate has expired'],
    ['HPE_INVALID_CONSTANT', 'the answer is not valid HTTP'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'the server speaks no TLS version from 1.2 on'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'TLS handshake failed'],
    ['UNABLE_TO_GET_CRL', 'certificate cannot be verified'],
    ['EMFILE', 'connection failed (EMFILE)'],
  ])('says of %s: %s', (code, message) => {
    expect(describeConnectionError(failure(code))).toEqual({ code, message });
  });

  it('names the peer that refused', () => {
    const v4 = failure('ECONNREFUSED', { address: '192.0.2.1', port: 443 });
    expect(describeConnectionError(v4).message).toBe('connection refused by 192.0.2.1:443');
    const v6 = failure('ECONNREFUSED', { address: '2001:db8::1', port: 443 });
    expect(describeConnectionError(v6).message).toBe('connection refused by [2001:db8::1]:443');
  });

  it('speaks of the first of several addresses', () => {
    const errors = ['192.0.2.1', '192.0.2.2'].map((address) =>
      failure('ECONNREFUSED', { address, port: 80 }),
    );
    const all = Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' });
    const expected = { code: 'ECONNREFUSED', message: 'connection refused by 192.0.2.1:80' };
    expect(describeConnectionError(all)).toEqual(expected);
    expect(describeConnectionError(new AggregateError(errors))).toEqual(expected);
  });

  it('lists the names of a certificate, as far as they look like names', () => {
    const says = (cert?: object) =>
      describeConnectionError(failure('ERR_TLS_CERT_ALTNAME_INVALID', { cert })).message;
    const other = 'certificate is for another host name';
    expect(says({ subjectaltname: 'DNS:a.example, DNS:*.b.example, IP Address:192.0.2.1' })).toBe(
      `${other}: it has a.example, *.b.example, 192.0.2.1`,
    );
    const many = Array.from({ length: 9 }, (_, index) => `DNS:${index}.example`).join(', ');
    expect(says({ subjectaltname: many })).toBe(
      `${other}: it has 0.example, 1.example, 2.example, 3.example, 4.example, and 4 more`,
    );
    expect(says({ subjectaltname: `DNS:a.example, DNS:<script>, ${many}, DNS:b c` })).toBe(
      `${other}: it has a.example, 0.example, 1.example, 2.example, 3.example, and 7 more`,
    );
    expect(says({ subjectaltname: 'DNS:a.example, DNS:<script>' })).toBe(
      `${other}: it has a.example, and 1 more`,
    );
    expect(says({ subject: { CN: 'c.example' } })).toBe(`${other}: it has c.example`);
    for (const cert of [{}, undefined, { subjectaltname: 'DNS:<script>' }, { subject: { CN: 'Pay $5 now' } }])
      expect(says(cert)).toBe(other);
  });

  it('says of a proxy what the proxy said', () => {
    const error = new ProxyError('PROXY_REFUSED', 'refused to connect (status 403)');
    const message = 'the egress proxy refused to connect (status 403)';
    expect(describeConnectionError(error)).toEqual({ code: 'PROXY_REFUSED', message });
  });

  it('leaves addresses and names out where it is asked to', () => {
    expect(connectionFailure(failure('ECONNREFUSED', { address: '192.0.2.1', port: 80 }))).toBe(
      'connection refused',
    );
    const cert = { subjectaltname: 'DNS:a.example' };
    expect(connectionFailure(failure('ERR_TLS_CERT_ALTNAME_INVALID', { cert }))).not.toContain('a.example');
  });

  it('never repeats the text of an error', () => {
    for (const error of [new Error('internal detail'), failure('EWHATEVER'), new AggregateError([])]) {
      expect(describeConnectionError(error).message).not.toContain('internal');
    }
    expect(describeConnectionError(new Error('internal detail')).code).toBe('UNKNOWN');
  });
});

describe('isTimeout', () => {
  it('is true of a peer that stopped answering', () => {
    expect(isTimeout(failure('ETIMEDOUT'))).toBe(true);
    expect(isTimeout(failure('UND_ERR_CONNECT_TIMEOUT'))).toBe(true);
    expect(isTimeout(failure('ECONNREFUSED'))).toBe(false);
  });
});
