import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { welcome } from '../../src/welcome.ts';

const key = 'hk_abc';
const commandsOf = (url: string, dataDir = resolve('.hookline')) =>
  [...welcome({ url, key, dataDir }).matchAll(/^ {2}(?:Try it|Receive): +(.*?) {3,}\(/gm)].map(
    ([, command]) => command,
  );

describe('what is shown when it is ready', () => {
  it('has the addresses, the key and the next commands', () => {
    const text = welcome({ url: 'http://127.0.0.1:4000', key, dataDir: resolve('.hookline') });
    expect(text).toContain('GraphiQL   http://127.0.0.1:4000/graphql\n');
    expect(text).toContain(`API key    ${key}\n`);
    expect(commandsOf('http://127.0.0.1:4000')).toEqual(['npm run demo', 'npx hookline listen 3000']);
  });

  it('has commands that find a server on another port, as a terminal of its own does not have the setting', () => {
    expect(commandsOf('http://127.0.0.1:4100')).toEqual([
      'HOOKLINE_PORT=4100 npm run demo',
      'HOOKLINE_PORT=4100 npx hookline listen 3000',
    ]);
    expect(commandsOf('http://127.0.0.1')).toContain('HOOKLINE_PORT=80 npm run demo');
  });

  it('has commands that find the key in another folder', () => {
    expect(commandsOf('http://127.0.0.1:4000', '/var/lib/hook-line')).toContain(
      'HOOKLINE_DATA_DIR=/var/lib/hook-line npm run demo',
    );
    expect(commandsOf('http://127.0.0.1:4100', "/home/ann's data")).toContain(
      "HOOKLINE_PORT=4100 HOOKLINE_DATA_DIR='/home/ann'\\''s data' npx hookline listen 3000",
    );
  });
});
