/** Settings, tickets and the AWS set-up: what their forms take, refuse and send. */
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { ChoicesForm } from '../../renderer/features/aws-set-up/choices-form.tsx';
import { LinkForm } from '../../renderer/features/aws-set-up/link-form.tsx';
import { MfaForm } from '../../renderer/features/aws-set-up/mfa-form.tsx';
import { Backups } from '../../renderer/features/settings/backups.tsx';
import { Ledger } from '../../renderer/features/settings/ledger.tsx';
import { LookChoice } from '../../renderer/features/settings/look.tsx';
import { CostDataMemory, Texts } from '../../renderer/features/settings/texts.tsx';
import { SentForm } from '../../renderer/features/tickets/sent-form.tsx';
import { listedTickets, ticketItems, ticketOrKind } from '../../renderer/features/tickets/store.ts';
import type { TicketItem, TicketView } from '../../renderer/features/tickets/store.ts';
import { useSession } from '../../renderer/session/session.ts';
import { allOf, useRead } from '../../renderer/session/use-read.ts';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { resultOf } from '../support/result-of.ts';
import { tempCore } from '../support/temp-core.ts';
import {
  button,
  choose,
  client,
  closed,
  core,
  dialog,
  field,
  fill,
  isEnabled,
  newMpa,
  saidOf,
  show,
  withCore,
} from './support.tsx';

withCore();

function Settings(): ReactElement | null {
  const { queries } = useSession();
  const settings = useRead(queries.settings.list.queryOptions());
  const backups = useRead(queries.ledger.backups.queryOptions());
  const others = useRead(queries.ledger.otherBackups.queryOptions());
  const { data, refresh } = allOf({ settings, backups, others });
  if (data === null) return null;
  return (
    <>
      <Texts settings={data.settings} />
      <Backups backups={data.backups} others={data.others} onMade={refresh} />
    </>
  );
}

