import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { Cli } from '../../main/hosts/cli/cli.ts';
import { makeProgram } from '../../main/hosts/cli/program.ts';
import { ROOT } from '../cli/environment.ts';

/** Every option and argument of every command that is called a file or a folder in the help. */
function namedPlaces(
  command: Command,
): { place: string; parse: ((text: string, previous: unknown) => unknown) | null }[] {
  const isFile = (name: string): boolean => /\bfile\b|folder|dir(?:ectory)?\b|path/iu.test(name);
  const own = `${command.parent ? `${command.parent.name()} ` : ''}${command.name()}`;
  const options = command.options
    .filter(({ flags }) => isFile(/[<[](.*)[>\]]/u.exec(flags)?.[1] ?? ''))
    .map(({ long, parseArg }) => ({ place: `${own} ${long ?? ''}`, parse: parseArg ?? null }));
  const args = command.registeredArguments
    .filter((argument) => isFile(argument.name()))
    .map((argument) => ({ place: `${own} ${argument.name()}`, parse: argument.parseArg ?? null }));
  return [...options, ...args, ...command.commands.flatMap(namedPlaces)];
}

function asInWindows(): void {
  const real = process.platform;
  Object.defineProperty(process, 'platform', { value: 'win32' });
  onTestFinished(() => void Object.defineProperty(process, 'platform', { value: real }));
}

test('wherever the command line takes a file or folder, a name that Windows can not keep is refused as it is read', () => {
  const { program, addCommands } = makeProgram();
  addCommands(new Cli(() => ({})));
  asInWindows();
  const places = namedPlaces(program);
  expect(places.map(({ place }) => place).sort()).toEqual([
    'aws handoff --out',
    'aws notifications --out',
    'aws role-template FILE',
    'cur add PATH',
    'cur eco FILE',
    'cur health --out',
    'cur lines --out',
    'enroll --ledger',
    'enroll backup FILE',
    'enroll demo --out',
    'enroll diagnose --out',
    'enroll export --out',
    'enroll import --rejects',
    'enroll import FILE',
    'enroll restore FILE',
    'enroll sandbox --dir',
    'ticket follow-up --out',
    'ticket save --out',
    'ticket text --out',
  ]);
  const taken = places.filter(({ parse }) => {
    try {
      parse?.('C:\\out\\aux.xlsx', undefined);
      return true;
    } catch (error) {
      return !(error instanceof Error && error.message.includes("can't be used: "));
    }
  });
  expect(taken.map(({ place }) => place)).toEqual([]);
});

/** The sources of a part of the tree, without tests. */
function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map(String)
    .filter((name) => /\.(?:ts|mjs)$/u.test(name) && !name.endsWith('.test.ts'))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

test('files are renamed in one place, which waits for those that are open in Windows', () => {
  const renaming = sources('main').filter(({ text }) =>
    /import \{[^}]*\brename(?:Sync)?\b[^}]*\} from 'node:fs(?:\/promises)?'/u.test(text),
  );
  expect(renaming.map(({ path }) => path)).toEqual(['main/core/files/replace-file.ts']);
});

test('SQLite gets no path but through openDatabase or sqliteFile', () => {
  const giving = sources('main').filter(({ text }) => /ATTACH \?|VACUUM INTO|\.backup\((?!\{|undefined)/u.test(text));
  const without = giving.filter(({ path, text }) => path.startsWith('main/core/') && !text.includes('sqliteFile('));
  expect(without.map(({ path }) => path)).toEqual([]);
  expect(giving.length).toBeGreaterThan(3);
});
