import http from 'node:http';
import https from 'node:https';
import { isIP, isIPv6, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { type OpenTunnel, ProxyError } from './proxy.ts';

/** The statuses by which a proxy tells that the host, and not the proxy, is at fault. */
const HOST_UNREACHABLE = new Set([502, 503, 504]);

/** Through a proxy for HTTP (RFC 9110, 9.3.6), which is itself reached over TLS when its URL is https. */
export function httpTunnel(proxy: URL, secureContext: SecureContext): OpenTunnel {
  const isSecure = proxy.protocol === 'https:';
  const agent = isSecure ? new https.Agent({ secureContext }) : new http.Agent();
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization = credentials !== ':' && {
    'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
  const proxyHost = proxy.hostname.replace(/^\[(.*)\]$/, '$1');
  return (host, port, signal) =>
    new Promise((resolve, reject) => {
      const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
      const request = (isSecure ? https : http).request({
        host: proxyHost,
        // Without it Node would take the name for TLS from the header Host.
        servername: isIP(proxyHost) === 0 ? proxyHost : '',
        port: proxy.port || (isSecure ? 443 : 80),
        method: 'CONNECT',
        path: authority,
        headers: { host: authority, ...authorization },
        agent,
        signal,
        rejectUnauthorized: true,
      });
      request.once('connect', ({ statusCode = 0 }, stream, head) => {
        const socket = stream as Socket;
        if (statusCode >= 200 && statusCode < 300) {
          if (head.length > 0) socket.unshift(head);
          return resolve(socket);
        }
        socket.destroy();
        reject(refusal(statusCode));
      });
      request.once('error', reject);
      request.end();
    });
}

function refusal(status: number): ProxyError {
  if (HOST_UNREACHABLE.has(status))
    return new ProxyError('PROXY_HOST_UNREACHABLE', `could not reach the host (status ${status})`);
  if (status === 407)
    return new ProxyError('PROXY_REFUSED', 'does not take its user and password (status 407)');
  return new ProxyError('PROXY_REFUSED', `refused to connect (status ${status})`);
}
