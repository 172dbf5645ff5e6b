export const CUSTOM_HEADERS_MAX = 20;
/** The limit of all names and values together. */
export const CUSTOM_HEADERS_MAX_BYTES = 4096;

export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** What is wrong with the header at `index`; index and field are null when it is the list as a whole. */
export interface HeaderProblem {
  index: number | null;
  field: 'name' | 'value' | null;
  type:
    | 'too_many_headers'
    | 'headers_too_large'
    | 'header_name_invalid'
    | 'header_name_reserved'
    | 'header_name_duplicate'
    | 'header_value_invalid';
  message: string;
  /** The limit that is broken. */
  maximum?: number;
}

/** The `token` of RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

// Beyond ASCII a value's bytes mean something else to every receiver, and outer blanks are lost on the way.
const VALUE = /^([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?$/;

/** Headers of the connection and not of the message, and those that Hookline itself answers for. */
const RESERVED_NAMES = new Set([
  'connection',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);
const RESERVED_PREFIXES = ['content-', 'proxy-', 'webhook-'];

/** Everything that is wrong with an endpoint's own headers; empty when they can be sent as they are. */
export function checkHeaders(list: readonly HeaderField[]): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  if (list.length > CUSTOM_HEADERS_MAX) {
    const message = `at most ${CUSTOM_HEADERS_MAX} headers are allowed`;
    // The rest is not looked at: a list of any length must not get an answer of any length.
    return [{ index: null, field: null, type: 'too_many_headers', message, maximum: CUSTOM_HEADERS_MAX }];
  }
  const bytes = list.reduce(
    (sum, { name, value }) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (bytes > CUSTOM_HEADERS_MAX_BYTES) {
    const message = `names and values together exceed ${CUSTOM_HEADERS_MAX_BYTES} bytes`;
    problems.push({
      index: null,
      field: null,
      type: 'headers_too_large',
      message,
      maximum: CUSTOM_HEADERS_MAX_BYTES,
    });
  }
  const seen = new Set<string>();
  for (const [index, { name, value }] of list.entries()) {
    const lowerName = name.toLowerCase();
    const problem = TOKEN.test(name) ? checkName(lowerName, seen.has(lowerName)) : nameInvalid;
    if (problem) problems.push({ index, field: 'name', ...problem });
    if (!VALUE.test(value)) {
      const message = 'a value must be printable ASCII without blanks around it';
      problems.push({ index, field: 'value', type: 'header_value_invalid', message });
    }
    seen.add(lowerName);
  }
  return problems;
}

type NameProblem = Pick<HeaderProblem, 'type' | 'message'>;

const nameInvalid: NameProblem = {
  type: 'header_name_invalid',
  message: 'a name consists of letters, digits and hyphens',
};

function checkName(name: string, isDuplicate: boolean): NameProblem | null {
  if (RESERVED_NAMES.has(name) || RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
    return { type: 'header_name_reserved', message: `${name} cannot be set` };
  }
  return isDuplicate ? { type: 'header_name_duplicate', message: `${name} is given more than once` } : null;
}
