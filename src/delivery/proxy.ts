import type { Socket } from 'node:net';

/** Opens a connection to a host, by its name or address, that leads through the proxy. @throws ProxyError, or what its socket met */
export type OpenTunnel = (host: string, port: number, signal: AbortSignal) => Promise<Socket>;

/** The proxy itself failed, or could not reach the host. The message is for whoever owns the endpoint: no address of the proxy's. */
export class ProxyError extends Error {
  readonly code: 'PROXY_FAILED' | 'PROXY_REFUSED' | 'PROXY_HOST_UNREACHABLE';

  constructor(code: ProxyError['code'], message: string, options?: ErrorOptions) {
    super(`the egress proxy ${message}`, options);
    this.name = new.target.name;
    this.code = code;
  }
}
