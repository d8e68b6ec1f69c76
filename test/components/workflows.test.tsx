/** Billing workflows: the form of each kind of rule, what a blank option says, and the workflow's own forms. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { Builder } from '../../renderer/features/workflows/builder.tsx';
import { openDrafts } from '../../renderer/features/workflows/drafts.ts';
import { CopyForm, NewForm, NoteForm, RemoveForm, RenameForm } from '../../renderer/features/workflows/forms.tsx';
import { useSession } from '../../renderer/session/session.ts';
import { useRead } from '../../renderer/session/use-read.ts';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import type { WorkflowDetail } from '../../shared/contract/workflows.ts';
import type { WorkflowRule } from '../../shared/domain/workflow-rule.ts';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import {
  button,
  choose,
  client,
  closed,
  dialog,
  field,
  fill,
  isEnabled,
  newAccount,
  newMpa,
  saidOf,
  show,
  withCore,
} from './support.tsx';
import type { Shown } from './support.tsx';

withCore();

/** A workflow as its page shows it: read anew when it was saved. */
function Workflow({ mpa, id }: { mpa: MpaSummary; id: number }): ReactElement | null {
  const { memory, queries } = useSession();
  const { data } = useRead(queries.workflows.get.queryOptions({ input: { id } }));
  const drafts = useMemo(() => openDrafts(memory, mpa.id), [memory, mpa.id]);
  return data === null ? null : <Builder mpa={mpa} workflow={data} drafts={drafts} onChoose={() => undefined} />;
}

interface Opened extends Shown {
  readonly rules: () => Promise<readonly WorkflowRule[]>;
}

async function openWorkflow(rules: WorkflowRule[] = []): Promise<Opened> {
  const mpa = await newMpa();
  const {
    value: { id },
  } = await client().workflows.add({ mpaId: mpa.id, name: 'Standard', rules });
  await newAccount(
    mpa,
    'Shop',
    (await client().subsets.add({ mpaId: mpa.id, name: 'Retail', workflowId: id })).value.id,
  );
  const shown = show(<Workflow mpa={mpa} id={id} />);
  await screen.findByTestId('vendor-text');
  return { ...shown, rules: async () => (await client().workflows.get({ id })).rules };
}

async function addRule({ user }: Shown, name: RegExp): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  const list = within(await screen.findByRole('list', { name: 'Rules to add' }));
  await user.click(list.getByRole('button', { name }));
}

const text = (): string | null => screen.getByTestId('vendor-text').textContent;
const SAVE = 'Save for 1 subset (1 account)';
const save = (): HTMLElement => screen.getByRole('button', { name: SAVE });

