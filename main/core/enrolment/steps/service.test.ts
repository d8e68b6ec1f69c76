import { describe, expect, test, vi } from 'vitest';
import type { Client } from '../../../../shared/contract/client.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { SCENARIO_KEYS, SCENARIOS } from '../../../../shared/domain/scenario.ts';
import type { ScenarioKey } from '../../../../shared/domain/scenario.ts';
import type { StepKey } from '../../../../shared/domain/step.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';

const MPA = accountId('099999999999');
const NOON = '2026-11-21T12:00:00.000Z';

/** A core at a time that stands still, over a ledger that may be there already. */
function at(now: string, ledgerPath?: string): Client {
  return tempCore({ now, ...(ledgerPath === undefined ? {} : { ledgerPath }) }).client;
}

async function withMpa(scenario: ScenarioKey, now = NOON): Promise<Client> {
  const client = at(now);
  await client.mpas.add({ id: MPA, name: 'Example MSP', scenario });
  return client;
}

async function doneAll(client: Client, ...steps: StepKey[]): Promise<void> {
  for (const step of steps) await client.steps.done({ mpaId: MPA, step, how: 'seen' });
}

describe('the procedure of a payer account', () => {
  test.each([
    ['msp', 8],
    ['msp-design-partner', 8],
    ['enterprise', 9],
    ['customer-of-msp', 2],
  ] as const)('%s begins with signing up, %i steps in all', async (scenario, total) => {
    const client = await withMpa(scenario);
    const { steps, next, ...head } = await client.steps.list({ mpaId: MPA });
    expect(head).toEqual({
      mpaId: '099999999999',
      name: 'Example MSP',
      scenario,
      scenarioName: SCENARIOS[scenario].name,
      closed: 0,
      total,
    });
    expect(next?.step).toBe('sign-up');
    expect(steps.map(({ state }) => state)).toEqual(Array.from({ length: total }, () => 'not-started'));
    expect(steps.map(({ position }) => position)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  });

  test.each(SCENARIO_KEYS)('%s can be done from the first step to the last, in order', async (scenario) => {
    const client = await withMpa(scenario);
    const keys = SCENARIOS[scenario].steps.map(({ key }) => key);
    await doneAll(client, ...keys);
    const { next, closed, steps } = await client.steps.list({ mpaId: MPA });
    expect([next, closed]).toEqual([null, keys.length]);
    expect(steps.every(({ state, mover, action }) => state === 'done' && mover === null && action === null)).toBe(true);
  });

  test('a step is done with how one knows, what proves it, and when', async () => {
    const client = await withMpa('enterprise');
    const { value: step } = await client.steps.done({
      mpaId: MPA,
      step: 'sign-up',
      how: 'Seen in the console',
      evidence: { spotOrgId: '606000000001' },
    });
    expect(step).toMatchObject({
      key: 'sign-up',
      state: 'done',
      reason: 'Seen in the console',
      evidence: { spotOrgId: '606000000001' },
      evidenceFields: [{ key: 'spotOrgId', label: 'Spot Org ID', asked: true }],
      startedAt: '2026-11-21T12:00:00Z',
      endedAt: '2026-11-21T12:00:00Z',
    });
    const [operation] = await client.history.list({ mpaId: MPA, limit: 1 });
    expect(operation).toMatchObject({
      command: 'steps.done',
      label: 'Done: Sign up with Spot',
      mpaId: MPA,
      changes: 2,
    });
    const history = await client.history.of({ entity: 'enrolment_step', key: `${MPA}:sign-up` });
    expect(history.map(({ what, after }) => [what, after?.['state']])).toEqual([['added', 'done']]);
  });

  test('done again with the same words changes nothing; more evidence is added and the time stays', async () => {
    const { client, ledgerPath, core } = tempCore({ now: NOON });
    await client.mpas.add({ id: MPA, name: 'Example MSP', scenario: 'msp' });
    const input = { mpaId: MPA, step: 'sign-up', how: 'Seen', evidence: { spotOrgId: '1' } } as const;
    await client.steps.done(input);
    await client.steps.done(input);
    expect((await client.history.list({ mpaId: MPA })).length).toBe(2);
    await core.close();
    const later = at('2026-11-25T12:00:00.000Z', ledgerPath);
    const { value: step } = await later.steps.done({ ...input, evidence: { mail: 'of Ann' } });
    expect(step.endedAt).toBe('2026-11-21T12:00:00Z');
    expect(step.evidence).toEqual({ mail: 'of Ann', spotOrgId: '1' });
  });

  test('is the same again after undo', async () => {
    const client = await withMpa('msp');
    await client.steps.done({ mpaId: MPA, step: 'sign-up', how: 'Seen' });
    await client.history.undo();
    expect((await client.steps.list({ mpaId: MPA })).steps[0]?.state).toBe('not-started');
  });
});

describe('steps are not skipped silently', () => {
  test('a later step is refused while an earlier required one is open, and nothing changes', async () => {
    const client = await withMpa('enterprise');
    await doneAll(client, 'sign-up', 'connect');
    await expect(client.steps.done({ mpaId: MPA, step: 'workflows', how: 'Made' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        "'Set up the billing workflows' can't be marked as done: 'Have Subsets enabled', 'Create the subsets' are not done. Do or skip those steps first, or say why this one comes before.",
      data: { step: 'workflows', openBefore: ['enable-subsets', 'create-subsets'] },
    });
    const { steps } = await client.steps.list({ mpaId: MPA });
    const workflows = steps.find(({ key }) => key === 'workflows');
    expect([workflows?.state, workflows?.openBefore]).toEqual(['not-started', ['enable-subsets', 'create-subsets']]);
  });

  test('with a reason it is done, and the reason is kept', async () => {
    const client = await withMpa('enterprise');
    const input = { mpaId: MPA, step: 'connect', how: 'Data is there', outOfOrder: 'Connected in 2024' } as const;
    expect((await client.steps.done(input)).value.reason).toBe('Data is there (out of order: Connected in 2024)');
    expect((await client.steps.list({ mpaId: MPA })).next?.step).toBe('sign-up');
  });

  test('an optional step is left behind without a word, and stays to be seen', async () => {
    const client = await withMpa('enterprise');
    await doneAll(client, 'sign-up', 'connect', 'enable-subsets');
    const { steps, closed } = await client.steps.list({ mpaId: MPA });
    expect(steps.find(({ key }) => key === 'full-eco')).toMatchObject({ state: 'not-started', optional: true });
    expect(closed).toBe(3);
  });

  test('skipping needs a reason, and what was made from it needs one too', async () => {
    const client = await withMpa('msp-design-partner');
    await doneAll(client, 'sign-up', 'connect', 'enable-subsets', 'create-subsets');
    await expect(client.steps.skip({ mpaId: MPA, step: 'workflows', reason: '  ' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const { value: skipped } = await client.steps.skip({ mpaId: MPA, step: 'workflows', reason: 'No billing rules' });
    expect(skipped).toMatchObject({ state: 'skipped', reason: 'No billing rules', endedAt: '2026-11-21T12:00:00Z' });
    await expect(client.steps.done({ mpaId: MPA, step: 'associate-workflows', how: 'Sent' })).rejects.toMatchObject({
      data: { openBefore: ['workflows'] },
    });
  });

  test('a step that is done is not skipped, blocked or waited for before it is opened again', async () => {
    const client = await withMpa('msp');
    await doneAll(client, 'sign-up', 'connect');
    const step = { mpaId: MPA, step: 'connect' } as const;
    await expect(client.steps.skip({ ...step, reason: 'x' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(client.steps.block({ ...step, reason: 'x' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(client.steps.wait(step)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: "'Connect the payer account' is done, so it can't be waited for. Open it again first.",
    });
    expect((await client.steps.reopen({ ...step, reason: 'The role was deleted' })).value).toMatchObject({
      state: 'needs-you',
      endedAt: null,
      reason: 'The role was deleted',
    });
    expect((await client.steps.block({ ...step, reason: 'No access' })).value.action).toBe(
      'Clear what blocks it: No access',
    );
  });

  test('a step of another scenario, and a payer account that is not there, are refused', async () => {
    const client = await withMpa('customer-of-msp');
    await expect(client.steps.done({ mpaId: MPA, step: 'workflows', how: 'x' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: "The scenario 'Customer of an MSP' has no step workflows. It has: sign-up, connect.",
    });
    const other = accountId('111111111111');
    await expect(client.steps.list({ mpaId: other })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.steps.done({ mpaId: other, step: 'sign-up', how: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('waits', () => {
  test.each([
    ['enterprise', 'connect', 'data', '2026-11-23T12:00:00Z'],
    ['enterprise', 'associate-workflows', 'configuration', '2026-11-25T12:00:00Z'],
    ['msp', 'associate-workflows', 'configuration', '2026-11-28T12:00:00Z'],
    ['msp', 'end-customers', 'configuration', '2026-11-28T12:00:00Z'],
    ['msp', 'full-eco', 'ramp-up', '2027-01-02T12:00:00Z'],
    ['customer-of-msp', 'connect', 'first-delivery', '2026-11-22T12:00:00Z'],
    ['customer-of-msp', 'connect', 'extractor-link', '2026-11-24T12:00:00Z'],
  ] as const)('%s, %s: %s is due at %s', async (scenario, step, wait, due) => {
    const client = await withMpa(scenario);
    const { value: waiting } = await client.steps.wait({ mpaId: MPA, step, wait });
    expect(waiting).toMatchObject({ state: 'waiting', waitingSince: '2026-11-21T12:00:00Z', due, reason: '' });
  });

  test('a wait becomes overdue by the clock alone, and is over when the step is opened', async () => {
    const ledgerPath = `${tempFolder()}/ledger.db`;
    const { client, core } = tempCore({ ledgerPath, now: NOON });
    await client.mpas.add({ id: MPA, name: 'Example MSP', scenario: 'enterprise' });
    await doneAll(client, 'sign-up');
    await client.steps.wait({ mpaId: MPA, step: 'connect' });
    await core.close();

    const inTime = tempCore({ ledgerPath, now: '2026-11-23T12:00:00.000Z' });
    const [waiting] = await inTime.client.steps.overview();
    expect(waiting?.next).toMatchObject({ step: 'connect', state: 'waiting', mover: 'vendor', position: 2 });
    await inTime.core.close();

    const late = at('2026-11-23T12:00:01.000Z', ledgerPath);
    const [overdue] = await late.steps.overview();
    expect(overdue).toMatchObject({
      closed: 1,
      total: 9,
      next: { step: 'connect', state: 'overdue', mover: 'operator', due: '2026-11-23T12:00:00Z' },
      waits: [{ step: 'connect', what: 'the data to be generated', mover: 'vendor', overdue: true }],
    });
    const { value: opened } = await late.steps.reopen({ mpaId: MPA, step: 'connect' });
    expect(opened).toMatchObject({
      state: 'needs-you',
      action: 'Look whether Cloud Analyzer shows the data as expected.',
      waitingSince: '2026-11-21T12:00:00Z',
      due: null,
    });
  });

  test('can have begun before, have a date of its own, or be for something else', async () => {
    const client = await withMpa('msp');
    const { value: since } = await client.steps.wait({
      mpaId: MPA,
      step: 'connect',
      since: '2026-11-20T23:30:00+02:00',
    });
    expect([since.startedAt, since.waitingSince, since.due]).toEqual([
      '2026-11-20T21:30:00Z',
      '2026-11-20T21:30:00Z',
      '2026-11-22T21:30:00Z',
    ]);
    const words = { mpaId: MPA, step: 'enable-subsets', what: 'the representative', due: '2026-11-24' } as const;
    expect((await client.steps.wait(words)).value).toMatchObject({
      state: 'waiting',
      waitingFor: 'the representative',
      action: 'Wait for the representative.',
      mover: 'vendor',
    });
  });

  test.each([
    ['UTC', '2026-11-20T00:00:00Z', '2026-11-24T23:59:59Z'],
    ['Europe/Berlin', '2026-11-19T23:00:00Z', '2026-11-24T22:59:59Z'],
    ['America/New_York', '2026-11-20T05:00:00Z', '2026-11-25T04:59:59Z'],
    ['Pacific/Kiritimati', '2026-11-19T10:00:00Z', '2026-11-24T09:59:59Z'],
  ])('days are those of the computer: in %s', async (zone, since, due) => {
    vi.stubEnv('TZ', zone);
    const client = await withMpa('msp');
    const { value: day } = await client.steps.wait({
      mpaId: MPA,
      step: 'connect',
      since: '2026-11-20',
      due: '2026-11-24',
    });
    expect([day.waitingSince, day.due]).toEqual([since, due]);
  });

  test('a wait that has begun today is none of the future, although the day has not begun in UTC', async () => {
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    const client = await withMpa('msp');
    // There it is 22 November, 02:00.
    const { value: today } = await client.steps.wait({ mpaId: MPA, step: 'connect', since: '2026-11-22' });
    expect(today.waitingSince).toBe('2026-11-21T10:00:00Z');
  });

  test('a choice that is missing is asked for', async () => {
    const client = await withMpa('customer-of-msp');
    await expect(client.steps.wait({ mpaId: MPA, step: 'connect' })).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      data: { field: 'wait', waits: ['first-delivery', 'extractor-link'] },
    });
    await expect(client.steps.wait({ mpaId: MPA, step: 'sign-up' })).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      message: "The procedure announces no wait for 'Sign up with Spot'. Say what is waited for, and until when.",
    });
    await expect(client.steps.wait({ mpaId: MPA, step: 'sign-up', what: 'a mail' })).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      data: { field: 'due' },
    });
  });

  test.each([
    ['a wait of another step', { wait: 'ramp-up' }, 'wait'],
    ['a beginning in the future', { since: '2026-11-23' }, 'since'],
    ['an end before the beginning', { since: '2026-11-20', due: '2026-11-19' }, 'due'],
    ['two things at once', { wait: 'data', what: 'a mail', due: '2026-11-30' }, 'what'],
  ])('%s is refused', async (_name, times, field) => {
    const client = await withMpa('msp');
    await expect(client.steps.wait({ mpaId: MPA, step: 'connect', ...times })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { field },
    });
  });
});

describe('notes and evidence', () => {
  test('are kept, added to and taken away without touching the state', async () => {
    const client = await withMpa('msp');
    const step = { mpaId: MPA, step: 'connect' } as const;
    await client.steps.wait(step);
    await client.steps.note({
      ...step,
      note: ' Ann knows the bucket. ',
      evidence: { dataSince: '2026-11-20', stackId: 'x' },
    });
    const { value: noted } = await client.steps.note({
      ...step,
      evidence: { stackId: '', roleArn: 'arn:aws:iam::1:role/r' },
    });
    expect(noted).toMatchObject({
      state: 'waiting',
      note: 'Ann knows the bucket.',
      evidence: { dataSince: '2026-11-20', roleArn: 'arn:aws:iam::1:role/r' },
    });
  });
});

describe('several payer accounts side by side', () => {
  test('overdue first, then what the operator can do, then waits by their end, then what is finished', async () => {
    const ledgerPath = `${tempFolder()}/ledger.db`;
    const { client, core } = tempCore({ ledgerPath, now: '2026-11-20T12:00:00.000Z' });
    const add = async (digit: string, name: string): Promise<ReturnType<typeof accountId>> => {
      const id = accountId(digit.repeat(12));
      await client.mpas.add({ id, name, scenario: 'customer-of-msp' });
      return id;
    };
    const signedUp = async (mpaId: ReturnType<typeof accountId>): Promise<void> => {
      await client.steps.done({ mpaId, step: 'sign-up', how: 'seen' });
    };
    const finished = await add('1', 'Alpha, finished');
    const waitsLong = await add('2', 'Bravo, waits until the 23rd');
    const waitsShort = await add('3', 'Charlie, waits until the 21st');
    await add('4', 'Delta, new');
    const late = await add('5', 'Echo, overdue');
    for (const mpaId of [finished, waitsLong, waitsShort, late]) await signedUp(mpaId);
    await client.steps.done({ mpaId: finished, step: 'connect', how: 'seen' });
    await client.steps.wait({ mpaId: waitsLong, step: 'connect', wait: 'extractor-link' });
    await client.steps.wait({ mpaId: waitsShort, step: 'connect', wait: 'first-delivery' });
    await client.steps.wait({ mpaId: late, step: 'connect', wait: 'first-delivery', since: '2026-11-19T00:00:00Z' });
    await core.close();

    const rows = await at('2026-11-20T18:00:00.000Z', ledgerPath).steps.overview();
    expect(
      rows.map(({ name, closed, total, next, waits }) => [
        name,
        `${closed} of ${total}`,
        next && `${next.position} ${next.name}: ${next.state}, ${next.mover}`,
        waits.map(({ due }) => due),
      ]),
    ).toEqual([
      ['Echo, overdue', '1 of 2', '2 Connect the payer account: overdue, operator', ['2026-11-20T00:00:00Z']],
      ['Delta, new', '0 of 2', '1 Sign up with Spot: not-started, operator', []],
      [
        'Charlie, waits until the 21st',
        '1 of 2',
        '2 Connect the payer account: waiting, aws',
        ['2026-11-21T12:00:00Z'],
      ],
      [
        'Bravo, waits until the 23rd',
        '1 of 2',
        '2 Connect the payer account: waiting, vendor',
        ['2026-11-23T12:00:00Z'],
      ],
      ['Alpha, finished', '2 of 2', null, []],
    ]);
  });

  test('a payer account that changes its scenario keeps the steps that both have', async () => {
    const client = await withMpa('enterprise');
    await doneAll(client, 'sign-up', 'connect', 'enable-subsets', 'create-subsets', 'workflows', 'validate-workflow');
    await client.mpas.set({ id: MPA, scenario: 'msp' });
    const { steps, closed, total } = await client.steps.list({ mpaId: MPA });
    expect(steps.some(({ key }) => key === 'validate-workflow')).toBe(false);
    expect([closed, total]).toEqual([5, 8]);
  });
});
