import { expect, it } from 'vitest';
import { collectBytes } from './collect-bytes.ts';
import { writeCsv } from './write.ts';

const TABLE = {
  sheetName: 'a',
  columns: [
    { header: 'ID', width: 1, text: true },
    { header: 'Cost', width: 1, number: true },
  ],
  rows: [
    ['007', '-1.5E-7'],
    ['=1', '-x'],
  ],
};

it('gives what was written, in either dialect, and refuses more than it may keep', async () => {
  const text = async (dialect?: 'semicolon'): Promise<string> => {
    const bytes = collectBytes();
    await writeCsv(bytes.stream, TABLE, dialect === undefined ? {} : { dialect });
    return Buffer.from(bytes.base64(), 'base64').toString('utf8');
  };
  expect(await text()).toBe("\ufeffID,Cost\r\n007,-1.5E-7\r\n'=1,'-x\r\n");
  expect(await text('semicolon')).toBe(`\ufeffID;Cost\r\n"=""007""";"-1,5E-7"\r\n'=1;'-x\r\n`);
  await expect(writeCsv(collectBytes(10, 'Save less.').stream, TABLE)).rejects.toMatchObject({
    code: 'FILE_TOO_LARGE',
    message: 'The file is too large to be handed to a page. Save less.',
  });
});
