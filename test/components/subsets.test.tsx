/** Subsets, and what puts accounts in them: assignment, rules, merging, splitting; their end customers. */
import { screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { AssignForm } from '../../renderer/features/accounts/assign-form.tsx';
import { EndCustomersPage } from '../../renderer/features/end-customers/page.tsx';
import { RuleForm } from '../../renderer/features/rules/rule-form.tsx';
import { AddForm, LinkForm, RemoveForm } from '../../renderer/features/subsets/forms.tsx';
import { MergeForm } from '../../renderer/features/subsets/merge-form.tsx';
import { SplitForm } from '../../renderer/features/subsets/split-form.tsx';
import { toChoices } from '../../renderer/features/subsets/store.ts';
import type { SubsetsView } from '../../renderer/features/subsets/store.ts';
import { details } from '../../renderer/session/details.tsx';
import type { AccountWhere } from '../../shared/contract/account-where.ts';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import type { AccountId } from '../../shared/domain/account-id.ts';
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
  show,
  withCore,
} from './support.tsx';
import type { Shown } from './support.tsx';

withCore();

const EVERY: AccountWhere = { operation: 'and', tokens: [] };

async function newSubset(mpa: MpaSummary, name: string, workflowId: number | null = null): Promise<number> {
  return (await client().subsets.add({ mpaId: mpa.id, name, workflowId })).value.id;
}

/** The names of the subsets of a payer account with how many accounts are in each. */
async function subsetsOf(mpa: MpaSummary): Promise<Record<string, number>> {
  const { subsets } = await viewOf(mpa);
  return Object.fromEntries(subsets.map(({ name, accounts }) => [name, accounts]));
}

async function viewOf({ id: mpaId }: MpaSummary): Promise<SubsetsView> {
  const { subsets, workflows, endCustomers } = client();
  return {
    subsets: await subsets.list({ mpaId }),
    workflows: await workflows.list({ mpaId }),
    endCustomers: toChoices(await endCustomers.list({ mpaId })),
  };
}

/** The form that assigns these accounts. */
function showAssign(
  mpa: MpaSummary,
  ids: readonly AccountId[],
  close: () => void,
  assigned: () => void = () => undefined,
): Shown {
  return show(
    <AssignForm
      mpa={mpa}
      selected={{ kind: 'rows', ids: [...ids] }}
      where={EVERY}
      onClose={close}
      onAssigned={assigned}
    />,
  );
}

describe('selected accounts are assigned', () => {
  test('to a subset, of which it is said first how many move', async () => {
    const mpa = await newMpa();
    const retail = await newSubset(mpa, 'Retail');
    const ids = [await newAccount(mpa, 'Shop'), await newAccount(mpa, 'Till', retail)];
    const close = vi.fn<() => void>();
    const assigned = vi.fn<() => void>();
    const shown = showAssign(mpa, ids, close, assigned);
    expect(isEnabled(button('Assign 2 accounts'))).toBe(false);
    await choose(shown, /Subset/u, /^Retail/u);
    await waitFor(() => expect(isEnabled(button('Assign 2 accounts'))).toBe(true));
    await shown.user.click(button('Assign 2 accounts'));
    await closed(close);
    expect(assigned).toHaveBeenCalledOnce();
    expect(shown.told()).toEqual(['Moved 2 accounts to Retail.']);
    expect(await subsetsOf(mpa)).toEqual({ Retail: 2 });
  });

  test('to a new subset, which has to have a name', async () => {
    const mpa = await newMpa();
    const ids = [await newAccount(mpa, 'Shop')];
    const close = vi.fn<() => void>();
    const shown = showAssign(mpa, ids, close);
    await shown.user.click(screen.getByRole('radio', { name: 'To a new subset' }));
    expect(isEnabled(button('Assign 1 account'))).toBe(false);
    await fill(shown, 'Name of the new subset', ' Internal ');
    await shown.user.click(button('Assign 1 account'));
    await closed(close);
    expect(shown.told()).toEqual(['Moved 1 account to Internal.']);
    expect(await subsetsOf(mpa)).toEqual({ Internal: 1 });
  });

  test('out of their subsets', async () => {
    const mpa = await newMpa();
    const ids = [await newAccount(mpa, 'Till', await newSubset(mpa, 'Retail'))];
    const close = vi.fn<() => void>();
    const shown = showAssign(mpa, ids, close);
    await shown.user.click(screen.getByRole('radio', { name: 'Out of their subsets' }));
    await waitFor(() => expect(isEnabled(button('Take out 1 account'))).toBe(true));
    await shown.user.click(button('Take out 1 account'));
    await closed(close);
    expect(shown.told()).toEqual(['Moved 1 account out of their subsets.']);
    expect(await subsetsOf(mpa)).toEqual({ Retail: 0 });
  });

  test('a name that another subset has is refused, and the form stays', async () => {
    const mpa = await newMpa();
    await newSubset(mpa, 'Retail');
    const ids = [await newAccount(mpa, 'Shop')];
    const close = vi.fn<() => void>();
    const shown = showAssign(mpa, ids, close);
    await shown.user.click(screen.getByRole('radio', { name: 'To a new subset' }));
    await fill(shown, 'Name of the new subset', 'retail');
    await shown.user.click(button('Assign 1 account'));
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(close).not.toHaveBeenCalled();
    expect(await subsetsOf(mpa)).toEqual({ Retail: 0 });
  });
});

