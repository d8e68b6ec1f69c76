import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SandboxStatusView } from '../../shared/contract/sandbox.ts';
import { CUSTOMER, customerDesk } from './sandbox-terminal.ts';

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
  expect((await cli.run('aws', 'status')).stdout).toMatch(/hand-off +Hand-off mail +your move/u);

  await cli.json('aws', 'undo', 'report', '--yes');
  const again = await cli.run('aws', 'apply');
  expect(again.stderr).toContain(': Cost and Usage Report (which was taken back)? Nothing was changed.');
  expect(again.stderr).toMatch(/It was taken back on \d{4}-\d\d-\d\d \d\d:\d\d UTC and would be made again\./u);
}, 120_000);

test('a rehearsal says so in the mail, with the files, and over what goes on; a folder that can’t be made is said', async () => {
  const cli = await customerDesk();
  const first = await cli.run('aws', 'apply', '--yes');
  const [banner = '', account = '', ...lines] = first.stderr.split('\n');
  expect(banner.slice(10)).toBe('*** SIMULATED: the sandbox account of this computer. Nothing of this is real. ***');
  expect(account).toMatch(/^account 099999999999, profile sandbox \(simulated\), arn:aws:/u);
  expect(lines.join('\n')).not.toContain('GetCallerIdentity');
  const day = await cli.run('sandbox', 'advance', '1d');
  expect(day.stdout).toMatch(/^\*\*\* SIMULATED: .*\nIt is \d{4}-\d\d-\d\d \d\d:\d\d UTC in the sandbox now\.\n/u);
  const second = await cli.run('aws', 'apply', '--yes', '--verbose');
  expect(second.stderr).toContain('sts:GetCallerIdentity ok (request ');

  const handed = await cli.run('aws', 'handoff', '--out', 'out');
  expect(handed.stdout).toMatch(/^\*\*\* SIMULATED: /u);
  expect(handed.stdout).toContain('Do not send it: ');
  const mail = readFileSync(join(cli.folder, 'out', `hand-off-${CUSTOMER}.eml`), 'utf8');
  expect(mail).toMatch(/^Subject: (?:=\?utf-8\?[QB]\?)?SIMULATED/imu);
  expect(mail).toContain('SIMULATED (do not send): this mail was made in a rehearsal');
  expect((await cli.run('aws', 'handoff')).stderr).toBe(
    'INVALID_INPUT: Say the folder for the mail: enroll aws handoff --out DIR\n',
  );
  expect((await cli.run('aws', 'handoff', '--out', 'out', 'sent')).stderr).toBe(
    'INVALID_INPUT: --out has no effect with sent. Leave it out. Nothing was changed.\n',
  );
  const wrong = await cli.run('aws', 'handoff', 'sent', '--at', '2100-01-01T00:00:00Z');
  expect(wrong).toMatchObject({
    code: 2,
    stderr: 'INVALID_INPUT: 2100-01-01T00:00:00Z is still to come. Give the time at which it was sent.\n',
  });
  const sent = await cli.run('aws', 'handoff', 'sent', '--at', '2020-01-02T12:00:00Z');
  expect(sent.stdout).toMatch(/^\*\*\* SIMULATED: /u);
  expect(sent.stdout).toMatch(/\nThe hand-off mail is sent\. The vendor should have answered by 2020-01-0[456]\. /u);
  expect((await cli.run('aws', 'handoff', 'sent')).stderr).toBe(
    `CONFLICT: The hand-off mail of Contoso (${CUSTOMER}) was said to be sent before: The hand-off mail was sent on 2020-01-02 12:00 UTC. Nothing was changed.\n`,
  );

  if (process.platform === 'linux') {
    const nowhere = await cli.run('aws', 'handoff', '--out', '/proc/nope');
    expect(nowhere.code).toBe(3);
    expect(nowhere.stderr).toContain("FILE_NOT_WRITTEN: The folder /proc/nope can't be made: ");
  }
}, 120_000);
