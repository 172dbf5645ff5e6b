import { OperatorError } from '../../src/errors.ts';
import { seededRandom } from '../support/random.ts';
import { createDeck, type Fault } from './faults.ts';
import { performRun, type RunResult } from './run.ts';
import { type CrashSettings, loadSettings, USAGE } from './settings.ts';
import { startSite } from './site.ts';
import { describeFindings, seconds, shortly, summarize } from './summary.ts';

const MINUTE_MS = 60_000;
const INTERRUPTED = 130;
/** What runs may need more than their time has come before something must have gone wrong with the suite itself. */
const OVERTIME_MS = 5 * MINUTE_MS;

async function main(): Promise<void> {
  const settings = loadSettings(process.argv.slice(2));
  if (!settings) {
    process.stdout.write(USAGE);
    return;
  }
  const interrupt = new AbortController();
  let asked = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      interrupt.abort(new Error(`stopped by ${name}`));
      // The handlers of `exit` then end what is left.
      if (++asked > 2) process.exit(INTERRUPTED);
    });
  }
  const limit = AbortSignal.timeout(settings.minutes * MINUTE_MS + OVERTIME_MS);
  try {
    process.exitCode = (await perform(settings, AbortSignal.any([interrupt.signal, limit]))) ? 0 : 1;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    say(`\nStopped. --seed ${settings.seed}`);
    process.exitCode = INTERRUPTED;
  }
}

/** Run after run until there were enough, or one finds something. @returns whether none did */
async function perform(settings: CrashSettings, signal: AbortSignal): Promise<boolean> {
  const { seed } = settings;
  const startedMs = performance.now();
  const results: RunResult[] = [];
  const struck: Fault[] = [];
  const kills = () => struck.filter((fault) => fault.kills).length;
  const inTime = () => performance.now() - startedMs < settings.minutes * MINUTE_MS;
  const draw = createDeck(seededRandom(seed));
  say(`Crash suite, --seed ${seed}: starting PostgreSQL, one API and two workers …`);
  await using site = await startSite(signal);

  while (results.length < settings.runs && kills() < settings.kills && inTime()) {
    const number = results.length + 1;
    const result = await performRun(site, {
      number,
      seed: seed + number,
      faults: settings.faults,
      draw,
      signal,
      onFault: (fault) => {
        struck.push(fault);
        if (settings.verbose) say(`  ${seconds(performance.now() - startedMs).padStart(8)}  ${fault.name}`);
      },
    }).catch(async (error: unknown) => {
      if (!signal.aborted) say(`\nThe logs are in ${await site.keepLogs(String(error))}.`);
      throw error;
    });
    results.push(result);
    say(
      `run ${number}: ${kills()} kills so far, ${result.events} events, ${result.attempts} attempts, ` +
        `${result.unrecorded} unrecorded, ${result.duplicates} duplicates, ${result.lost} lost, ` +
        `settled after ${seconds(result.settledMs)}`,
    );
    if (result.findings.length > 0) break;
  }

  say(`\n${summarize(results, struck, seed, performance.now() - startedMs)}\n`);
  const findings = results.at(-1)?.findings ?? [];
  if (findings.length > 0) {
    const folder = await site.keepLogs(describeFindings(findings));
    say(`Run ${results.length} of --seed ${seed} found what must not be:\n${shortly(findings)}`);
    say(`\nAll of it, and the logs of PostgreSQL and of each process, are in ${folder}.`);
    return false;
  }
  const short = Number.isFinite(settings.kills) && kills() < settings.kills;
  say(`Nothing was lost.${short ? ` The time was up after ${kills()} of ${settings.kills} kills.` : ''}`);
  return true;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof OperatorError) process.stderr.write(`${error.message}\n${error.remedy}\n`);
  else
    process.stderr.write(
      `\nThe crash suite itself failed: ${error instanceof Error ? error.stack : error}\n`,
    );
  process.exitCode = 1;
});