describe('an assignment rule', () => {
  test('shows which accounts it would take, and is added', async () => {
    const mpa = await newMpa();
    const contoso = await newSubset(mpa, 'Contoso');
    await newAccount(mpa, 'contoso-prod', contoso);
    await newAccount(mpa, 'contoso-dev');
    await newAccount(mpa, 'fabrikam');
    const close = vi.fn<() => void>();
    const shown = show(<RuleForm mpa={mpa} rule={null} includeAssigned={false} onClose={close} />);
    expect(screen.getByText('Say what the rule compares with, to see which accounts it fits.')).toBeTruthy();
    await fill(shown, 'With', 'contoso-');
    expect(isEnabled(button('Add rule'))).toBe(false);
    await choose(shown, /Go to the subset/u, 'Contoso');
    expect(await screen.findByText('Fits 2 accounts: 1 would be assigned, 1 is there already.')).toBeTruthy();
    expect(dialog().getByText('contoso-dev')).toBeTruthy();
    await shown.user.click(button('Add rule'));
    await closed(close);
    expect(shown.told()).toEqual(['Added the rule.']);
    expect(await client().assignmentRules.list({ mpaId: mpa.id })).toMatchObject([
      { field: 'name', operator: 'starts-with', value: 'contoso-', subset: { name: 'Contoso' } },
    ]);
  });

  test('goes to a new subset, compares another field in another way, and says how the pattern is written', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const shown = show(<RuleForm mpa={mpa} rule={null} includeAssigned={false} onClose={close} />);
    await choose(shown, /Accounts whose/u, 'E-mail');
    expect(field('With').getAttribute('placeholder')).toBe('@contoso.example');
    await choose(shown, /How it compares/u, 'fits the pattern');
    expect(screen.getByText('* stands for any text, ? for one character. The whole text must fit.')).toBeTruthy();
    await fill(shown, 'With', '*.example');
    await choose(shown, /Go to the subset/u, 'A new subset');
    expect(isEnabled(button('Add rule'))).toBe(false);
    await fill(shown, 'Name of the new subset', 'Rest');
    await shown.user.click(button('Add rule'));
    await closed(close);
    expect(await client().assignmentRules.list({ mpaId: mpa.id })).toMatchObject([
      { field: 'email', operator: 'pattern', value: '*.example', subset: { name: 'Rest' } },
    ]);
  });

  test('is changed: its fields are as they were, and only what is written anew is different', async () => {
    const mpa = await newMpa();
    const contoso = await newSubset(mpa, 'Contoso');
    await newAccount(mpa, 'contoso-prod');
    await client().assignmentRules.add({
      mpaId: mpa.id,
      field: 'name',
      operator: 'contains',
      value: 'prod',
      to: { id: contoso },
    });
    const [rule = null] = await client().assignmentRules.list({ mpaId: mpa.id });
    const close = vi.fn<() => void>();
    const shown = show(<RuleForm mpa={mpa} rule={rule} includeAssigned={false} onClose={close} />);
    expect(field('With').value).toBe('prod');
    await fill(shown, 'With', 'nothing of the kind');
    expect(await screen.findByText(/^No account is left for it/u)).toBeTruthy();
    await shown.user.clear(field('With'));
    expect(isEnabled(button('Save rule'))).toBe(false);
    await fill(shown, 'With', 'prod-');
    await shown.user.click(button('Save rule'));
    await closed(close);
    expect(shown.told()).toEqual(['Changed rule 1.']);
    expect(await client().assignmentRules.list({ mpaId: mpa.id })).toMatchObject([
      { field: 'name', operator: 'contains', value: 'prod-', subset: { name: 'Contoso' } },
    ]);
  });
});

