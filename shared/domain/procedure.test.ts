import { describe, expect, test } from 'vitest';
import type { StepRecord } from './procedure.ts';
import { isOverdue, nextAction, openBefore, stepState, waitEnds } from './procedure.ts';
import { SCENARIOS } from './scenario.ts';
import type { ScenarioKey } from './scenario.ts';
import type { StepKey, StepState } from './step.ts';
import { DATA_WAIT, EXTRACTOR_LINK_WAIT, FIRST_DELIVERY_WAIT, FOUR_DAYS_WAIT, WEEK_WAIT } from './step-catalogue.ts';

const NOW = '2026-11-21T12:00:00Z';

function record(step: StepKey, state: StepRecord['state'], more: Partial<StepRecord> = {}): StepRecord {
  return { step, state, waitingSince: null, dueAt: null, reason: '', ...more };
}

function done(...steps: StepKey[]): StepRecord[] {
  return steps.map((step) => record(step, 'done'));
}

function next(scenario: ScenarioKey, records: StepRecord[], now = NOW): string {
  const action = nextAction(SCENARIOS[scenario].steps, records, now);
  if (!action) return 'nothing';
  return `${action.position} ${action.step} ${action.state} ${action.mover}${action.due ? ` ${action.due}` : ''}: ${action.text}`;
}

describe('waits', () => {
  test.each([
    ['first delivery', FIRST_DELIVERY_WAIT, '2026-11-22T12:00:00Z'],
    ['data', DATA_WAIT, '2026-11-23T12:00:00Z'],
    ['extractor link', EXTRACTOR_LINK_WAIT, '2026-11-24T12:00:00Z'],
    ['four days', FOUR_DAYS_WAIT, '2026-11-25T12:00:00Z'],
    ['a week', WEEK_WAIT, '2026-11-28T12:00:00Z'],
  ])('%s from noon of 21 November 2026', (_name, wait, ends) => {
    expect(waitEnds(wait, NOW)).toBe(ends);
  });

  test('a month, a leap day and a year are crossed', () => {
    expect(waitEnds(WEEK_WAIT, '2027-12-28T00:00:00Z')).toBe('2028-01-04T00:00:00Z');
    expect(waitEnds(DATA_WAIT, '2028-02-28T09:30:05Z')).toBe('2028-03-01T09:30:05Z');
  });

  test('is overdue a second after its time, not before', () => {
    expect(isOverdue('2026-11-21T12:00:00Z', '2026-11-21T11:59:59Z')).toBe(false);
    expect(isOverdue('2026-11-21T12:00:00Z', '2026-11-21T12:00:00Z')).toBe(false);
    expect(isOverdue('2026-11-21T12:00:00Z', '2026-11-21T12:00:01Z')).toBe(true);
    expect(isOverdue(null, NOW)).toBe(false);
  });

  test('only a step that waits becomes overdue', () => {
    const passed = { dueAt: '2026-11-20T00:00:00Z' };
    expect(stepState(undefined, NOW)).toBe('not-started');
    expect(stepState({ state: 'waiting', ...passed }, NOW)).toBe('overdue');
    expect(stepState({ state: 'waiting', dueAt: null }, NOW)).toBe('waiting');
    expect(stepState({ state: 'done', ...passed }, NOW)).toBe('done');
  });
});

describe('what can follow what', () => {
  const { steps } = SCENARIOS.enterprise;
  const states = (entries: Partial<Record<StepKey, StepState>>): Map<StepKey, StepState> =>
    new Map(Object.entries(entries) as [StepKey, StepState][]);

  test('the first step can always be done; a later one not while required ones are open', () => {
    expect(openBefore(steps, states({}), 'sign-up')).toEqual([]);
    expect(openBefore(steps, states({ 'sign-up': 'done', connect: 'waiting' }), 'workflows')).toEqual([
      'connect',
      'enable-subsets',
      'create-subsets',
    ]);
  });

  test('an optional step is no hindrance, a required one that was skipped with a reason neither', () => {
    const before = states({ 'sign-up': 'done', connect: 'skipped' });
    expect(openBefore(steps, before, 'enable-subsets')).toEqual([]);
  });

  test('what a step is made from has to be done, even if it was skipped', () => {
    const partner = SCENARIOS['msp-design-partner'].steps;
    const before = states({
      'sign-up': 'done',
      connect: 'done',
      'enable-subsets': 'done',
      'create-subsets': 'done',
      workflows: 'skipped',
    });
    expect(openBefore(partner, before, 'associate-workflows')).toEqual(['workflows']);
    expect(openBefore(partner, before, 'end-customers')).toEqual([]);
  });
});

