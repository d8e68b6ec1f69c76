import { describe, expect, test } from 'vitest';
import { accountId } from './account-id.ts';
import { changeCount, compareRows, namedCells } from './ticket-changes.ts';
import type { TicketChanges } from './ticket-changes.ts';
import { sheetRowKey, ticketHeaders } from './ticket-rows.ts';
import type { TicketRow } from './ticket-rows.ts';
import { ticketNameFault } from './ticket-name.ts';
import { DEFAULT_TICKET_SETTINGS, fillTemplate } from './ticket-settings.ts';
import type { TicketFacts } from './ticket-text.ts';
import { addresses, ticketText } from './ticket-text.ts';
import { answerDue, nextTicketStates, ticketPlan, ticketPlanBy } from './ticket.ts';
import type { ScenarioKey } from './scenario.ts';
import type { TicketKind } from './ticket.ts';

const SETTINGS = {
  ...DEFAULT_TICKET_SETTINGS,
  representativeName: 'Robin',
  representativeEmail: 'robin@vendor.example',
  supportEmail: 'support@vendor.example',
  subsetsEmail: 'subsets@vendor.example',
  cc: 'team@msp.example; boss@msp.example',
  senderName: 'Sam Sender',
  company: 'Example MSP',
};

const ASSOCIATIONS: TicketRow[] = [
  { key: 'café zürich', cells: ['Café Zürich', 'Standard'] },
  { key: 'contoso', cells: ['Contoso', 'Premium plan'] },
];
const CUSTOMERS: TicketRow[] = [
  { key: 'contoso', cells: ['Contoso', 'ops@contoso.example', '606000000002'] },
  { key: 'fabrikam', cells: ['Fabrikam', '', ''] },
];

function facts(
  scenario: ScenarioKey,
  kind: TicketKind,
  rows: TicketRow[],
  more: Partial<TicketFacts> = {},
): TicketFacts {
  return {
    kind,
    plan: ticketPlan(scenario, kind),
    mpaId: accountId('099999999999'),
    spotOrgId: '606000000001',
    rows,
    rowCount: rows.length,
    followUp: null,
    ...more,
  };
}

describe('tickets of an enterprise: the wording that the vendor asks for', () => {
  test('association of workflows', () => {
    expect(ticketText(facts('enterprise', 'associate-workflows', ASSOCIATIONS), SETTINGS)).toEqual({
      subject: 'Associate billing workflows with subsets (Spot Organization ID 606000000001)',
      body:
        'For our Spot Organization ID 606000000001, please associate the Eco Reports billing workflow(s), below, with the subset(s), going forward. We would like the processed workflow to be embedded in Cloud Analyzer and shown as charges in our Subsets List.\n' +
        '\n' +
        'Café Zürich : Standard\n' +
        'Contoso : Premium plan',
      to: ['support@vendor.example'],
      cc: ['team@msp.example', 'boss@msp.example'],
    });
  });

  test('association of end customers; what is missing is seen', () => {
    expect(ticketText(facts('enterprise', 'end-customers', CUSTOMERS), SETTINGS).body).toBe(
      'Please associate the following end-customer organizations with these subsets, going forward. We would like our end customers to be able to log into the Spot console. Once you have confirmed, we will create their users and manage access.\n' +
        '\n' +
        'Contoso : ops@contoso.example : 606000000002\n' +
        'Fabrikam : <Spot console email> : <Spot Org ID>',
    );
  });

  test('enabling subsets names the organization ID', () => {
    expect(ticketText(facts('enterprise', 'enable-subsets', []), SETTINGS).body).toBe(
      'Please enable the Subsets feature for our Spot Organization ID 606000000001.',
    );
    expect(ticketText(facts('enterprise', 'enable-subsets', [], { spotOrgId: '' }), SETTINGS).body).toBe(
      'Please enable the Subsets feature for our Spot Organization ID <OrgID>.',
    );
  });
});

