import type { CodegenConfig } from '@graphql-codegen/cli';

// A scalar that is not named here stops the generation, instead of being anything.
const scalars = {
  strictScalars: true,
  scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown', URL: 'string' },
};

/** Makes the types of the operations in test/frontend and src/console from the printed contract: `npm run codegen`. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'test/frontend/generated/': {
      documents: ['test/frontend/*.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        useTypeImports: true,
        importExtension: '.ts',
        ...scalars,
      },
    },
    'src/console/generated/': {
      documents: ['src/console/operations/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      // Strings: the page has no use for a parser.
      config: { documentMode: 'string', useTypeImports: true, importExtension: '.ts', ...scalars },
    },
  },
};

export default config;
