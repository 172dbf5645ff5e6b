import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperatorError } from './errors.ts';

export interface ListenAddress {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/**
 * @param settings the names of the settings that say where, for whoever has to mend them
 * @returns `http://host:port`
 * @throws OperatorError when the address cannot be had
 */
export async function listen(
  server: Server,
  { host, port }: ListenAddress,
  settings: { host: string; port: string },
): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      throw new OperatorError(
        `Port ${port} on ${host} is taken by another program.`,
        `Stop that program, or set ${settings.port} to another port.`,
      );
    }
    throw new OperatorError(
      `Cannot listen on ${host}:${port} (${error.code}).`,
      `Set ${settings.host} and ${settings.port} to an address of this machine.`,
    );
  });
  return `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(text.endsWith('\n') ? text : `${text}\n`);
}

/**
 * Answers /healthz, while the process is up, and /readyz.
 * @param unreadyReason null when all is well
 * @returns whether the path was one of them
 */
export async function answerHealth(
  path: string | undefined,
  response: ServerResponse,
  unreadyReason: () => Promise<string | null>,
): Promise<boolean> {
  if (path === '/healthz') sendText(response, 200, 'ok');
  else if (path === '/readyz') {
    const reason = await unreadyReason();
    sendText(response, reason ? 503 : 200, reason ?? 'ready');
  } else return false;
  return true;
}
