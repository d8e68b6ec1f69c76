import { describe, expect, it } from 'vitest';
import type { Cell } from '../../spreadsheets/cell.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import { findHeader } from './find-header.ts';
import { matchColumns } from './match-columns.ts';

const cell = (value: string): Cell => (value === '' ? { kind: 'blank' } : { kind: 'text', text: value });
const rows = (...lines: string[][]) => lines.map((line, index) => ({ number: index + 1, cells: line.map(cell) }));

/** 'Header: field' for each column; '?' and the candidates where a person is asked, '-' for a column that is not known. */
function matched(headers: string[], line: string[], byHand: [number, ImportField][] = []): string[] {
  const inputs = headers.map((header, index) => ({ index, header, cells: [cell(line[index] ?? '')] }));
  return matchColumns(inputs, new Map(byHand)).map(({ field, candidates }) =>
    candidates.length > 0 ? `?${candidates.join('/')}` : (field ?? '-'),
  );
}

const ID = '623347347957';
const MAIL = 'aws@msp.example';

describe('matching columns', () => {
  it.each<[string, string[], string[], string[]]>([
    [
      'sheet 1',
      ['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name'],
      ['a', MAIL, ID, 's'],
      ['accountName', 'accountEmail', 'accountId', 'subsetName'],
    ],
    ['sheet 4', ['Subset Name', 'Billing Workflow Name'], ['s', 'w'], ['subsetName', 'workflowName']],
    [
      'sheet 5',
      ['Spot Console email', 'Spot Org ID', 'Subset Name', 'Billing Workflow Name'],
      [MAIL, '606000000000', 's', 'w'],
      ['consoleEmail', 'orgId', 'subsetName', 'workflowName'],
    ],
    [
      'the console export',
      ['Account ID', 'ARN', 'Email', 'Name', 'Status', 'Joined method', 'Joined timestamp'],
      [
        ID,
        'arn:aws:organizations::099999999999:account/o-a1b2c3d4e5/623347347957',
        MAIL,
        'n',
        'ACTIVE',
        'CREATED',
        '2025-01-10T08:00:00Z',
      ],
      ['accountId', 'arn', 'accountEmail', 'accountName', 'status', 'joinedMethod', 'joinedAt'],
    ],
    [
      'other words',
      ['Linked account', 'Linked account name', 'Customer', 'Owner e-mail', 'Workflow', 'Remarks', 'Colour'],
      [ID, 'n', 'c', MAIL, 'w', 'r', 'red'],
      ['accountId', 'accountName', 'subsetName', 'accountEmail', 'workflowName', 'ignore', '-'],
    ],
    [
      'names under "Linked account"',
      ['Linked account', 'Linked account ID'],
      ['my account', ID],
      ['accountName', 'accountId'],
    ],
    [
      'German',
      ['Kontonummer', 'Kontoname', 'E-Mail', 'Kunde'],
      [ID, 'n', MAIL, 'k'],
      ['accountId', 'accountName', 'accountEmail', 'subsetName'],
    ],
    [
      'French',
      ['Num\u00E9ro de compte', 'Nom du compte', 'Client'],
      [ID, 'n', 'c'],
      ['accountId', 'accountName', 'subsetName'],
    ],
    [
      'Spanish',
      ['ID de cuenta', 'Nombre de la cuenta', 'Cliente'],
      [ID, 'n', 'c'],
      ['accountId', 'accountName', 'subsetName'],
    ],
    ['Dutch', ['Accountnummer', 'Accountnaam', 'Klant'], [ID, 'n', 'k'], ['accountId', 'accountName', 'subsetName']],
    [
      'odd spelling',
      ['AWS_ACCOUNT_ID', 'account name (alias)', 'Subst Name'],
      [ID, 'n', 's'],
      ['accountId', 'accountName', 'subsetName'],
    ],
    ['unknown headers, by content', ['Nummer', 'Wer', 'Was'], [ID, MAIL, 'x'], ['accountId', 'accountEmail', '-']],
    ['an AWS organization ID', ['Account ID', 'Org ID'], [ID, 'o-a1b2c3d4e5'], ['accountId', 'ignore']],
    ['the payer', ['Payer account ID', 'Account ID'], ['099999999999', ID], ['payerId', 'accountId']],
    ['our own columns', ['Account ID', 'Problem', 'What to do'], [ID, 'p', 'w'], ['accountId', 'rowNote', 'rowNote']],
    ['a row number', ['#', 'Account #'], ['1', ID], ['ignore', 'accountId']],
  ])('knows %s', (_, headers, line, fields) => {
    expect(matched(headers, line)).toEqual(fields);
  });

  it.each<[string, string[], string[], string[]]>([
    [
      'an e-mail beside the console e-mail',
      ['Account ID', 'Email', 'Spot Console Email'],
      [ID, MAIL, MAIL],
      ['accountId', '?accountEmail/ignore', 'consoleEmail'],
    ],
    [
      'two columns of the same name',
      ['Account ID', 'AWS Account ID'],
      [ID, ID],
      ['?accountId/ignore', '?accountId/ignore'],
    ],
    ['two unnamed columns of IDs', ['One', 'Two'], [ID, ID], ['?accountId/ignore', '?accountId/ignore']],
    [
      'a name without account IDs',
      ['Name', 'Workflow'],
      ['n', 'w'],
      ['?accountName/subsetName/ignore', 'workflowName'],
    ],
  ])('asks about %s', (_, headers, line, fields) => {
    expect(matched(headers, line)).toEqual(fields);
  });

  it("takes 'Name' beside a subset for the name of the account", () => {
    expect(matched(['Name', 'Account ID', 'Subset'], ['prod', ID, 'Contoso'])).toEqual([
      'accountName',
      'accountId',
      'subsetName',
    ]);
  });

  it('takes what is set by hand before anything else', () => {
    expect(
      matched(
        ['Account ID', 'Email', 'Spot Console Email', 'Old ID'],
        [ID, MAIL, MAIL, ID],
        [
          [1, 'ignore'],
          [3, 'accountId'],
        ],
      ),
    ).toEqual(['ignore', 'ignore', 'consoleEmail', 'accountId']);
  });

  it('does not believe a common word whose cells say otherwise', () => {
    expect(matched(['Account number', 'Account owner', 'AWS Account ID'], ['one', 'Jane Doe', ID])).toEqual([
      '-',
      '-',
      'accountId',
    ]);
  });
});

