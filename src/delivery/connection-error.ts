/** Why no response came, in words for whoever owns the endpoint. */
export interface ConnectionError {
  /** Stable, from node or undici, like `ECONNREFUSED`. */
  code: string;
  message: string;
}

/** `{peer}` becomes " by 192.0.2.1:443" where the error says whom it was about. */
const MESSAGES: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'the host name could not be resolved for now',
  ECONNREFUSED: 'connection refused{peer}',
  ECONNRESET: 'connection reset before a response',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network of the host cannot be reached',
  ENOTFOUND: 'no such host',
  EPIPE: 'connection closed while the request was sent',
  EPROTO: 'TLS handshake failed',
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not valid yet',
  CERT_REVOKED: 'certificate has been revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate is signed by an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate chain is incomplete',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate is signed by an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate chain is incomplete',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another host name',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'the server does not speak TLS on this port',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the server does not speak TLS on this port',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the response are too large',
  UND_ERR_INVALID_ARG: 'the request has a header that HTTP does not allow',
  UND_ERR_NOT_SUPPORTED: 'the request has a header that cannot be sent',
  UND_ERR_SOCKET: 'connection closed before a response',
};

/** Codes of a peer that stopped answering on the level of TCP or during the TLS handshake. */
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

export function isTimeout(error: Error): boolean {
  return TIMEOUT_CODES.has(codeOf(error));
}

/** Never the error's own message, which may tell of our machine or repeat what a receiver sent. */
export function describeConnectionError(error: Error): ConnectionError {
  const code = codeOf(error);
  return { code, message: messageFor(code).replace('{peer}', peerOf(error)) };
}

function messageFor(code: string): string {
  const known = MESSAGES[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return 'the answer is not valid HTTP';
  if (code.startsWith('ERR_SSL_')) return 'TLS handshake failed';
  if (/^(CERT|CRL|UNABLE_TO|ERR_TLS_CERT)_/.test(code)) return 'certificate cannot be verified';
  return `connection failed (${code})`;
}

/** Node tries several addresses of a host in turn and then wraps what each one said. */
function firstCause(error: Error): Error {
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? first : error;
}

function codeOf(error: Error): string {
  const code = propertyOf(error, 'code') ?? propertyOf(firstCause(error), 'code');
  return typeof code === 'string' ? code : 'UNKNOWN';
}

function peerOf(error: Error): string {
  const cause = firstCause(error);
  const address = propertyOf(cause, 'address');
  const port = propertyOf(cause, 'port');
  if (typeof address !== 'string' || typeof port !== 'number') return '';
  return ` by ${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function propertyOf(error: Error, name: string): unknown {
  return Reflect.get(error, name);
}
