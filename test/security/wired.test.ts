/** The guards of a host are worth what calls them: its program is read, since no test can start it without Electron. */
import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';

const FILE = 'main/hosts/desktop/main.ts';
const SOURCE = readFileSync(new URL(`../../${FILE}`, import.meta.url), 'utf8');

/** Where a function is called in the program, in the order of the text. @param name also `windows.open` */
function callsOf(name: string): number[] {
  const found: number[] = [];
  new Visitor({
    CallExpression: ({ callee, start }) => {
      if (SOURCE.slice(callee.start, callee.end) === name) found.push(start);
    },
  }).visit(parseSync(FILE, SOURCE).program);
  return found;
}

test.each(['restrictPermissions', 'blockNetwork', 'serveApp', 'guardContents', 'takeMessages'])(
  'the desktop app calls %s',
  (name) => {
    expect(callsOf(name)).toHaveLength(1);
  },
);

test('nothing is shown before the session is held to its rules', () => {
  const [first = 0] = callsOf('windows.open');
  for (const name of ['restrictPermissions', 'blockNetwork', 'serveApp']) {
    expect(callsOf(name)[0]).toBeLessThan(first);
  }
  expect(SOURCE).toMatch(/await blockNetwork\(/u);
});