describe('finding the header', () => {
  it('skips title rows', () => {
    const found = findHeader(
      rows(
        ['Subset mapping \u2013 draft'],
        ['prepared for the vendor'],
        ['#', 'Account Name', 'AWS Account ID'],
        ['1', 'a', ID],
      ),
    );
    expect(found?.rows).toEqual([3]);
  });

  it('reads two lines with merged cells as one', () => {
    const found = findHeader(
      rows(
        ['', 'AWS account', '', '', 'Spot'],
        ['Subset', 'Name', 'Email', 'ID', 'Org ID'],
        ['s', 'n', MAIL, ID, '606'],
      ),
    );
    expect(found?.rows).toEqual([1, 2]);
    expect(found?.headers).toEqual([
      'Subset',
      'AWS account Name',
      'AWS account Email',
      'AWS account ID',
      'Spot Org ID',
    ]);
  });

  it('sees that a sheet begins with data', () => {
    expect(findHeader(rows([ID, 'a'], ['111122223333', 'b']))?.rows).toEqual([]);
  });

  it('finds nothing in prose, and what it is told', () => {
    const prose = rows(['free text'], ['more of it', 'Customer']);
    expect(findHeader(prose)).toBeUndefined();
    expect(findHeader(prose, 2)?.headers).toEqual(['more of it', 'Customer']);
    expect(findHeader(prose, 7)).toBeUndefined();
    expect(findHeader(prose, 0)?.rows).toEqual([]);
  });
});
