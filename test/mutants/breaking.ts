import { parseSync, Visitor } from 'oxc-parser';

/** A piece of a source, and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Breaks something in a source: the edits, none where the source does not have it. */
export type Breaking = (source: string, path: string) => Edit[];

/** Anything of a syntax tree, as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [name: string]: unknown;
}

/** A function says always the same. @param name of a function, a method, or a constant that is one @param expression what it gives */
export function answers(name: string, expression: string): Breaking {
  return onNodes((node) => {
    const body = bodyOf(node, name);
    return body === null ? [] : [{ ...body, text: body.isBlock ? `{ return (${expression}); }` : `(${expression})` }];
  });
}

/** What is called is not called any more, wherever it was. @param callee `name`, or `.name` of whatever has it */
export function neverCalls(callee: string): Breaking {
  return onNodes((node) => (isCallOf(node, callee) ? [{ ...place(node), text: 'undefined' }] : []));
}

/** A call is made with something else. @param index of the argument, from 0 */
export function callsWith(callee: string, index: number, text: string): Breaking {
  return onNodes((node) => {
    const argument = isCallOf(node, callee) ? (node['arguments'] as Node[])[index] : undefined;
    return argument === undefined ? [] : [{ ...place(argument), text }];
  });
}

/** A setting has another value. @param name of a property or a constant */
export function sets(name: string, text: string): Breaking {
  return onNodes((node) => {
    const isSetting =
      (node.type === 'Property' && nameOf(node['key']) === name) ||
      (node.type === 'VariableDeclarator' && nameOf(node['id']) === name);
    const value = (node['value'] ?? node['init']) as Node | null | undefined;
    // What is taken apart into names is no setting.
    if (!isSetting || value === null || value === undefined || node['shorthand'] === true) return [];
    return [{ ...place(value), text }];
  });
}

/** A setting is left out. @param name of a property */
export function leavesOut(name: string): Breaking {
  return onNodes((node, source) => {
    if (node.type !== 'Property' || nameOf(node['key']) !== name) return [];
    const comma = /^\s*,/u.exec(source.slice(node.end))?.[0].length ?? 0;
    return [{ start: node.start, end: node.end + comma, text: '' }];
  });
}

/** A condition of several is taken as fulfilled. @param part of its text: the first that has it in a chain of && or || */
export function forgets(part: RegExp): Breaking {
  return onNodes((node, source) => {
    if (node.type !== 'LogicalExpression') return [];
    const taken = node['operator'] === '&&' ? 'true' : 'false';
    return [node['left'], node['right']]
      .filter((side): side is Node => (side as Node).type !== 'LogicalExpression')
      .filter((side) => part.test(source.slice(side.start, side.end)))
      .map((side) => ({ ...place(side), text: taken }));
  });
}

/** The text of a literal, quoted or a pattern, is another one. */
export function changes(from: RegExp, to: string): Breaking {
  return onNodes((node, source) => {
    if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return [];
    const text = source.slice(node.start, node.end);
    const changed = text.replace(from, to);
    return changed === text ? [] : [{ ...place(node), text: changed }];
  });
}

/** Something is added at the end of a source. */
export function adds(code: string): Breaking {
  return (source) => [{ start: source.length, end: source.length, text: `\n${code}\n` }];
}

/** What is no program is another text. */
export function rewrites(from: RegExp, to: string): Breaking {
  return (source) => {
    const found = from.exec(source);
    return found === null ? [] : [{ start: found.index, end: found.index + found[0].length, text: to }];
  };
}

/** A source with what was broken in it. Of edits within another one the outer one counts. */
export function withEdits(source: string, edits: readonly Edit[]): string {
  const outer = edits.filter((edit) => !edits.some((other) => other !== edit && holds(other, edit)));
  return outer
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), source);
}

function holds(outer: Edit, inner: Edit): boolean {
  return outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
}

function onNodes(look: (node: Node, source: string) => Edit[]): Breaking {
  return (source, path) => {
    const { program, errors } = parseSync(path, source);
    const [fault] = errors;
    if (fault) throw new SyntaxError(`${path}: ${fault.message}`);
    const edits: Edit[] = [];
    const visit = (node: unknown): void => void edits.push(...look(node as Node, source));
    new Visitor({
      CallExpression: visit,
      FunctionDeclaration: visit,
      Literal: visit,
      LogicalExpression: visit,
      MethodDefinition: visit,
      Property: visit,
      TemplateLiteral: visit,
      VariableDeclarator: visit,
    }).visit(program);
    return edits;
  };
}

function bodyOf(node: Node, name: string): { start: number; end: number; isBlock: boolean } | null {
  if (node.type === 'FunctionDeclaration' && nameOf(node['id']) === name) return blockOf(node['body']);
  if (node.type === 'MethodDefinition' && nameOf(node['key']) === name) return blockOf((node['value'] as Node)['body']);
  if (node.type !== 'VariableDeclarator' || nameOf(node['id']) !== name) return null;
  const value = node['init'] as Node | null;
  return value?.type === 'ArrowFunctionExpression' ? blockOf(value['body']) : null;
}

function blockOf(body: unknown): { start: number; end: number; isBlock: boolean } | null {
  const node = body as Node | null;
  return node === null ? null : { ...place(node), isBlock: ['BlockStatement', 'FunctionBody'].includes(node.type) };
}

function isCallOf(node: Node, callee: string): boolean {
  if (node.type !== 'CallExpression') return false;
  const called = node['callee'] as Node;
  if (!callee.startsWith('.')) return nameOf(called) === callee;
  return called.type === 'MemberExpression' && nameOf(called['property']) === callee.slice(1);
}

function nameOf(node: unknown): string | null {
  const { name, value } = (node ?? {}) as { name?: unknown; value?: unknown };
  return typeof name === 'string' ? name : typeof value === 'string' ? value : null;
}

function place({ start, end }: Node): { start: number; end: number } {
  return { start, end };
}
