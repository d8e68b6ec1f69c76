/**
 * The project's own rules of the linter, loaded by .oxlintrc.json.
 *
 * `desk/no-own-clock`: nobody asks `Date` for the present: `new Date()`, `Date()`, `Date.now`. The clock is injected, and what is not
 * given one asks main/core/time/clock.ts, or renderer/ui/system-time.ts in the page. So a test can say what time it is, and holds on any day.
 * .oxlintrc.json names the few files that may: these two; the build, which compares the present with the times of files; and
 * test/days/moved-date.mjs, which moves it.
 */

/** What the rule looks at of a syntax tree (ESTree). */
interface Node {
  type: string;
  name?: string;
  value?: unknown;
  callee?: Node;
  arguments?: Node[];
  object?: Node;
  property?: Node;
  id?: Node;
  init?: Node | null;
}

interface Context {
  report(problem: { node: Node; message: string }): void;
}

const MESSAGE =
  'The clock is injected. Take the context’s, or systemClock and systemTime of main/core/time/clock.ts (in the page: renderer/ui/system-time.ts).';

/** `Date`, also as `globalThis.Date`. */
function isDate(node: Node | null | undefined): boolean {
  if (node?.type === 'MemberExpression') return nameOf(node) === 'Date' && node.object?.name === 'globalThis';
  return node?.type === 'Identifier' && node.name === 'Date';
}

/** The name of a member: `a.b`, `a['b']`. */
function nameOf({ property }: Node): unknown {
  return property?.type === 'Literal' ? property.value : property?.name;
}

function create(context: Context): Record<string, (node: Node) => void> {
  const forbid = (node: Node): void => context.report({ node, message: MESSAGE });
  return {
    NewExpression: (node) => {
      if (isDate(node.callee) && node.arguments?.length === 0) forbid(node);
    },
    CallExpression: (node) => {
      if (isDate(node.callee)) forbid(node);
    },
    MemberExpression: (node) => {
      if (isDate(node.object) && nameOf(node) === 'now') forbid(node);
    },
    VariableDeclarator: (node) => {
      if (isDate(node.init)) forbid(node);
    },
  };
}

const plugin: { meta: { name: string }; rules: Record<string, { create: typeof create }> } = {
  meta: { name: 'desk' },
  rules: { 'no-own-clock': { create } },
};

export default plugin;
