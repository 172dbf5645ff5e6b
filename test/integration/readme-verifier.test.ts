import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createSigningKey,
  formatSecret,
  parseSecret,
  type SignatureHeaders,
  signatureHeaders,
} from '../../src/delivery/sign.ts';

const MINUTE_S = 60;

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const snippets = [...readme.matchAll(/```python\n(.*?)```/gs)].map(([, code]) => code as string);
const verifier = snippets.find((code) => code.includes('def verify(')) ?? '';

const secret = formatSecret(Buffer.alloc(24, 1));
const otherSecret = formatSecret(Buffer.alloc(24, 2));
const body = '{"type":"invoice.paid","data":{"note":"naïve ✓"}}';

function sign(secrets: readonly string[], age = 0): SignatureHeaders {
  return signatureHeaders({
    id: 'evt_01',
    timestamp: Math.floor(Date.now() / 1000) - age,
    body: Buffer.from(body),
    keys: secrets.map((text) => createSigningKey('V1', parseSecret(text) as Buffer)),
  });
}

const good = sign([secret]);
const signature = good['webhook-signature'];
const capitalized = Object.fromEntries(
  Object.entries(good).map(([name, value]) => [
    name.replace(/\b./g, (letter) => letter.toUpperCase()),
    value,
  ]),
);
const cases: [string, Partial<SignatureHeaders>, boolean][] = [
  ['a good one', good, true],
  ['one of headers that are named as Flask has them', capitalized, true],
  ['one of two, while a secret is replaced', sign([otherSecret, secret]), true],
  ['one beside what is none', { ...good, 'webhook-signature': `v1,ü ${signature}` }, true],
  ['one made four minutes ago', sign([secret], 4 * MINUTE_S), true],
  ['one made six minutes ago', sign([secret], 6 * MINUTE_S), false],
  ['one made in six minutes', sign([secret], -6 * MINUTE_S), false],
  ['one of another secret', sign([otherSecret]), false],
  ['one of another version', { ...good, 'webhook-signature': signature.replace('v1', 'v1a') }, false],
  ['one of another event', { ...good, 'webhook-id': 'evt_02' }, false],
  ['one beyond ASCII', { ...good, 'webhook-signature': 'v1,ü' }, false],
  ['one that is no text', { ...good, 'webhook-signature': 'v1,\udcfc' }, false],
  ['a time that is no number', { ...good, 'webhook-timestamp': 'ü' }, false],
  ['an empty one', { ...good, 'webhook-signature': '' }, false],
  ['no header', {}, false],
];

/** Hands the verifier what it finds on standard input. */
const ASK = `
import json, sys
secret, headers, body = json.load(sys.stdin)
print(json.dumps(verify(secret, headers, body.encode())))
`;

describe.skipIf(spawnSync('python3', ['--version']).error)('the verifier of the README', () => {
  it.each(cases)('judges %s', (_name, headers, genuine) => {
    const input = JSON.stringify([secret, headers, body]);
    const { stdout, stderr } = spawnSync('python3', ['-c', verifier + ASK], { input, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toBe(genuine);
  });
});
