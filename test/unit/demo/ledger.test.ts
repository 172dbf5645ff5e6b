import { describe, expect, it } from 'vitest';
import { createLedger, type Ledger } from '../../demo/ledger.ts';
import { shortfall, summarize } from '../../demo/summary.ts';

const isFinished = (ledger: Ledger) =>
  Promise.race([ledger.finished.then(() => true), new Promise((resolve) => setImmediate(resolve, false))]);

describe('the ledger', () => {
  it('makes a request that is faster than its publishing wait for its place', async () => {
    const ledger = createLedger();
    const first = ledger.received('evt_1', 5, true);
    ledger.published('evt_1', 7, 2);
    expect(await first).toBe(7);
    expect(await ledger.received('evt_1', 9, true)).toBeNull();
    expect(ledger.records()).toMatchObject([
      { index: 7, publishedMs: 2, firstRequestMs: 5, requests: 2, verified: 2 },
    ]);
  });

  it('leaves out what another program published', async () => {
    const ledger = createLedger();
    const foreign = ledger.received('evt_1', 5, true);
    ledger.publishingEnded();
    expect(await foreign).toBeNull();
    expect(ledger.records()).toEqual([]);
  });

  it('is finished when all that was published has ended', async () => {
    const ledger = createLedger();
    ledger.published('evt_1', 0, 0);
    ledger.published('evt_2', 1, 0);
    ledger.changed('evt_1', 'SUCCEEDED');
    ledger.publishingEnded();
    ledger.changed('evt_2', 'RETRYING');
    expect(await isFinished(ledger)).toBe(false);
    ledger.changed('evt_2', 'CANCELED');
    expect(await isFinished(ledger)).toBe(true);
    expect(shortfall(ledger.records(), 2)).toBe('1 event was not delivered: 1 × CANCELED.');
  });

  it('is finished at the first signature that is refused', async () => {
    const ledger = createLedger();
    ledger.published('evt_1', 0, 0);
    await ledger.received('evt_1', 1, false);
    expect(await isFinished(ledger)).toBe(true);
    expect(shortfall(ledger.records(), 1)).toBe('1 signature was refused.');
  });

  it('tells what was not published', () => {
    const ledger = createLedger();
    ledger.published('evt_1', 0, 0);
    ledger.changed('evt_1', 'SUCCEEDED');
    expect(shortfall(ledger.records(), 1)).toBeNull();
    expect(shortfall(ledger.records(), 3)).toBe('Only 1 of 3 events were published.');
  });

  it('measures latency by nearest rank', async () => {
    const ledger = createLedger();
    for (let index = 0; index < 20; index++) {
      ledger.published(`evt_${index}`, index, 100);
      await ledger.received(`evt_${index}`, 101 + index, true);
    }
    const table = summarize(ledger.records(), 1000);
    expect(table).toMatch(/latency p50 +10 ms/);
    expect(table).toMatch(/latency p95 +19 ms/);
  });
});
