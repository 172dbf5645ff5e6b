import { buildBody } from '../../../../src/domain/event-body.ts';
import { newId } from '../../../../src/ids.ts';
import { answerCalls } from '../calls.ts';
import { nowMs } from '../clock.ts';
import { createSignedPost } from '../signed-post.ts';
import { payloadTextOf } from '../workload.ts';

// The baseline: what undici alone does with the same requests, signed alike. No database, no queue, nothing kept.
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
    const post = createSignedPost(origin, endpoints);
    const body = Buffer.from(buildBody('single.n0', new Date(), payloadTextOf(payloadBytes)));
    let sent = 0;
    const startMs = nowMs();
    const startCpu = process.cpuUsage();
    const slot = async () => {
      while (sent < requests) {
        await post(sent++ % endpoints, newId(), body);
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
