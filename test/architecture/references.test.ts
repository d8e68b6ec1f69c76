/** What comments and texts refer to is in the tree, by the name that it has there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETUP_FAILURES } from '../../shared/domain/aws/setup-failure.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['.ci', 'assets', 'docs', 'main', 'renderer', 'scripts', 'shared', 'test'];
/** Neither written by us nor about us. */
const FOREIGN = /^package-lock\.json$|\.log$/u;

interface TextFile {
  path: string;
  text: string;
}

/** Every text of the tree, also one that is not committed yet. What has a NUL is no text. */
function textFiles(): TextFile[] {
  const inRoot = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !FOREIGN.test(entry.name))
    .map(({ name }) => name);
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length + 1)),
  );
  return [...inRoot, ...below]
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(ROOT, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}

const LABS = /\.\.\/shared\/[a-z]+-lab\b/u;
/** Folders and documents beside the project that a clone does not have, and what was referred to by a number. */
const ELSEWHERE = [
  LABS,
  /\.\.\/shared\/(?:samples|reference|seeds|hooks)\b/u,
  /(?<!docs\/|\]\()\b(?:procedure|security)\.md\b/u,
  /\b(?:aws-setup|architecture|billing|interface|models|spreadsheets|toolchain)\.md\b/u,
  /\bseeds? 0\d\d\b/iu,
  /\bissue \d/iu,
];

/** Where a text names what a clone does not have, line by line. The labs bring programs that some suites drive, where they are there. */
function namedElsewhere({ path, text }: TextFile): string[] {
  const mayHaveLabs = path === '.ci/run' || path.startsWith('test/e2e/');
  const patterns = mayHaveLabs ? ELSEWHERE.filter((pattern) => pattern !== LABS) : ELSEWHERE;
  return text
    .split('\n')
    .flatMap((line, index) => patterns.flatMap((pattern) => pattern.exec(line) ?? []).map((name) => [index + 1, name]))
    .map(([line, name]) => `${path}:${line} names ${name}`);
}

/** The headings of the documents that references may name. */
const HEADINGS: Readonly<Record<string, ReadonlySet<string>>> = {
  'docs/procedure.md': headingsOf('docs/procedure.md'),
  'docs/aws.md': headingsOf('docs/aws.md'),
};

function headingsOf(path: string): ReadonlySet<string> {
  return new Set(
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => heading),
  );
}

/** What is wrong with a text's references: no heading (but for links of documents, and paths), or one that is not there. */
function wrongReferences({ path, text }: TextFile): string[] {
  const inOneLine = text.replaceAll(/\n[ \t]*(?:\*(?!\/)|\/\/)?[ \t]*/gu, ' ');
  const found = [...inOneLine.matchAll(/(docs\/(?:procedure|aws)\.md)(?!')(?:: ('[^']+'(?:, '[^']+')*))?/gu)];
  const references = found.flatMap(([, document = '', headings]) => {
    if (headings === undefined) return path.endsWith('.md') ? [] : [`${path} names no heading of ${document}`];
    return quotedIn(headings)
      .filter((heading) => HEADINGS[document]?.has(heading) !== true)
      .map((heading) => `${document} has no '${heading}', which ${path} names`);
  });
  const own = HEADINGS[path];
  if (own === undefined) return references;
  const within = [...inOneLine.matchAll(/'([^']+)' (?:above|below)/gu)].map(([, heading = '']) => heading);
  return [...references, ...within.filter((each) => !own.has(each)).map((each) => `${path} has no '${each}'`)];
}

function quotedIn(list: string): string[] {
  return [...list.matchAll(/'([^']+)'/gu)].map(([, quoted = '']) => quoted);
}

test('nothing names what a clone does not have', () => {
  expect(textFiles().flatMap(namedElsewhere)).toEqual([]);
});

test('every reference to docs/ names a heading that is there', () => {
  const files = textFiles().filter(({ path }) => path !== 'test/architecture/references.test.ts');
  expect(files.flatMap(wrongReferences)).toEqual([]);
  const all = files.map(({ text }) => text).join('\n');
  // Were none found, the look itself would be broken.
  expect(all.match(/docs\/(?:procedure|aws)\.md: '/gu)?.length ?? 0).toBeGreaterThan(60);
});

test('every failure that the set-up knows has its section, by its key, and no other has', () => {
  const page = readFileSync(join(ROOT, 'docs/aws.md'), 'utf8');
  const sections = [...page.slice(page.indexOf('\n## Failures\n')).matchAll(/^### (.+)$/gmu)];
  const keys = sections.map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'));
  expect(keys.toSorted()).toEqual(Object.keys(SETUP_FAILURES).toSorted());
});

describe('found in a text', () => {
  const samples = ['..', 'shared', 'samples', 'a.csv'].join('/');
  const lab = ['..', 'shared', 'electron-lab'].join('/');
  const setup = ['aws-setup', 'md'].join('.');
  const procedure = ['procedure', 'md'].join('.');

  test.each([
    ['main/a.ts', `const A = '../../${samples}';`, [`main/a.ts:1 names ${samples.slice(0, -6)}`]],
    ['main/a.ts', `\n/** As it is (${setup}, C). */`, [`main/a.ts:2 names ${setup}`]],
    ['README.md', `See ${procedure}, 'Words'.`, [`README.md:1 names ${procedure}`]],
    ['main/a.ts', `// ${['seed', '004'].join(' ')}, step 1`, [`main/a.ts:1 names ${['seed', '004'].join(' ')}`]],
    ['main/a.ts', `'${lab}'`, [`main/a.ts:1 names ${lab}`]],
    ['test/e2e/a.test.ts', `'${lab}'`, []],
    ['.ci/run', `lab=${lab}`, []],
    ['test/e2e/a.test.ts', `'${samples}'`, [`test/e2e/a.test.ts:1 names ${samples.slice(0, -6)}`]],
    ['README.md', `[docs/${procedure}](docs/${procedure})`, []],
    ['main/a.ts', "import { b } from '../shared/domain/b.ts';", []],
  ])('%s: %s', (path, text, expected) => {
    expect(namedElsewhere({ path, text })).toEqual(expected);
  });

  test.each([
    ["/** A (docs/procedure.md: 'Words'). */", []],
    ["/**\n * A (docs/aws.md: 'Bucket policy', 'Bucket\n * names').\n */", []],
    ["// docs/aws.md: 'Bucket policy', 'Gone'", ["docs/aws.md has no 'Gone', which main/a.ts names"]],
    ["// docs/aws.md: 'Words'", ["docs/aws.md has no 'Words', which main/a.ts names"]],
    ['// (docs/aws.md)', ['main/a.ts names no heading of docs/aws.md']],
    ["readFileSync('docs/aws.md')", []],
  ])('%s', (text, expected) => {
    expect(wrongReferences({ path: 'main/a.ts', text })).toEqual(expected);
  });
});
