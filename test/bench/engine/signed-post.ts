import { Agent, request } from 'undici';
import { createSigningKey, signatureHeaders } from '../../../src/delivery/sign.ts';
import { formatId } from '../../../src/ids.ts';

const agent = new Agent({ pipelining: 1 });

/** What undici alone sends: signed as Hookline does, with keys that are made beforehand. */
export function createSignedPost(origin: string, endpoints: number) {
  const keys = Array.from({ length: endpoints }, () => [createSigningKey('V1', Buffer.alloc(32, 7))]);

  /** @param id of the event, a UUID. @throws Error unless the receiver answers 200 */
  return async (endpoint: number, id: string, body: Buffer): Promise<{ status: number; text: string }> => {
    const signature = signatureHeaders({
      id: formatId('Event', id),
      timestamp: Math.floor(Date.now() / 1000),
      body,
      keys: keys[endpoint] as (typeof keys)[number],
    });
    const answer = await request(`${origin}/e${endpoint}`, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Hookline/bench', ...signature },
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`the receiver answered ${answer.statusCode}`);
    return { status: answer.statusCode, text };
  };
}
