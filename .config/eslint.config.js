import graphql from '@graphql-eslint/eslint-plugin';

// ESLint checks the contract and nothing else: the rules that graphql-eslint recommends for schemas, and those
// for Relay. What the contract does otherwise on purpose is named below, each with its reason.

const { rules: recommended } = graphql.configs['flat/schema-recommended'];
const { rules: relay } = graphql.configs['flat/schema-relay'];

/** A rule without the reports whose data `isException` picks, for a rule that has no options to say so. */
function except(rule, isException) {
  return {
    ...rule,
    create(context) {
      const report = (problem) => {
        if (!isException(problem.data)) context.report(problem);
      };
      return rule.create(Object.create(context, { report: { value: report } }));
    },
  };
}

// `errorId` is the word of the API references for what the server's log has too; it is not the error's identity
// as a node, which `id` would promise.
const noTypenamePrefix = except(
  graphql.rules['no-typename-prefix'],
  ({ typeName, fieldName }) => typeName === 'Error' && fieldName === 'errorId',
);

const [severity, naming] = recommended['@graphql-eslint/naming-convention'];
const OBJECT_TYPES = 'ObjectTypeDefinition,ObjectTypeExtension';

export default [
  {
    files: ['schema.graphql'],
    plugins: {
      '@graphql-eslint': { ...graphql, rules: { ...graphql.rules, 'no-typename-prefix': noTypenamePrefix } },
    },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema.graphql' } },
    },
    rules: {
      ...recommended,
      ...relay,
      // "Event type" is the field's term for a kind of event: the suffix is its meaning, not its GraphQL kind.
      '@graphql-eslint/naming-convention': [
        severity,
        { ...naming, [OBJECT_TYPES]: { ...naming[OBJECT_TYPES], ignorePattern: '^EventType$' } },
      ],
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            // What an act answers, and the parts of a list: an answer and a page are no things with an identity.
            suffixes: ['Success', 'Error', 'Connection', 'Edge'],
            types: [
              // Items of the feed: a cursor is their place in it, and nothing fetches one alone.
              'AttemptRecorded',
              'DeliveryStatusChanged',
              'EndpointStatusChanged',
              'FeedCheckpoint',
              'FeedGap',
              // Values: parts of what they belong to, read with it and never alone.
              'DeliveryStats',
              'DeliveryStatsPoint',
              'HttpHeader',
              'PageInfo',
              'SigningSecret',
              'ValidationIssue',
              // The caller: there is exactly one in a request.
              'Viewer',
            ],
          },
        },
      ],
      // Bounded values (scopes, labels, headers, issues), the `nodes` of a page and Relay's own `nodes(ids:)` are
      // plain lists; that every longer list is a connection has a test of its own.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
];
