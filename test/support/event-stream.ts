export interface EventStream extends AsyncDisposable {
  readonly status: number;
  /** The next answer; null: the stream has ended. */
  next(): Promise<unknown>;
}

/** A subscription over server-sent events (distinct connections mode), read answer by answer. */
export async function openEventStream(
  url: string,
  credential: string | { authorization: string },
  operation: { query: string; variables?: object },
): Promise<EventStream> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(typeof credential === 'string' ? { 'x-api-key': credential } : credential),
    },
    body: JSON.stringify(operation),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('the answer has no body');
  let text = '';
  return {
    status: response.status,
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end !== -1) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          if (block.includes('event: complete')) return null;
          const data = /^data: ?(.+)$/m.exec(block)?.[1];
          if (data !== undefined) return JSON.parse(data) as unknown;
          continue;
        }
        const { value, done } = await reader.read();
        if (done) return null;
        text += value;
      }
    },
    async [Symbol.asyncDispose]() {
      await reader.cancel();
    },
  };
}