describe('a rule', () => {
  test('with a blank option is told of in the text, not at its field, and can’t be saved', async () => {
    const shown = await openWorkflow();
    await addRule(shown, /^Uplift/u);
    expect(text()).toContain('1. (rule 1 is not complete)');
    expect(screen.getByRole('button', { name: /^Rule 1 is not complete: percentage\./u })).toBeTruthy();
    expect(saidOf('Percentage')).not.toContain('Fill this in.');
    expect(isEnabled(save())).toBe(false);
    await fill(shown, 'Percentage', '3');
    expect(text()).toBe('Standard:\n\n1. Uplift the price of all services by 3%');
    await shown.user.click(save());
    await waitFor(() => expect(shown.told()).toEqual(['Saved Standard for 1 subset.']));
    expect(await shown.rules()).toEqual([{ kind: 'percentage', direction: 'uplift', percentage: '3', scope: {} }]);
  });

  test('with a wrong option says so at its field', async () => {
    const shown = await openWorkflow();
    await addRule(shown, /^Discount/u);
    await fill(shown, 'Percentage', 'three');
    expect(field('Percentage').getAttribute('aria-invalid')).toBe('true');
    expect(isEnabled(save())).toBe(false);
    await fill(shown, 'Percentage', '2.5');
    expect(field('Percentage').getAttribute('aria-invalid')).not.toBe('true');
    expect(isEnabled(save())).toBe(true);
  });

  test('takes years as numbers between commas, and says what is none', async () => {
    const shown = await openWorkflow([
      { kind: 'percentage', direction: 'uplift', percentage: '3', scope: { years: { kind: 'years', years: [2026] } } },
    ]);
    await shown.user.click(screen.getByRole('button', { name: 'Options of rule 1' }));
    expect(field(/^Which years/u).value).toBe('2026');
    await fill(shown, /^Which years/u, '2026, 27');
    expect(saidOf(/^Which years/u)).toContain('A year has four digits, from 2006 to 2199; separate years by commas.');
    await fill(shown, /^Which years/u, '2026; 2027');
    await shown.user.click(save());
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(await shown.rules()).toMatchObject([{ scope: { years: { kind: 'years', years: [2026, 2027] } } }]);
  });

  test('takes account IDs one a line, keeps their zeros, and says which is none', async () => {
    const shown = await openWorkflow();
    await addRule(shown, /^Replace RI discounts/u);
    await choose(shown, /Purchased by/u, 'The accounts named');
    expect(isEnabled(save())).toBe(false);
    await fill(shown, 'Accounts that purchased', '000000000013\n12');
    expect(saidOf('Accounts that purchased')).toContain("'12': ");
    await fill(shown, 'Accounts that purchased', '000000000013\n111111111111\n000000000013');
    await shown.user.click(save());
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(await shown.rules()).toEqual([
      {
        kind: 'replace-discount',
        commitment: 'ri',
        purchasedBy: { kind: 'accounts', accountIds: ['000000000013', '111111111111'] },
      },
    ]);
  });

  test('another choice has other options, and those of the one before are gone', async () => {
    const shown = await openWorkflow();
    await addRule(shown, /^Share the cost of Eco/u);
    await fill(shown, 'Percentage of the savings', '20');
    await choose(shown, /Way of sharing/u, 'Flat fee');
    expect(screen.queryByLabelText('Percentage of the savings')).toBeNull();
    await choose(shown, /For each/u, 'Account');
    await fill(shown, 'Amount', '100');
    await fill(shown, 'Currency', 'usd');
    expect(field('Currency').getAttribute('aria-invalid')).toBe('true');
    await fill(shown, 'Currency', 'USD');
    await shown.user.click(save());
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(await shown.rules()).toEqual([
      { kind: 'share-eco-cost', method: { kind: 'flat-fee', per: 'account', amount: '100', currency: 'USD' } },
    ]);
  });

  test('takes several values of one option, and none again', async () => {
    const shown = await openWorkflow([{ kind: 'percentage', direction: 'uplift', percentage: '3', scope: {} }]);
    await shown.user.click(screen.getByRole('button', { name: 'Options of rule 1' }));
    await choose(shown, /^Days of the week/u, 'Tuesday');
    await shown.user.click(await screen.findByRole('option', { name: 'Monday' }));
    await shown.user.keyboard('{Escape}');
    await shown.user.click(save());
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(await shown.rules()).toMatchObject([{ scope: { weekdays: ['monday', 'tuesday'] } }]);
  });

  test('in one’s own words stands in the text as it was written', async () => {
    const shown = await openWorkflow();
    await addRule(shown, /^In your own words/u);
    await fill(shown, 'What the rule does', 'Round up to full dollars');
    expect(text()).toBe('Standard:\n\n1. Round up to full dollars');
  });

  test('that is removed can be put back in its place', async () => {
    const shown = await openWorkflow([{ kind: 'remove-taxes' }, { kind: 'prose', text: 'Round up' }]);
    await shown.user.click(screen.getByRole('button', { name: 'Remove rule 1' }));
    expect(text()).toBe('Standard:\n\n1. Round up');
    await shown.user.click(screen.getByRole('button', { name: 'Put it back' }));
    expect(text()).toBe('Standard:\n\n1. Remove taxes\n2. Round up');
  });

  test('is found in the list of rules by what it does; where none is, the filter is cleared', async () => {
    const shown = await openWorkflow();
    await shown.user.click(screen.getByRole('button', { name: 'Add rule' }));
    const find = screen.getByRole('searchbox', { name: 'Find rules by what they do' });
    await shown.user.type(find, 'tax');
    expect(within(screen.getByRole('list', { name: 'Rules to add' })).getAllByRole('button')).toHaveLength(1);
    await shown.user.type(find, ' on air');
    expect(screen.getByText('No rule matches')).toBeTruthy();
    await shown.user.click(button('Clear the filter'));
    expect(screen.getByRole('list', { name: 'Rules to add' })).toBeTruthy();
  });
});

