import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../../shared/contract/client.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { ScenarioKey } from '../../../../shared/domain/scenario.ts';
import type { TicketKind } from '../../../../shared/domain/ticket.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { ticketDesk, TICKET_MPA as MPA } from '../../../../test/support/ticket-desk.ts';

const [ONE, TWO, THREE] = ['000000000001', '000000000002', '000000000003'].map(accountId) as [
  ReturnType<typeof accountId>,
  ReturnType<typeof accountId>,
  ReturnType<typeof accountId>,
];

/** Contoso (1, 2), Fabrikam (3) and Litware (none), with a ticket that was sent as 4711. */
async function sent(scenario: ScenarioKey, kind: TicketKind): Promise<Client> {
  const { client } = ticketDesk(scenario);
  await client.tickets.markSent({ mpaId: MPA, kind, ticketNumber: '4711' });
  return client;
}

const changesOf = async ({ tickets }: Client) => resultOf(await tickets.changes({ id: 1 }));
const assign = (client: Client, id: ReturnType<typeof accountId>, subset: number | null) =>
  client.accounts.assign({
    mpaId: MPA,
    accounts: { ids: [id] },
    to: subset === null ? null : { id: subset },
    revision: null,
  });

/** The paragraphs between the first sentence and what every mail ends with. */
async function paragraphs(client: Client): Promise<string[]> {
  const { body } = (await client.tickets.followUp({ id: 1 })).value;
  const all = body.split('\n\n');
  const start = all.findIndex((part) => part.startsWith('This follows our request 4711 of 2026-11-21'));
  const end = all.findIndex((part) => part.startsWith('The account ID of our MPA is'));
  return all.slice(start + 1, end < 0 ? undefined : end);
}

async function sheetOf(client: Client): Promise<string[]> {
  const { files } = await resultOf(await client.tickets.save({ id: 2, folder: tempFolder(), format: 'csv' }));
  const path = files.find(({ role }) => role === 'sheet')?.path ?? '';
  return readFileSync(path, 'utf8').replace('\ufeff', '').trim().split('\r\n').slice(1);
}

describe('a follow-up whose sheet has accounts', () => {
  it('asks for new ones, moves ones, takes ones out; none of them with a blank subset', async () => {
    const client = await sent('msp-design-partner', 'subsets');
    await assign(client, ONE, 3);
    await assign(client, TWO, null);
    await client.accounts.remove({ id: THREE });
    await client.accounts.add({ mpaId: MPA, id: accountId('000000000004'), name: 'four', subsetId: 2 });
    await client.accounts.add({ mpaId: MPA, id: accountId('000000000005'), name: 'five' });
    const changes = await changesOf(client);
    expect(changes.counts).toEqual({ new: 1, changed: 0, moved: 1, renamed: 0, ended: 2, unchanged: 0 });
    expect(changes.moved).toEqual([{ key: '000000000001', from: 'Contoso', to: 'Litware' }]);
    expect(await paragraphs(client)).toEqual([
      'For our Spot Organization ID 606000000001, please change the subsets to the accounts and subset names in the attached spreadsheet (2 rows).',
      'These accounts are new in their subsets: 000000000004',
      'Please move these accounts to another subset (old → new):',
      '000000000001 : Contoso → Litware',
      'Please take these accounts out of their subsets:',
      '000000000002 : Contoso\n000000000003 : Fabrikam',
    ]);
    expect(await sheetOf(client)).toEqual([
      'four,,000000000004,Fabrikam',
      'one,one@contoso.example,000000000001,Litware',
    ]);
  });

  it('asks that a subset be renamed, and not for its accounts once more; sent, it is known by the new name', async () => {
    const client = await sent('msp-design-partner', 'associate-workflows');
    await client.subsets.rename({ id: 1, name: 'Contoso Europe' });
    await client.workflows.rename({ id: 1, name: 'Resale' });
    expect(await changesOf(client)).toMatchObject({
      counts: { new: 0, changed: 0, moved: 0, renamed: 2, ended: 0, unchanged: 3 },
      renamed: [
        { what: 'subset', from: 'Contoso', to: 'Contoso Europe' },
        { what: 'workflow', from: 'Standard', to: 'Resale' },
      ],
    });
    expect(await paragraphs(client)).toEqual([
      'Please rename these subsets; they are not new (old → new):',
      'Contoso → Contoso Europe',
      'These billing workflows have another name now; they are not new (old → new):',
      'Standard → Resale',
    ]);
    const { files } = await resultOf(await client.tickets.save({ id: 2, folder: tempFolder() }));
    expect(files.map(({ role }) => role)).toEqual(['text', 'mail']);
    await client.tickets.markSent({ id: 2 });
    expect((await changesOf(client)).counts).toMatchObject({ renamed: 0, unchanged: 3 });
    await client.subsets.rename({ id: 1, name: 'Contoso World' });
    expect((await changesOf(client)).renamed).toEqual([
      { what: 'subset', from: 'Contoso Europe', to: 'Contoso World' },
    ]);
    await client.tickets.setState({ id: 2, state: 'rejected' });
    expect((await changesOf(client)).renamed).toEqual([
      { what: 'subset', from: 'Contoso', to: 'Contoso World' },
      { what: 'workflow', from: 'Standard', to: 'Resale' },
    ]);
  });

  it('tells of another cell what it was', async () => {
    const client = await sent('msp-design-partner', 'associate-workflows');
    await client.subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [2] }, workflowId: 2 });
    expect(await paragraphs(client)).toEqual([
      'For our Spot Organization ID 606000000001, please associate the Eco Reports billing workflow(s) with the subset(s) in the attached spreadsheet (1 row), going forward. We would like the processed workflow to be embedded in Cloud Analyzer and shown as charges in our Subsets List.',
      'These are different from what we asked for before (old → new):',
      '000000000003 : Billing Workflow Name: Standard → Premium',
    ]);
    expect(await sheetOf(client)).toEqual(['three,three@fabrikam.example,000000000003,Fabrikam,Premium']);
  });

  it('does not ask for the feature once more', async () => {
    const client = await sent('msp-design-partner', 'enable-subsets');
    await client.accounts.add({ mpaId: MPA, id: accountId('000000000004'), subsetId: 2 });
    expect(await paragraphs(client)).toEqual([
      'The account IDs and the name of the subset of each are in the attached spreadsheet (1 row).',
      'These accounts are new in their subsets: 000000000004',
    ]);
  });
});