describe('mails of an MSP', () => {
  test('MSP: the sheet associates subsets with workflows', () => {
    expect(ticketText(facts('msp', 'associate-workflows', ASSOCIATIONS), SETTINGS)).toEqual({
      subject: 'Associate billing workflows with subsets (Spot Organization ID 606000000001)',
      body:
        'Hello Robin,\n\n' +
        'For our Spot Organization ID 606000000001, please associate the Eco Reports billing workflow(s) with the subset(s) in the attached spreadsheet (2 rows), going forward. We would like the processed workflow to be embedded in Cloud Analyzer and shown as charges in our Subsets List.\n\n' +
        'The account ID of our MPA is 099999999999.\n\n' +
        'Please let us know when this is configured; we will then review and approve it.\n\n' +
        'Best regards\nSam Sender\nExample MSP',
      to: ['robin@vendor.example'],
      cc: ['team@msp.example', 'boss@msp.example'],
    });
  });

  test('design partner: access to Subsets goes to two people, with the account IDs and the subset of each', () => {
    const text = ticketText(facts('msp-design-partner', 'enable-subsets', [], { rowCount: 1248 }), SETTINGS);
    expect(text.to).toEqual(['robin@vendor.example', 'subsets@vendor.example']);
    expect(text.body).toBe(
      'Hello Robin,\n\n' +
        'Please enable the Subsets feature for our Spot Organization ID 606000000001.\n\n' +
        'The account IDs and the name of the subset of each are in the attached spreadsheet (1,248 rows).\n\n' +
        'The account ID of our MPA is 099999999999.\n\n' +
        'Best regards\nSam Sender\nExample MSP',
    );
  });

  test('design partner: the workflows are described in prose, numbered', () => {
    const rows = [
      { key: 'a', cells: ['A', 'A:\n\n1. Remove taxes'] },
      { key: 'b', cells: ['B', 'B:\n\nNo billing rules (raw data)'] },
    ];
    expect(ticketText(facts('msp-design-partner', 'workflows', rows), SETTINGS).body).toBe(
      'Hello Robin,\n\n' +
        'For our Spot Organization ID 606000000001, these are the customer billing workflows that we offer. The rules of each are numbered in the order in which we process them.\n\n' +
        'A:\n\n1. Remove taxes\n\n' +
        'B:\n\nNo billing rules (raw data)\n\n' +
        'The account ID of our MPA is 099999999999.\n\n' +
        'Best regards\nSam Sender\nExample MSP',
    );
  });

  test('settings that are empty show as placeholders', () => {
    const { body, to } = ticketText(facts('msp', 'enable-subsets', []), DEFAULT_TICKET_SETTINGS);
    expect(body.startsWith('Hello <account representative>,\n')).toBe(true);
    expect(body.endsWith('\nBest regards\n<your name>\n<your company>')).toBe(true);
    expect(to).toEqual([]);
  });
});

describe('follow-ups', () => {
  test('say what they follow, which rows are new, and what goes', () => {
    const changes: TicketChanges = {
      new: ASSOCIATIONS.slice(1),
      changed: [],
      moved: [],
      renamed: [],
      ended: [{ key: 'litware', cells: ['Litware', 'Standard'] }],
      unchanged: 0,
    };
    const followUp = {
      changes,
      headers: ['Subset Name', 'Billing Workflow Name'],
      ticketNumber: '4711',
      sentAt: '2026-11-14T09:30:00Z',
    };
    const text = ticketText(facts('enterprise', 'associate-workflows', ASSOCIATIONS.slice(1), { followUp }), SETTINGS);
    expect(text.subject).toBe(
      'Follow-up: Associate billing workflows with subsets (Spot Organization ID 606000000001)',
    );
    expect(text.body).toBe(
      'This follows our request 4711 of 2026-11-14 and has only what has changed since.\n\n' +
        'For our Spot Organization ID 606000000001, please associate the Eco Reports billing workflow(s), below, with the subset(s), going forward. We would like the processed workflow to be embedded in Cloud Analyzer and shown as charges in our Subsets List.\n\n' +
        'Contoso : Premium plan\n\n' +
        'The associations of these subsets are new: Contoso\n\n' +
        'Please end these associations:\n\n' +
        'Litware : Standard',
    );
    const onlyEnded = { ...followUp, changes: { ...changes, new: [] } };
    expect(ticketText(facts('enterprise', 'associate-workflows', [], { followUp: onlyEnded }), SETTINGS).body).toBe(
      'This follows our request 4711 of 2026-11-14 and has only what has changed since.\n\n' +
        'Please end these associations:\n\nLitware : Standard',
    );
  });

  test('rows are compared by what they are about', () => {
    const row = (key: string, ...cells: string[]): TicketRow => ({ key, cells });
    const known = [row('a', 'A', '1'), row('b', 'B', '1'), row('c', 'C', '1')].map((told) => ({ told, now: told }));
    const changes = compareRows(
      known,
      [row('c', 'C', '1'), row('b', 'B', '2'), row('d', 'D', '1')],
      namedCells(['Subset Name', 'Billing Workflow Name']),
    );
    expect(changes).toEqual({
      new: [{ key: 'd', cells: ['D', '1'] }],
      changed: [{ key: 'b', before: ['B', '1'], after: ['B', '2'] }],
      moved: [],
      renamed: [],
      ended: [{ key: 'a', cells: ['A', '1'] }],
      unchanged: 1,
    });
    expect(changeCount(changes)).toBe(3);
    expect(sheetRowKey(3, ['one', 'a@b.example', '000000000001', '', '', 'Contoso', ''])).toBe('000000000001');
    expect(sheetRowKey(4, ['Contoso  Ltd', 'Standard'])).toBe('contoso ltd');
    expect(sheetRowKey(5, ['a@b.example', '606', 'CONTOSO', 'Standard'])).toBe('contoso');
  });
});

