/** Indents JSON text as it is, digit for digit: parsing it would round large numbers. Anything else comes back unchanged. */
export function indentJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  let out = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    const last = out.at(-1);
    if (token === '}' || token === ']') {
      depth -= 1;
      out += last === '{' || last === '[' ? token : `\n${'  '.repeat(depth)}${token}`;
      continue;
    }
    if (last === '{' || last === '[') out += `\n${'  '.repeat(depth)}`;
    out += token;
    if (token === '{' || token === '[') depth += 1;
    else if (token === ',') out += `\n${'  '.repeat(depth)}`;
    else if (token === ':') out += ' ';
  }
  return out;
}
