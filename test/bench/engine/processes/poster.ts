import { Agent, request } from 'undici';
import { createSigningKey, signatureHeaders } from '../../../../src/delivery/sign.ts';
import { buildBody } from '../../../../src/domain/event-body.ts';
import { formatId, newId } from '../../../../src/ids.ts';
import { answerCalls } from '../calls.ts';
import { nowMs } from '../clock.ts';
import { payloadTextOf } from '../workload.ts';

// The baseline: what undici alone does with the same requests, signed alike. No database, no queue, nothing kept.
const agent = new Agent({ pipelining: 1 });

const calls = {
  /** @returns requests per second, and microseconds of this process's CPU for each */
  async post(options: {
    origin: string;
    requests: number;
    slots: number;
    endpoints: number;
    payloadBytes: number;
  }): Promise<{ perSecond: number; cpuUs: number }> {
    const { origin, requests, slots, endpoints, payloadBytes } = options;
    const keys = Array.from({ length: endpoints }, () => [createSigningKey('V1', Buffer.alloc(32, 7))]);
    const body = Buffer.from(buildBody('single.n0', new Date(), payloadTextOf(payloadBytes)));
    let sent = 0;
    const startMs = nowMs();
    const startCpu = process.cpuUsage();
    const slot = async () => {
      while (sent < requests) {
        const endpoint = sent++ % endpoints;
        const signature = signatureHeaders({
          id: formatId('Event', newId()),
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
        await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`the receiver answered ${answer.statusCode}`);
      }
    };
    await Promise.all(Array.from({ length: slots }, slot));
    const seconds = (nowMs() - startMs) / 1000;
    const cpu = process.cpuUsage(startCpu);
    return { perSecond: requests / seconds, cpuUs: (cpu.user + cpu.system) / requests };
  },
};
export type PosterCalls = typeof calls;
answerCalls(calls);