test('edits are discarded after it was asked, and can be brought back', async () => {
  const shown = await openWorkflow([{ kind: 'remove-taxes' }]);
  await addRule(shown, /^Remove credits/u);
  await shown.user.click(screen.getByRole('button', { name: 'Discard edits' }));
  await shown.user.click(button('Discard edits'));
  expect(text()).toBe('Standard:\n\n1. Remove taxes');
  const [notice] = shown.session.notices.store.getState().notices;
  expect([notice?.text, notice?.action?.text]).toEqual(['Discarded the edits of Standard.', 'Bring my edits back']);
  notice?.action?.run();
  await waitFor(() => expect(text()).toContain('2. Remove EDP Discount'));
});

async function newWorkflow(mpa: MpaSummary, name = 'Standard'): Promise<WorkflowDetail> {
  return client().workflows.get({ id: (await client().workflows.add({ mpaId: mpa.id, name })).value.id });
}

describe('a workflow', () => {
  test('is added by Enter, with its name tidied', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const added = vi.fn<(id: number) => void>();
    const shown = show(<NewForm mpa={mpa} onAdded={added} onClose={close} />);
    expect(isEnabled(button('Add workflow'))).toBe(false);
    await fill(shown, /^Name/u, ' Public sector ');
    await shown.user.keyboard('{Enter}');
    await closed(close);
    expect(added).toHaveBeenCalledOnce();
    expect(await client().workflows.list({ mpaId: mpa.id })).toMatchObject([{ name: 'Public sector' }]);
  });

  test('can’t have the name of another one: the form says why and stays', async () => {
    const mpa = await newMpa();
    await newWorkflow(mpa, 'Public sector');
    const close = vi.fn<() => void>();
    const shown = show(<RenameForm mpa={mpa} workflow={await newWorkflow(mpa)} onClose={close} />);
    expect(field(/^Name/u).value).toBe('Standard');
    await fill(shown, /^Name/u, 'public sector');
    await shown.user.click(button('Rename workflow'));
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(close).not.toHaveBeenCalled();
  });

  test('keeps a note; one that is as it was can’t be kept', async () => {
    const mpa = await newMpa();
    const workflow = await newWorkflow(mpa);
    const close = vi.fn<() => void>();
    const shown = show(<NoteForm mpa={mpa} workflow={workflow} onClose={close} />);
    expect(isEnabled(button('Keep the note'))).toBe(false);
    await fill(shown, 'Note', 'Ask Kim');
    await shown.user.click(button('Keep the note'));
    await closed(close);
    expect(await client().workflows.get({ id: workflow.id })).toMatchObject({ note: 'Ask Kim' });
  });

  test('is copied to another payer account, and shown there', async () => {
    const mpa = await newMpa();
    const other = await newMpa();
    const close = vi.fn<() => void>();
    const shown = show(<CopyForm mpa={mpa} workflow={await newWorkflow(mpa)} onClose={close} />);
    expect(isEnabled(button('Copy workflow'))).toBe(false);
    await choose(shown, /Payer account/u, new RegExp(`^${other.name}`, 'u'));
    await shown.user.click(button(`Copy to ${other.name}`));
    await closed(close);
    const [copy] = await client().workflows.list({ mpaId: other.id });
    expect(copy?.name).toBe('Standard');
    expect(shown.went).toEqual([{ mpaId: other.id, page: 'workflows', params: { id: String(copy?.id) } }]);
  });

  test('that a subset has is removed only with one’s word that it is taken off it', async () => {
    const mpa = await newMpa();
    const { id } = await newWorkflow(mpa);
    await client().subsets.add({ mpaId: mpa.id, name: 'Retail', workflowId: id });
    const workflow = await client().workflows.get({ id });
    const [close, removed] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const shown = show(<RemoveForm mpa={mpa} workflow={workflow} onRemoved={removed} onClose={close} />);
    expect(dialog().getByText('1 subset has this workflow')).toBeTruthy();
    expect(dialog().getByRole('link', { name: 'Retail' })).toBeTruthy();
    expect(isEnabled(button('Remove it and leave 1 subset without'))).toBe(false);
    await shown.user.click(screen.getByRole('checkbox', { name: /^Take it off these subsets/u }));
    await shown.user.click(button('Remove it and leave 1 subset without'));
    await closed(close);
    expect(removed).toHaveBeenCalledOnce();
    expect(await client().workflows.list({ mpaId: mpa.id })).toEqual([]);
  });
});
