import { parseBoundedJson } from '../../../shared/domain/bounded-json.ts';
import type { TemplateValue } from './template.ts';

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gsu;

/** JSON of which every name stands once in its object; undefined where it is none, or nested too deeply. A name that comes twice is read by each reader in its own way. */
export function readStrictJson(text: string): TemplateValue | undefined {
  try {
    // JSON gives nothing but what a TemplateValue may be.
    const value = parseBoundedJson(text) as TemplateValue;
    return doubledName(text) === null ? value : undefined;
  } catch {
    return undefined;
  }
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
      const name = parseBoundedJson(last) as string;
      const names = open.at(-1);
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
    last = token;
  }
  return null;
}
