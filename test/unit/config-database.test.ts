import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { schemaOf } from '../../src/config-database.ts';

const BASE = 'postgres://role:hunter2@host:5433/database';

/** What is said of an address, without the name of its setting; [] when it is taken. */
function problems(url: string): string[] {
  try {
    loadConfig({ DATABASE_URL: url });
    return [];
  } catch (error) {
    const { message } = error as Error;
    return [...message.matchAll(/^ {2}DATABASE_URL: (.*)$/gm)].map(([, problem]) => problem as string);
  }
}

describe('the address of the database', () => {
  it.each([
    BASE,
    'postgresql://host',
    'postgres://',
    'postgres://role@/database?host=/var/run/postgresql',
    'postgres://role,with,commas:and%2Cmore@host/database',
    `${BASE}?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/cert.pem&sslkey=/key.pem`,
    `${BASE}?ssl=true&sslnegotiation=direct`,
    `${BASE}?options=-c%20search_path%3Dmine&application_name=hooks`,
    `${BASE}?user=role@server&password=x&port=6432&schema=public`,
    `${BASE}?target_session_attrs=read-write&port=65535`,
    // As a file's text ends that it was read from.
    `${BASE}?sslmode=require\n`,
    // Not to be read, which node-postgres says.
    'postgres://role:hunter2#1/?@host/database',
  ])('may be %s', (url) => {
    const { secrets, ignored } = loadConfig({ DATABASE_URL: url });
    expect(secrets.databaseUrl).toBe(url);
    expect(ignored).toEqual([]);
  });

  it.each([
    ['sslmod=verify-full', 'sslmod is no parameter that is understood: did you mean sslmode?'],
    ['replication=database', expect.stringContaining('leave it out')],
    [
      'dbname=other',
      'dbname would be ignored: name the database in the path, as in postgres://host/database',
    ],
    ['service=hooks', 'service would be ignored: write out what the service names'],
    ['sslpassword=x', 'sslpassword would be ignored: give sslkey a key without a password'],
    ['sslmode=', expect.stringMatching(/^sslmode has a value that is none of disable, .*verify-full$/)],
    ['ssl=false', 'ssl has a value that is none of true, 1, 0, no-verify'],
    [
      'target_session_attrs=standby',
      'target_session_attrs has a value that is none of any, read-write, primary',
    ],
    ['port=abc', 'port is no number from 1 to 65535'],
    ['port=0', 'port is no number from 1 to 65535'],
    ['port=65536', 'port is no number from 1 to 65535'],
    ['conect_timeout=5', 'conect_timeout is no parameter that is understood: did you mean connect_timeout?'],
    ['host=one,two', expect.stringContaining('names several hosts')],
  ])('may not have %s', (parameter, problem) => {
    expect(problems(`${BASE}?${parameter}`)).toEqual([problem]);
  });

  it.each(['postgres://role@one,two/database', 'postgres://role@one:5432,two:5433/database'])(
    'may not name several hosts, as %s does',
    (url) => {
      expect(problems(url)).toEqual([expect.stringContaining('names several hosts: give one')]);
    },
  );

  it('is told with every fault, and none of them shows what may be of a password', () => {
    expect(problems(`${BASE}?sslmod=x&port=x`)).toHaveLength(2);
    for (const url of [
      'postgres://role:12#hunter2@host/database',
      'postgres://role:12?hunter2@host/database',
    ]) {
      const said = problems(url).join();
      expect(said).toMatch(/%-encode [#?] as %[23]/);
      expect(said).not.toContain('hunter2');
    }
  });

  it('names a database with signs that node-postgres would leave encoded', () => {
    const { secrets } = loadConfig({
      DATABASE_URL: 'postgres://role:a%2Fb@host/a%2Fb%3ac%2C%24?application_name=x%2Fy',
    });
    expect(secrets.databaseUrl).toBe('postgres://role:a%2Fb@host/a/b:c,$?application_name=x%2Fy');
    for (const name of ['a%3Fb', 'a%3fb', 'a%23b'])
      expect(problems(`postgres://host/${name}`)).toEqual([expect.stringContaining('give it another name')]);
  });

  it('tells which parameters are ignored, and why', () => {
    const { ignored } = loadConfig({
      DATABASE_URL: `${BASE}?connect_timeout=5&channel_binding=require&connect_timeout=6&supa=base-pooler.x`,
      DATABASE_DIRECT_URL: `${BASE}?connection_limit=5`,
    });
    expect(ignored).toEqual([
      'DATABASE_URL: connect_timeout is ignored: Hookline’s own times hold',
      'DATABASE_URL: channel_binding is ignored: a certificate that is verified, by sslmode=verify-full, does as much',
      'DATABASE_URL: supa is ignored: it is not known',
      'DATABASE_DIRECT_URL: connection_limit is ignored: HOOKLINE_POOL_SIZE says how many connections there are',
    ]);
  });
});

it.each([
  [`${BASE}?schema=mine`, 'mine'],
  [BASE, null],
  ['postgres://role@/database?host=/run&schema=mine', 'mine'],
])('the schema of %s is %s', (url, schema) => {
  expect(schemaOf(url)).toBe(schema);
});