describe('the next action', () => {
  test('of a new payer account is to sign up', () => {
    expect(next('enterprise', [])).toBe('1 sign-up not-started operator: Register in the Spot console.');
  });

  test('is the wait while nothing else can be done', () => {
    const waiting = record('connect', 'waiting', {
      waitingSince: '2026-11-20T12:00:00Z',
      dueAt: '2026-11-22T12:00:00Z',
      reason: 'data',
    });
    expect(next('msp', [...done('sign-up'), waiting])).toBe(
      '2 connect waiting vendor 2026-11-22T12:00:00Z: Wait for the data to be generated.',
    );
    expect(next('msp', [...done('sign-up'), waiting], '2026-11-23T00:00:00Z')).toBe(
      '2 connect overdue operator 2026-11-22T12:00:00Z: Look whether it has come, else ask: the time for the data to be generated is over.',
    );
  });

  test('of the first wait of a customer of an MSP is AWS, of the second the vendor', () => {
    const first = record('connect', 'waiting', { dueAt: '2026-11-22T00:00:00Z', reason: 'first-delivery' });
    const second = record('connect', 'waiting', { dueAt: '2026-11-24T00:00:00Z', reason: 'extractor-link' });
    expect(next('customer-of-msp', [...done('sign-up'), first])).toBe(
      '2 connect waiting aws 2026-11-22T00:00:00Z: Wait for the first delivery of the report to the bucket.',
    );
    expect(next('customer-of-msp', [...done('sign-up'), second])).toBe(
      "2 connect waiting vendor 2026-11-24T00:00:00Z: Wait for the vendor's link for the extractor.",
    );
  });

  test('of the first delivery is AWS, also where the document of the payer account announces no such wait', () => {
    const first = record('connect', 'waiting', {
      dueAt: '2026-11-22T00:00:00Z',
      reason: 'the first delivery of the report to the bucket',
    });
    expect(next('enterprise', [...done('sign-up'), first])).toBe(
      '2 connect waiting aws 2026-11-22T00:00:00Z: Wait for the first delivery of the report to the bucket.',
    );
  });

  test('is the review when a wait is over', () => {
    const answered = record('associate-workflows', 'needs-you', { waitingSince: '2026-11-14T00:00:00Z' });
    const before = done('sign-up', 'connect', 'enable-subsets', 'create-subsets', 'workflows');
    expect(next('msp', [...before, answered])).toBe(
      '7 associate-workflows needs-you operator: Look at the charges in the Subsets List, and approve.',
    );
  });

  test('goes past a ramp-up, also when it is late, while a required step is to be done; then comes back to it', () => {
    const rampUp = record('full-eco', 'waiting', { dueAt: '2026-12-20T00:00:00Z', reason: 'ramp-up' });
    const enable =
      '4 enable-subsets not-started operator: Ask the Spot representative to switch the Subsets feature on; name the Spot Org ID.';
    expect(next('msp', [...done('sign-up', 'connect'), rampUp])).toBe(enable);
    expect(next('msp', [...done('sign-up', 'connect'), rampUp], '2026-12-21T00:00:00Z')).toBe(enable);
    const asked = record('enable-subsets', 'waiting', { dueAt: '2026-12-24T00:00:00Z', reason: 'the feature' });
    expect(next('msp', [...done('sign-up', 'connect'), rampUp, asked], '2026-12-21T00:00:00Z')).toMatch(
      /^3 full-eco overdue operator/u,
    );
    // Both wait: what is required comes first, although the other ends before it.
    expect(next('msp', [...done('sign-up', 'connect'), rampUp, asked])).toMatch(/^4 enable-subsets waiting vendor/u);
    // Both are late: what is required first.
    expect(next('msp', [...done('sign-up', 'connect'), rampUp, asked], '2026-12-25T00:00:00Z')).toMatch(
      /^4 enable-subsets overdue operator/u,
    );
  });

  test('is what blocks before what could be done', () => {
    const blocked = record('full-eco', 'blocked', { reason: 'The contract is not signed.' });
    expect(next('msp', [...done('sign-up', 'connect'), blocked])).toBe(
      '3 full-eco blocked operator: Clear what blocks it: The contract is not signed.',
    );
  });

  test('is an optional step when no other is left: the one ahead first, then the one passed by', () => {
    const required = done('sign-up', 'connect', 'enable-subsets', 'create-subsets', 'workflows', 'validate-workflow');
    expect(next('enterprise', required)).toBe(
      '8 associate-workflows not-started operator: Tell the vendor which billing workflow each subset has. Or skip this optional step.',
    );
    const all = [...required, ...done('associate-workflows', 'end-customers')];
    expect(next('enterprise', all)).toMatch(/^3 full-eco not-started operator: .* Or skip this optional step\.$/u);
    expect(next('enterprise', [...all, record('full-eco', 'skipped')])).toBe('nothing');
  });

  test('is the wait that ends first, of two', () => {
    const records = [
      ...done('sign-up', 'connect', 'enable-subsets', 'create-subsets', 'workflows', 'validate-workflow'),
      record('full-eco', 'skipped'),
      record('associate-workflows', 'waiting', { dueAt: '2026-11-25T00:00:00Z', reason: 'configuration' }),
      record('end-customers', 'waiting', { dueAt: '2026-11-23T00:00:00Z', reason: 'the representative to come back' }),
    ];
    expect(next('enterprise', records)).toBe(
      '9 end-customers waiting vendor 2026-11-23T00:00:00Z: Wait for the representative to come back.',
    );
  });

  test('counts a step that was started out of order', () => {
    expect(next('msp', [record('workflows', 'needs-you')])).toBe(
      '1 sign-up not-started operator: Register in the Spot console.',
    );
    expect(next('msp', [record('workflows', 'blocked', { reason: 'No prices yet.' })])).toMatch(
      /^6 workflows blocked/u,
    );
  });
});
