import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS_ON_SCREEN, onScreen } from './screen-words.ts';

describe('commands in sentences of the core', () => {
  test.each([
    ['Do it with: enroll aws apply', 'Do it with: AWS set-up › Apply'],
    ['Start it in another terminal with: enroll sandbox start', 'Start it with: AWS set-up › Start the sandbox'],
    [
      'Sign in again with: enroll aws login north.wind. Then apply again, it goes on where it stopped.',
      'Sign in again with: AWS set-up › Sign in. Then apply again, it goes on where it stopped.',
    ],
    ["Sign in with: enroll aws login 'north wind'", 'Sign in with: AWS set-up › Sign in'],
    [
      'Sign in again with: enroll sandbox faults off credentials-expired (nobody signs in to the sandbox: this fault is on).',
      'Sign in again with: AWS set-up › Sandbox › Faults (nobody signs in to the sandbox: this fault is on).',
    ],
    [
      'The policy of: enroll aws policy. Or do the step by hand in the console and tell the app: enroll aws done.',
      'The policy of: AWS set-up › More › Policy for the administrator. Or do the step by hand in the console and tell the app: AWS set-up › the step › Do it by hand.',
    ],
    [
      'Write it to a folder with: enroll aws handoff --mpa 012345678901 --out DIR.',
      'Write it to a folder with: AWS set-up › More › Hand-off files.',
    ],
    [
      "tell the app: enroll aws done access-role-stack --how 'made before'. Else delete it.",
      'tell the app: AWS set-up › the step › Do it by hand. Else delete it.',
    ],
    ['When it comes: enroll aws link URL.', 'When it comes: AWS set-up › More › The vendor’s link.'],
    ['Set it with: enroll mpa set 012345678901.', 'Set it with: Procedure › Edit payer account.'],
    [
      'The newest backup is of Friday: enroll restore "/a b/c.db". It stays.',
      'The newest backup is of Friday: Settings › Backups. It stays.',
    ],
    [
      '(the policy of: enroll aws policy has it)',
      '(the policy of: AWS set-up › More › Policy for the administrator has it)',
    ],
    ['Those of enroll nonsense stay', 'Those of enroll nonsense stay'],
  ])('%s', (said, shown) => {
    expect(onScreen(said)).toBe(shown);
  });

  test('every command that the core names has its place on the screen', () => {
    const sources = ['shared', 'main/core'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
        .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')),
    );
    const named = sources.flatMap((source) =>
      source
        .split('\n')
        .filter((line) => !/^\s*(?:\/\/|\/?\*)/u.test(line))
        .flatMap((line) => [
          ...line.matchAll(/\benroll ((?:(?:aws|mpa|sandbox|subsets|workflows|customers|rules|ticket) )?[a-z-]+)/gu),
        ])
        .map(([, command = '']) => command),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((command) => !COMMANDS_ON_SCREEN.includes(command))).toEqual([]);
  });
});
