import { SaxesParser } from 'saxes';
import { AwsFault } from '../service.ts';
import type { WireObject } from '../wire.ts';

type Node = Record<string, unknown>;

/**
 * The members of an XML document's root, by name; text of elements without others as text.
 * @param lists names whose elements are always lists, also when there is one
 * @throws AwsFault MalformedXML.
 */
export function readXml(source: string, lists: readonly string[] = []): WireObject {
  const root: Node = {};
  const stack: { node: Node; text: string }[] = [{ node: root, text: '' }];
  const parser = new SaxesParser();
  parser.on('opentag', () => stack.push({ node: {}, text: '' }));
  parser.on('text', (text) => {
    const top = stack.at(-1);
    if (top) top.text += text;
  });
  parser.on('closetag', ({ name }) => {
    const done = stack.pop();
    const parent = stack.at(-1);
    if (!done || !parent) return;
    const value = Object.keys(done.node).length > 0 ? done.node : done.text;
    const present = parent.node[name];
    if (Array.isArray(present)) present.push(value);
    else if (present !== undefined) parent.node[name] = [present, value];
    else parent.node[name] = lists.includes(name) ? [value] : value;
  });
  parser.on('error', () => {
    throw new AwsFault(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  });
  parser.write(source).close();
  const document = Object.values(root)[0];
  // Built above out of texts, lists and objects alone.
  return typeof document === 'object' && document !== null ? (document as WireObject) : {};
}
