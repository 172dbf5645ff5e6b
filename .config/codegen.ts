import type { CodegenConfig } from '@graphql-codegen/cli';

/** Makes the types of the operations in test/frontend from the printed contract: `npm run codegen`. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/frontend/*.ts'],
  generates: {
    'test/frontend/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        useTypeImports: true,
        importExtension: '.ts',
        // A scalar that is not named here stops the generation, instead of being anything.
        strictScalars: true,
        scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown', URL: 'string' },
      },
    },
  },
};

export default config;
