import { expect, test } from 'vitest';
import type { SandboxStatusView } from '../../shared/contract/sandbox.ts';
import { customerDesk } from './sandbox-terminal.ts';

test('what comes up after the first question is asked for on its own, with what it makes; what was taken back is said', async () => {
  const cli = await customerDesk();
  await cli.json('aws', 'apply', '--yes');
  await cli.json('sandbox', 'advance', '1d');

  // crawler-cfn.yml has come: it is kept and the mail is made, which changes nothing in AWS. The stack is another question.
  const asked = await cli.run('aws', 'apply');
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain(
    'CHOICE_NEEDED: Make SIMULATED 1 call that changes the account 099999999999 (Contoso) with the profile sandbox (simulated): Athena stack? Nothing more was changed in AWS. Give --yes to do it.\n',
  );
  expect(asked.stderr).toContain('athena-stack: will do\n  cloudformation:CreateStack');
  expect(asked.stderr).not.toMatch(/\b0 calls/u);
  const { created } = await cli.json<SandboxStatusView>('sandbox', 'status');
  expect(created.filter((what) => what.startsWith('stack '))).toEqual([]);
  expect((await cli.run('aws', 'status')).stdout).toMatch(/hand-off +Hand-off mail +in place/u);

  await cli.json('aws', 'undo', 'report', '--yes');
  const again = await cli.run('aws', 'apply');
  expect(again.stderr).toContain(': Cost and Usage Report (which was taken back)? Nothing was changed.');
  expect(again.stderr).toMatch(/It was taken back on \d{4}-\d\d-\d\d \d\d:\d\d UTC and would be made again\./u);
}, 120_000);