describe('settings', () => {
  test('who signs is saved, said, and is the default again where it is emptied', async () => {
    const shown = show(<Settings />);
    await screen.findByLabelText('Your name');
    const save = screen.getByRole('button', { name: 'Save' });
    expect(isEnabled(save)).toBe(false);
    await shown.user.type(field('Your name'), 'Kim Example');
    save.focus();
    await shown.user.keyboard('{Enter}');
    await waitFor(() => expect(shown.told()).toEqual(['Saved the settings.']));
    await waitFor(() => expect(isEnabled(save)).toBe(false));
    expect(field('Your name').value).toBe('Kim Example');
    const greeting = field('Greeting').value;
    await shown.user.clear(field('Greeting'));
    await fill(shown, 'Your name', '');
    await shown.user.click(save);
    await waitFor(() => expect([field('Your name').value, field('Greeting').value]).toEqual(['', greeting]));
    // Taken back, the name is there again.
    await waitFor(() => expect(shown.told()).toEqual(['Saved the settings.']));
    shown.session.notices.store.getState().notices[0]?.action?.run();
    await waitFor(() => expect(field('Your name').value).toBe('Kim Example'));
    await client().settings.set({ values: { senderName: null } });
  });

  test('the memory for cost data has a form of its own, and is refused with what it can be', async () => {
    const all = await client().settings.list();
    const shown = show(<CostDataMemory settings={all} />);
    expect(screen.queryByLabelText('Your name')).toBeNull();
    const memory = field('Memory for cost data (MB)');
    expect(memory.value).toBe('256');
    await fill(shown, 'Memory for cost data (MB)', '64');
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(shown.told()).toEqual(['Memory for cost data (MB): "64" is no whole number of MB from 128 to 65,536.']),
    );
    await fill(shown, 'Memory for cost data (MB)', '512');
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect((await client().settings.get()).costDataMemory).toBe('512'));
    await client().settings.set({ values: { costDataMemory: null } });
  });

  test('folders of the ledger that others may use, and what they could read until now, are said', async () => {
    const status = await client().ledger.status();
    const open = `Other users of this computer may use the folder ${join(status.path, '..')}`;
    const told = { ...status, openFolders: [open], madePrivate: ['ledger.db (rw-r--r--)'] };
    const shown = show(<Ledger ledger={told} />);
    expect(await screen.findByText(open)).toBeTruthy();
    expect(screen.getByText(/could read these until now; .* ledger\.db \(rw-r--r--\)$/u)).toBeTruthy();
    expect(shown.told()).toEqual([]);
  });

  test('a mail address that is none is refused, and what was typed is still there', async () => {
    const shown = show(<Settings />);
    await screen.findByLabelText('Your name');
    await fill(shown, 'Your company', 'MSP Ltd');
    await fill(shown, /^Your e-mail/u, 'kim');
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(shown.told()).toEqual(['Your e-mail: "kim" is not a mail address. Write it as name@domain.example.']),
    );
    expect([field('Your company').value, field(/^Your e-mail/u).value]).toEqual(['MSP Ltd', 'kim']);
    await shown.user.click(screen.getByRole('button', { name: 'Give up the changes' }));
    expect([field('Your company').value, field(/^Your e-mail/u).value]).toEqual(['', '']);
  });

  test('several addresses are taken with commas between', async () => {
    const shown = show(<Settings />);
    await screen.findByLabelText('Your name');
    await fill(shown, /^Copies to/u, 'a@msp.example, b@msp.example');
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(shown.told()).toEqual(['Saved the settings.']));
    await client().settings.set({ values: { cc: null } });
  });

  test('a backup is made, listed, and offered to go back to, with what that means', async () => {
    const shown = show(<Settings />);
    await screen.findByLabelText('Your name');
    await shown.user.click(screen.getByRole('button', { name: 'Back up now' }));
    const [restore] = await screen.findAllByRole('button', { name: /^Restore the backup / });
    await shown.user.click(restore ?? document.body);
    expect(dialog().getByText(/^The ledger becomes what it was on/u)).toBeTruthy();
    await shown.user.click(button('Cancel'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('a backup of another ledger is listed apart, and restored only when its name is written', async () => {
    const { path } = await client().ledger.status();
    const other = tempCore({ ledgerPath: join(path, '..', 'contoso.db') });
    await other.client.mpas.add({ id: accountId('012345670001'), name: 'Contoso', scenario: 'msp' });
    const backup = await resultOf(await other.client.ledger.backup({}));
    const shown = show(<Settings />);
    const table = await screen.findByRole('table', { name: 'Backups of other ledgers' });
    expect(within(table).getByRole('cell', { name: 'contoso.db' })).toBeTruthy();
    await shown.user.click(within(table).getByRole('button', { name: `Restore the backup ${backup.path}` }));
    expect(dialog().getByText(/^The ledger becomes what the other one was on/u)).toBeTruthy();
    expect(isEnabled(button('Restore the ledger'))).toBe(false);
    await fill(shown, /^Name of the other ledger/u, 'contoso');
    expect(isEnabled(button('Restore the ledger'))).toBe(false);
    await fill(shown, /^Name of the other ledger/u, 'contoso.db');
    expect(isEnabled(button('Restore the ledger'))).toBe(true);
    await shown.user.click(button('Cancel'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('the looks are taken at once', async () => {
    const shown = show(<LookChoice />);
    await shown.user.click(screen.getByRole('radio', { name: /^Dark/u }));
    await shown.user.click(screen.getByRole('radio', { name: /^Compact/u }));
    expect(shown.session.look.getState()).toMatchObject({ appearance: 'dark', density: 'compact' });
    expect(window.localStorage.getItem('enrollment-desk:appearance')).toBe('"dark"');
    shown.session.look.setState({ appearance: 'system', density: 'comfortable' });
  });
});

async function ticketOf(mpa: MpaSummary, kind: string): Promise<{ item: TicketItem; view: TicketView }> {
  const plan = (await client().tickets.plans({ mpaId: mpa.id })).find((each) => each.kind === kind);
  if (plan === undefined) throw new Error(`there is no ticket ${kind}`);
  const listed = listedTickets([plan]);
  const checks = await Promise.all(
    listed.map(async (each) => resultOf(await client().tickets.check(ticketOrKind(mpa.id, each)))),
  );
  const [item] = ticketItems(listed, checks) ?? [];
  if (item === undefined) throw new Error('all of it is there');
  const ticket = item.ticket === null ? null : await client().tickets.get({ id: item.ticket.id, limit: 50 });
  const preview =
    ticket === null ? await client().tickets.preview({ mpaId: mpa.id, kind: plan.kind, limit: 50 }) : null;
  return { item, view: { ticket, preview, changes: null } };
}

describe('a ticket was sent', () => {
  test('with its number: the wait begins', async () => {
    const mpa = await newMpa({ spotOrgId: '606000000001' });
    const { value: subset } = await client().subsets.add({ mpaId: mpa.id, name: 'Retail' });
    await client().accounts.add({ mpaId: mpa.id, id: accountId('111111111111'), name: 'Shop', subsetId: subset.id });
    const close = vi.fn<() => void>();
    const shown = show(<SentForm mpa={mpa} {...await ticketOf(mpa, 'subsets')} onClose={close} />);
    expect(screen.getByText(/^111111111111|Shop \(111111111111\) has no e-mail\./u)).toBeTruthy();
    await fill(shown, /^Ticket number/u, ' 4711 ');
    await shown.user.click(button('Begin the wait'));
    await closed(close);
    expect(shown.told()).toEqual(["'Subsets request' was sent; the wait has begun."]);
    const { view } = await ticketOf(mpa, 'subsets');
    expect(view.ticket).toMatchObject({ state: 'sent', ticketNumber: '4711' });
  });

  test('without a number, and with errors that are open: they are named, and it only goes out where somebody says so', async () => {
    const mpa = await newMpa();
    const close = vi.fn<() => void>();
    const shown = show(<SentForm mpa={mpa} {...await ticketOf(mpa, 'subsets')} onClose={close} />);
    expect(screen.getByText(/^The payer account has no Spot Org ID\./u)).toBeTruthy();
    expect(screen.getByText(/^The setting 'Support e-mail' is empty/u)).toBeTruthy();
    expect(isEnabled(button('Begin the wait'))).toBe(false);
    await shown.user.click(screen.getByRole('checkbox', { name: 'It goes out all the same' }));
    await shown.user.click(button('Begin the wait'));
    await closed(close);
    const { view } = await ticketOf(mpa, 'subsets');
    expect(view.ticket).toMatchObject({ state: 'sent', ticketNumber: null });
  });
});

describe('the AWS set-up', () => {
  test('a bucket’s name that AWS does not take is told of at its field; another one, region and Athena are saved', async () => {
    const mpa = await newMpa({ scenario: 'msp' });
    const close = vi.fn<() => void>();
    const shown = show(<ChoicesForm mpa={mpa} bucket={null} onClose={close} />);
    await screen.findByRole('dialog');
    await fill(shown, /^Report bucket/u, 'Bucket');
    expect(saidOf(/^Report bucket/u)).toContain(
      'The name can’t be used: only a to z (no capitals), digits, hyphens and dots are allowed.',
    );
    expect(isEnabled(button('Save'))).toBe(false);
    await fill(shown, /^Report bucket/u, 'northwind-cur');
    await shown.user.click(screen.getByRole('checkbox', { name: /^Set up Athena as well/u }));
    await choose(shown, /^Region/u, 'eu-central-1');
    await shown.user.click(button('Save'));
    await closed(close);
    expect(await client().aws.choices({ mpaId: mpa.id })).toMatchObject({ region: 'eu-central-1' });
    expect(await client().mpas.get({ id: mpa.id })).toMatchObject({ curBucketName: 'northwind-cur' });
  });

  test('of a customer of an MSP the region is fixed, and Athena is not asked for', async () => {
    show(
      <ChoicesForm mpa={await newMpa({ scenario: 'customer-of-msp' })} bucket={null} onClose={vi.fn<() => void>()} />,
    );
    expect(await screen.findByText('Everything of a customer of an MSP is set up in us-east-1.')).toBeTruthy();
    expect(isEnabled(screen.getByRole('button', { name: /^Region/u }))).toBe(false);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  test('a link whose secret was forgotten says so where it was taken back, and can be forgotten again', async () => {
    const mpa = await newMpa();
    const url = `https://console.aws.amazon.com/cloudformation/home#/stacks/new?templateURL=${encodeURIComponent('https://vendor.s3.amazonaws.com/role.yml?X-Amz-Signature=f00d')}`;
    await core().write('aws.keepLink', { mpaId: mpa.id, kind: 'access-role', url, accounts: null, stackName: null });
    await client().aws.choose({ mpaId: mpa.id, forgetLink: 'access-role' });
    await client().history.undo({});
    const shown = show(<ChoicesForm mpa={mpa} bucket={null} onClose={vi.fn<() => void>()} />);
    expect(await screen.findByText(/what was secret in it is not kept any more\. Give the link again\./u)).toBeTruthy();
    await shown.user.click(button('Forget the link'));
    await waitFor(async () =>
      expect(await client().aws.choices({ mpaId: mpa.id })).toMatchObject({ roleLink: null, lostLinks: [] }),
    );
  });

  test('what is no link of the vendor is told of at its field, and can’t be kept', async () => {
    const shown = show(<LinkForm mpa={await newMpa()} onKept={vi.fn<() => void>()} onClose={vi.fn<() => void>()} />);
    expect(isEnabled(button('Keep the link'))).toBe(false);
    await fill(shown, 'Link', 'https://example.com/mail');
    await waitFor(() => expect(saidOf('Link')).toContain('it leads to example.com, not to the AWS console'));
    expect(isEnabled(button('Keep the link'))).toBe(false);
    await shown.user.clear(field('Link'));
    expect(saidOf('Link')).not.toContain('example.com');
  });

  test('the code of an MFA device has six digits; spaces are let go, and Enter sends it', async () => {
    const answered = vi.fn<(code: string) => void>();
    const question = {
      type: 'question',
      kind: 'mfa',
      questionId: 'q',
      profile: 'northwind',
      serial: 'arn:aws:iam::1:mfa/kim',
    } as const;
    const shown = show(<MfaForm question={question} onAnswer={answered} onCancel={vi.fn<() => void>()} />);
    await fill(shown, '6-digit code', '12345');
    expect(isEnabled(button('Go on'))).toBe(false);
    await shown.user.keyboard('{Enter}');
    expect(answered).not.toHaveBeenCalled();
    await fill(shown, '6-digit code', '123 456');
    expect(saidOf('6-digit code')).toContain('The device arn:aws:iam::1:mfa/kim shows it now.');
    await shown.user.keyboard('{Enter}');
    expect(answered.mock.calls).toEqual([['123456']]);
  });
});
