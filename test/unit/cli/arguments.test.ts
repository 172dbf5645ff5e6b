import { describe, expect, it } from 'vitest';
import { defaultName, listenArguments, triggerArguments } from '../../../src/cli/arguments.ts';
import { toCliSettings } from '../../../src/config-cli.ts';

const settings = toCliSettings({});
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('listenArguments', () => {
  it.each([
    ['3000', 'http://localhost:3000/'],
    ['3000/hooks', 'http://localhost:3000/hooks'],
    ['localhost:3000/hooks?a=1', 'http://localhost:3000/hooks?a=1'],
    ['127.0.0.1:3000/hooks', 'http://127.0.0.1:3000/hooks'],
    ['https://app.test/hooks', 'https://app.test/hooks'],
  ])('forwards to %s', (given, url) => {
    expect(listenArguments([given], settings)?.target.href).toBe(url);
  });

  it.each([
    ['http://user:pass@localhost/', /must not contain a user name or password/],
    ['http://user@localhost/', /must not contain a user name or password/],
    ['http://:pass@localhost/', /must not contain a user name or password/],
    ['ftp://localhost/', /not an address to forward to/],
    ['http://[', /not an address to forward to/],
    ['', /needs the address/],
  ])('does not forward to %s', (given, problem) => {
    expect(() => listenArguments([given], settings)).toThrow(problem);
  });

  it('takes patterns with commas, and more than once', () => {
    const args = listenArguments(['1', '--events', 'a.*, b', '--events', 'c'], settings);
    expect(args?.events).toEqual(['a.*', 'b', 'c']);
  });

  it.each([
    [['--events', 'a'], /--events is about an endpoint of its own/],
    [['--name', 'a'], /--name is about/],
    [['--keep'], /--keep is about/],
  ])('mirrors an endpoint without %s', (more, problem) => {
    expect(() => listenArguments(['1', '--endpoint', 'ep_1', ...more], settings)).toThrow(problem);
  });

  it('refuses a bad secret without repeating it', () => {
    const problem = () => listenArguments(['1', '--secret', 'whsec_c3dvcmRmaXNo'], settings);
    expect(problem).toThrow(/"whsec_" and the base64 of 24 to 64 bytes/);
    expect(problem).not.toThrow(/c3dvcmRmaXNo/);
  });

  it.each(['user:swordfish', ':swordfish', 'swordfish'])(
    'refuses an address of the server that begins with %s@ without repeating that',
    (login) => {
      const problem = () => triggerArguments(['a', '--api', `https://${login}@hooks.test/`], settings);
      expect(problem).toThrow(/must not contain a user name or password/);
      expect(problem).not.toThrow(/swordfish/);
    },
  );

  it.each(['hk_ключ', 'hk_swordfish\r\nhost: x', 'Bearer hk_swordfish', ''])(
    'refuses the key %j, which no header can carry, without repeating it',
    (key) => {
      const problem = () => listenArguments(['1', '--key', key], settings);
      expect(problem).toThrow(/--key, HOOKLINE_API_KEY/);
      expect(problem).not.toThrow(/swordfish/);
    },
  );

  it('takes a key with the line break that its file ends in', () => {
    expect(listenArguments(['1', '--key', 'hk_a\n'], settings)?.key).toBe('hk_a');
  });

  it.each(['', 'Laptop', 'a b', 'a/b', 'x'.repeat(65)])('does not take the name %j', (name) => {
    expect(() => listenArguments(['1', `--name=${name}`], settings)).toThrow(
      `--name takes 1 to 64 lower-case letters, digits, dots and hyphens, not "${name}".`,
    );
  });

  it('names an option that it does not know, without advice for something else', () => {
    expect(() => listenArguments(['1', '--nmae', 'a'], settings)).toThrow(/^Unknown option '--nmae'\.$/);
  });

  it('takes only one address', () => {
    expect(() => listenArguments(['1', '2'], settings)).toThrow(/not also "2"/);
  });

  it('asks for nothing but its usage', () => {
    expect(listenArguments(['--help'], settings)).toBeNull();
    expect(triggerArguments(['-h'], settings)).toBeNull();
  });
});

describe('where the server is', () => {
  const given = toCliSettings({
    HOOKLINE_API_URL: 'https://hooks.test',
    HOOKLINE_API_KEY: 'hk_env',
    HOOKLINE_LISTEN_SECRET: SECRET,
  });

  it('is this machine when nobody says otherwise', () => {
    expect(settings.apiUrl).toBe('http://127.0.0.1:4000/graphql');
    expect(toCliSettings({ HOOKLINE_PORT: '4123' }).apiUrl).toBe('http://127.0.0.1:4123/graphql');
  });

  it('comes from the environment, and the address gets its path', () => {
    const args = listenArguments(['1'], given);
    expect(args?.api.href).toBe('https://hooks.test/graphql');
    expect(args).toMatchObject({ key: 'hk_env', secret: SECRET });
  });

  it('comes first from the options', () => {
    const args = triggerArguments(['a', '--api', 'http://other.test/v1', '--key', 'hk_option'], given);
    expect(args?.api.href).toBe('http://other.test/v1');
    expect(args?.key).toBe('hk_option');
  });

  it('must be an address', () => {
    for (const address of ['hooks', 'ftp://hooks.test/', 'hooks.test:4000'])
      expect(() => triggerArguments(['a', '--api', address], settings)).toThrow(/--api, HOOKLINE_API_URL/);
  });

  it('has a key of its own in development only', () => {
    const env = { HOOKLINE_DATA_DIR: '/data' };
    expect(toCliSettings(env).developmentKeyFile).toBe('/data/development-api-key');
    expect(toCliSettings({ ...env, NODE_ENV: 'production' }).developmentKeyFile).toBeNull();
  });
});

describe('triggerArguments', () => {
  it('waits a minute, or as long as it is told', () => {
    expect(triggerArguments(['a'], settings)?.timeoutMs).toBe(60_000);
    expect(triggerArguments(['a', '--timeout', '0.5'], settings)?.timeoutMs).toBe(500);
    expect(triggerArguments(['a', '--timeout', '86400'], settings)?.timeoutMs).toBe(86_400_000);
  });

  it.each(['0', '-1', 'x', '86401'])('does not wait %s seconds', (seconds) => {
    expect(() => triggerArguments(['a', `--timeout=${seconds}`], settings)).toThrow(/--timeout takes/);
  });

  it('acts for one organization', () => {
    const both = ['a', '--organization', 'org_1', '--organization-external-id', 'acme'];
    expect(() => triggerArguments(both, settings)).toThrow(/not both/);
  });
});

describe('defaultName', () => {
  it.each([
    ['Alices-MacBook.local', 'alices-macbook.local'],
    ['-My PC_', 'my-pc'],
    ['日本', 'laptop'],
    ['x'.repeat(70), 'x'.repeat(64)],
  ])('makes of %s a name that an address may have', (host, name) => {
    expect(defaultName(host)).toBe(name);
  });
});
