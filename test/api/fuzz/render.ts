import { Digits, Reference, Word } from './values.ts';

/** A value of an argument and how it is given: in the document, or as a variable of a type. */
export interface Given {
  name: string;
  value: unknown;
  /** Null: as a literal. */
  variableType: string | null;
}

export type Selection =
  | {
      kind: 'field';
      name: string;
      args: Given[];
      directives: Directive[];
      alias: boolean;
      selection: Selection[];
    }
  | { kind: 'fragment'; on: string | null; named: boolean; directives: Directive[]; selection: Selection[] };

export interface Directive {
  name: string;
  args: Given[];
}

export type Transport = 'post' | 'get' | 'socket';

/** An operation as a tree, which shrinks by its branches. */
export interface Operation {
  kind: 'query' | 'mutation' | 'subscription';
  /** Also given to choose by. */
  name: string | null;
  selection: Selection[];
  transport: Transport;
  /** Done to the document at last: characters taken out or put in. */
  damage: { at: number; remove: number; insert: string } | null;
}

/** What is sent. */
export interface Message {
  query: string;
  /** JSON, as not all of it can be made of values: a number may have more digits than JavaScript keeps. */
  variables: string;
  operationName: string | null;
}

export type Resolve = (reference: Reference) => string;

export function render(operation: Operation, resolve: Resolve): Message {
  const variables: { name: string; type: string; json: string }[] = [];
  const fragments: string[] = [];
  let aliases = 0;

  function argumentsOf(args: readonly Given[]): string {
    if (args.length === 0) return '';
    const parts = args.map(({ name, value, variableType }) => {
      if (variableType === null) return `${name}: ${write(value, resolve, 'literal')}`;
      const variable = `v${variables.length}`;
      variables.push({ name: variable, type: variableType, json: write(value, resolve, 'json') });
      return `${name}: $${variable}`;
    });
    return `(${parts.join(', ')})`;
  }

  const directivesOf = (directives: readonly Directive[]) =>
    directives.map(({ name, args }) => ` @${name}${argumentsOf(args)}`).join('');

  function textOf(selection: readonly Selection[]): string {
    const parts = selection.map((part) => {
      const inner = part.selection.length > 0 ? ` ${textOf(part.selection)}` : '';
      const directives = directivesOf(part.directives);
      if (part.kind === 'field') {
        // Two fields of one name with other arguments would be refused for their conflict alone.
        const alias = part.alias || part.args.length > 0 ? `a${aliases++}: ` : '';
        return `${alias}${part.name}${argumentsOf(part.args)}${directives}${inner}`;
      }
      if (!part.named || part.on === null)
        return `...${part.on === null ? '' : ` on ${part.on}`}${directives}${inner}`;
      const name = `f${fragments.length}`;
      fragments.push(`fragment ${name} on ${part.on}${inner}`);
      return `...${name}${directives}`;
    });
    return `{ ${parts.join(' ')} }`;
  }

  const body = textOf(operation.selection);
  const head =
    variables.length > 0 ? ` (${variables.map(({ name, type }) => `$${name}: ${type}`).join(', ')})` : '';
  const text = [`${operation.kind} ${operation.name ?? ''}${head} ${body}`, ...fragments].join('\n');
  return {
    query: damaged(text, operation.damage),
    variables: `{${variables.map(({ name, json }) => `"${name}":${json}`).join(',')}}`,
    operationName: operation.name,
  };
}

function damaged(text: string, damage: Operation['damage']): string {
  if (!damage) return text;
  const at = damage.at % (text.length + 1);
  return text.slice(0, at) + damage.insert + text.slice(at + damage.remove);
}

/** JSON, or the same as a literal of a document, whose keys and words have no quotes. */
function write(value: unknown, resolve: Resolve, style: 'json' | 'literal'): string {
  if (value instanceof Reference) return JSON.stringify(resolve(value));
  if (value instanceof Digits) return value.text;
  if (value instanceof Word) return style === 'json' ? JSON.stringify(value.text) : value.text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((part) => write(part, resolve, style)).join(',')}]`;
  const keyOf = (key: string) => (style === 'json' ? JSON.stringify(key) : key);
  const fields = Object.entries(value).map(([key, part]) => `${keyOf(key)}:${write(part, resolve, style)}`);
  return `{${fields.join(',')}}`;
}
