import pg from 'pg';

/**
 * The tables with a row that holds this, as text, or as bytes in a `bytea` or in base64; pg-boss's included.
 * @param needle text is looked for as it is, so it should need no escaping in JSON
 */
export async function findInDatabase(url: string, needle: string | Buffer): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'test dump' });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')
         and not exists (select from pg_inherits where inhrelid = format('%I.%I', schemaname, tablename)::regclass)
       order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      // A row's text has every column, and bytea columns in hexadecimal.
      const { rowCount } = await client.query(
        `select 1 from ${name} t where exists (select from unnest($1::text[]) as n where strpos(t::text, n) > 0) limit 1`,
        [spellings(needle)],
      );
      if (rowCount) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}

function spellings(needle: string | Buffer): string[] {
  const bytes = Buffer.from(needle);
  // Three bytes make four characters, so what bytes look like in base64 depends on where they start.
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice(Math.ceil((offset * 4) / 3), -4);
  });
  return [...(typeof needle === 'string' ? [needle] : []), bytes.toString('hex'), ...inBase64];
}
