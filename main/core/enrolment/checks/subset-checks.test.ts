import { describe, expect, test } from 'vitest';
import type { Deliverable } from '../../../../shared/domain/deliverable.ts';
import { accountsSql, checkedLedger, MPA } from '../../../../test/support/checked-ledger.ts';

/** SQL that adds a subset with an id from 2; `account` puts an account of its own into it. */
function subsetSql(
  id: number,
  name: string,
  has: { workflow?: boolean; customer?: boolean; account?: boolean },
): string {
  const quoted = name.replaceAll("'", "''");
  return `INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id)
    VALUES (${id}, '${MPA}', '${quoted}', 'key ${id}', ${has.workflow ? 1 : 'NULL'}, ${has.customer ? 1 : 'NULL'});
    ${has.account ? accountsSql([`20000000000${id}`, `Account ${id}`, `a${id}@acme.example`, null, id]) : ''}`;
}

const ALL = { workflow: true, customer: true, account: true };

describe('what subsets lack', () => {
  const bare = subsetSql(2, 'Bare', { account: true });

  test.each<[Deliverable | null, string[]]>([
    [
      null,
      [
        'warning subset-without-end-customer subset 2: The subset Bare has no end customer.',
        'warning subset-without-workflow subset 2: The subset Bare has no billing workflow.',
      ],
    ],
    ['sheet-1', []],
    ['sheet-2', ['error subset-without-workflow subset 2: The subset Bare has no billing workflow.']],
    [
      'sheet-3',
      [
        'error subset-without-end-customer subset 2: The subset Bare has no end customer.',
        'warning subset-without-workflow subset 2: The subset Bare has no billing workflow.',
      ],
    ],
    ['sheet-4', ['warning subset-without-workflow subset 2: The subset Bare has no billing workflow.']],
    [
      'sheet-5',
      [
        'warning subset-without-end-customer subset 2: The subset Bare has no end customer.',
        'warning subset-without-workflow subset 2: The subset Bare has no billing workflow.',
      ],
    ],
    ['enable-subsets', []],
    ['subsets', []],
    ['workflows', []],
    ['associate-workflows', ['warning subset-without-workflow subset 2: The subset Bare has no billing workflow.']],
    ['end-customers', ['warning subset-without-end-customer subset 2: The subset Bare has no end customer.']],
  ])('a subset without workflow and end customer, for %s', (deliverable, expected) => {
    expect(checkedLedger(bare).findings(deliverable)).toEqual(expected);
  });

  test('a subset without accounts is told of wherever it is, or should be', () => {
    const { findings } = checkedLedger(subsetSql(2, 'Empty', { workflow: true }));
    const empty = 'warning subset-without-accounts subset 2: The subset Empty has no accounts.';
    expect(findings()).toEqual([
      empty,
      'warning subset-without-end-customer subset 2: The subset Empty has no end customer.',
    ]);
    expect(findings('sheet-1')).toEqual([empty]);
    expect(findings('sheet-3')).toEqual([empty]);
    expect(findings('sheet-4')).toEqual([empty]);
    expect(findings('associate-workflows')).toEqual([empty]);
    expect(findings('sheet-5')).toEqual([
      'warning subset-without-end-customer subset 2: The subset Empty has no end customer.',
    ]);
    expect(findings('workflows')).toEqual([]);
  });

  test('the payer account in a subset of its own', () => {
    const { findings } = checkedLedger(accountsSql([MPA, 'Payer', 'payer@acme.example', 'ACTIVE', 1]));
    const expected = ['warning payer-in-subset mpa 099999999999: The payer account itself is in the subset Acme.'];
    expect(findings()).toEqual(expected);
    expect(findings('sheet-1')).toEqual(expected);
    expect(findings('sheet-4')).toEqual([]);
  });
});

