import { readdirSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { COMMAND_WORDS, inCommands } from '../../main/hosts/setup/command-words.ts';
import { ACTION_PLACES, inPlaces } from '../../renderer/session/action-words.ts';
import { act, beforeActions, sayActions, withoutActions } from '../../shared/domain/action.ts';

/** What a program is started with, and names that AWS keeps for itself: no text of ours. */
const NO_TEXT = [
  'main/core/aws/sign-in/aws-cli.ts',
  'main/core/aws/sign-in/sign-in.ts',
  'shared/domain/aws/bucket-name.ts',
];

function sources(): string[] {
  return ['shared', 'main/core', 'main/rpc'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/u.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
}

/** The texts of a source file: what stands between quotes. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') texts.push(value);
    },
    TemplateElement: ({ value }) => {
      texts.push(value.cooked ?? '');
    },
  }).visit(parseSync(file, readFileSync(file, 'utf8')).program);
  return texts;
}

test('no text of the core says a command or an option: it names the action', () => {
  const files = sources().filter((file) => !NO_TEXT.includes(file));
  const found = files.flatMap((file) =>
    textsOf(file)
      .filter((text) => /\benroll |(?:^|[^\w-])--[a-z]|Ctrl-|in quotes|another terminal/u.test(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});

test('every action is said by the core, and has its words on both sides', () => {
  const source = sources()
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const said = Object.keys(COMMAND_WORDS).filter((action) => source.includes(`act('${action}'`));
  expect(said).toEqual(Object.keys(COMMAND_WORDS));
  expect(Object.keys(ACTION_PLACES)).toEqual(said);
});

describe('a text with an action', () => {
  test.each([
    [`See: ${act('subsets.list')}`, 'See: enroll subsets list', 'See: Subsets'],
    [
      `Sign in with: ${act('aws.login', { profile: "o'hara ⟧" })}.`,
      `Sign in with: enroll aws login 'o'\\''hara ⟧'.`,
      'Sign in with: AWS set-up › Sign in.',
    ],
    [
      `Use b-1 instead: apply with ${act('aws.bucket', { name: 'b-1' })}.`,
      'Use b-1 instead: apply with --bucket b-1.',
      'Use b-1 instead: apply with AWS set-up › More › Bucket, region, Athena.',
    ],
    [
      `Mend it${act('import.skip-invalid')}, or ${act('ledger.restore', { path: '/a "b"/c.db' })}.`,
      'Mend it (--skip-invalid), or enroll restore "/a \\"b\\"/c.db".',
      'Mend it, or Settings › Backups.',
    ],
  ])('%s', (text, command, place) => {
    expect(inCommands(text)).toBe(command);
    expect(inPlaces(text)).toBe(place);
  });

  test('leads to the page of the payer account that is in view, prefilled', () => {
    const [, place] = sayActions(`Take ${act('aws.bucket', { name: 'b-1' })}`, ACTION_PLACES);
    const at = typeof place === 'string' ? null : place?.at('012345678901' as never);
    expect(at).toMatchObject({ page: 'aws-set-up', params: { form: 'choices', bucket: 'b-1' } });
  });

  test.each([
    'The account ⟦toString⟧ and ⟦aws.bucket {not JSON}⟧ and ⟦nothing.known⟧',
    '{ "name": "⟦toString⟧" }',
    '[⟦toString⟧]',
  ])('what only looks like one stays as it is: %s', (odd) => {
    expect(inCommands(odd)).toBe(odd);
  });

  test('says it inside of JSON, as the ledger keeps a failure, and it stays JSON', () => {
    const remedy = `Sign in with: ${act('aws.login', { profile: "o'hara" })}`;
    const kept = JSON.stringify({ code: 'X', more: [JSON.stringify({ remedy })] });
    const said = JSON.parse(inCommands(kept)) as { code: string; more: string[] };
    expect(said.code).toBe('X');
    expect(JSON.parse(said.more[0] ?? '')).toEqual({ remedy: "Sign in with: enroll aws login 'o'\\''hara'" });
  });

  test.each([
    ['The mail was made.', 'The mail was made.'],
    [`The mail was made; save it by: ${act('aws.link')}.`, 'The mail was made.'],
    [`It waits. Since May. When it comes: ${act('aws.link')}, or ${act('aws.apply')}.`, 'It waits. Since May.'],
    [`See: ${act('subsets.list')}`, ''],
  ])('says before it, for a label: %s', (text, before) => {
    expect(beforeActions(text)).toBe(before);
  });

  test('goes without it into a file that is read elsewhere', () => {
    expect(withoutActions(`Import it there${act('import.other-payer')}.`)).toBe('Import it there.');
  });
});
