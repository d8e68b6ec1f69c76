/** The hand-off mail that was sent: what the form asks, refuses, sends and says. */
import { fireEvent, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { HandOffSentForm } from '../../renderer/features/aws-set-up/hand-off-sent-form.tsx';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { button, client, closed, core, field, newMpa, show, withCore } from './support.tsx';

withCore();

/** A customer of an MSP whose hand-off mail was made. */
async function withMail(): Promise<MpaSummary> {
  const mpa = await newMpa({ scenario: 'customer-of-msp' });
  const evidence = { madeOn: '2026-01-02T03:04:05Z', mailSha256: 'm', templateSha256: 't', content: 'c' };
  const made = { step: 'hand-off', state: 'to-do', sentence: 'It was made.', dueAt: null, failure: null } as const;
  await core().write('aws.bindSimulation', { mpaId: mpa.id, simulated: false });
  await core().write('aws.keepSteps', { mpaId: mpa.id, simulated: false, seen: [{ ...made, evidence }] });
  return mpa;
}

async function waitsOf(mpa: MpaSummary) {
  return (await client().aws.waiting()).filter(({ mpaId }) => mpaId === mpa.id);
}

test('begins the wait from the time that was given, by the clock of the computer, and looks again', async () => {
  const mpa = await withMail();
  const close = vi.fn<() => void>();
  const sent = vi.fn<() => void>();
  const shown = show(<HandOffSentForm mpa={mpa} onClose={close} onSent={sent} />);
  fireEvent.change(field('Sent'), { target: { value: '2026-01-03T10:30' } });
  await shown.user.click(button('Begin the wait'));
  await closed(close);
  expect(sent).toHaveBeenCalledOnce();
  expect(shown.told()).toEqual(['The hand-off mail was sent; the wait for the link has begun.']);
  const since = new Date(2026, 0, 3, 10, 30).getTime();
  const [wait] = await waitsOf(mpa);
  expect(wait?.step).toBe('vendor-link');
  expect([Date.parse(wait?.since ?? ''), Date.parse(wait?.dueAt ?? '')]).toEqual([since, since + 72 * 3_600_000]);
});

test('says why it can’t be: the form stays, and nothing is changed', async () => {
  const mpa = await newMpa({ scenario: 'customer-of-msp' });
  const close = vi.fn<() => void>();
  const sent = vi.fn<() => void>();
  const shown = show(<HandOffSentForm mpa={mpa} onClose={close} onSent={sent} />);
  await shown.user.click(button('Begin the wait'));
  await waitFor(() =>
    expect(shown.told()).toEqual([
      `There is no hand-off mail for ${mpa.name} (${mpa.id}) yet. It is made by: AWS set-up › Apply, after the first delivery of the report.`,
    ]),
  );
  expect([close.mock.calls.length, sent.mock.calls.length]).toEqual([0, 0]);
  expect(await waitsOf(mpa)).toEqual([]);
});
