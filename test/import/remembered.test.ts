import { expect, it } from 'vitest';
import type { ImportSummary } from '../../shared/contract/imports.ts';
import { act } from '../../shared/domain/action.ts';
import { resultOf } from '../support/result-of.ts';
import { fileOf, importDesk, MPA } from './import-desk.ts';

const HEADER = 'Account ID;Kundenkreis;Anmerkung';
const list = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const columns = ({ columns: found }: ImportSummary): string[] =>
  found.map(({ letter, field, by }) => `${letter} ${field ?? '-'} ${by ?? '-'}`);

it('what was said about columns is offered for the next file with the same headers, and undone with its import', async () => {
  const desk = await importDesk();
  const first = await desk.paste(list('111122223333;Contoso;x'), { map: { Kundenkreis: 'subsetName' } });
  expect(columns(first)).toEqual(['A accountId name', 'B subsetName hand', 'C - -']);
  expect(columns(await desk.paste(list('222233334444;Fabrikam;x')))).toEqual(['A accountId name', 'B - -', 'C - -']);
  await desk.apply(first);
  const next = await desk.paste(list('222233334444;Fabrikam;x').replace('Kundenkreis', 'KUNDENKREIS '));
  expect(columns(next)).toEqual(['A accountId name', 'B subsetName remembered', 'C - -']);
  expect(next).toMatchObject({ accounts: { new: 1 }, subsets: { new: 1 } });
  const otherShape = await desk.paste('Kundenkreis;Account ID\nContoso;111122223333');
  expect(columns(otherShape)).toEqual(['A - -', 'B accountId name']);
  await desk.client.history.undo();
  expect(columns(await desk.paste(list('222233334444;Fabrikam;x')))).toEqual(['A accountId name', 'B - -', 'C - -']);
});

it('another choice by hand goes before what is remembered, and is remembered in its place', async () => {
  const desk = await importDesk();
  await desk.importAll({ kind: 'text', text: list('111122223333;Contoso;x') }, { map: { Kundenkreis: 'subsetName' } });
  const map = { Kundenkreis: 'ignore', Anmerkung: 'subsetName' } as const;
  const other = await desk.paste(list('222233334444;old;Fabrikam'), { map });
  expect(columns(other)).toEqual(['A accountId name', 'B ignore hand', 'C subsetName hand']);
  await desk.apply(other);
  const next = await desk.paste(list('333344445555;old;Woodgrove'));
  expect(columns(next)).toEqual(['A accountId name', 'B ignore remembered', 'C subsetName remembered']);
  await desk.apply(next);
  expect(columns(await desk.paste(list('444455556666;old;Litware')))).toEqual(columns(next));
});

it('nothing is remembered of a file that changed nothing, nor for another payer account', async () => {
  const desk = await importDesk();
  await desk.client.mpas.add({ id: '088888888888', name: 'Other', scenario: 'msp' });
  await desk.importAll({ kind: 'text', text: list('111122223333;Contoso;x') }, { map: { Anmerkung: 'ignore' } });
  const operations = await desk.operations();
  await desk.importAll({ kind: 'text', text: list('111122223333;Contoso;x') }, { map: { Anmerkung: 'rowNote' } });
  expect(await desk.operations()).toBe(operations);
  const again = await desk.paste(list('111122223333;Contoso;x'));
  expect(columns(again)).toEqual(['A accountId name', 'B - -', 'C ignore remembered']);
  const other = await desk.paste(list('222233334444;Contoso;x'), { mpaId: '088888888888' });
  expect(columns(other)).toEqual(['A accountId name', 'B - -', 'C - -']);
});

const WORDS = 'Account ID;Account Name;Subset Name';
const withWords = (...rows: string[]): string => [WORDS, ...rows].join('\n');
const PLACEHOLDERS_REMEDY = `Say whether they are blank${act('import.placeholders')}.`;

it('what words such as N/A are is remembered for files with the same headers, said, and changed by the same answer', async () => {
  const desk = await importDesk();
  const first = await desk.paste(withWords('111122223333;Prod;N/A'), { placeholders: 'blank' });
  expect([first.questions, first.remembered]).toEqual([[], []]);
  await desk.apply(first);
  const next = await desk.paste(withWords('222233334444;Test;N/A', '333344445555;-;Acme'));
  expect(next.questions).toEqual([]);
  expect(next.remembered).toEqual([
    {
      kind: 'placeholders',
      sentence:
        "2 cells have a word that may stand for no value: 'N/A', '-' (rows 2, 3). They are taken as blank cells, as was said of an earlier list with the same headers.",
      remedy: PLACEHOLDERS_REMEDY,
      options: ['blank', 'text'],
      answer: 'blank',
    },
  ]);
  expect((await desk.rows(next)).map(({ fields }) => [fields.accountName, fields.subsetName])).toEqual([
    ['Test', undefined],
    [undefined, 'Acme'],
  ]);
  const { importId } = next;
  const other = await resultOf(await desk.client.imports.reopen({ importId, placeholders: 'text' }));
  expect([other.questions, other.remembered]).toEqual([[], []]);
  expect(await desk.apply(other)).toMatchObject({ subsets: { added: 2 } });
  const last = await desk.paste(withWords('444455556666;Shop;none'));
  expect(last.remembered.map(({ answer, sentence }) => [answer, sentence])).toEqual([
    [
      'text',
      "1 cell has a word that may stand for no value: 'none' (rows 2). They are taken as names, as was said of an earlier list with the same headers.",
    ],
  ]);
  expect((await desk.paste(withWords('444455556666;Shop;Acme'))).remembered).toEqual([]);
});

