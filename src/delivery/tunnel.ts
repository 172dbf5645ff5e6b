import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { buildConnector } from 'undici';
import { connectionFailure } from './connection-error.ts';
import { httpTunnel } from './http-tunnel.ts';
import { ProxyError } from './proxy.ts';
import { socksTunnel } from './socks-tunnel.ts';

export interface TunnelOptions {
  /** `http:`, `https:` or `socks5:`, with user and password where the proxy wants them. */
  readonly proxy: URL;
  /** Null: the proxy is asked for names, and looks them up itself. */
  readonly lookup: LookupFunction | null;
  readonly secureContext: SecureContext;
  /** Goes on with what has been reached: TLS with the host itself, which the proxy cannot read. */
  readonly connector: buildConnector.connector;
  readonly timeoutMs: number;
  /** Ends whatever is being connected. */
  readonly signal: AbortSignal;
}

/**
 * A connector for undici whose connections lead through a proxy. A name is looked up and judged here, and the
 * proxy is asked for the address that was judged, so that a name which is rebound gains nothing; certificate and
 * Host stay those of the name. undici's own ProxyAgent hands names on, and looks at no address.
 */
export function tunnelConnector(options: TunnelOptions): buildConnector.connector {
  const { proxy, lookup, connector, secureContext } = options;
  const open = proxy.protocol === 'socks5:' ? socksTunnel(proxy) : httpTunnel(proxy, secureContext);

  async function reach(hostname: string, port: number): Promise<Socket> {
    const hosts = isIP(hostname) !== 0 || lookup === null ? [hostname] : await addressesOf(hostname, lookup);
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    let failure: unknown;
    for (const host of hosts) {
      try {
        signal.throwIfAborted();
        return await open(host, port, signal);
      } catch (error) {
        failure = timeout.aborted ? new ProxyError('PROXY_FAILED', 'did not answer in time') : error;
        if (!(failure instanceof ProxyError && failure.code === 'PROXY_HOST_UNREACHABLE')) break;
      }
    }
    throw failure instanceof ProxyError ? failure : failed(failure as Error);
  }

  return (target, callback) => {
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
    reach(target.hostname, port).then(
      (socket) => {
        if (target.protocol !== 'https:') callback(null, socket);
        else connector({ ...target, httpSocket: socket }, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
}

/** IPv4 first, as more proxies have it. */
function addressesOf(hostname: string, lookup: LookupFunction): Promise<string[]> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, found) => {
      if (error) return reject(error);
      const addresses = found as unknown as LookupAddress[];
      resolve(addresses.toSorted((a, b) => a.family - b.family).map(({ address }) => address));
    });
  });
}

/** Says what happened to the connection to the proxy, but not where that is. */
function failed(cause: Error): ProxyError {
  return new ProxyError('PROXY_FAILED', `cannot be used: ${connectionFailure(cause)}`, { cause });
}
