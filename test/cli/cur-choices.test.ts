/** What a person decides about cost data by the command line: classes of credits, and which commitments Eco manages. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CostHealth } from '../../shared/contract/cost-data.ts';
import { csvOf, USAGE } from '../support/cost-report.ts';
import type { ReportLine } from '../support/cost-report.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

const PLAN = 'arn:aws:savingsplans::222222222222:savingsplan/0a1b2c3d-0000-4000-8000-000000000001';
const RESERVATION = 'arn:aws:ec2:eu-central-1:222222222222:reserved-instances/0A1B2C3D-0000-4000-8000-000000000002';
const OTHER = '0a1b2c3d-0000-4000-8000-000000000003';

async function start(...lines: ReportLine[]): Promise<{ cli: Enroll; health: () => Promise<CostHealth> }> {
  const cli = enroll();
  await cli.run('mpa', 'add', '099999999999', '--name', 'Example', '--scenario', 'msp');
  writeFileSync(join(cli.folder, 'report.csv'), csvOf(lines.map((line) => ({ ...USAGE, ...line }))));
  expect(await cli.run('cur', 'add', 'report.csv')).toMatchObject({ code: 0 });
  const health = async (): Promise<CostHealth> => {
    const { stdout } = await cli.run('cur', 'health', '--month', '2026-10', '--json');
    return JSON.parse(stdout) as CostHealth;
  };
  return { cli, health };
}

test('a credit gets another class, which is kept, seen as chosen, and goes back to its own; undo too', async () => {
  const credit = {
    line_item_line_item_type: 'Credit',
    line_item_line_item_description: 'Goodwill; for "October"',
    line_item_product_code: 'AmazonS3',
    line_item_unblended_cost: '-5',
  };
  const { cli, health } = await start(credit, { ...credit, line_item_product_code: '' });
  const classes = async (): Promise<unknown[]> =>
    (await health()).credits.map((each) => [each.product, each.class, each.isChosen]);
  const own = [
    ['', 'other', false],
    ['AmazonS3', 'other', false],
  ];
  expect(await classes()).toEqual(own);
  const described = ['--type', 'Credit', '--description', 'Goodwill; for "October"'];
  const set = await cli.run('cur', 'class', ...described, '--product', 'AmazonS3', '--class', 'edp');
  expect(set).toMatchObject({ code: 0 });
  expect(set.stdout).toContain('A Credit with just this description and product counts as edp.');
  const chosen = [
    ['', 'other', false],
    ['AmazonS3', 'edp', true],
  ];
  expect(await classes()).toEqual(chosen);
  expect((await cli.run('cur', 'health', '--month', '2026-10')).stdout).toMatch(/AmazonS3 +edp \(chosen by you\) +1 /u);
  await cli.run('undo', '--yes');
  expect(await classes()).toEqual(own);
  await cli.run('redo', '--yes');
  expect(await classes()).toEqual(chosen);
  await cli.run('cur', 'class', ...described, '--class', 'bundled');
  await cli.run('cur', 'class', ...described, '--product', 'AmazonS3', '--class', 'own');
  expect(await classes()).toEqual([
    ['', 'bundled', true],
    ['AmazonS3', 'other', false],
  ]);
  expect(await cli.run('cur', 'class', '--type', 'Usage', '--class', 'edp')).toMatchObject({ code: 2, stdout: '' });
  expect(await cli.run('cur', 'class', '--type', 'Credit', '--class', 'none')).toMatchObject({ code: 2, stdout: '' });
});

test('which commitments Eco manages is a list: looked at first, kept with --yes, told of in health', async () => {
  const { cli, health } = await start(
    { savings_plan_savings_plan_a_r_n: PLAN },
    { reservation_reservation_a_r_n: RESERVATION, line_item_usage_account_id: '333333333333' },
    { reservation_reservation_a_r_n: RESERVATION },
  );
  const eco = async (): Promise<unknown> => {
    const { commitments, eachCommitment, ecoNotInLines, findings } = await health();
    const codes = findings.map(({ code }) => code).filter((code) => code.startsWith('eco'));
    const each = eachCommitment.map(({ isEco, lines, accounts }) => [isEco, lines, accounts]);
    return [commitments.map((of) => of.eco), each, ecoNotInLines, codes];
  };
  const nothing = [
    [null, null],
    [
      [null, 2, 2],
      [null, 1, 1],
    ],
    [],
    ['eco-list-missing'],
  ];
  expect(await eco()).toEqual(nothing);
  // By its ID in small letters, with a title above the heading of another column, and one that no line has.
  writeFileSync(
    join(cli.folder, 'list.csv'),
    `Owner;Reservation ID\n222222222222;0a1b2c3d-0000-4000-8000-000000000002\n222222222222;${OTHER}\n1;${OTHER}\n`,
  );
  const look = await cli.run('cur', 'eco', 'list.csv');
  expect(look).toMatchObject({ code: 0 });
  expect(look.stdout).toContain(
    `2 commitments, 1 row that says the same again\nNew: 0a1b2c3d-0000-4000-8000-000000000002, ${OTHER}\n`,
  );
  expect(look.stdout).toContain('Nothing was changed yet. Keep it with the same command and --yes.');
  expect(await eco()).toEqual(nothing);
  expect((await cli.run('cur', 'eco', 'list.csv', '--yes')).stdout).toContain(
    'Eco manages 2 commitments: 2 new, 0 no more.',
  );
  const known = [
    [1, 0],
    [
      [true, 2, 2],
      [false, 1, 1],
    ],
    [OTHER],
    ['eco-not-in-lines'],
  ];
  expect(await eco()).toEqual(known);
  const { stdout } = await cli.run('cur', 'health', '--month', '2026-10');
  expect(stdout).toMatch(new RegExp(`^${RESERVATION} +yes +2 +2$`, 'mu'));
  expect(stdout).toContain(`hint: One commitment on the list of what Eco manages no line names: ${OTHER}.`);
  expect((await cli.run('cur', 'eco', 'list.csv', '--yes')).stdout).toContain(
    'It changes nothing: all of it is kept already.',
  );
  writeFileSync(join(cli.folder, 'plan.txt'), `${PLAN}\n`);
  expect((await cli.run('cur', 'eco', 'plan.txt', '--yes')).stdout).toContain(
    'Eco manages 1 commitment: 1 new, 2 no more.',
  );
  await cli.run('undo', '--yes');
  expect(await eco()).toEqual(known);
  expect(await cli.run('cur', 'eco', '--forget', '--yes')).toMatchObject({ code: 0 });
  expect(await eco()).toEqual(nothing);
});

test('rows that are no commitments are told of with place, value and reason, and stop the list unless they are left out', async () => {
  const { cli } = await start({});
  writeFileSync(join(cli.folder, 'list.csv'), `Note,Savings Plan ARN\nx,${PLAN}\ny,PLAN-1\nz,\n`);
  const refused = await cli.run('cur', 'eco', 'list.csv', '--yes');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stdout).toContain(
    "2 rows can't be taken:\n  list!B3: 'PLAN-1': it is neither the ARN nor the ID of a reservation or Savings Plan\n  list!B4: '': the row has no ID\n",
  );
  expect(refused.stdout).toContain('Nothing was changed. Mend the list, or leave these rows out with --skip-invalid.');
  const taken = await cli.run('cur', 'eco', 'list.csv', '--yes', '--skip-invalid');
  expect(taken.stdout).toContain('Eco manages 1 commitment: 1 new, 0 no more.');
  writeFileSync(join(cli.folder, 'empty.csv'), 'ARN\n');
  for (const args of [['empty.csv'], [], ['list.csv', '--forget'], ['--forget', '--skip-invalid']])
    expect(await cli.run('cur', 'eco', ...args, '--yes')).toMatchObject({ code: 2, stdout: '' });
});