describe('names of subsets', () => {
  test('a free colon is an error in lines, a colon in a word a warning, and neither minds in a sheet', () => {
    const { findings } = checkedLedger(subsetSql(2, 'North : South', ALL) + subsetSql(3, 'Team:Blue', ALL));
    const expected = [
      "error subset-name-separator subset 2: The name of the subset 'North : South' has a colon that stands free, so a line of a ticket falls into the wrong parts.",
      "warning subset-name-colon subset 3: The name of the subset 'Team:Blue' has a colon, which a line of a ticket has between its parts.",
    ];
    expect(findings()).toEqual(expected);
    expect(findings('associate-workflows')).toEqual(expected);
    expect(findings('end-customers')).toEqual(expected);
    expect(findings('sheet-4')).toEqual([]);
  });

  test('by mail with a sheet a colon does not mind', () => {
    const { findings } = checkedLedger(
      `${subsetSql(2, 'North : South', ALL)} UPDATE mpa SET scenario = 'msp' WHERE id = '${MPA}';`,
    );
    expect(findings('associate-workflows')).toEqual([]);
    expect(findings('end-customers')).toEqual([]);
  });

  test('a line break is an error in lines and a warning in a sheet', () => {
    const { findings } = checkedLedger(subsetSql(2, 'North\nSouth', ALL));
    const told = 'subset-name-line-break subset 2: The name of the subset "North\\nSouth" has a line break.';
    expect(findings()).toEqual([`error ${told}`]);
    expect(findings('associate-workflows')).toEqual([`error ${told}`]);
    expect(findings('sheet-5')).toEqual([`warning ${told}`]);
  });

  test('only names that are in the lines matter for these', () => {
    const { findings } = checkedLedger(subsetSql(2, 'A : B', { customer: true, account: true }));
    expect(findings('associate-workflows')).toEqual([
      'warning subset-without-workflow subset 2: The subset A : B has no billing workflow.',
    ]);
  });

  test('that look alike: letters of another alphabet, accents, signs', () => {
    const { findings } = checkedLedger(
      subsetSql(2, '\u0410cme', ALL) + subsetSql(3, 'Ac-me.', ALL) + subsetSql(4, 'Northwind', ALL),
    );
    expect(findings()).toEqual([
      "warning subset-names-alike subset 1: These names of subsets look alike: 'Acme', '\u0410cme', 'Ac-me.'.",
    ]);
    expect(findings('sheet-5')).toEqual(findings());
  });

  test('that are very long', () => {
    const { findings } = checkedLedger(
      subsetSql(2, 'a'.repeat(128), ALL) + subsetSql(3, 'b'.repeat(129), ALL) + subsetSql(4, 'c'.repeat(32_768), ALL),
    );
    expect(findings('sheet-4')).toEqual([
      `error subset-cell-too-long subset 4: The name of the subset '${'c'.repeat(40)}…' is longer than a cell of a spreadsheet can be.`,
      `hint subset-name-long subset 3: The name of the subset '${'b'.repeat(40)}…' has 129 characters.`,
    ]);
  });
});

describe('names that hide something', () => {
  test('are told of before each thing that has them', () => {
    const { findings } = checkedLedger(subsetSql(2, 'Contoso \u202Efdp.exe', ALL));
    const found =
      "warning subset-hidden-characters subset 2: The name of the subset 'Contoso ⟨U+202E⟩fdp.exe' has U+202E (right-to-left override).";
    for (const deliverable of [null, 'sheet-1', 'sheet-5', 'associate-workflows', 'end-customers'] as const) {
      expect(findings(deliverable)).toEqual([found]);
    }
  });

  test('of workflows, payer accounts and settings, too', () => {
    const { findings } = checkedLedger(
      `UPDATE workflow SET name = 'Stan\u00ADdard' WHERE id = 1; UPDATE mpa SET name = 'Example\u2066 MSP';
       UPDATE setting SET value = '"MSP\u200B Ltd"' WHERE key = 'tickets.company';`,
    );
    expect(findings()).toEqual([
      "warning mpa-hidden-characters mpa 099999999999: The name of the payer account 'Example⟨U+2066⟩ MSP' has U+2066 (left-to-right isolate).",
      "warning setting-hidden-characters setting company: The setting 'Your company', 'MSP⟨U+200B⟩ Ltd' has U+200B (zero width space).",
      "warning workflow-hidden-characters workflow 1: The name of the billing workflow 'Stan⟨U+00AD⟩dard' has U+00AD (soft hyphen).",
    ]);
  });
});
