/** Payer accounts and the steps of their procedure: what the forms ask, refuse, send and say. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { AddMpa } from '../../renderer/features/overview/add-mpa.tsx';
import { EditMpa } from '../../renderer/features/procedure/edit-mpa.tsx';
import { BlockForm, DoneForm, NoteForm, SkipForm, WaitForm } from '../../renderer/features/procedure/forms.tsx';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import type { Step } from '../../shared/contract/steps.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { button, client, closed, dialog, field, fill, isEnabled, newMpa, saidOf, show, withCore } from './support.tsx';

withCore();

describe('a new payer account', () => {
  test('is added as it was typed, without the spaces of its ID, and opened', async () => {
    const shown = show(<AddMpa onClose={vi.fn<() => void>()} />);
    await fill(shown, 'Account ID', '0999 9999 9999');
    await fill(shown, 'Name', '  Contoso ');
    await shown.user.click(screen.getByRole('radio', { name: /Enterprise/u }));
    await shown.user.click(button('Add payer account'));
    await waitFor(() => expect(shown.went).toEqual([{ mpaId: '099999999999', page: 'procedure', params: {} }]));
    expect(shown.told()).toEqual(['Added Contoso.']);
    expect(await client().mpas.get({ id: accountId('099999999999') })).toMatchObject({
      name: 'Contoso',
      scenario: 'enterprise',
    });
  });

  test('what is wrong is said at its field, and only after one has tried', async () => {
    const shown = show(<AddMpa onClose={vi.fn<() => void>()} />);
    await fill(shown, 'Account ID', '0999 9999 999');
    expect(saidOf('Account ID')).not.toContain('digits; this has');
    await shown.user.click(button('Add payer account'));
    expect(saidOf('Account ID')).toContain('An account ID has 12 digits; this has 11.');
    expect(field('Account ID').getAttribute('aria-invalid')).toBe('true');
    expect(saidOf('Name')).toContain('Give it a name to know it by.');
    await fill(shown, 'Account ID', '09999999999x');
    expect(saidOf('Account ID')).toContain('An account ID has digits only.');
    await fill(shown, 'Account ID', '0999-9999-9998');
    expect(field('Account ID').getAttribute('aria-invalid')).not.toBe('true');
    expect(shown.went).toEqual([]);
  });

  test('Enter in a field adds it', async () => {
    const shown = show(<AddMpa onClose={vi.fn<() => void>()} />);
    await fill(shown, 'Account ID', '099999999997');
    await fill(shown, 'Name', 'Fabrikam');
    await shown.user.keyboard('{Enter}');
    await waitFor(() => expect(shown.told()).toEqual(['Added Fabrikam.']));
  });

  test('one that is there already is refused, and the form stays as it is', async () => {
    const { id } = await newMpa();
    const shown = show(<AddMpa onClose={vi.fn<() => void>()} />);
    await fill(shown, 'Account ID', id);
    await fill(shown, 'Name', 'Another');
    await shown.user.click(button('Add payer account'));
    await waitFor(() => expect(shown.told()).toEqual([`The payer account ${id} is in the ledger already.`]));
    expect(shown.went).toEqual([]);
    expect(field('Name').value).toBe('Another');
  });

  test('Cancel and Escape leave everything as it is', async () => {
    const close = vi.fn<() => void>();
    const shown = show(<AddMpa onClose={close} />);
    await fill(shown, 'Name', 'Never');
    // The kit goes by keyCode, which user-event does not give.
    fireEvent.keyDown(field('Name'), { key: 'Escape', keyCode: 27 });
    expect(close).toHaveBeenCalledTimes(1);
    await shown.user.click(button('Cancel'));
    expect(close).toHaveBeenCalledTimes(2);
    expect(await client().mpas.list()).not.toContainEqual(expect.objectContaining({ name: 'Never' }));
  });
});

describe('a payer account is changed', () => {
  test('shows what is known, saves what was typed, and says so', async () => {
    const mpa = await newMpa({ spotOrgId: '606000000001' });
    const close = vi.fn<() => void>();
    const shown = show(<EditMpa mpa={mpa} onClose={close} />);
    expect(field('Spot Org ID').value).toBe('606000000001');
    await fill(shown, 'Name', `Renamed ${mpa.id}`);
    await fill(shown, 'AWS account of the MSP', '0987 0000 5432');
    await shown.user.click(button('Save'));
    await closed(close);
    expect(shown.told()).toEqual([`Changed Renamed ${mpa.id}.`]);
    expect(await client().mpas.get({ id: mpa.id })).toMatchObject({
      name: `Renamed ${mpa.id}`,
      spotOrgId: '606000000001',
      mspAccountId: '098700005432',
      curBucketName: 'spotinst-cur-report',
    });
  });

  test('an emptied Spot Org ID is not known any more', async () => {
    const mpa = await newMpa({ spotOrgId: '606000000001' });
    const close = vi.fn<() => void>();
    const shown = show(<EditMpa mpa={mpa} onClose={close} />);
    await shown.user.clear(field('Spot Org ID'));
    await shown.user.click(button('Save'));
    await closed(close);
    expect(await client().mpas.get({ id: mpa.id })).toMatchObject({ spotOrgId: null });
  });

  test('an MSP account that is none is told of at its field and not saved; so are blank names', async () => {
    const shown = show(<EditMpa mpa={await newMpa()} onClose={vi.fn<() => void>()} />);
    await fill(shown, 'AWS account of the MSP', '1234');
    expect(saidOf('AWS account of the MSP')).toContain('An account ID has 12 digits.');
    expect(isEnabled(button('Save'))).toBe(false);
    await shown.user.clear(field('AWS account of the MSP'));
    expect(isEnabled(button('Save'))).toBe(true);
    await shown.user.click(button('Names of the report'));
    await shown.user.clear(field('Bucket'));
    expect(isEnabled(button('Save'))).toBe(false);
  });

  test('what could not be saved keeps the form open', async () => {
    const other = await newMpa();
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const shown = show(<EditMpa mpa={mpa} onClose={close} />);
    await fill(shown, 'Name', other.name);
    await shown.user.click(button('Save'));
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(shown.told()[0]).toContain(other.name);
    expect(close).not.toHaveBeenCalled();
    expect(field('Name').value).toBe(other.name);
  });
});

async function stepOf(mpa: MpaSummary, key: string): Promise<Step> {
  const step = (await client().steps.list({ mpaId: mpa.id })).steps.find((each) => each.key === key);
  if (step === undefined) throw new Error(`there is no step ${key}`);
  return step;
}

describe('a step of the procedure', () => {
  test('is marked as done once it is said how one knows', async () => {
    const mpa = await newMpa();
    const step = await stepOf(mpa, 'sign-up');
    const close = vi.fn<() => void>();
    const shown = show(<DoneForm mpaId={mpa.id} step={step} onClose={close} />);
    expect(isEnabled(button('Mark as done'))).toBe(false);
    expect(dialog().queryByLabelText('Why now?')).toBeNull();
    await fill(shown, 'How do you know?', 'Ben said so');
    await shown.user.click(button('Mark as done'));
    await closed(close);
    expect(shown.told()).toEqual([`Marked '${step.name}' as done.`]);
    expect(await stepOf(mpa, 'sign-up')).toMatchObject({ state: 'done' });
  });

  test('before others that are open it asks why now', async () => {
    const mpa = await newMpa();
    const step = await stepOf(mpa, 'connect');
    const close = vi.fn<() => void>();
    const shown = show(<DoneForm mpaId={mpa.id} step={step} onClose={close} />);
    expect(screen.getByText(/^Steps before it are open\./u)).toBeTruthy();
    await fill(shown, 'How do you know?', 'It was connected last year');
    expect(isEnabled(button('Mark as done'))).toBe(false);
    await fill(shown, 'Why now?', 'They came from another MSP');
    await shown.user.click(button('Mark as done'));
    await closed(close);
    expect(await stepOf(mpa, 'connect')).toMatchObject({ state: 'done' });
  });

  test('waits for what the procedure announces, without a date of one’s own', async () => {
    const mpa = await newMpa();
    const step = await stepOf(mpa, 'connect');
    const close = vi.fn<() => void>();
    const shown = show(<WaitForm mpaId={mpa.id} step={step} onClose={close} />);
    expect(step.waits.length).toBeGreaterThan(0);
    await shown.user.click(button('Begin the wait'));
    await closed(close);
    expect(shown.told()).toEqual([`'${step.name}' waits.`]);
    expect(await stepOf(mpa, 'connect')).toMatchObject({ state: 'waiting', waitingFor: step.waits[0]?.what });
  });

  test('waits for something else, which has to have words and a day', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const shown = show(<WaitForm mpaId={mpa.id} step={await stepOf(mpa, 'sign-up')} onClose={close} />);
    await shown.user.click(screen.getByRole('radio', { name: /^Something else/u }));
    expect(isEnabled(button('Begin the wait'))).toBe(false);
    await fill(shown, 'Waiting for', 'the purchase order');
    expect(isEnabled(button('Begin the wait'))).toBe(false);
    await shown.user.type(field('Due'), '2031-02-03');
    await shown.user.click(button('Begin the wait'));
    await closed(close);
    const { state, waitingFor, due } = await stepOf(mpa, 'sign-up');
    expect([state, waitingFor, due?.slice(0, 7)]).toEqual(['waiting', 'the purchase order', '2031-02']);
  });

  test('is blocked with a reason', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const step = await stepOf(mpa, 'sign-up');
    const shown = show(<BlockForm mpaId={mpa.id} step={step} onClose={close} />);
    expect(isEnabled(button('Mark as blocked'))).toBe(false);
    await fill(shown, 'What blocks it, and who can help', 'No contract; ask Kim');
    await shown.user.click(button('Mark as blocked'));
    await closed(close);
    expect(await stepOf(mpa, 'sign-up')).toMatchObject({ state: 'blocked' });
  });

  test('is left out with a reason', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const step = await stepOf(mpa, 'sign-up');
    const shown = show(<SkipForm mpaId={mpa.id} step={step} onClose={close} />);
    expect(isEnabled(button('Skip this step'))).toBe(false);
    await fill(shown, 'Why it is left out', 'They have one');
    await shown.user.click(button('Skip this step'));
    await closed(close);
    expect(shown.told()).toEqual([`Skipped '${step.name}'.`]);
    expect(await stepOf(mpa, 'sign-up')).toMatchObject({ state: 'skipped', reason: 'They have one' });
  });

  test('that was done meanwhile is not skipped: the form stays open with its reason', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const shown = show(<SkipForm mpaId={mpa.id} step={await stepOf(mpa, 'sign-up')} onClose={close} />);
    await client().steps.done({ mpaId: mpa.id, step: 'sign-up', how: 'Seen', evidence: {}, outOfOrder: null });
    await fill(shown, 'Why it is left out', 'No need');
    await shown.user.click(button('Skip this step'));
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(close).not.toHaveBeenCalled();
    expect(field('Why it is left out').value).toBe('No need');
  });

  test('keeps a note and evidence, and shows them the next time', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const shown = show(<NoteForm mpaId={mpa.id} step={await stepOf(mpa, 'sign-up')} onClose={close} />);
    await fill(shown, 'Note', 'Kim has the contract');
    await shown.user.click(button('Keep'));
    await closed(close);
    expect(await stepOf(mpa, 'sign-up')).toMatchObject({ note: 'Kim has the contract' });
  });
});
