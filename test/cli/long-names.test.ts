import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { skipOffLinux } from '../support/platform.ts';
import { enroll } from './enroll.ts';

// 260 bytes, of two each: no name of Linux. And one that Linux keeps, to which SQLite could add nothing.
const TOO_LONG = 'ä'.repeat(130);
const LONG = 'n'.repeat(248);
const FOLDERS = Array.from({ length: 20 }, () => 'f'.repeat(220)).join('/');

test.skipIf(skipOffLinux('names have other limits there'))(
  'a name that is too long is INVALID_INPUT wherever a file or folder is named, and nothing is changed',
  async () => {
    const { run, json, folder, ledger } = enroll();
    await json('mpa', 'add', '099999999999', '--name', 'Acme', '--scenario', 'msp');
    // Not the log, and what reading leaves beside a ledger.
    const files = (): string[] => readdirSync(folder).filter((name) => !/^\.local$|-(?:wal|shm)$/u.test(name));
    expect(files()).toEqual(['ledger.db', 'ledger.db.lock']);
    const asked: string[][] = [
      ['--ledger', `${TOO_LONG}.db`, 'mpa', 'list'],
      ['--ledger', `${TOO_LONG}.db`, 'mpa', 'add', '099999999999', '--name', 'A', '--scenario', 'msp'],
      ['--ledger', join(folder, TOO_LONG, 'ledger.db'), 'mpa', 'list'],
      ['--ledger', join(folder, FOLDERS, 'ledger.db'), 'mpa', 'list'],
      ['--ledger', join(folder, `${LONG}.db`), 'mpa', 'add', '099999999999', '--name', 'A', '--scenario', 'msp'],
      [
        '--ledger',
        join(folder, 'd/'.repeat(260), 'ledger.db'),
        'mpa',
        'add',
        '099999999999',
        '--name',
        'A',
        '--scenario',
        'msp',
      ],
      ['import', `${TOO_LONG}.csv`],
      ['import', join(folder, FOLDERS, 'list.csv')],
      ['backup', `${TOO_LONG}.db`],
      ['backup', join(folder, `${LONG}.db`)],
      ['restore', `${TOO_LONG}.db`, '--yes'],
      ['export', '1', '--format', 'xlsx', '--out', TOO_LONG],
      ['ticket', 'subsets', '--out', join(folder, FOLDERS)],
      ['diagnose', '--out', `${TOO_LONG}.txt`],
      ['demo', '--out', TOO_LONG],
      ['aws', 'role-template', `${TOO_LONG}.yml`],
    ];
    for (const args of asked) {
      const { code, stderr } = await run(...args);
      const said = stderr.replaceAll(TOO_LONG, 'TOO_LONG');
      expect([args, code, said]).toEqual([
        args,
        2,
        expect.stringMatching(/^INVALID_INPUT: .*too long.*Choose another/u),
      ]);
    }
    expect(files()).toEqual(['ledger.db', 'ledger.db.lock']);
    expect((await run('--ledger', ledger, 'mpa', 'list')).stdout).toContain('Acme');
  },
  120_000,
);

test.skipIf(skipOffLinux('names have other limits there'))(
  'the longest name that Linux keeps can be imported, and rejected rows be written to it',
  async () => {
    const { run, json, folder } = enroll();
    await json('mpa', 'add', '099999999999', '--name', 'Acme', '--scenario', 'msp');
    const [list, rejects] = [join(folder, `${'l'.repeat(251)}.csv`), join(folder, `${'r'.repeat(250)}.xlsx`)];
    writeFileSync(list, 'Account ID,Name\n012345678901,Shop\n1.2E+11,Rounded\n');
    const { code, stderr } = await run('import', list, '--rejects', rejects);
    expect([code, stderr]).toEqual([1, expect.not.stringContaining('too long') as string]);
    expect(readdirSync(folder)).toContain(`${'r'.repeat(250)}.xlsx`);
  },
);

/** Names that the system can just keep, and those that are too long with what is made beside them. */
test.skipIf(skipOffLinux('names have other limits there'))(
  'names of 243 and of 251 characters: each is taken, or refused in a sentence',
  async () => {
    const cli = enroll();
    const said: string[] = [];
    const told = async (...args: string[]): Promise<number | null> => {
      const { code, stderr } = await cli.run(...args);
      said.push(stderr);
      return code;
    };
    const add = ['mpa', 'add', '099999999999', '--name', 'Northwind', '--scenario', 'enterprise'];
    await cli.json(...add);
    await cli.json('accounts', 'add', '098700005432', '--name', 'A');
    const codes = [];
    for (const length of [243, 251]) {
      const name = (ending: string): string => join(cli.folder, `${'n'.repeat(length - ending.length)}${ending}`);
      const sheet = ['export', '1', '--format', 'csv', '--out', name('')];
      codes.push([
        await told('--ledger', name('.db'), ...add),
        await told('backup', name('.db')),
        await told(...sheet),
        await told(...sheet),
        await told('diagnose', '--out', name('.txt')),
        await told('sandbox', 'reset', '--yes', '--dir', name('s')),
      ]);
    }
    expect(codes).toEqual([
      [2, 2, 0, 0, 0, 0],
      [2, 2, 0, 0, 0, 0],
    ]);
    expect(said.filter((text) => text.includes('INTERNAL'))).toEqual([]);
  },
  120_000,
);
