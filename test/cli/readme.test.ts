import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProgram } from '../../main/hosts/cli/program.ts';
import { Cli } from '../../main/hosts/cli/cli.ts';
import { readmeCommands } from '../support/readme-commands.ts';
import { ROOT } from './environment.ts';
import { enroll } from './enroll.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
test('every command of the README works as it stands, in order', async () => {
  const cli = enroll();
  const all = readmeCommands();
  expect(all.length).toBeGreaterThanOrEqual(20);
  const codes: string[] = [];
  for (const args of all) {
    const { code, stderr } = await cli.run(...args);
    if (code !== 0) codes.push(`${code}: ${args.join(' ')} ${stderr}`);
  }
  // The one list that is wrong on purpose.
  expect(codes).toEqual(['1: --ledger walk/ledger.db import demo/account-lists/msp-with-mistakes.csv ']);
  expect(statSync(join(cli.folder, 'walk', 'end-customers-098700005432.eml')).size).toBeGreaterThan(1000);
}, 120_000);

test('the README names every command, and every script that it names is there', () => {
  const { program, addCommands } = makeProgram();
  addCommands(new Cli(() => ({})));
  for (const { name, commands: subs } of program.commands.map((command) => ({
    name: command.name(),
    commands: command.commands.map((sub) => sub.name()),
  }))) {
    const line = readme.split('\n').find((row) => row.startsWith('| `') && new RegExp(`\`${name}[ \`]`, 'u').test(row));
    expect(line, `enroll ${name} in the table`).toBeDefined();
    for (const sub of subs) expect(line, `enroll ${name} ${sub}`).toContain(sub);
  }
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...readme.matchAll(/npm run (?:-s )?([a-z0-9]+)/gu)].map(([, script = '']) => script);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});