describe('how a ticket goes', () => {
  test('follows from the scenario', () => {
    expect(ticketPlan('msp', 'associate-workflows')).toEqual({
      channel: 'mail',
      sheet: 4,
      step: 'associate-workflows',
    });
    expect(ticketPlan('msp', 'end-customers')).toMatchObject({ channel: 'mail', sheet: 5 });
    expect(ticketPlan('msp-design-partner', 'subsets')).toMatchObject({ channel: 'mail', sheet: 1 });
    expect(ticketPlan('msp-design-partner', 'associate-workflows')).toMatchObject({ channel: 'mail', sheet: 2 });
    expect(ticketPlan('msp-design-partner', 'end-customers')).toMatchObject({ channel: 'mail', sheet: 3 });
    expect(ticketPlan('enterprise', 'end-customers')).toMatchObject({ channel: 'ticket', sheet: null });
    expect(ticketPlan('enterprise', 'subsets')).toEqual({ channel: 'ticket', sheet: 1, step: null });
    expect(ticketPlan('customer-of-msp', 'associate-workflows')).toEqual({ channel: 'mail', sheet: 4, step: null });
  });

  test('can be chosen otherwise: a support ticket carries the lines, a mail the sheet', () => {
    expect(ticketPlanBy('enterprise', 'associate-workflows', 'mail')).toMatchObject({ channel: 'mail', sheet: 4 });
    expect(ticketPlanBy('msp', 'end-customers', 'ticket')).toMatchObject({ channel: 'ticket', sheet: null });
    expect(ticketHeaders('end-customers', null)).toEqual(['Subset name', 'Spot console email', 'Spot Org ID']);
  });

  test('an answer is due after a week by mail, after four days by ticket', () => {
    const sent = '2026-11-21T04:00:00Z';
    expect(answerDue('msp', 'associate-workflows', 'mail', sent)).toBe('2026-11-28T04:00:00Z');
    expect(answerDue('enterprise', 'associate-workflows', 'ticket', sent)).toBe('2026-11-25T04:00:00Z');
    expect(answerDue('enterprise', 'enable-subsets', 'ticket', sent)).toBe('2026-11-25T04:00:00Z');
    expect(answerDue('enterprise', 'associate-workflows', 'mail', sent)).toBe('2026-11-28T04:00:00Z');
  });

  test('states go forward; approved and rejected are the end', () => {
    expect(nextTicketStates('draft')).toEqual(['sent']);
    expect(nextTicketStates('in-review')).toEqual(['in-configuration', 'approved', 'rejected']);
    expect(nextTicketStates('approved')).toEqual([]);
  });
});

test.each([
  ['Contoso', null],
  ['Søren & Søn A/S', null],
  ['a : b', 'separator'],
  ['a: b', 'separator'],
  ['a :b', 'separator'],
  [':a', 'separator'],
  ['a:', 'separator'],
  ['a:b', 'colon'],
  ['a\nb', 'line-break'],
  ['a\u2028b', 'line-break'],
])('a name in a line of a ticket: %j is %s', (name, fault) => {
  expect(ticketNameFault(name)).toBe(fault);
});

test('templates fill what they know, address lists have each once', () => {
  expect(fillTemplate('{sender} for {company} {other}', { ...SETTINGS, company: '' })).toBe(
    'Sam Sender for <your company> {other}',
  );
  expect(addresses(' a@b.example;c@d.example , a@b.example,')).toEqual(['a@b.example', 'c@d.example']);
});
