import { expect, it } from 'vitest';
import { isCertificateFault, isUnknownAuthority } from '../../src/certificate-faults.ts';
import { LostError } from '../../src/cli/api.ts';
import { connectionFailure } from '../../src/delivery/connection-error.ts';

/** As Node's documentation lists them, https://nodejs.org/api/tls.html#x509-certificate-error-codes, and its own. */
const CODES = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CRL_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CRL_LAST_UPDATE_FIELD',
  'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

it.each(CODES)('%s is told of a certificate, to owners of endpoints and of commands alike', (code) => {
  expect(isCertificateFault(code)).toBe(true);
  expect(connectionFailure(Object.assign(new Error(), { code }))).toMatch(/^certificate /);
  expect(new LostError(new URL('https://hooks.example/graphql'), code).message).toContain('is not trusted');
});

it.each(['ECONNREFUSED', 'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'status 502'])('%s is not', (code) => {
  expect(isCertificateFault(code)).toBe(false);
});

it('tells an authority that is not known from other faults', () => {
  expect(CODES.filter(isUnknownAuthority)).toHaveLength(5);
});
