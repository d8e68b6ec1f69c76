import { expect, it } from 'vitest';
import type { ImportSummary } from '../../shared/contract/imports.ts';
import { importDesk } from './import-desk.ts';

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
