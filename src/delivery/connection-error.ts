import type { PeerCertificate } from 'node:tls';
import { isCertificateFault } from '../certificate-faults.ts';
import { ProxyError } from './proxy.ts';

/** Why no response came, in words for whoever owns the endpoint. */
export interface ConnectionError {
  /** Stable, from node or undici, like `ECONNREFUSED`. */
  code: string;
  message: string;
}

/** How many names of a certificate are shown; more are only counted. */
const NAMES_MAX = 5;
const NO_COMMON_VERSION = 'the server speaks no TLS version from 1.2 on';
const UNTRUSTED = 'certificate is signed by an authority that is not trusted';

/** `{peer}` becomes " by 192.0.2.1:443", `{names}` the certificate's, where the error says whom it was about. */
const MESSAGES: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'the host name could not be resolved for now',
  ECONNREFUSED: 'connection refused{peer}',
  ECONNRESET: 'connection reset before a response',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network of the host cannot be reached',
  ENOTFOUND: 'no such host',
  EPIPE: 'connection closed while the request was sent',
  EPROTO: 'TLS handshake failed',
  TLS_CLOSED: 'connection closed during the TLS handshake',
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not valid yet',
  CERT_REVOKED: 'certificate has been revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: 'certificate chain is incomplete',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${UNTRUSTED}, or the server leaves out the intermediate ones`,
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another host name{names}',
  ERR_SSL_NO_PROTOCOLS_AVAILABLE: NO_COMMON_VERSION,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: NO_COMMON_VERSION,
  ERR_SSL_UNSUPPORTED_PROTOCOL: NO_COMMON_VERSION,
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE':
    'TLS handshake refused: no cipher in common, no certificate for this host name, or the server asks for one of ours',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED:
    'TLS handshake refused: the server asks for a certificate of ours',
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: 'the server does not speak HTTP/1.1',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'the server does not speak TLS on this port',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the server does not speak TLS on this port',
  ANSWER_TOO_LONG: 'the answer does not come to its end',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the response are too large',
  UND_ERR_INVALID_ARG: 'the request has a header that HTTP does not allow',
  UND_ERR_NOT_SUPPORTED: 'the request has a header that cannot be sent',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not valid HTTP',
  UND_ERR_SOCKET: 'connection closed before a response',
  UNASKED_CONTINUE: 'the answer is 100 Continue, which was not asked for and cannot be read',
  UNASKED_UPGRADE: 'the answer is 101 Switching Protocols, which was not asked for',
};

/** Codes that say that this process, or its machine, has run out of file descriptors, or of memory for sockets. */
const SHORTAGE_CODES = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

/** Whether no connection could be opened for a reason that is none of the receiver's. */
export function isShortage({ code }: Pick<ConnectionError, 'code'>): boolean {
  return SHORTAGE_CODES.has(code);
}

/** Codes of a peer that stopped answering on the level of TCP or during the TLS handshake. */
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

export function isTimeout(error: Error): boolean {
  return TIMEOUT_CODES.has(codeOf(error));
}

/** Never the error's own message, which may tell of our machine or repeat what a receiver sent. */
export function describeConnectionError(error: Error): ConnectionError {
  const code = codeOf(error);
  if (error instanceof ProxyError) return { code, message: error.message };
  return {
    code,
    message: messageFor(code).replace('{peer}', peerOf(error)).replace('{names}', namesOf(error)),
  };
}

/** The same without addresses and names. */
export function connectionFailure(error: Error): string {
  return messageFor(codeOf(error)).replace(/\{\w+\}/, '');
}

function messageFor(code: string): string {
  const known = MESSAGES[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return 'the answer is not valid HTTP';
  if (code.startsWith('ERR_SSL_')) return 'TLS handshake failed';
  if (isCertificateFault(code)) return 'certificate cannot be verified';
  return `connection failed (${code})`;
}

/** Node tries several addresses of a host in turn and then wraps what each one said. */
function firstCause(error: Error): Error {
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? first : error;
}

function codeOf(error: Error): string {
  const code = propertyOf(error, 'code') ?? propertyOf(firstCause(error), 'code');
  // Node has one code for both, and only its own words tell them apart.
  if (code === 'ECONNRESET' && error.message.includes('before secure TLS connection')) return 'TLS_CLOSED';
  // undici ends such a connection itself, and has only its words for that.
  if (code === 'UND_ERR_SOCKET' && error.message === 'bad response') return 'UNASKED_CONTINUE';
  if (code === 'UND_ERR_SOCKET' && error.message === 'bad upgrade') return 'UNASKED_UPGRADE';
  // undici leaves out its parser's code where the parser has words of its own.
  if (code === undefined && error.name === 'HTTPParserError') return 'HPE_INVALID';
  return typeof code === 'string' ? code : 'UNKNOWN';
}

function peerOf(error: Error): string {
  const cause = firstCause(error);
  const address = propertyOf(cause, 'address');
  const port = propertyOf(cause, 'port');
  if (typeof address !== 'string' || typeof port !== 'number') return '';
  return ` by ${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** The names that a certificate has, for it is chosen by whoever runs the server, only where they look like names. */
function namesOf(error: Error): string {
  const certificate = propertyOf(error, 'cert') as Partial<PeerCertificate> | undefined;
  const listed = String(certificate?.subjectaltname ?? certificate?.subject?.CN ?? '');
  const names = listed.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''));
  const readable = names.filter((name) => /^[\w.*:-]{1,253}$/.test(name));
  if (readable.length === 0) return '';
  const shown = readable.slice(0, NAMES_MAX);
  const more = names.length > shown.length ? `, and ${names.length - shown.length} more` : '';
  return `: it has ${shown.join(', ')}${more}`;
}

function propertyOf(error: Error, name: string): unknown {
  return Reflect.get(error, name);
}
