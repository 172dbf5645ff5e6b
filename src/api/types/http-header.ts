import { builder } from '../builder.ts';

export const HttpHeaderType = builder
  .objectRef<{ name: string; value: string | null }>('HttpHeader')
  .implement({
    description: 'A header of an HTTP message.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As it was given or received.' }),
      value: t.exposeString('value', {
        nullable: true,
        description: 'Null: a sensitive value, which is sent and not shown.',
      }),
    }),
  });
