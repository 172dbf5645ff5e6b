import { describe, expect, it } from 'vitest';
import { describeConnectionError, isTimeout } from '../../../src/delivery/connection-error.ts';

const failure = (code: string, more: object = {}) =>
  Object.assign(new Error('internal detail'), { code, ...more });

describe('describeConnectionError', () => {
  it.each([
    ['ENOTFOUND', 'no such host'],
    ['EAI_AGAIN', 'the host name could not be resolved for now'],
    ['ECONNREFUSED', 'connection refused'],
    ['CERT_HAS_EXPIRED', 'certificate has expired'],
    ['HPE_INVALID_CONSTANT', 'the answer is not valid HTTP'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'TLS handshake failed'],
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
