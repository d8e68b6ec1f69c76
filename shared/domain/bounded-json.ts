import { AppError } from './app-error.ts';

/** How much a text of JSON may ask for. */
export interface JsonLimits {
  /** How deep lists and objects may stand in each other. */
  readonly depth: number;
  /** How many values there may be in all. */
  readonly values: number;
}

/**
 * For what comes from outside: deeper than anything that the product or AWS writes, and as many values as a list of 100,000 accounts with
 * a dozen of fields has. 40 MB of nested brackets took 21 s and 1.4 GB to parse.
 */
export const JSON_LIMITS: JsonLimits = { depth: 100, values: 2_000_000 };

/**
 * Parses JSON that comes from outside, after a look at how much it asks for: brackets cost a parser twenty times what they cost who sends them.
 * @throws AppError INVALID_INPUT for more than the limits; SyntaxError for what is no JSON.
 */
export function parseBoundedJson(text: string, limits: JsonLimits = JSON_LIMITS): unknown {
  assertBoundedJson(text, limits);
  // The one place of what comes from outside; test/architecture/json.test.ts lists those of our own.
  return JSON.parse(text);
}

/** The look alone, for texts that somebody else parses. @throws AppError INVALID_INPUT. */
export function assertBoundedJson(text: string, { depth, values }: JsonLimits = JSON_LIMITS): void {
  const excess = excessOf(text, { depth, values });
  if (excess === null) return;
  throw new AppError(
    'INVALID_INPUT',
    excess === 'depth'
      ? `This JSON has lists or objects more than ${depth} deep in each other. Nothing that is asked for here has.`
      : `This JSON has more than ${values} values. Nothing that is asked for here has as many. Divide it.`,
    { limit: excess },
  );
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 44, 91, 93, 123, 125];

function excessOf(text: string, { depth, values }: JsonLimits): keyof JsonLimits | null {
  let deep = 0;
  let many = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at += 1;
      for (let inside = text.charCodeAt(at); at < text.length && inside !== QUOTE; inside = text.charCodeAt(at))
        at += inside === BACKSLASH ? 2 : 1;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      deep += 1;
      many += 1;
      if (deep > depth) return 'depth';
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) deep -= 1;
    else if (code === COMMA) many += 1;
    if (many > values) return 'values';
  }
  return null;
}
