/** Node's codes of what is wrong with the certificate of a server. */

/** None of the authorities that Node knows has signed it, or the chain to one is not complete. */
const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const BY_NAME = new Set(['HOSTNAME_MISMATCH', 'INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED']);
const BY_BEGINNING = /^(CERT|CRL|ERROR_IN_C(ERT|RL)|ERR_TLS_CERT|UNABLE_TO)_/;

export function isUnknownAuthority(code: string): boolean {
  return UNKNOWN_AUTHORITY.has(code);
}

/** Whether a server does answer, with a certificate that cannot be trusted. */
export function isCertificateFault(code: string): boolean {
  return UNKNOWN_AUTHORITY.has(code) || BY_NAME.has(code) || BY_BEGINNING.test(code);
}