describe('a subset', () => {
  test('is added with a workflow', async () => {
    const mpa = await newMpa();
    const {
      value: { id },
    } = await client().workflows.add({ mpaId: mpa.id, name: 'Standard' });
    const close = vi.fn<() => void>();
    const view = await viewOf(mpa);
    const shown = show(<AddForm mpa={mpa} subsets={[]} view={view} onClose={close} />);
    expect(isEnabled(button('Add subset'))).toBe(false);
    await fill(shown, /^Name/u, 'Retail');
    await choose(shown, /Billing workflow/u, 'Standard');
    await shown.user.click(button('Add subset'));
    await closed(close);
    expect(await client().subsets.list({ mpaId: mpa.id })).toMatchObject([{ name: 'Retail', workflow: { id } }]);
  });

  test('several are given a workflow, and it is taken from them', async () => {
    const mpa = await newMpa();
    await client().workflows.add({ mpaId: mpa.id, name: 'Standard' });
    await newSubset(mpa, 'Retail');
    await newSubset(mpa, 'Bank');
    const view = await viewOf(mpa);
    const close = vi.fn<() => void>();
    const shown = show(<LinkForm mpa={mpa} subsets={view.subsets} view={view} what="workflow" onClose={close} />);
    await choose(shown, /Billing workflow/u, 'Standard');
    await shown.user.click(button('Set the billing workflow of 2 subsets'));
    await closed(close);
    expect(shown.told()).toEqual(['2 subsets have Standard now.']);
    await choose(shown, /Billing workflow/u, 'none');
    await shown.user.click(button('Set the billing workflow of 2 subsets'));
    // What was said before can't be taken back any more, and is not said any more.
    await waitFor(() => expect(shown.told()).toEqual(['2 subsets have no billing workflow now.']));
    const { subsets } = await viewOf(mpa);
    expect(subsets.map(({ workflow }) => workflow)).toEqual([null, null]);
  });

  test('with rules is removed only with them, after saying what becomes of its accounts', async () => {
    const mpa = await newMpa();
    const retail = await newSubset(mpa, 'Retail');
    await newAccount(mpa, 'Shop', retail);
    await client().assignmentRules.add({
      mpaId: mpa.id,
      field: 'name',
      operator: 'is',
      value: 'x',
      to: { id: retail },
    });
    const view = await viewOf(mpa);
    const close = vi.fn<() => void>();
    const shown = show(<RemoveForm mpa={mpa} subsets={view.subsets} view={view} onClose={close} />);
    expect(await screen.findByText(/^1 account is in no subset then\./u)).toBeTruthy();
    expect(isEnabled(button('Remove 1 subset'))).toBe(false);
    await shown.user.click(screen.getByRole('checkbox', { name: /^Also remove 1 assignment rule that\s+fills them/u }));
    await shown.user.click(button('Remove 1 subset'));
    await closed(close);
    expect(await subsetsOf(mpa)).toEqual({});
  });

  test('two with different workflows are merged once it is chosen which stays', async () => {
    const mpa = await newMpa();
    const { value: standard } = await client().workflows.add({ mpaId: mpa.id, name: 'Standard' });
    const { value: special } = await client().workflows.add({ mpaId: mpa.id, name: 'Special' });
    await newAccount(mpa, 'Shop', await newSubset(mpa, 'Retail', standard.id));
    await newAccount(mpa, 'Vault', await newSubset(mpa, 'Bank', special.id));
    const view = await viewOf(mpa);
    const subsets = view.subsets.toSorted((one, other) => other.name.localeCompare(one.name));
    const close = vi.fn<() => void>();
    const shown = show(<MergeForm mpa={mpa} subsets={subsets} view={view} onClose={close} />);
    expect(await screen.findByText('They have different workflows: which one stays?')).toBeTruthy();
    expect(isEnabled(button('Merge into Retail'))).toBe(false);
    await choose(shown, /which one stays/u, 'Special');
    await shown.user.click(button('Merge into Retail'));
    await closed(close);
    expect(shown.told()).toEqual(['Merged 1 subset into Retail.']);
    expect(await client().subsets.list({ mpaId: mpa.id })).toMatchObject([
      { name: 'Retail', accounts: 2, workflow: { name: 'Special' } },
    ]);
  });

  test('is split by selection; what moves and what stays is said', async () => {
    const mpa = await newMpa();
    const retail = await newSubset(mpa, 'Retail');
    await newAccount(mpa, 'Shop', retail);
    const till = await newAccount(mpa, 'Till', retail);
    const { subsets } = await viewOf(mpa);
    const [subset] = subsets;
    if (subset === undefined) throw new Error('there is no subset');
    const close = vi.fn<() => void>();
    const shown = show(<SplitForm mpa={mpa} subset={subset} onClose={close} />);
    await fill(shown, 'Name of the new subset', 'Tills');
    await shown.user.click(await screen.findByRole('checkbox', { name: `${till} Till` }));
    const move = await screen.findByRole('button', { name: 'Move 1 account into Tills' });
    await waitFor(() => expect(isEnabled(move)).toBe(true));
    expect(screen.getByRole('dialog').textContent).toContain(
      'Those that are selected go: 1 account moves into Tills, 1 stays in Retail.',
    );
    await shown.user.click(move);
    await closed(close);
    expect(await subsetsOf(mpa)).toEqual({ Retail: 1, Tills: 1 });
  });
});