describe('a follow-up whose rows are subsets', () => {
  it.each<[ScenarioKey, TicketKind]>([
    ['msp', 'associate-workflows'],
    ['enterprise', 'associate-workflows'],
    ['msp', 'end-customers'],
    ['enterprise', 'end-customers'],
  ])('says which accounts moved: %s, %s', async (scenario, kind) => {
    const client = await sent(scenario, kind);
    await assign(client, ONE, 2);
    await assign(client, TWO, null);
    expect(await changesOf(client)).toMatchObject({
      counts: { new: 0, changed: 0, moved: 2, renamed: 0, ended: 0 },
      moved: [
        { key: '000000000001', from: 'Contoso', to: 'Fabrikam' },
        { key: '000000000002', from: 'Contoso', to: '' },
      ],
    });
    expect(await paragraphs(client)).toEqual([
      'These accounts have moved to another subset; please let the associations of the subsets follow (old → new):',
      '000000000001 : Contoso → Fabrikam\n000000000002 : Contoso → no subset',
    ]);
    // Made anew after another move, it is known up to there.
    await assign(client, TWO, 2);
    expect((await paragraphs(client)).at(-1)).toBe(
      '000000000001 : Contoso → Fabrikam\n000000000002 : Contoso → Fabrikam',
    );
    await client.tickets.markSent({ id: 2 });
    expect((await changesOf(client)).counts.moved).toBe(0);
    await assign(client, TWO, 1);
    expect((await changesOf(client)).moved).toEqual([{ key: '000000000002', from: 'Fabrikam', to: 'Contoso' }]);
  });

  it('leaves out accounts of subsets that it does not name, and those that are back', async () => {
    const client = await sent('msp', 'end-customers');
    await assign(client, THREE, 3);
    await assign(client, ONE, 2);
    await assign(client, ONE, 1);
    expect((await changesOf(client)).counts.moved).toBe(0);
  });

  it('has new, changed, renamed and ended subsets, each with its sentence', async () => {
    const client = await sent('enterprise', 'associate-workflows');
    await client.subsets.rename({ id: 1, name: 'Contoso Europe' });
    await client.subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [1, 3] }, workflowId: 2 });
    await client.subsets.remove({ ids: [2] });
    expect((await changesOf(client)).counts).toEqual({
      new: 1,
      changed: 1,
      moved: 1,
      renamed: 1,
      ended: 1,
      unchanged: 0,
    });
    expect((await paragraphs(client)).slice(1)).toEqual([
      'Litware : Premium\nContoso Europe : Premium',
      'The associations of these subsets are new: Litware',
      'These are different from what we asked for before (old → new):',
      'Contoso Europe : Billing Workflow Name: Standard → Premium',
      'These accounts have moved to another subset; please let the associations of the subsets follow (old → new):',
      '000000000003 : Fabrikam → no subset',
      'Please rename these subsets; they are not new (old → new):',
      'Contoso → Contoso Europe',
      'Please end these associations:',
      'Fabrikam : Standard',
    ]);
  });

  it('knows a name that another subset has taken from one that is as it was', async () => {
    const client = await sent('enterprise', 'associate-workflows');
    await client.subsets.remove({ ids: [2] });
    await client.subsets.rename({ id: 1, name: 'Fabrikam' });
    const { renamed, ended, counts } = await changesOf(client);
    expect([renamed, ended, counts.unchanged]).toEqual([
      [{ what: 'subset', from: 'Contoso', to: 'Fabrikam' }],
      [{ key: 'fabrikam', cells: ['Fabrikam', 'Standard'] }],
      1,
    ]);
    await client.tickets.followUp({ id: 1 });
    await client.tickets.markSent({ id: 2 });
    expect((await changesOf(client)).counts).toEqual({
      new: 0,
      changed: 0,
      moved: 0,
      renamed: 0,
      ended: 0,
      unchanged: 1,
    });
  });

  it('takes a subset that is made again under its name for the same', async () => {
    const client = await sent('enterprise', 'associate-workflows');
    await client.subsets.remove({ ids: [2] });
    const { value: again } = await client.subsets.add({ mpaId: MPA, name: 'fabrikam' });
    await client.subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [again.id] }, workflowId: 1 });
    expect((await changesOf(client)).counts).toMatchObject({ new: 0, ended: 0, renamed: 0, changed: 1 });
  });
});

