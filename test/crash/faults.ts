import { setTimeout as delay } from 'node:timers/promises';
import { pick } from '../support/random.ts';
import type { Driver } from './driver.ts';
import type { Trap } from './proxy.ts';
import type { Member, Site } from './site.ts';
import type { Disturbance, Victim } from './timeline.ts';

/** Where a fault strikes, and the traffic whose moments it waits for. */
export interface Target {
  readonly site: Site;
  readonly driver: Driver;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

type Strike = (target: Target) => Promise<void>;

export interface Fault {
  readonly name: string;
  /** Whether a process ends without a chance to do anything about it: SIGKILL, PostgreSQL's immediate stop. */
  readonly kills: boolean;
  /** How many times it stands in the deck that faults are drawn from. */
  readonly weight: number;
  readonly strike: Strike;
}

/** A moment that does not come is not waited for: the fault then strikes at any time. */
const MOMENT_MS = 4000;
const OUTAGE_MS = 1500;
/** Long enough for a worker to lose what it holds to the other, while it lives. */
const LONG_OUTAGE_MS = 13_000;

/** A prepared statement is sent by its name alone. */
const SETTLEMENT = { within: /delivery_attempt|settle-successes/, text: 'COMMIT\0' };
const ACCEPTANCE = { within: /insert into event/, text: 'COMMIT\0' };
const WORK_NOTIFICATION = { text: 'hookline_work' };

export const FAULTS: readonly Fault[] = [
  kill('worker, at any time', 3, (target) => killWorker(target)),
  kill('worker, when a request arrives', 5, (target) => killWorker(target, atReceiver(target, 'arrival'))),
  kill('worker, after an answer', 5, (target) => killWorker(target, atReceiver(target, 'answer'))),
  kill('worker, before its commit', 4, (target) => killWorker(target, atTrap({ ...SETTLEMENT, at: 'sent' }))),
  kill('worker, after its commit', 4, (target) => killWorker(target, atTrap({ ...SETTLEMENT, at: 'done' }))),
  kill('both workers', 2, (target) => killMembers(target, target.site.workers)),
  kill('API, at any time', 2, (target) => killApi(target)),
  kill('API, after an answer', 3, (target) => killApi(target, atAnswer(target))),
  kill('API, before its commit', 3, (target) => killApi(target, atTrap({ ...ACCEPTANCE, at: 'sent' }))),
  kill('API, after its commit', 3, (target) => killApi(target, atTrap({ ...ACCEPTANCE, at: 'done' }))),
  kill('API, before its NOTIFY', 3, (target) =>
    killApi(target, atTrap({ ...WORK_NOTIFICATION, at: 'sent' })),
  ),
  kill('every process', 2, (target) => killMembers(target, target.site.members)),
  kill('every process and PostgreSQL', 1, killEverything),
  kill('PostgreSQL, immediate stop', 3, stopPostgres),
  kill('PostgreSQL, one backend', 2, killBackend),
  spare('cut: a worker', 2, (target) => cut(target, [pick(target.random, target.site.workers)])),
  spare('cut: a worker, for 13 s', 1, (target) =>
    cut(target, [pick(target.random, target.site.workers)], LONG_OUTAGE_MS),
  ),
  spare('cut: the API', 2, (target) => cut(target, [target.site.api])),
  spare('cut: every process', 2, (target) => cut(target, target.site.members)),
  spare("cut: a worker's commit, after it", 3, (target) =>
    cutOnce(target, pick(target.random, target.site.workers), { ...SETTLEMENT, at: 'done' }),
  ),
  spare("cut: the API's commit, after it", 3, (target) =>
    cutOnce(target, target.site.api, { ...ACCEPTANCE, at: 'done' }),
  ),
  spare('SIGTERM: a worker', 2, (target) => terminate(target, [pick(target.random, target.site.workers)])),
  spare('SIGTERM: the API', 2, (target) => terminate(target, [target.site.api])),
  spare('SIGTERM: every process', 1, (target) => terminate(target, target.site.members)),
];

/** With it a run ends: nothing else strikes until the other worker has taken over. */
export const LAST_FAULT: Fault = {
  ...(FAULTS.find(({ name }) => name.includes('when a request arrives')) as Fault),
  async strike(target) {
    await Promise.all(target.site.members.map((member) => member.ready(target.signal)));
    await killWorker(target, atReceiver(target, 'arrival'));
  },
};

function kill(name: string, weight: number, strike: Strike): Fault {
  return { name: `kill: ${name}`, kills: true, weight, strike };
}

function spare(name: string, weight: number, strike: Strike): Fault {
  return { name, kills: false, weight, strike };
}

/** Calls back at a moment of the member's; the returned function takes that back. */
type Moment = (member: Member, callback: () => void) => () => void;

const atTrap =
  (trap: Trap): Moment =>
  (member, callback) =>
    member.proxy.arm(trap, callback);
const atReceiver =
  ({ site }: Target, moment: 'arrival' | 'answer'): Moment =>
  (_member, callback) =>
    site.receiver.next(moment, callback);
const atAnswer =
  ({ driver }: Target): Moment =>
  (_member, callback) =>
    driver.nextAnswer(callback);

/** Strikes inside the callback, so that nothing can happen in between. */
async function strikeAt(
  moment: Moment | undefined,
  member: Member,
  strike: () => Promise<void>,
): Promise<void> {
  if (!moment) return strike();
  const { promise, resolve } = Promise.withResolvers<Promise<void>>();
  let struck = false;
  const strikeOnce = () => {
    if (struck) return;
    struck = true;
    clearTimeout(late);
    resolve(strike());
  };
  const disarm = moment(member, strikeOnce);
  const late = setTimeout(() => {
    disarm();
    strikeOnce();
  }, MOMENT_MS);
  await promise;
}

async function killWorker(target: Target, moment?: Moment): Promise<void> {
  const { site, random, signal } = target;
  await Promise.race(site.workers.map((worker) => worker.ready(signal)));
  const worker = pick(
    random,
    site.workers.filter(({ isReady }) => isReady),
  );
  await strikeAt(moment, worker, () => end(site, [worker], 'SIGKILL'));
}

async function killApi({ site, signal }: Target, moment?: Moment): Promise<void> {
  await site.api.ready(signal);
  await strikeAt(moment, site.api, () => end(site, [site.api], 'SIGKILL'));
}

async function killMembers({ site, signal }: Target, members: readonly Member[]): Promise<void> {
  await Promise.all(members.map((member) => member.ready(signal)));
  await end(site, members, 'SIGKILL');
}

async function terminate({ site, signal }: Target, members: readonly Member[]): Promise<void> {
  await Promise.all(members.map((member) => member.ready(signal)));
  await end(site, members, 'SIGTERM');
}

async function end(site: Site, members: readonly Member[], signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const others = site.workers.filter((worker) => worker.isReady && !members.includes(worker)).length;
  await Promise.all(
    members.map(async (member) => {
      const during = site.timeline.begin(`${signal} ${member.name}`, member.role as Victim, 1, others);
      await member.kill(signal);
      during.untilMs = performance.now();
    }),
  );
}

async function killEverything(target: Target): Promise<void> {
  const { site, signal } = target;
  await Promise.all(site.members.map((member) => member.ready(signal)));
  await Promise.all([end(site, site.members, 'SIGKILL'), stopPostgres(target)]);
}

async function stopPostgres({ site, random }: Target): Promise<void> {
  await outage(site, 'PostgreSQL, immediate stop', async () => {
    await site.postgres.stopAtOnce();
    await delay(random() * OUTAGE_MS);
    await site.postgres.start();
  });
}

async function killBackend({ site }: Target): Promise<void> {
  await outage(site, 'PostgreSQL, one backend', async () => {
    await site.postgres.killBackend();
  });
}

async function cut(
  { site, random, signal }: Target,
  members: readonly Member[],
  outageMs?: number,
): Promise<void> {
  const names = members.map(({ name }) => name).join(', ');
  await outage(site, `cut ${names}`, async () => {
    for (const { proxy } of members) proxy.cut();
    await delay(outageMs ?? random() * OUTAGE_MS, undefined, { signal });
    for (const { proxy } of members) proxy.mend();
  });
}

/** Breaks one connection, so that its client cannot know what became of its commit. */
async function cutOnce({ site, signal }: Target, member: Member, trap: Trap): Promise<void> {
  await member.ready(signal);
  await strikeAt(atTrap(trap), member, () =>
    outage(site, `cut ${member.name}'s commit`, async () => undefined),
  );
}

async function outage(site: Site, what: string, act: () => Promise<void>): Promise<void> {
  const during: Disturbance = site.timeline.begin(what, 'database', site.workers.length);
  await act();
  during.untilMs = performance.now();
}

/** Draws every fault as often as its weight says before any comes again. */
export function createDeck(random: () => number): () => Fault {
  let deck: Fault[] = [];
  return () => {
    if (deck.length === 0) {
      deck = FAULTS.flatMap((fault) => Array<Fault>(fault.weight).fill(fault))
        .map((fault) => [random(), fault] as const)
        .sort(([a], [b]) => a - b)
        .map(([, fault]) => fault);
    }
    return deck.pop() as Fault;
  };
}
