import { Readable } from 'node:stream';
import type { MiddlewareStack } from '@smithy/types';
import { SaxesParser } from 'saxes';

/** Answers that are bytes or a text of their own, which no model describes. */
const BYTES = new Set(['GetBucketPolicyCommand', 'GetObjectCommand']);

/**
 * Checks every answer that a client of the SDK gets: each value that came over the wire must be in what the client made of it. A
 * member that the service's model does not know, or has elsewhere or in another form, is lost there; the call then fails
 * with its value.
 */
export function checkNothingLost(client: { middlewareStack: unknown }): void {
  // Each client's stack is typed by its own inputs; what is added here looks at none of them.
  const stack = client.middlewareStack as MiddlewareStack<object, object>;
  let raw = '';
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { body?: unknown };
      if (response.body instanceof Readable) {
        const chunks: Buffer[] = [];
        for await (const chunk of response.body as AsyncIterable<Buffer>) chunks.push(chunk);
        raw = Buffer.concat(chunks).toString('utf8');
        response.body = Readable.from(chunks.length > 0 ? [Buffer.concat(chunks)] : []);
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'enrollmentDeskRawAnswer' },
  );
  stack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const lost = BYTES.has(commandName) ? [] : lostValues(raw, result.output);
        if (lost.length > 0) throw new Error(`${commandName}: the client lost ${lost.join(', ')} of ${raw}`);
        return result;
      },
    { step: 'initialize', name: 'enrollmentDeskNothingLost' },
  );
}

/** The values of an answer, JSON or XML, that are not in what was made of it; each as often as it is missing. */
export function lostValues(raw: string, decoded: object): string[] {
  const found = new Map<string, number>();
  for (const value of leavesOf(decoded)) found.set(value, (found.get(value) ?? 0) + 1);
  const take = (value: string): boolean => {
    const left = found.get(value) ?? 0;
    found.set(value, left - 1);
    return left > 0;
  };
  const isJson = raw.startsWith('{');
  const sent = isJson ? leavesOf(JSON.parse(raw) as unknown) : textsOf(raw);
  // JSON has times as seconds since 1970.
  return sent.filter((value) => !take(value) && !(isJson && take(timeText(Number(value) * 1000))));
}

/** Every value in an object, as text. */
function leavesOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (value instanceof Date) return [timeText(value.getTime())];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value === 'object') return Object.values(value).flatMap(leavesOf);
  return [typeof value === 'string' ? normal(value) : JSON.stringify(value)];
}

/** Every text of an XML document that stands alone in its element. */
function textsOf(source: string): string[] {
  const texts: string[] = [];
  let text = '';
  let hasChildren = false;
  const parser = new SaxesParser();
  parser.on('opentag', () => {
    text = '';
    hasChildren = false;
  });
  parser.on('text', (part) => (text += part));
  parser.on('closetag', () => {
    if (!hasChildren && text.trim() !== '') texts.push(normal(text));
    text = '';
    hasChildren = true;
  });
  if (source !== '') parser.write(source).close();
  return texts;
}

function normal(text: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(text) ? timeText(Date.parse(text)) : text;
}

function timeText(milliseconds: number): string {
  return `time ${milliseconds}`;
}
