import { describe, expect, test } from 'vitest';
import { SCENARIO_KEYS, SCENARIOS, stepOf } from './scenario.ts';
import type { ScenarioKey } from './scenario.ts';
import { isStepKey, STEP_KEYS } from './step.ts';

function outline(scenario: ScenarioKey): string[] {
  return SCENARIOS[scenario].steps.map(({ key, optional, waits, ticket }) =>
    [
      key,
      optional ? 'optional' : 'required',
      waits.map(({ hours }) => `${hours} h`).join(' + ') || 'no wait',
      ticket
        ? `${ticket.channel} ${ticket.kind}${ticket.sheet ? ` with sheet ${ticket.sheet}` : ''}`
        : 'nothing to send',
    ].join(', '),
  );
}

describe('the scenarios', () => {
  test('MSP: its seven steps and full Eco; two mails with small sheets', () => {
    expect(outline('msp')).toEqual([
      'sign-up, required, no wait, nothing to send',
      'connect, required, 48 h, nothing to send',
      'full-eco, optional, 1008 h, nothing to send',
      'enable-subsets, required, no wait, mail enable-subsets',
      'create-subsets, required, no wait, nothing to send',
      'workflows, required, no wait, nothing to send',
      'associate-workflows, required, 168 h, mail associate-workflows with sheet 4',
      'end-customers, required, 168 h, mail end-customers with sheet 5',
    ]);
  });

  test('design partner: everything by mail, tables by account; without billing rules the workflow steps fall away', () => {
    expect(outline('msp-design-partner')).toEqual([
      'sign-up, required, no wait, nothing to send',
      'connect, required, 48 h, nothing to send',
      'full-eco, optional, 1008 h, nothing to send',
      'enable-subsets, required, no wait, mail enable-subsets with sheet 1',
      'create-subsets, required, no wait, mail subsets with sheet 1',
      'workflows, optional, no wait, mail workflows',
      'associate-workflows, optional, 168 h, mail associate-workflows with sheet 2',
      'end-customers, required, 168 h, mail end-customers with sheet 3',
    ]);
  });

  test('enterprise: tickets, validation, and the two associations optional', () => {
    expect(outline('enterprise')).toEqual([
      'sign-up, required, no wait, nothing to send',
      'connect, required, 48 h, nothing to send',
      'full-eco, optional, 1008 h, nothing to send',
      'enable-subsets, required, no wait, ticket enable-subsets',
      'create-subsets, required, no wait, nothing to send',
      'workflows, required, no wait, nothing to send',
      'validate-workflow, required, no wait, nothing to send',
      'associate-workflows, optional, 96 h, ticket associate-workflows',
      'end-customers, optional, 168 h, ticket end-customers',
    ]);
  });

  test('customer of an MSP: the billing data only, with its two waits', () => {
    expect(outline('customer-of-msp')).toEqual([
      'sign-up, required, no wait, nothing to send',
      'connect, required, 24 h + 72 h, nothing to send',
    ]);
    expect(stepOf('customer-of-msp', 'connect')?.waits.map(({ key, mover }) => `${key}: ${mover}`)).toEqual([
      'first-delivery: aws',
      'extractor-link: vendor',
    ]);
  });

  test.each(SCENARIO_KEYS)('%s has its steps in the order of the procedure, each told in two lines', (scenario) => {
    const { key, steps } = SCENARIOS[scenario];
    expect(key).toBe(scenario);
    const order = steps.map((step) => STEP_KEYS.indexOf(step.key));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(steps.length);
    for (const [index, step] of steps.entries()) {
      expect(step.lines).toHaveLength(2);
      expect(step.name).not.toMatch(/\.$/u);
      expect(step.evidence.length).toBeGreaterThan(0);
      // What a step needs comes before it, else it could never be done in order.
      const before = steps.slice(0, index).map((each) => each.key);
      expect(before).toEqual(expect.arrayContaining([...step.needs]));
      expect(new Set(step.waits.map((wait) => wait.key)).size).toBe(step.waits.length);
      // A step that is waited for has something to be done afterwards.
      expect(step.review === null).toBe(step.waits.length === 0);
    }
  });

  test('a step is found by its key, in its own scenario only', () => {
    expect(stepOf('enterprise', 'validate-workflow')?.reference).toBe('Step 6');
    expect(stepOf('msp', 'validate-workflow')).toBeUndefined();
    expect(isStepKey('full-eco')).toBe(true);
    expect(isStepKey('toString')).toBe(false);
  });
});
