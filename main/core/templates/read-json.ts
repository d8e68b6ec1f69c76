import type { TemplateValue } from './template.ts';

/** Deeper than any policy; what walks through it is recursive. */
const MAX_DEPTH = 100;

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gsu;

/** JSON of which every name stands once in its object; undefined where it is none, or nested too deeply. A name that comes twice is read by each reader in its own way. */
export function readStrictJson(text: string): TemplateValue | undefined {
  try {
    // JSON.parse gives nothing but what a TemplateValue may be.
    const value = JSON.parse(text) as TemplateValue;
    return isDeep(text) || doubledName(text) !== null ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeep(json: string): boolean {
  let depth = 0;
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** A name that stands twice in one object of a text that is JSON; null where there is none. */
export function doubledName(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const name = JSON.parse(last) as string;
      const names = open.at(-1);
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
    last = token;
  }
  return null;
}