it('an answer is not remembered for other headers, nor for another payer account, and undone with its import', async () => {
  const desk = await importDesk();
  await desk.client.mpas.add({ id: '088888888888', name: 'Other', scenario: 'msp' });
  await desk.importAll({ kind: 'text', text: withWords('111122223333;Prod;N/A') }, { placeholders: 'blank' });
  const asked = async (text: string, mpaId?: string): Promise<string[]> =>
    (await desk.paste(text, mpaId === undefined ? {} : { mpaId })).questions.map(({ kind }) => kind);
  expect(await asked('Account ID;Subset Name\n222233334444;N/A')).toEqual(['placeholders']);
  expect(await asked(withWords('222233334444;Test;N/A'), '088888888888')).toEqual(['placeholders']);
  expect(await asked(withWords('222233334444;Test;N/A'))).toEqual([]);
  await desk.client.history.undo();
  expect(await asked(withWords('222233334444;Test;N/A'))).toEqual(['placeholders']);
});

/** 'Łódź' and 'Śródmieście' as Excel saves them in Poland. */
const LODZ = Buffer.from('a3f364bc', 'hex');
const SROD = Buffer.from('8c72f3646d696573'.concat('63696565'), 'hex');
const polish = (name: Buffer, id: string): ReturnType<typeof fileOf> =>
  fileOf('lista.csv', Buffer.concat([Buffer.from('Account ID;Account Name\n'), Buffer.from(`${id};`), name]));

it('an encoding that was said is taken for the next file with the same headers whose encoding is not sure', async () => {
  const desk = await importDesk();
  const first = await desk.open(polish(LODZ, '111122223333'));
  expect(first.questions.map(({ kind }) => kind)).toEqual(['encoding']);
  await desk.importAll(polish(LODZ, '111122223333'), { encoding: 'windows-1250' });
  const next = await desk.open(polish(SROD, '222233334444'));
  expect(next).toMatchObject({ questions: [], source: { encoding: 'windows-1250' } });
  expect((await desk.rows(next)).map(({ fields }) => fields.accountName)).toEqual(['Śródmiesciee']);
  expect(next.remembered).toMatchObject([{ kind: 'encoding', answer: 'windows-1250' }]);
  expect(next.remembered[0]?.options).toContain('windows-1252');
  expect(next.remembered[0]?.sentence).toMatch(
    /^The file does not say in which encoding its text is\. .*It is read as windows-1250, as was said of an earlier list with the same headers\.$/u,
  );
  const { importId } = next;
  const other = await resultOf(await desk.client.imports.reopen({ importId, encoding: 'windows-1252' }));
  expect(other).toMatchObject({ questions: [], remembered: [], source: { encoding: 'windows-1252' } });
  await expect(desk.apply(next)).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('a remembered encoding is not taken for a file of other headers, nor for one that is UTF-8 or nearly', async () => {
  const desk = await importDesk();
  await desk.importAll(polish(LODZ, '111122223333'), { encoding: 'windows-1250' });
  const other = fileOf('x.csv', Buffer.concat([Buffer.from('Account ID;Subset Name\n222233334444;'), LODZ]));
  const asked = await desk.open(other);
  expect(asked).toMatchObject({ remembered: [], rows: { total: 1 } });
  expect(asked.questions.map(({ kind }) => kind)).toEqual(['encoding']);
  const utf8 = await desk.open(polish(Buffer.from('Łódź'), '222233334444'));
  expect(utf8).toMatchObject({ questions: [], remembered: [], source: { encoding: 'utf-8' } });
  const broken = await desk.open(
    polish(Buffer.concat([Buffer.from('Łódź Łódź '), Buffer.from('e9', 'hex')]), '222233334444'),
  );
  expect(broken.questions.map(({ kind }) => kind)).toEqual(['encoding']);
});

it('a payer account that is removed takes along what was remembered for it', async () => {
  const desk = await importDesk();
  await desk.importAll({ kind: 'text', text: withWords('111122223333;Prod;N/A') }, { placeholders: 'blank' });
  await desk.client.accounts.remove({ id: '111122223333' });
  await desk.client.mpas.remove({ id: MPA });
  await desk.client.mpas.add({ id: MPA, name: 'Again', scenario: 'msp' });
  expect((await desk.paste(withWords('222233334444;Test;N/A'))).questions.map(({ kind }) => kind)).toEqual([
    'placeholders',
  ]);
});
