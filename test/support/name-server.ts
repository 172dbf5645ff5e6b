import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * The addresses of a name, of both families; null when there is no such name, undefined to say nothing at all.
 * `count` is 1 for its first question of a kind.
 */
export type Zone = (name: string, type: 'A' | 'AAAA', count: number) => readonly string[] | null | undefined;

export interface NameServer extends AsyncDisposable {
  /** As in the setting, with the port. */
  readonly address: string;
  /** Like `A a.example`, in the order of arrival. */
  readonly questions: readonly string[];
}

const TYPES = { A: 1, AAAA: 28 } as const;
const NO_SUCH_NAME = 3;

/** A real DNS server on loopback, over UDP: its answers are never to be kept, and may differ each time. */
export async function startNameServer(zone: Zone): Promise<NameServer> {
  const socket = createSocket('udp4');
  const questions: string[] = [];
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const type = query.readUInt16BE(end - 4) === TYPES.A ? 'A' : 'AAAA';
    const name = nameAt(query, 12);
    questions.push(`${type} ${name}`);
    const count = questions.filter((question) => question === `${type} ${name}`).length;
    const found = zone(name, type, count);
    if (found === undefined) return;
    const family = type === 'A' ? 'ipv4' : 'ipv6';
    const addresses = (found ?? []).map(ipaddr.parse).filter((address) => address.kind() === family);
    const head = Buffer.from(query.subarray(0, 12));
    // A response, authoritative, with recursion, to one question.
    head.writeUInt16BE(0x8580 | (found === null ? NO_SUCH_NAME : 0), 2);
    for (const [index, records] of [1, addresses.length, 0, 0].entries())
      head.writeUInt16BE(records, 4 + 2 * index);
    const answers = addresses.map((address) => record(TYPES[type], Buffer.from(address.toByteArray())));
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    questions,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function nameAt(message: Buffer, start: number): string {
  const labels: string[] = [];
  for (let at = start; message[at]; at += (message[at] ?? 0) + 1) {
    labels.push(message.toString('latin1', at + 1, at + 1 + (message[at] ?? 0)));
  }
  return labels.join('.').toLowerCase();
}

/** Of the name that was asked for, with a time to live of 0. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from('c00c00000001000000000000', 'hex');
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
