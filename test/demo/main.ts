import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { OperatorError } from '../../src/errors.ts';
import { createEndpoint, publishAll, registerTypes } from './acts.ts';
import { createApi } from './api.ts';
import { followFeed } from './feed.ts';
import { createLedger } from './ledger.ts';
import { selectPayloads } from './payloads.ts';
import { startReceiver } from './receiver.ts';
import { createScreen, type Screen } from './screen.ts';
import { type DemoServer, findOrStartServer } from './server.ts';
import { loadSettings, USAGE } from './settings.ts';
import { shortfall, summarize } from './summary.ts';

/** Far more than it takes; a server whose first retry comes after minutes is not waited for. */
const LIMIT_SECONDS = 120;
const INTERRUPTED = 130;

async function main(): Promise<void> {
  const settings = loadSettings(process.argv.slice(2), process.env);
  if (!settings) {
    process.stdout.write(USAGE);
    return;
  }
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupt.abort(name));
  // Whoever reads the output may leave first, as `head` does.
  process.stdout.on('error', () => interrupt.abort('the end of its output'));
  const limit = AbortSignal.timeout(LIMIT_SECONDS * 1000);
  const signal = AbortSignal.any([interrupt.signal, limit]);
  const screen = createScreen(process.stdout);
  try {
    await using server = await findOrStartServer(settings, screen.say, signal);
    const failure = await demonstrate(settings.events, server, screen, signal);
    const late = limit.aborted ? `after ${LIMIT_SECONDS} s ` : '';
    if (!interrupt.signal.aborted)
      screen.say(failure ? `\nThe demo failed: ${late}${failure}` : `\n${whatNext(server)}`);
    process.exitCode = failure ? 1 : 0;
  } catch (error) {
    if (!interrupt.signal.aborted) throw limit.aborted ? tooSlow() : error;
  }
  if (interrupt.signal.aborted) {
    screen.say(`\nStopped by ${interrupt.signal.reason}.`);
    process.exitCode = INTERRUPTED;
  }
}

/**
 * From the first endpoint to the closing table. What the signal cuts short is summed up as far as it came.
 * @returns why it failed, or null
 */
async function demonstrate(
  events: number,
  server: DemoServer,
  screen: Screen,
  signal: AbortSignal,
): Promise<string | null> {
  const api = createApi(server, signal);
  const ledger = createLedger();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  await using receiver = await startReceiver(secret, ledger);
  await using endpoint = await createEndpoint(api, receiver.url, secret);
  await using feed = await followFeed(server, endpoint.id, ledger, screen.attempt);
  screen.say(`The endpoint ${endpoint.id} sends to ${receiver.url}.`);

  const { types, payloads } = selectPayloads(events);
  const added = await registerTypes(api, types);
  const checked = types.filter(({ schema }) => schema !== null).length;
  screen.say(
    `Event types: ${types.length} (${added} new), ${checked} with a JSON Schema that payloads must fit.`,
  );

  screen.say(`Publishing ${payloads.length} GitHub webhooks …\n`);
  const startedMs = performance.now();
  {
    using _ = screen.follow(ledger, payloads.length);
    const published = publishAll(api, payloads, randomUUID().slice(0, 8), ledger);
    const done = published.then(() => ledger.finished);
    const stopped = signal.aborted ? undefined : once(signal, 'abort');
    await Promise.race([done, ledger.finished, feed.ended, stopped]).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
  const records = ledger.records();
  screen.say(`\n${summarize(records, performance.now() - startedMs)}`);
  return shortfall(records, payloads.length);
}

function whatNext({ own, url }: DemoServer): string {
  return own
    ? 'All of it is recorded: run `npm start`, and look at it in the console.'
    : `All of it is recorded: look at it in the console, ${url}/.`;
}

function tooSlow(): OperatorError {
  return new OperatorError(
    `It was not ready to publish after ${LIMIT_SECONDS} s.`,
    'See what the server says in its terminal, and what else keeps this machine busy.',
  );
}

main().catch((error: unknown) => {
  if (error instanceof OperatorError)
    process.stderr.write(`\nThe demo cannot go on: ${error.message}\nWhat to do: ${error.remedy}\n`);
  else process.stderr.write(`\nThe demo failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
