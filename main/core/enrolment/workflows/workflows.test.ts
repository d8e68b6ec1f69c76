import { describe, expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { WorkflowRule } from '../../../../shared/domain/workflow-rule.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';
const OTHER = '088888888888';
const EDP: WorkflowRule = { kind: 'remove-credits', credit: 'edp' };
const TAXES: WorkflowRule = { kind: 'remove-taxes' };
const UPLIFT: WorkflowRule = { kind: 'percentage', direction: 'uplift', percentage: '3', scope: {} };
const RI: WorkflowRule = {
  kind: 'replace-discount',
  commitment: 'ri',
  purchasedBy: { kind: 'accounts', accountIds: [accountId('000000000001')] },
};

/** Standard (EDP, uplift) is that of Contoso, which has two accounts, and of Fabrikam, which has none; Raw of nobody. */
function start(): Client {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES
      ('${MPA}', 'Example', 'example', 'msp', '2026'), ('${OTHER}', 'Other', 'other', 'msp', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key, rules) VALUES
      (1, '${MPA}', 'Standard', 'standard', '${JSON.stringify([EDP, UPLIFT])}'), (2, '${MPA}', 'Raw', 'raw', '[]');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1), (2, '${MPA}', 'Fabrikam', 'fabrikam', 1);
    INSERT INTO account (id, mpa_id, name, subset_id) VALUES
      ('000000000001', '${MPA}', 'one', 1), ('000000000002', '${MPA}', 'two', 1);`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

describe('billing workflows', () => {
  it('are listed by name with where they are used and what their checks found', async () => {
    const { workflows } = start();
    expect(await workflows.list({ mpaId: MPA })).toEqual([
      {
        id: 2,
        mpaId: MPA,
        name: 'Raw',
        note: '',
        rules: 0,
        subsets: 0,
        accounts: 0,
        findings: { error: 0, warning: 0, hint: 1 },
      },
      {
        id: 1,
        mpaId: MPA,
        name: 'Standard',
        note: '',
        rules: 2,
        subsets: 2,
        accounts: 2,
        findings: { error: 0, warning: 0, hint: 1 },
      },
    ]);
  });

  it('are shown as the vendor reads them', async () => {
    const { workflows } = start();
    const standard = await workflows.get({ id: 1 });
    expect(standard.text).toBe(
      'Standard:\n\n1. Remove EDP Discount so it is not shared with customer\n2. Uplift the price of all services by 3%',
    );
    expect(standard.usedBy).toEqual([
      { id: 1, name: 'Contoso', accounts: 2 },
      { id: 2, name: 'Fabrikam', accounts: 0 },
    ]);
    expect(standard.findings.map(({ code }) => code)).toEqual(['workflow-percentage-of-taxes']);
  });

  it('are added with a tidied name that is not there yet', async () => {
    const { workflows } = start();
    const { value: added } = await workflows.add({ mpaId: MPA, name: '  Premium \t plan ', rules: [EDP] });
    expect(added).toMatchObject({ name: 'Premium plan', rules: [EDP], note: '' });
    await expect(workflows.add({ mpaId: MPA, name: 'PREMIUM  PLAN' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    await expect(workflows.add({ mpaId: MPA, name: ' \u200b ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(workflows.add({ mpaId: '777777777777', name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await workflows.add({ mpaId: OTHER, name: 'Premium plan' })).value.mpaId).toBe(OTHER);
  });

  it('are renamed, also only in their letters', async () => {
    const { workflows } = start();
    expect((await workflows.rename({ id: 1, name: 'STANDARD' })).value.name).toBe('STANDARD');
    await expect(workflows.rename({ id: 1, name: 'raw' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('are edited rule by rule, and undone', async () => {
    const { workflows, history } = start();
    const kinds = async (): Promise<string[]> => (await workflows.get({ id: 1 })).rules.map(({ kind }) => kind);
    await workflows.addRule({ id: 1, rule: TAXES });
    expect(await kinds()).toEqual(['remove-credits', 'percentage', 'remove-taxes']);
    await workflows.moveRule({ id: 1, from: 3, to: 1 });
    expect(await kinds()).toEqual(['remove-taxes', 'remove-credits', 'percentage']);
    await workflows.moveRule({ id: 1, from: 1, to: 3 });
    expect(await kinds()).toEqual(['remove-credits', 'percentage', 'remove-taxes']);
    await workflows.addRule({ id: 1, rule: RI, position: 1 });
    await workflows.removeRule({ id: 1, position: 4 });
    expect(await kinds()).toEqual(['replace-discount', 'remove-credits', 'percentage']);
    await workflows.replaceRule({ id: 1, position: 2, rule: TAXES });
    expect(await kinds()).toEqual(['replace-discount', 'remove-taxes', 'percentage']);
    await history.undo();
    expect(await kinds()).toEqual(['replace-discount', 'remove-credits', 'percentage']);
    await workflows.setRules({ id: 1, rules: [] });
    expect(await kinds()).toEqual([]);
  });

  it('refuse places that are not there and rules that are none', async () => {
    const { workflows } = start();
    await expect(workflows.moveRule({ id: 1, from: 1, to: 3 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(workflows.removeRule({ id: 2, position: 1 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The billing workflow Raw has 0 rules, so there is no place 1. It has none.',
    });
    await expect(workflows.addRule({ id: 1, rule: UPLIFT, position: 4 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const wrong = { ...UPLIFT, percentage: '-3' };
    await expect(workflows.addRule({ id: 1, rule: wrong })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('are duplicated beside themselves and copied to another payer account', async () => {
    const { workflows } = start();
    expect((await workflows.duplicate({ id: 1 })).value).toMatchObject({
      name: 'Standard (copy)',
      rules: [EDP, UPLIFT],
    });
    expect((await workflows.duplicate({ id: 1 })).value).toMatchObject({ name: 'Standard (copy 2)', usedBy: [] });
    expect((await workflows.copy({ id: 1, mpaId: OTHER })).value).toMatchObject({
      mpaId: OTHER,
      name: 'Standard',
      usedBy: [],
    });
    await expect(workflows.copy({ id: 1, mpaId: OTHER })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('are removed when nobody has them, or with force', async () => {
    const { workflows, subsets } = start();
    expect((await workflows.remove({ id: 2 })).value.subsets).toBe(0);
    await expect(workflows.remove({ id: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'The billing workflow Standard is that of Contoso, Fabrikam. Give these another one first, or remove it with force, which leaves them without one.',
    });
    expect((await workflows.remove({ id: 1, force: true })).value.subsets).toBe(2);
    expect((await subsets.get({ id: 1 })).workflow).toBeNull();
    await expect(workflows.get({ id: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
