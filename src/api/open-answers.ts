import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The answers that are under way, so that a shutdown cuts none of them off. */
export interface OpenAnswers {
  /** @returns whether it is to be answered: what comes behind the last answer of a connection is not */
  add(response: ServerResponse): boolean;
  isDraining(): boolean;
  /** Ends event streams at once, and resolves when the others are sent, or after `limitMs`. */
  drain(limitMs: number): Promise<void>;
}

export function createOpenAnswers(): OpenAnswers {
  const open = new Set<ServerResponse>();
  /** Connections whose last answer is under way. */
  const ending = new WeakSet<Socket>();
  let isDraining = false;
  let onEmpty: () => void = () => undefined;

  /**
   * Announces that the connection closes after this answer: else its client might send the next request over it just
   * then.
   */
  function makeLast(response: ServerResponse): void {
    if (response.headersSent) return;
    response.setHeader('connection', 'close');
    ending.add(response.req.socket);
  }

  return {
    add(response) {
      if (ending.has(response.req.socket)) return false;
      open.add(response);
      response.once('close', () => {
        open.delete(response);
        if (open.size === 0) onEmpty();
      });
      if (isDraining) makeLast(response);
      return true;
    },
    isDraining: () => isDraining,
    async drain(limitMs) {
      isDraining = true;
      for (const response of open) if (isEventStream(response)) response.destroy();
      const lasts = new Map([...open].map((response) => [response.req.socket, response]));
      for (const response of lasts.values()) makeLast(response);
      if (open.size === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        onEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

/** It would go on for ever; its client connects anew, as its stream broke off without `complete`. */
function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}
