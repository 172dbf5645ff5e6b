import type { ServerResponse } from 'node:http';

/** The answers that are under way, so that a shutdown cuts none of them off. */
export interface OpenAnswers {
  add(response: ServerResponse): void;
  /** Ends event streams at once, and resolves when the others are sent, or after `limitMs`. */
  drain(limitMs: number): Promise<void>;
}

export function createOpenAnswers(): OpenAnswers {
  const open = new Set<ServerResponse>();
  let onEmpty: () => void = () => undefined;
  return {
    add(response) {
      open.add(response);
      response.once('close', () => {
        open.delete(response);
        if (open.size === 0) onEmpty();
      });
    },
    async drain(limitMs) {
      for (const response of open) if (isEventStream(response)) response.destroy();
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
