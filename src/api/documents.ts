import {
  type DocumentNode,
  GraphQLError,
  Lexer,
  NoSchemaIntrospectionCustomRule,
  Source,
  syntaxError,
  TokenKind,
  type ValidationRule,
  visit,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { BoundedMap } from '../bounded-map.ts';

/** Of one document; what people write by hand has some hundreds, and inputs belong into variables. */
const TOKENS_MAX = 10_000;
/** Brackets in brackets. The parser recurses, and overflows its stack at some thousands. */
const NESTING_MAX = 250;
const ALIASES_MAX = 100;
const DIRECTIVES_MAX = 100;
const CACHED_DOCUMENTS = 1000;
/** Longer documents hold inputs and do not come again; a cache full of them would take gigabytes. */
const CACHED_MAX_CHARS = 16 * 1024;

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Refuses documents that would keep the parser busy or overflow its stack. */
export function limitDocuments(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((text: string, options?: object): DocumentNode => {
        checkDocument(new Source(text));
        const document = parseFn(text, options) as DocumentNode;
        checkRepetition(document);
        return document;
      });
    },
  };
}

/** @param introspection whether the schema may be read at all */
export function limitIntrospection(introspection: boolean): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(introspection ? PlainIntrospectionRule : NoSchemaIntrospectionCustomRule);
    },
  };
}

/** Aliases multiply the schema's lists by one another, and none of its fields counts as complexity. */
const PlainIntrospectionRule: ValidationRule = (context) => ({
  Field(node) {
    if (!node.alias || node.alias.value === node.name.value) return;
    if (node.name.value !== '__schema' && !context.getParentType()?.name.startsWith('__')) return;
    context.reportError(
      new GraphQLError(`"${node.name.value}" of the schema can be read without an alias only.`, {
        nodes: node,
      }),
    );
  },
});

/** @throws GraphQLError for aliases and directives beyond their limits */
function checkRepetition(document: DocumentNode): void {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field(node) {
      if (node.alias && ++aliases > ALIASES_MAX) {
        throw new GraphQLError(`More than ${ALIASES_MAX} aliases.`, { nodes: node });
      }
    },
    Directive(node) {
      if (++directives > DIRECTIVES_MAX) {
        throw new GraphQLError(`More than ${DIRECTIVES_MAX} directives.`, { nodes: node });
      }
    },
  });
}

/** @throws GraphQLError, as for wrong syntax */
function checkDocument(source: Source): void {
  const lexer = new Lexer(source);
  let depth = 0;
  for (let tokens = 1; ; tokens++) {
    const { kind, start } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (tokens > TOKENS_MAX) throw syntaxError(source, start, `More than ${TOKENS_MAX} tokens.`);
    if (OPENING.has(kind)) depth++;
    else if (CLOSING.has(kind)) depth--;
    if (depth > NESTING_MAX) throw syntaxError(source, start, `Nested deeper than ${NESTING_MAX} brackets.`);
  }
}

/** Short documents, parsed and validated. What cannot be parsed is not kept. */
export function documentCache() {
  const documents = new BoundedMap<string, DocumentNode>(CACHED_DOCUMENTS);
  return {
    documentCache: {
      get: (text: string) => documents.get(text),
      set(text: string, document: DocumentNode) {
        if (text.length <= CACHED_MAX_CHARS) documents.set(text, document);
      },
    },
    errorCache: { get: () => undefined, set: () => undefined },
  };
}
