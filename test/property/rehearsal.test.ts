/** Whatever is seen in the sandbox and in AWS, said by a person, ended, undone and redone: what was rehearsed is never read as the real thing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Core } from '../../main/core/core.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { SetupStepKey } from '../../shared/domain/aws/setup-step.ts';
import { tempCore } from '../support/temp-core.ts';
import { propertyRuns } from './runs.ts';

const STEPS: readonly SetupStepKey[] = ['bucket', 'report', 'access-role-stack'];

/** What may happen to the set-up of a payer account. */
type Action =
  | { do: 'see'; simulated: boolean; step: SetupStepKey }
  | { do: 'say'; step: SetupStepKey }
  | { do: 'link' | 'choose' | 'end' | 'undo' | 'redo' };

const step = fc.constantFrom(...STEPS);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('see' as const), simulated: fc.boolean(), step }) },
  fc.record({ do: fc.constant('say' as const), step }),
  { weight: 3, arbitrary: fc.constantFrom<Action>({ do: 'end' }, { do: 'undo' }, { do: 'redo' }) },
  fc.constantFrom<Action>({ do: 'link' }, { do: 'choose' }),
);

async function run(core: Core, mpaId: ReturnType<typeof accountId>, todo: Action, turn: number): Promise<void> {
  switch (todo.do) {
    case 'see': {
      const { simulated } = todo;
      const sentence = `${simulated ? 'sandbox' : 'AWS'} ${turn}`;
      const seen = { step: todo.step, state: 'in-place', dueAt: null, sentence, failure: null, evidence: {} } as const;
      await core.write('aws.bindSimulation', { mpaId, simulated });
      await core.write('aws.keepSteps', { mpaId, seen: [seen], simulated });
      return;
    }
    case 'say':
      await core.write('aws.takeWord', { mpaId, step: todo.step, how: `word ${turn}`, evidence: {}, replace: true });
      return;
    case 'link': {
      const url = `https://vendor.example/${turn}`;
      await core.write('aws.keepLink', { mpaId, kind: 'access-role', url, accounts: null, stackName: null });
      return;
    }
    case 'choose':
      await core.write('aws.choose', {
        mpaId,
        region: turn % 2 === 0 ? 'us-east-1' : 'eu-west-1',
        withAthena: null,
        bucket: null,
      });
      return;
    case 'end':
      await core.write('aws.endRehearsal', { mpaId });
      return;
    case 'undo':
      await core.write('history.undo', { expect: null });
      return;
    case 'redo':
      await core.write('history.redo', { expect: null });
  }
}

/** Runs an action; a refusal with a code is allowed, and changes nothing. */
async function tryRun(...what: Parameters<typeof run>): Promise<void> {
  try {
    await run(...what);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL' || error.code === 'LEDGER_DAMAGED') throw error;
  }
}

async function expectOneWorld(core: Core, mpaId: ReturnType<typeof accountId>): Promise<void> {
  const { simulated } = await core.read('aws.choices', { mpaId });
  const known = (await core.read('aws.knownSteps', { mpaId })).map(({ sentence }) => sentence);
  if (simulated !== true) expect(known.filter((sentence) => sentence.startsWith('sandbox'))).toEqual([]);
  if (simulated !== false) expect(known.filter((sentence) => sentence.startsWith('AWS'))).toEqual([]);
  const { steps, closed } = await core.read('steps.list', { mpaId });
  const connect = steps.find(({ key }) => key === 'connect');
  expect(connect?.state === 'rehearsed').toBe(simulated === true);
  if (simulated === true) expect(closed).toBe(0);
  else expect(JSON.stringify(connect?.evidence)).not.toContain('simulated');
}

test('what was rehearsed is read in its rehearsal alone', async () => {
  const { core } = tempCore();
  let last = 100_000_000_000;
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 2, maxLength: 14 }), async (actions) => {
      last += 1;
      const mpaId = accountId(String(last));
      await core.write('mpas.add', { id: mpaId, name: `Contoso ${last}`, scenario: 'enterprise' });
      for (const [turn, each] of actions.entries()) {
        await tryRun(core, mpaId, each, turn);
        // An undo may have taken the payer account itself back.
        if ((await core.read('mpas.list', undefined)).every(({ id }) => id !== mpaId)) return;
        await expectOneWorld(core, mpaId);
      }
    }),
    propertyRuns('rehearsals', 30),
  );
  expect(last).toBeGreaterThan(100_000_000_000);
  expect((await core.job('ledger.verify', undefined)).problems).toEqual([]);
}, 120_000);
