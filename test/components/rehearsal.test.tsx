/** A rehearsal in the sandbox: where the page marks it, what it offers for it, and the way to its end. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { SandboxStripe } from '../../renderer/app/sandbox-stripe.tsx';
import { SandboxControls } from '../../renderer/features/aws-set-up/sandbox-controls.tsx';
import { StepDetails } from '../../renderer/features/procedure/step-details.tsx';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { client, newMpa, rehearse, show, withCore } from './support.tsx';

withCore();

const STRIPE = 'SANDBOX · simulated AWS account, nothing here is real';

function controls(mpa: MpaSummary, onEnded = vi.fn<() => void>()) {
  return <SandboxControls mpa={mpa} onAdvanced={vi.fn<() => void>()} onEnded={onEnded} />;
}

test('is marked on every page of its payer account, whatever profile the ledger has for it', async () => {
  const mpa = await newMpa({ profileName: 'payer' });
  const shown = show(<SandboxStripe mpa={mpa} />);
  expect(screen.queryByText(STRIPE)).toBeNull();
  shown.again(<SandboxStripe mpa={await rehearse(mpa)} />);
  expect(screen.getByText(STRIPE)).toBeTruthy();
  shown.again(<SandboxStripe mpa={await newMpa({ profileName: 'sandbox (simulated) 099999999999' })} />);
  expect(screen.getByText(STRIPE)).toBeTruthy();
});

test('its step says so with marked evidence, and leads to the set-up; nothing else can be said of it', async () => {
  const mpa = await rehearse(await newMpa());
  const { steps } = await client().steps.list({ mpaId: mpa.id });
  const step = steps.find(({ key }) => key === 'connect');
  if (step === undefined) throw new Error('the procedure has no step connect');
  const shown = show(<StepDetails mpa={mpa} step={step} />);
  expect(screen.getByText('Rehearsed')).toBeTruthy();
  expect(screen.getByText(/It was only rehearsed in the sandbox\./u).textContent).toBe(
    'It was only rehearsed in the sandbox. To set it up in AWS, end the rehearsal with: AWS set-up › End the rehearsal',
  );
  expect(screen.getByText(/^spotinst-cur-report \(simulated\)/u)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'More' })).toBeNull();
  await shown.user.click(screen.getByRole('button', { name: 'Open the AWS set-up' }));
  expect(shown.went).toEqual([{ mpaId: mpa.id, page: 'aws-set-up', params: {} }]);
});

test('is ended by a button, which is there only while there is one', async () => {
  const mpa = await rehearse(await newMpa());
  const onEnded = vi.fn<() => void>();
  const shown = show(controls(mpa, onEnded));
  await shown.user.click(screen.getByRole('button', { name: 'End the rehearsal' }));
  await waitFor(() => expect(onEnded).toHaveBeenCalledTimes(1));
  expect(shown.told()).toEqual([`The rehearsal of ${mpa.name} has ended. Its calls stay among the runs.`]);
  const after = await client().mpas.get({ id: mpa.id });
  expect(after.setUp).toBe('not-begun');
  shown.again(controls(after));
  expect(screen.queryByRole('button', { name: 'End the rehearsal' })).toBeNull();
});
