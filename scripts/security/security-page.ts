import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecurityRule } from './rules.ts';
import { testNames } from './test-names.ts';

/** Where the list stands. */
export const SECURITY_PAGE = 'docs/security.md';

const HEAD = `# Security: each rule with its tests

Made by \`npm run docs\` from scripts/security/rules.ts and the names of the tests themselves; a test keeps it up to date. Rules 1 to 20
are the items of [Electron's security guide](https://www.electronjs.org/docs/latest/tutorial/security). Tests in test/e2e run with
\`npm run e2e\`, all others with \`npm test\`. A name with \`%s\` stands for a table of cases.
`;

/**
 * The list of rules with the tests that keep them.
 * @param root the project's folder
 * @throws Error that names every rule without a test, and every test that is not there
 */
export function securityPage(root: string, rules: readonly SecurityRule[]): string {
  const faults = rules.flatMap((rule) => faultsOf(root, rule));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const sections = rules.map(({ number, rule, note, tests }) => {
    const files = Object.entries(tests).map(([file, names]) =>
      [`- [${file}](../${file})`, ...names.map((name) => `  - ${inCode(name)}`)].join('\n'),
    );
    return [`## ${number}. ${rule}`, '', ...(note === undefined ? [] : [note, '']), ...files, ''].join('\n');
  });
  return [HEAD, ...sections].join('\n');
}

function faultsOf(root: string, { number, tests }: SecurityRule): string[] {
  const all = Object.entries(tests);
  if (all.every(([, names]) => names.length === 0)) return [`Rule ${number} has no test.`];
  return all.flatMap(([file, names]) => {
    if (!existsSync(join(root, file))) return [`Rule ${number}: there is no file ${file}.`];
    const there = new Set(testNames(file, readFileSync(join(root, file), 'utf8')));
    return names
      .filter((name) => !there.has(name))
      .map((name) => `Rule ${number}: ${file} has no test named '${name}'.`);
  });
}

function inCode(name: string): string {
  return `\`${name}\``;
}
