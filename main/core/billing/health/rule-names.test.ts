import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { WorkflowRule } from '../../../../shared/domain/workflow-rule.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { csvOf, USAGE } from '../../../../test/support/cost-report.ts';
import type { ReportLine } from '../../../../test/support/cost-report.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';

const MPA = '099999999999';

const uplift = (scope: Extract<WorkflowRule, { kind: 'percentage' }>['scope']): WorkflowRule => ({
  kind: 'percentage',
  direction: 'uplift',
  percentage: '3',
  scope,
});

/** The findings about names in rules, as sentences. */
async function told(rules: WorkflowRule[], ...lines: ReportLine[]): Promise<string[]> {
  const { client } = tempCore({ now: '2026-11-20T00:00:00Z' });
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  await client.workflows.add({ mpaId: MPA, name: 'Gold', rules });
  const path = join(tempFolder(), 'report.csv');
  writeFileSync(path, csvOf(lines.map((line) => ({ ...USAGE, ...line }))));
  await resultOf(await client.costData.add({ mpaId: MPA, paths: [path] }));
  const { findings } = await client.costData.health({ mpaId: MPA, from: '2026-10', to: '2026-10' });
  return findings
    .filter(({ code }) => code.startsWith('rule-'))
    .map(({ severity, sentence }) => `${severity}: ${sentence}`);
}

const S3 = { line_item_product_code: 'AmazonS3', product_product_name: 'Amazon Simple Storage Service' };

it('a service is known by its code and by its name, with or without whose it is; another one has its nearest', async () => {
  const services = [
    'Amazon S3',
    's3',
    'Simple Storage Service',
    'amazonec2',
    'Amazon Simple Storage Servise',
    'AWS Lambda',
  ];
  expect(await told([{ kind: 'remove-taxes' }, uplift({ services })], S3, {})).toEqual([
    "warning: Rule 2 of the workflow Gold names the service 'Amazon Simple Storage Servise', which no line has: it changes nothing. The nearest that lines have: Amazon Simple Storage Service.",
    "warning: Rule 2 of the workflow Gold names the service 'AWS Lambda', which no line has: it changes nothing.",
  ]);
});

it('regions and owners of commitments that no line has are hints; without regions in the report nothing is said of them', async () => {
  const rules: WorkflowRule[] = [
    uplift({ regionGroups: ['us-east', 'us-west', 'eu'] }),
    {
      kind: 'replace-discount',
      commitment: 'ri',
      purchasedBy: { kind: 'accounts', accountIds: [accountId('222222222223')] },
    },
  ];
  const owned = { reservation_reservation_a_r_n: 'arn:aws:ec2:us-east-1:222222222222:reserved-instances/1' };
  expect(await told(rules, { ...owned, product_region_code: 'us-east-1' })).toEqual([
    'hint: Rule 1 of the workflow Gold names the regions us-west, in which no line is. The nearest that lines have: us-east-1.',
    'hint: Rule 1 of the workflow Gold names the regions eu, in which no line is.',
    'hint: Rule 2 of the workflow Gold names the account 222222222223, which owns no commitment that lines have. The nearest that lines have: 222222222222.',
  ]);
  expect(await told(rules.slice(0, 1), {})).toEqual([]);
});
