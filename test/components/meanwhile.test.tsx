/** Forms of two windows over one ledger: what the other has changed is never saved over unasked. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { AccountPanel } from '../../renderer/features/accounts/account-panel.tsx';
import { ChoicesForm } from '../../renderer/features/aws-set-up/choices-form.tsx';
import { EditMpa } from '../../renderer/features/procedure/edit-mpa.tsx';
import { NoteForm as StepNoteForm } from '../../renderer/features/procedure/forms.tsx';
import { NoteForm } from '../../renderer/features/workflows/forms.tsx';
import { button, client, closed, field, fill, newAccount, newMpa, show, withCore } from './support.tsx';
import type { Within } from './support.tsx';

withCore();

async function question(): Promise<Within> {
  return within(await screen.findByRole('dialog', { name: 'Changed meanwhile' }));
}

/** What the question says, label by label. */
function values(asked: Within): (string | null)[] {
  return ['When you began', 'Now in the ledger', 'Yours'].map(
    (label) => asked.getByText(label).parentElement?.nextElementSibling?.textContent ?? null,
  );
}

test('a note that another window has kept meanwhile is shown beside one’s own, and saved over only where one agrees', async () => {
  const mpa = await newMpa();
  const { value: workflow } = await client().workflows.add({ mpaId: mpa.id, name: 'Standard', note: 'first' });
  const close = vi.fn<() => void>();
  const shown = show(<NoteForm mpa={mpa} workflow={workflow} onClose={close} />);
  await fill(shown, 'Note', 'mine');
  await client().workflows.setNote({ id: workflow.id, note: 'theirs' });

  await shown.user.click(button('Keep the note'));
  const asked = await question();
  expect(values(asked)).toEqual(['first', 'theirs', 'mine']);
  await shown.user.click(asked.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByText('Changed meanwhile')).toBeNull());
  expect((await client().workflows.get({ id: workflow.id })).note).toBe('theirs');
  expect([field('Note').value, shown.told(), close.mock.calls]).toEqual(['mine', [], []]);

  await shown.user.click(button('Keep the note'));
  await shown.user.click((await question()).getByRole('button', { name: 'Save mine' }));
  await closed(close);
  expect((await client().workflows.get({ id: workflow.id })).note).toBe('mine');
  expect(shown.told()).toEqual(['Kept the note of Standard.']);
});

test('a field that one did not touch stays as the other window has it', async () => {
  const mpa = await newMpa();
  const close = vi.fn<() => void>();
  const shown = show(<EditMpa mpa={mpa} onClose={close} />);
  await fill(shown, 'Name', 'Contoso');
  await client().mpas.set({ id: mpa.id, spotOrgId: '606000000001' });
  await shown.user.click(button('Save'));
  await closed(close);
  expect(await client().mpas.get({ id: mpa.id })).toMatchObject({ name: 'Contoso', spotOrgId: '606000000001' });
});

test('a panel follows the ledger, but for what is being typed', async () => {
  const mpa = await newMpa();
  const id = await newAccount(mpa, 'shop');
  const shown = show(<AccountPanel id={id} />);
  await screen.findByLabelText('Note');
  await fill(shown, 'Note', 'mine');
  await client().accounts.set({ id, name: 'store' });
  await waitFor(() => expect(field('Name').value).toBe('store'));
  expect(field('Note').value).toBe('mine');
  await shown.user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(shown.told()).toEqual([`Changed the account ${id}.`]));
  expect(await client().accounts.get({ id })).toMatchObject({ name: 'store', note: 'mine' });
});

test('a step’s note that one did not touch stays as the other window has it', async () => {
  const mpa = await newMpa();
  const { steps } = await client().steps.list({ mpaId: mpa.id });
  const step = steps.find(({ key }) => key === 'connect');
  if (step === undefined) throw new Error('there is no step connect');
  const close = vi.fn<() => void>();
  const shown = show(<StepNoteForm mpaId={mpa.id} step={step} onClose={close} />);
  await fill(shown, 'Stack ID', 'arn:aws:cloudformation:us-east-1:1:stack/eco/2');
  await client().steps.note({ mpaId: mpa.id, step: 'connect', note: 'theirs' });
  await shown.user.click(button('Keep'));
  await closed(close);
  const after = (await client().steps.list({ mpaId: mpa.id })).steps.find(({ key }) => key === 'connect');
  expect(after).toMatchObject({
    note: 'theirs',
    evidence: { stackId: 'arn:aws:cloudformation:us-east-1:1:stack/eco/2' },
  });
});

test('a bucket’s name that another window has chosen meanwhile is shown before one’s own is saved', async () => {
  const mpa = await newMpa();
  const close = vi.fn<() => void>();
  const shown = show(<ChoicesForm mpa={mpa} bucket={null} onClose={close} />);
  await screen.findByLabelText('Report bucket');
  await fill(shown, 'Report bucket', 'report-mine');
  await client().aws.choose({ mpaId: mpa.id, bucket: 'report-theirs' });
  await shown.user.click(button('Save'));
  const asked = await question();
  expect(values(asked)).toEqual(['spotinst-cur-report', 'report-theirs', 'report-mine']);
  await shown.user.click(asked.getByRole('button', { name: 'Save mine' }));
  await closed(close);
  expect((await client().mpas.get({ id: mpa.id })).curBucketName).toBe('report-mine');
});