/** The page with its address, as the app has it. */
function Customers({ mpa, id }: { mpa: MpaSummary; id: string | null }): ReactElement {
  const [params, setParams] = useState<Record<string, string>>(id === null ? {} : { id });
  return (
    <>
      <EndCustomersPage
        mpa={mpa}
        params={params}
        setParams={({ id: next }) => setParams(next == null ? {} : { id: next })}
      />
      <div ref={(target) => void (details.getState().target === target || details.setState({ target }))} />
    </>
  );
}

describe('an end customer', () => {
  test('is added beside the list, needs one field at least, and the panel closes', async () => {
    const mpa = await newMpa();
    const shown = show(<Customers mpa={mpa} id="new" />);
    const add = (): HTMLElement | undefined => screen.getAllByRole('button', { name: 'Add end customer' }).at(-1);
    await screen.findByLabelText('Name');
    expect(isEnabled(add() ?? document.body)).toBe(false);
    await fill(shown, 'Name', 'Acme');
    await fill(shown, 'Spot console e-mail', 'it@acme.example');
    await shown.user.click(add() ?? document.body);
    await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull());
    expect(await client().endCustomers.list({ mpaId: mpa.id })).toMatchObject([
      { name: 'Acme', consoleEmail: 'it@acme.example', spotOrgId: '' },
    ]);
  });

  test('is changed, and what is as it was can’t be saved', async () => {
    const mpa = await newMpa();
    const {
      value: { id },
    } = await client().endCustomers.add({
      mpaId: mpa.id,
      name: 'Acme',
      consoleEmail: '',
      spotOrgId: '',
      note: '',
    });
    const shown = show(<Customers mpa={mpa} id={String(id)} />);
    const save = await screen.findByRole('button', { name: 'Save' });
    expect(isEnabled(save)).toBe(false);
    await fill(shown, 'Spot Org ID', '606000000101');
    await shown.user.click(save);
    await waitFor(() => expect(shown.told()).toEqual(['Changed Acme.']));
    await waitFor(() => expect(isEnabled(save)).toBe(false));
    expect(await client().endCustomers.list({ mpaId: mpa.id })).toMatchObject([
      { name: 'Acme', spotOrgId: '606000000101' },
    ]);
  });

  test('an e-mail address that is none is refused, and what was typed stays', async () => {
    const mpa = await newMpa();
    const shown = show(<Customers mpa={mpa} id="new" />);
    await screen.findByLabelText('Name');
    await fill(shown, 'Spot console e-mail', 'nobody');
    await shown.user.click(screen.getAllByRole('button', { name: 'Add end customer' }).at(-1) ?? document.body);
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(field('Spot console e-mail').value).toBe('nobody');
    expect(await client().endCustomers.list({ mpaId: mpa.id })).toEqual([]);
  });

  test('is removed after it was asked', async () => {
    const mpa = await newMpa();
    const {
      value: { id },
    } = await client().endCustomers.add({
      mpaId: mpa.id,
      name: 'Acme',
      consoleEmail: '',
      spotOrgId: '',
      note: '',
    });
    const shown = show(<Customers mpa={mpa} id={String(id)} />);
    await shown.user.click(await screen.findByRole('button', { name: 'Remove…' }));
    expect(screen.getByText(/^No subset has it\./u)).toBeTruthy();
    await shown.user.click(button('Remove end customer'));
    await waitFor(() => expect(shown.told()).toEqual(['Removed Acme.']));
    expect(await client().endCustomers.list({ mpaId: mpa.id })).toEqual([]);
  });
});
