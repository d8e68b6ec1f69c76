import { expect, test } from 'vitest';
import { SHEET_NUMBERS, sheetFileName } from './sheets.ts';
import { accountId } from './account-id.ts';
import { windowsNameFault, windowsPathFault } from './file-name.ts';

test.each([
  ['aux', 'is the name of a device in Windows (AUX)'],
  ['aux.db', 'is the name of a device in Windows (AUX)'],
  ['Con', 'is the name of a device in Windows (CON)'],
  ['PRN.tar.gz', 'is the name of a device in Windows (PRN)'],
  ['nul .txt', 'is the name of a device in Windows (NUL)'],
  ['nul ', 'is the name of a device in Windows (NUL)'],
  ['com0', 'is the name of a device in Windows (COM0)'],
  ['COM9.xlsx', 'is the name of a device in Windows (COM9)'],
  ['lpt1', 'is the name of a device in Windows (LPT1)'],
  ['COM¹.csv', 'is the name of a device in Windows (COM¹)'],
  ['conin$', 'is the name of a device in Windows (CONIN$)'],
  ['CONOUT$', 'is the name of a device in Windows (CONOUT$)'],
  ['con:', 'is the name of a device in Windows (CON)'],
  ['ledger.db:hidden', 'has : in it, which Windows allows in no name'],
  ['a<b', 'has < in it, which Windows allows in no name'],
  ['what?', 'has ? in it, which Windows allows in no name'],
  ['a\tb', 'has the control character 9 in it, which Windows allows in no name'],
  ['list.', 'ends with a dot, which Windows drops'],
  ['list.csv ', 'ends with a space, which Windows drops'],
  ['..', 'ends with a dot, which Windows drops'],
  ['x'.repeat(256), 'has 256 characters, and Windows allows 255'],
])('Windows can keep nothing under %j', (name, why) => {
  expect(windowsNameFault(name)).toBe(why);
});

test.each(['auxiliary.db', 'console', 'com10', 'com', 'lpt', 'my aux.db', 'nulls', '.aux', 'a.con', 'Клиенты 😀.xlsx'])(
  'Windows can keep %j',
  (name) => {
    expect(windowsNameFault(name)).toBeNull();
  },
);

test.each([
  ['C:\\out\\aux.db', 'aux.db'],
  ['C:\\out\\nul\\list.csv', 'nul'],
  ['C:/out/con', 'con'],
  ['\\\\server\\share\\prn\\x', 'prn'],
  ['\\\\?\\C:\\out\\com1', 'com1'],
  ['\\\\?\\UNC\\server\\share\\aux', 'aux'],
  ['Z:\\a \\b', 'a '],
  ['C:\\a.db:b', 'a.db:b'],
  ['\\\\.\\COM1', '\\\\.\\COM1'],
  ['\\\\.\\pipe\\x', '\\\\.\\pipe\\x'],
  ['\\\\?\\GLOBALROOT\\Device\\Null', '\\\\?\\GLOBALROOT\\Device\\Null'],
])('in %j it is %j that can not be kept', (path, part) => {
  expect(windowsPathFault(path)?.part).toBe(part);
});

test.each([
  'C:\\',
  'C:\\out\\ledger.db',
  'c:/out/ledger.db',
  '\\\\server\\share',
  '\\\\server\\share\\Клиенты 😀\\x.xlsx',
  '\\\\localhost\\c$\\out',
  '\\\\?\\C:\\out\\x.db',
  '\\\\?\\UNC\\server\\share\\x.db',
  '\\\\?\\Volume{b75e2c83-0000-0000-0000-602f00000000}\\x.db',
])('%j is a path of Windows', (path) => {
  expect(windowsPathFault(path)).toBeNull();
});

test('the names of sheets can be kept everywhere', () => {
  for (const sheet of SHEET_NUMBERS) {
    for (const format of ['xlsx', 'csv'] as const) {
      expect(windowsNameFault(sheetFileName(sheet, accountId('000000000001'), format))).toBeNull();
    }
  }
});
