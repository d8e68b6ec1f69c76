import { parseSync } from 'oxc-parser';

/** What is looked at of a node of the syntax tree. */
type Tree = Readonly<Record<string, unknown>>;

const TESTS = new Set(['test', 'it', 'desktopTest']);
/** What stands between a test and its name: a table, or where it is left out. */
const ROWS = new Set(['each', 'skipIf']);

/**
 * The names of the tests in a source, with the groups that they stand in: 'a page › opens no window'. Names of tests over a table are
 * as written: 'not %s'.
 * @throws SyntaxError with the file's name when it can't be parsed.
 */
export function testNames(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source);
  const fault = errors[0];
  if (fault !== undefined) throw new SyntaxError(`${path}: ${fault.message}`);
  const names: string[] = [];
  const visit = (node: unknown, groups: readonly string[]): void => {
    if (Array.isArray(node)) for (const each of node) visit(each, groups);
    if (!isTree(node) || Array.isArray(node)) return;
    const called = node['type'] === 'CallExpression' ? calledName(node['callee']) : null;
    const title = called === null ? null : titleOf(node['arguments']);
    const inside = called === 'describe' && title !== null ? [...groups, title] : groups;
    if (called !== null && TESTS.has(called) && title !== null) names.push([...groups, title].join(' › '));
    for (const each of Object.values(node)) visit(each, inside);
  };
  visit(program, []);
  return names;
}

/** 'test' of `test(…)` and of `test.each(…)(…)`. */
function calledName(callee: unknown): string | null {
  if (!isTree(callee)) return null;
  if (callee['type'] === 'Identifier') return String(callee['name']);
  if (callee['type'] === 'MemberExpression') return null;
  if (callee['type'] !== 'CallExpression' || !isTree(callee['callee'])) return null;
  const { object, property } = callee['callee'];
  return isTree(property) && ROWS.has(String(property['name'])) ? calledName(object) : null;
}

function titleOf(given: unknown): string | null {
  const first: unknown = Array.isArray(given) ? given[0] : null;
  return isTree(first) && first['type'] === 'Literal' && typeof first['value'] === 'string' ? first['value'] : null;
}

function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null;
}
