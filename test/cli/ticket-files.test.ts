import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enroll } from './enroll.ts';

const LIST = ['Account ID\tAccount Name\tSubset\tWorkflow', '000000000011\tone\tContoso\tStandard'].join('\n');

test('ticket save and ticket follow-up write where --out says, common options standing anywhere', async () => {
  const cli = enroll();
  await cli.json('mpa', 'add', '099999999999', '--name', 'Example', '--scenario', 'msp', '--spot-org', '606000000001');
  expect((await cli.feed(LIST, 'import', '-', '--yes')).code).toBe(0);
  await cli.json('ticket', 'associate-workflows', '--channel', 'ticket', '--out', join(cli.folder, 'draft'));
  await cli.json('ticket', 'sent', '1');
  const again = join(cli.folder, 'again');
  await cli.json('ticket', 'save', '1', '--out', again, '--mpa', '099999999999');
  expect(readdirSync(again).sort()).toEqual([
    'associate-workflows-099999999999.eml',
    'associate-workflows-099999999999.txt',
  ]);

  await cli.json('subsets', 'rename', 'Contoso', 'Contoso Europe');
  const changes = join(cli.folder, 'changes');
  await cli.json('ticket', 'follow-up', '1', '--out', changes);
  expect(readdirSync(changes).sort()).toEqual([
    'associate-workflows-099999999999-follow-up-2.eml',
    'associate-workflows-099999999999-follow-up-2.txt',
  ]);
});
