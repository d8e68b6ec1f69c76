/** What the AWS set-up asks before it changes something: each thing of a template by a tick of its own. */
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ApplyForm } from '../../renderer/features/aws-set-up/apply-form.tsx';
import { olderRoleDesk } from '../aws/support/desk-stacks.ts';
import { askedBy } from '../support/asked-by.ts';
import { show, withCore } from './support.tsx';

withCore();

test('each thing that a template asks for has a tick, and nothing can be applied before all are given', async () => {
  const report = await (await olderRoleDesk()).plan();
  const onApply = vi.fn<(consents: readonly string[], steps: readonly string[]) => void>();
  const { user } = show(<ApplyForm report={report} onApply={onApply} onClose={vi.fn<() => void>()} />);
  const ticks = screen.getAllByRole('checkbox');
  expect(ticks).toHaveLength(4);
  const apply = screen.getByRole('button', { name: 'Apply 3 steps' });
  for (const tick of ticks) {
    expect(apply.hasAttribute('disabled')).toBe(true);
    await user.click(tick);
  }
  expect(
    screen.getByText(
      'The policy SpotFinOpsManagedPolicy may do everything in whole services: cur:*, ce:*, support:*, trustedadvisor:*; on *. Make the stack all the same?',
    ),
  ).toBeTruthy();
  await user.click(apply);
  expect(onApply.mock.calls).toEqual([[askedBy(report), ['bucket', 'report', 'access-role-stack']]]);
});
