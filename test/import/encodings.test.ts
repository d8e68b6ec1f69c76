/** What a text's encoding is: taken where it is proven, asked where it is a guess that matters. */
import { expect, it } from 'vitest';
import { fileOf, importDesk } from './import-desk.ts';

const list = (bytes: Buffer) => fileOf('list.csv', bytes);
const latin = (text: string) => list(Buffer.from(text, 'latin1'));

it('an 8-bit text with other characters than ASCII is asked about, with its cells in each encoding', async () => {
  const desk = await importDesk();
  // As a spreadsheet program in Poland saves 'Łódź' and 'Usługi' (Windows-1250).
  const polish = latin(
    'Account ID;Account Name;Subset Name\n111122223333;Acme;\xa3\xf3d\x9f\n222233334444;Beta;Us\xb3ugi\n',
  );
  const asked = await desk.open(polish);
  expect(asked.questions.map(({ kind, sentence, options }) => ({ kind, sentence, options }))).toEqual([
    {
      kind: 'encoding',
      sentence:
        'The file does not say in which encoding its text is. It reads as ' +
        "row 2, column C: '£ódŸ' in windows-1252, 'Łódź' in windows-1250, 'Јуdџ' in windows-1251, '£Ûdü' in macintosh; " +
        "row 3, column C: 'Us³ugi' in windows-1252, 'Usługi' in windows-1250, 'Usіugi' in windows-1251, 'Us≥ugi' in macintosh.",
      options: ['windows-1252', 'windows-1250', 'windows-1251', 'macintosh'],
    },
  ]);
  await expect(desk.apply(asked)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
  const chosen = await desk.open(polish, { encoding: 'windows-1250' });
  expect(chosen.questions).toEqual([]);
  expect((await desk.rows(chosen)).map(({ fields }) => fields.subsetName)).toEqual(['Łódź', 'Usługi']);
  await expect(desk.open(polish, { encoding: 'latin-9000' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

it('nothing is asked where the encoding is proven or no cell that counts depends on it', async () => {
  const desk = await importDesk();
  const text = 'Account ID,Account Name\n111122223333,Café Zürich\n';
  for (const [name, bytes] of [
    ['utf-8', Buffer.from(text)],
    ['utf-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['utf-16le with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['ASCII', Buffer.from('Account ID,Account Name\n111122223333,Cafe Zurich\n')],
  ] as const) {
    expect([name, (await desk.open(list(bytes))).questions]).toEqual([name, []]);
  }
  const ignored = latin('Account ID,Account Name,Comment\n111122223333,Acme,caf\xe9\n');
  expect((await desk.open(ignored)).questions).toEqual([]);
  const heading = latin('Account ID,Account Name,M\xfcll\n111122223333,Acme,1\n');
  expect((await desk.open(heading)).questions.map(({ kind }) => kind)).toEqual(['encoding']);
});

it('a broken byte in a UTF-8 text is told with its row, and the other rows are as they are', async () => {
  const desk = await importDesk();
  for (const mark of ['', '\ufeff']) {
    const bytes = Buffer.concat([
      Buffer.from(`${mark}Account ID,Account Name\n111122223333,Café\n222233334444,Z`),
      Buffer.from([0xfc]),
      Buffer.from('rich\n333344445555,Straße\n'),
    ]);
    const asked = await desk.open(list(bytes));
    expect(asked.source.encoding).toBe('utf-8');
    expect(asked.questions[0]?.options.slice(0, 2)).toEqual(['utf-8', 'windows-1252']);
    expect((await desk.faults(asked)).map(({ row, column, code, reason }) => [row, column, code, reason])).toEqual([
      [
        3,
        'B',
        'lost-character',
        'The value has the sign for a character that was lost (\uFFFD) before the file was made.',
      ],
      [3, 'B', 'broken-byte', 'Line 3, column 2: the cell has a byte that is not UTF-8, as the rest of the file is.'],
    ]);
    const rest = await desk.rows(asked);
    expect(rest.map(({ state, fields }) => [state, fields.accountName])).toEqual([
      ['new', 'Café'],
      ['invalid', 'Z\uFFFDrich'],
      ['new', 'Straße'],
    ]);
    const kept = await desk.open(list(bytes), { encoding: 'utf-8' });
    expect(kept.questions).toEqual([]);
    expect(kept.rows).toMatchObject({ taken: 2, invalid: 1 });
    const mended = await desk.decide(kept, { cells: [{ row: 3, field: 'accountName', value: 'Zürich' }] });
    expect(mended.rows).toMatchObject({ taken: 3, invalid: 0 });
  }
});
