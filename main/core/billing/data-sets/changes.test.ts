import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Client } from '../../../../shared/contract/client.ts';
import type { CostChanges } from '../../../../shared/contract/cost-data.ts';
import { csvOf, USAGE } from '../../../../test/support/cost-report.ts';
import type { ReportLine } from '../../../../test/support/cost-report.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';

const MPA = '099999999999';
const OPEN = { bill_invoice_id: '' };
const TAX = { line_item_line_item_type: 'Tax', line_item_product_code: '', line_item_unblended_cost: '0.5' };

async function start(): Promise<{ client: Client; add: (...lines: ReportLine[]) => Promise<CostChanges[]> }> {
  const { client } = tempCore({ now: '2026-11-20T08:00:00Z' });
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  const path = join(tempFolder(), 'report.csv');
  const add = async (...lines: ReportLine[]): Promise<CostChanges[]> => {
    writeFileSync(path, csvOf(lines.map((line) => ({ ...USAGE, ...line }))));
    const { changes } = await resultOf(await client.costData.add({ mpaId: MPA, paths: [path] }));
    return changes;
  };
  return { client, add };
}

/** The sums that differ: account, type, service, lines and unblended before and after. */
const sums = ([change]: CostChanges[]): string[] =>
  (change?.largest ?? []).map(({ account, type, service, before, after }) =>
    [account, type, service || '-', before.lines, before.unblended, after.lines, after.unblended].join(' '),
  );

it('a month that is read again after it was settled says what changed, the largest first; its old lines are gone', async () => {
  const { client, add } = await start();
  const other = { line_item_usage_account_id: '222222222222' };
  expect(await add({}, {}, other, TAX)).toEqual([]);
  await client.costData.empty({ mpaId: MPA });
  const changes = await add(
    {},
    {},
    { line_item_line_item_type: 'Credit', line_item_unblended_cost: '-3.25' },
    TAX,
    TAX,
  );
  expect(changes).toMatchObject([
    {
      month: '2026-10',
      currency: 'USD',
      since: { readAt: '2026-11-20T08:00:00Z', state: 'final', assembly: null },
      before: { lines: 4, unblended: '0.5360000000' },
      after: { lines: 5, unblended: '-2.2260000000' },
      sums: 3,
    },
  ]);
  expect(sums(changes)).toEqual([
    '111111111111 Credit AmazonEC2 0 0.0000000000 1 -3.2500000000',
    '111111111111 Tax - 1 0.5000000000 2 1.0000000000',
    '222222222222 Usage AmazonEC2 1 0.0120000000 0 0.0000000000',
  ]);
  const { changes: told, findings } = await client.costData.health({ mpaId: MPA, from: '2026-10', to: '2026-10' });
  expect(told).toEqual(changes);
  expect(findings.filter(({ code }) => code.startsWith('changed'))).toEqual([
    {
      severity: 'warning',
      code: 'changed-since-settled',
      sentence:
        'October 2026 was read before on 2026-11-20: 3 sums of an account, line item type and service changed since AWS had settled it (lines 4 → 5, unblended 0.5360000000 → -2.2260000000).',
      lines: null,
      unblended: '-2.7620000000',
      where: null,
    },
  ]);
});

it('what is compared is the first reading that was settled; the same again says that nothing changed', async () => {
  const { client, add } = await start();
  await add(OPEN);
  expect(await add({})).toMatchObject([{ since: { state: 'open' }, sums: 0, largest: [] }]);
  expect(sums(await add({}, {}))).toEqual(['111111111111 Usage AmazonEC2 1 0.0120000000 2 0.0240000000']);
  // Once more, without a change since the last time.
  expect(await add({}, {})).toMatchObject([{ since: { state: 'final' }, sums: 1 }]);
  for (let reads = 0; reads < 2; reads += 1) await client.history.undo();
  const { changes, findings } = await client.costData.health({ mpaId: MPA, from: '2026-10', to: '2026-10' });
  expect([changes[0]?.since.state, findings.filter(({ code }) => code.startsWith('changed'))]).toEqual(['open', []]);
});

it('a month that is open says so; a month that is forgotten is new again, and undo brings the sums back', async () => {
  const { client, add } = await start();
  await add(OPEN);
  expect(await add(OPEN, OPEN)).toMatchObject([{ since: { state: 'open' }, sums: 1 }]);
  const { findings } = await client.costData.health({ mpaId: MPA, from: '2026-10', to: '2026-10' });
  expect(findings.find(({ code }) => code === 'changed-since-read')).toMatchObject({
    severity: 'hint',
    sentence: expect.stringContaining(
      'One sum of an account, line item type and service changed since it was read before, while it was open',
    ) as string,
  });
  await client.costData.forget({ mpaId: MPA, month: '2026-10' });
  await client.history.undo();
  expect(sums(await add(OPEN))).toEqual(['111111111111 Usage AmazonEC2 2 0.0240000000 1 0.0120000000']);
  await client.costData.forget({ mpaId: MPA, month: '2026-10' });
  expect(await add(OPEN)).toEqual([]);
});

it('texts that look like signs of the sums stay what they are', async () => {
  const { add } = await start();
  const odd = { line_item_product_code: 'a",[["b', line_item_usage_type: 'ü\n' };
  await add(odd);
  expect(sums(await add(odd, odd))).toEqual(['111111111111 Usage a",[["b 1 0.0120000000 2 0.0240000000']);
});
