/** What is said where an apply of the AWS set-up is agreed to. */
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ApplyForm } from '../../renderer/features/aws-set-up/apply-form.tsx';
import type { SetupReport } from '../../shared/contract/aws.ts';
import { client, newMpa, show, withCore } from './support.tsx';

withCore();

const nothing = (): void => undefined;

/** How a set-up stands with one step that would make these calls. */
async function reportWith(...operations: string[]): Promise<SetupReport> {
  const { id } = await newMpa();
  const report = await client().aws.status({ mpaId: id });
  const calls = operations.map((operation) => ({ service: 'cloudformation', operation, what: 'SpotEcoStack' }));
  const [step, ...others] = report.steps;
  if (step === undefined) throw new Error('the set-up has no step');
  return { ...report, outcome: 'to-do', steps: [{ ...step, state: 'will-do', calls }, ...others] };
}

test('a deletion is named, and no sentence denies it', async () => {
  show(<ApplyForm report={await reportWith('DeleteStack', 'CreateStack')} onApply={nothing} onClose={nothing} />);
  expect(screen.getByText('This deletes: SpotEcoStack (cloudformation:DeleteStack).')).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/nothing is deleted/iu);
});

test('where nothing is deleted nothing is said of it', async () => {
  show(<ApplyForm report={await reportWith('CreateStack')} onApply={nothing} onClose={nothing} />);
  expect(screen.queryByText(/^This deletes/u)).toBeNull();
});