it('a description of workflows tells a new name from a new workflow, and new rules from both', async () => {
  const client = await sent('msp-design-partner', 'workflows');
  await client.workflows.rename({ id: 1, name: 'Resale' });
  expect(await paragraphs(client)).toEqual([
    'These billing workflows have another name now; they are not new (old → new):',
    'Standard → Resale',
  ]);
  await client.workflows.addRule({ id: 2, rule: { kind: 'remove-taxes' } });
  expect((await paragraphs(client)).slice(0, 3)).toEqual([
    'For our Spot Organization ID 606000000001, these are the customer billing workflows that are new or have changed. The rules of each are numbered in the order in which we process them.',
    'Premium:',
    '1. Remove taxes',
  ]);
});

describe('a sent ticket', () => {
  it('stays listed with its number and due date beside its follow-up', async () => {
    const client = await sent('enterprise', 'associate-workflows');
    await client.subsets.rename({ id: 1, name: 'Contoso Europe' });
    await client.tickets.followUp({ id: 1 });
    const ofKind = async () => {
      const plans = await client.tickets.plans({ mpaId: MPA });
      const tickets = plans.find(({ kind }) => kind === 'associate-workflows')?.tickets ?? [];
      return tickets.map(({ id, state, ticketNumber, answerDue }) => [id, state, ticketNumber, answerDue]);
    };
    const first = [1, 'sent', '4711', '2026-11-25T04:00:00Z'];
    expect(await ofKind()).toEqual([[2, 'draft', null, null], first]);
    await client.tickets.markSent({ id: 2, ticketNumber: '4712' });
    expect(await ofKind()).toEqual([[2, 'sent', '4712', '2026-11-25T04:00:00Z'], first]);
    await client.tickets.setState({ id: 1, state: 'approved' });
    expect((await ofKind()).map(([id, state]) => [id, state])).toEqual([
      [2, 'sent'],
      [1, 'approved'],
    ]);
    await client.tickets.setState({ id: 2, state: 'approved' });
    expect((await ofKind()).map(([id]) => id)).toEqual([2]);
  });
});
