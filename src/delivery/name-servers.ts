import { type LookupAddress, promises } from 'node:dns';
import type { Resolve } from './guarded-lookup.ts';

/**
 * How long a server may take to answer a question, and how many times it is asked; a request's timeout may end this
 * sooner. Of a server that has answered quickly the resolver expects the same again, and waits 1, 1, 1 and 2 s for its
 * answers (measured with node 24). With two tries, a name whose own servers are slow, or a network that loses packets,
 * would have 2 s in all.
 */
const ANSWER_TIMEOUT_MS = 2_000;
const TRIES = 4;

/** Codes by which a name server says that there is no such address. */
const NONE = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Asks these name servers, and nothing else: not the system's hosts file, search domains or cache. Unlike the
 * system's look-up it takes none of the threads that a process has for that, which dead domains would hold.
 *
 * @param servers like `192.0.2.53` or `[2001:db8::53]:5353`, or `auto`: those of /etc/resolv.conf
 * @param signal ends every question that is open
 */
export function resolveWith(servers: readonly string[] | 'auto', signal: AbortSignal): Resolve {
  const resolver = new promises.Resolver({
    timeout: ANSWER_TIMEOUT_MS,
    maxTimeout: ANSWER_TIMEOUT_MS,
    tries: TRIES,
  });
  if (servers !== 'auto') resolver.setServers(servers);
  signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  return (hostname, _options, callback) => {
    const questions = [resolver.resolve4(hostname), resolver.resolve6(hostname)];
    void Promise.allSettled(questions).then((answers) => {
      const addresses: LookupAddress[] = answers.flatMap((answer, index) =>
        answer.status === 'fulfilled'
          ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
          : [],
      );
      if (addresses.length > 0) return callback(null, addresses);
      const isNone = answers.every((answer) => answer.status === 'rejected' && NONE.has(answer.reason.code));
      const code = isNone ? 'ENOTFOUND' : 'EAI_AGAIN';
      callback(Object.assign(new Error(`${hostname} could not be resolved`), { code }), []);
    });
  };
}
