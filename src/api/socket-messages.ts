import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { CloseCode, type Message, MessageType, parseMessage, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Logger } from '../log.ts';
import type { Hold } from './hold-socket.ts';
import { takeInTurn } from './operation-turns.ts';

const INVALID = 'Invalid message received';
const NOT_UTF8 = 1007;
/** What a frame that closes a WebSocket has room for (RFC 6455). */
export const CLOSE_REASON_MAX_BYTES = 123;

/** What a client may send; the other types are a server's. */
const CLIENT_TYPES: readonly MessageType[] = [
  MessageType.ConnectionInit,
  MessageType.Ping,
  MessageType.Pong,
  MessageType.Subscribe,
  MessageType.Complete,
];

/** What graphql-ws is told of a connection, beside what is added to it later. */
export interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** To be called when an operation turns out to be a subscription, as it begins. */
  readonly follows: (id: string) => void;
}

/**
 * Joins a WebSocket to graphql-ws. The library's own adapter takes a client's fault for one of the server's, and prints
 * a stack for each bad message, which strangers may send too.
 */
export function joinSocket<Extra extends SocketExtra>(
  protocol: Server<Extra>,
  {
    socket,
    request,
    hold,
    maxOperations,
    log,
  }: { socket: WebSocket; request: IncomingMessage; hold: Hold; maxOperations: number; log: Logger },
): void {
  let take: (message: string) => Promise<void> = async () => undefined;
  const isOpen = () => socket.readyState === socket.OPEN;
  const turns = takeInTurn({ maxOperations, hold, isOpen, handle });
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve) => {
          if (!isOpen()) resolve();
          // Not sent because its client has gone: no fault of ours.
          else socket.send(data, () => resolve());
        }),
      // A reason may name the client's own id of an operation.
      close: (code, reason = '') =>
        socket.close(code, Buffer.byteLength(reason) > CLOSE_REASON_MAX_BYTES ? '' : reason),
      onMessage(handler) {
        take = handler;
      },
    },
    { socket, request, follows: turns.follows } as Extra,
  );

  async function handle(message: Message): Promise<void> {
    try {
      // graphql-ws takes messages that are parsed already, too.
      await take(message as never);
    } catch (error) {
      // The ping's payload is nested so deep that it could be read, but not be written into the pong.
      if (message.type === MessageType.Ping) return socket.close(CloseCode.BadRequest, INVALID);
      log.error({ err: error }, 'a message of a WebSocket could not be handled');
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    }
  }

  socket.on('message', (data: Buffer, isBinary) => {
    // More may come until the client has taken part in closing.
    if (!isOpen()) return;
    // Bytes that are no UTF-8 would silently become other characters; ws checks only the messages that are marked as
    // text.
    if (isBinary && !isUtf8(data)) return socket.close(NOT_UTF8);
    const message = toMessage(data);
    if (message) turns.add(message);
    else socket.close(CloseCode.BadRequest, INVALID);
  });
  socket.on('error', (error) => log.debug({ err: error }, 'a WebSocket was closed for its error'));
  socket.once('close', (code, reason) => {
    closed(code, String(reason)).catch((error: unknown) =>
      log.error({ err: error }, 'a WebSocket could not be closed properly'),
    );
  });
}

function toMessage(data: Buffer): Message | null {
  try {
    const message = parseMessage(JSON.parse(String(data)));
    return CLIENT_TYPES.includes(message.type) ? message : null;
  } catch {
    return null;
  }
}
