/** docs/procedure.md: 'Steps' and its other tables say what the code does: who checks one against the other can rely on both. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { handOffFields } from '../../shared/domain/aws/hand-off-text.ts';
import { SCENARIOS, SCENARIO_KEYS, stepOf } from '../../shared/domain/scenario.ts';
import type { ScenarioKey } from '../../shared/domain/scenario.ts';
import { SHEETS, SHEET_NUMBERS, sheetHeaders } from '../../shared/domain/sheets.ts';
import { STEP_KEYS } from '../../shared/domain/step.ts';
import { DEFAULT_TICKET_SETTINGS } from '../../shared/domain/ticket-settings.ts';
import { ticketText } from '../../shared/domain/ticket-text.ts';
import { ticketPlan } from '../../shared/domain/ticket.ts';
import type { TicketKind } from '../../shared/domain/ticket.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/procedure.md'), 'utf8');

/** What stands under a heading, up to the next one. */
function section(heading: string): string {
  const from = PAGE.indexOf(` ${heading}\n`);
  expect(from, `where ${heading} is`).toBeGreaterThan(0);
  return PAGE.slice(from).split(/\n#+ /u)[0] ?? '';
}

/** The rows of a section's table, without its head. */
function rows(heading: string): string[][] {
  const lines = section(heading).split('\n');
  const cells = lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '));
  return cells.slice(2);
}

/** What a section quotes as a block, without its indentation. */
function block(heading: string): string {
  const lines = section(heading).split('\n');
  const first = lines.findIndex((line) => line.startsWith('    '));
  const last = lines.findLastIndex((line) => line.startsWith('    '));
  return lines
    .slice(first, last + 1)
    .map((line) => line.slice(4))
    .join('\n');
}

test('the five spreadsheets have the headings of the code', () => {
  const table = rows('The five spreadsheets');
  expect(table.map(([number]) => number)).toEqual(['1', '2', '3', '4', '5']);
  for (const number of SHEET_NUMBERS) {
    const [, , rowsAre, headings = ''] = table[number - 1] ?? [];
    expect(rowsAre).toBe(SHEETS[number].rowsAre);
    expect([...headings.matchAll(/`([^`]+)`/gu)].map(([, heading]) => heading)).toEqual(sheetHeaders(number));
  }
});

test('the scenarios send what the code sends', () => {
  const keys: Record<string, ScenarioKey> = {
    MSP: 'msp',
    'MSP, design partner': 'msp-design-partner',
    Enterprise: 'enterprise',
    'Customer of an MSP': 'customer-of-msp',
  };
  const sent = rows('Scenarios').map(([name = '', , , by, sheets = '']) => ({
    key: keys[name],
    by: by === 'hand-off mail' ? null : by?.replace('support ', ''),
    sheets: (sheets.match(/\d/gu) ?? []).map(Number),
  }));
  expect(sent).toEqual(
    Object.values(SCENARIOS).map(({ key, steps }) => {
      const tickets = steps.flatMap(({ ticket }) => ticket ?? []);
      const sheets = new Set(tickets.flatMap(({ sheet }) => sheet ?? []));
      return { key, by: tickets[0]?.channel ?? null, sheets: [...sheets].toSorted((a, b) => a - b) };
    }),
  );
});

test('the steps are those of the code, in its order', () => {
  expect(rows('Steps').map(([key]) => key?.replaceAll('`', ''))).toEqual([...STEP_KEYS]);
});

test('a step is where the code says, in each scenario', () => {
  expect(rows('Steps by scenario')).toEqual(
    STEP_KEYS.map((key) => [`\`${key}\``, ...SCENARIO_KEYS.map((scenario) => stepOf(scenario, key)?.reference ?? '–')]),
  );
});

test.each<[string, TicketKind, string[]]>([
  ['Ticket: association of workflows', 'associate-workflows', ['', '']],
  ['Ticket: association of end customers', 'end-customers', ['', '', '']],
])('%s: the vendor’s wording is what is sent', (heading, kind, cells) => {
  const text = ticketText(
    {
      kind,
      plan: ticketPlan('enterprise', kind),
      mpaId: accountId('099999999999'),
      spotOrgId: '',
      rows: [
        { key: 'a', cells },
        { key: 'b', cells },
      ],
      rowCount: 2,
      followUp: null,
    },
    DEFAULT_TICKET_SETTINGS,
  );
  expect(text.body).toBe(block(heading));
});

test('the hand-off mail has the facts in the order of the list', () => {
  const listed = [...section('Hand-off mail').matchAll(/^- (.+)$/gmu)].map(([, label]) => label);
  const facts = {
    customerName: '',
    mspAccountId: '',
    managementAccountId: '',
    bucket: '',
    stackName: '',
    prefix: '',
    report: '',
    spotOrgIds: '',
    simulated: false,
  };
  expect(handOffFields(facts).map(({ label }) => label)).toEqual(listed);
});
