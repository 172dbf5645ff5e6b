import { type Message, MessageType } from 'graphql-ws';
import type { Hold } from './hold-socket.ts';

export interface OperationTurns {
  /** Has the message handled, now or in its turn. */
  add(message: Message): void;
  /** The operation is a subscription that has begun: those are counted elsewhere. */
  follows(id: string): void;
}

/**
 * Handles a client's messages in their order, but begins no operation while the maximum is under way, or while an
 * earlier one with the same id is not wound up: it and what follows it wait, and nothing more is read from the
 * connection. Clients that send much at once notice nothing of this, as over HTTP, where a browser lets requests wait
 * by itself: after an error they would all try again. What waits in memory is at most what came at once, 64 KiB or a
 * message.
 * @param isOpen whether answers still have a reader
 * @param handle resolves when the message, and the operation that it began, is done with
 */
export function takeInTurn(options: {
  maxOperations: number;
  hold: Hold;
  isOpen: () => boolean;
  handle: (message: Message) => Promise<void>;
}): OperationTurns {
  const { maxOperations, hold, isOpen, handle } = options;
  const waiting: Message[] = [];
  /** By id, the functions that count the operations as no longer under way. */
  const running = new Map<string, () => void>();
  /**
   * The ids of running operations whose client has completed them. Another one with such an id has to wait: graphql-ws
   * tells operations apart by their ids.
   */
  const givenUp = new Set<string>();
  let underWay = 0;
  let release: (() => void) | null = null;

  function takeOn(): void {
    while (waiting[0] && mayTake(waiting[0])) {
      const message = waiting.shift() as Message;
      if (message.type === MessageType.Subscribe) begin(message.id, message);
      else void handle(message);
      if (message.type === MessageType.Complete && running.has(message.id)) givenUp.add(message.id);
    }
    if (!isOpen()) waiting.length = 0;
    if (waiting.length > 0) release ??= hold();
    else {
      release?.();
      release = null;
    }
  }

  function mayTake(message: Message): boolean {
    if (!isOpen()) return false;
    return message.type !== MessageType.Subscribe || (underWay < maxOperations && !givenUp.has(message.id));
  }

  function begin(id: string, message: Message): void {
    let isUnderWay = true;
    underWay += 1;
    const end = () => {
      if (!isUnderWay) return;
      isUnderWay = false;
      underWay -= 1;
      takeOn();
    };
    running.set(id, end);
    void handle(message).finally(() => {
      running.delete(id);
      givenUp.delete(id);
      end();
      takeOn();
    });
  }

  return {
    add(message) {
      waiting.push(message);
      takeOn();
    },
    follows(id) {
      running.get(id)?.();
    },
  };
}
