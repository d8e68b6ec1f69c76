import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallFaultKey } from '../../main/core/sandbox/faults/call-faults.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { SetupStepKey } from '../../shared/domain/aws/setup-step.ts';
import { DAY, makePhases, MPA, openDesk } from '../aws/support/phases.ts';
import type { OpenDesk } from '../aws/support/phases.ts';
import { tempFolder } from '../support/temp-core.ts';
import { propertyRuns } from './runs.ts';

/** What may happen to a set-up, in any order. */
type Action =
  | { do: 'plan' | 'apply' | 'link' | 'wait' | 'undo-in-ledger' }
  | { do: 'advance'; hours: number }
  | { do: 'fault'; key: CallFaultKey; after: number }
  | { do: 'undo'; step: SetupStepKey };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Action>({ do: 'apply' }) },
  fc.constantFrom<Action>({ do: 'plan' }, { do: 'link' }, { do: 'undo-in-ledger' }),
  fc.record({ do: fc.constant('advance' as const), hours: fc.integer({ min: 1, max: 48 }) }),
  fc.record({
    do: fc.constant('fault' as const),
    key: fc.constantFrom<CallFaultKey>(
      'throttled',
      'server-error',
      'connection-lost',
      'connection-lost-after',
      'not-allowed',
    ),
    after: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    do: fc.constant('undo' as const),
    step: fc.constantFrom<SetupStepKey>('bucket', 'report', 'athena-stack', 'crawler-schedule', 'extractor-stack'),
  }),
);

async function run(desk: OpenDesk, todo: Action): Promise<void> {
  const { core, sandbox } = desk;
  switch (todo.do) {
    case 'plan':
      await core.task('aws.plan', { mpaId: MPA, profile: null, only: null });
      return;
    case 'apply':
      await desk.apply();
      return;
    case 'link': {
      const url = sandbox.status().accounts[0]?.vendorLink;
      if (url) await core.task('aws.link', { mpaId: MPA, url, kind: null, accounts: null, stackName: null });
      return;
    }
    case 'advance':
      sandbox.advance(todo.hours * 3_600_000);
      return;
    case 'fault': {
      const at = sandbox.calls.length + todo.after;
      sandbox.intercept(({ number }) => (number === at ? todo.key : undefined));
      return;
    }
    case 'undo':
      await core.task('aws.undo', { mpaId: MPA, profile: null, only: todo.step, agreed: true });
      return;
    case 'undo-in-ledger':
      await core.write('history.undo', { expect: null });
      return;
    case 'wait':
  }
}

/** Runs an action; a refusal with a code is allowed, and changes nothing that counts. */
async function tryRun(desk: OpenDesk, todo: Action): Promise<void> {
  try {
    await run(desk, todo);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
  }
}

test('whatever is planned, applied, awaited, hindered and taken back, in any order: then AWS and the ledger tell the same story', async () => {
  const [phase, , linked] = await makePhases(tempFolder());
  if (!phase || !linked) throw new Error('there is no phase');
  let stories = 0;
  const runs = propertyRuns('the AWS set-up', 3);
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 8 }), async (actions) => {
      const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-property-'));
      cpSync(phase.folder, folder, { recursive: true });
      const desk = await openDesk(folder, linked.consents);
      try {
        for (const each of actions) await tryRun(desk, each);
        desk.sandbox.intercept(null);
        await expectOneStory(desk);
        expect((await desk.core.job('ledger.verify', undefined)).problems).toEqual([]);
        stories += 1;
      } finally {
        await desk.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    runs,
  );
  expect(stories).toBe(runs.numRuns);
}, 300_000);

/** Brings the set-up to its end; then looks at AWS and at the ledger. */
async function expectOneStory(desk: OpenDesk): Promise<void> {
  const { core, sandbox } = desk;
  const known = await core.read('mpas.list', undefined);
  // The very payer account may have been taken back by an undo in the ledger.
  if (known.length === 0) return;
  await desk.apply();
  sandbox.advance(2 * DAY);
  await desk.apply();
  await run(desk, { do: 'link' });
  const report = await desk.apply();
  expect(report.steps.map(({ key, state, failure }) => [key, state, failure?.code])).toEqual(
    report.steps.map(({ key }) => [key, 'in-place-simulated', undefined]),
  );
  const steps = await core.read('aws.knownSteps', { mpaId: MPA });
  expect(steps.filter(({ state }) => state !== 'in-place')).toEqual([]);
  const plan = await core.task('aws.plan', { mpaId: MPA, profile: null, only: null });
  expect(plan.outcome).toBe('done');
  const { steps: procedure } = await core.read('steps.list', { mpaId: MPA });
  expect(procedure.find(({ key }) => key === 'connect')?.state).toBe('rehearsed');
}
