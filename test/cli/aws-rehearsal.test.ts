/** The words around a rehearsal: profiles, links, clocks, and what a word may not replace. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SandboxStatusView } from '../../shared/contract/sandbox.ts';
import { CUSTOMER, customerDesk, sandboxTerminal } from './sandbox-terminal.ts';

const OWN = '066666666666';

test('each account of the sandbox is named with its own profile; one that it lacks is told how it comes there', async () => {
  const cli = await sandboxTerminal(CUSTOMER, '--account', OWN);
  const { started } = cli;
  expect(started).toContain(`Account ${CUSTOMER}: enroll aws plan --mpa ${CUSTOMER} --profile 'sandbox (simulated)'\n`);
  expect(started).toContain(`Account ${OWN}: enroll aws plan --mpa ${OWN} --profile 'sandbox (simulated) ${OWN}'\n`);
  const add = ['--name', 'Fabrikam', '--scenario', 'enterprise', '--profile', 'sandbox (simulated)'];
  await cli.json('mpa', 'add', OWN, ...add);
  await cli.json('mpa', 'add', '077777777777', ...add.with(1, 'Northwind'));
  expect(await cli.run('aws', 'plan', '--mpa', '077777777777')).toMatchObject({
    code: 2,
    stdout: '',
    stderr:
      'PROFILE_NOT_FOUND: The sandbox has no account 077777777777. End it with Ctrl-C where it runs, and start it with: enroll sandbox start --account 077777777777 (what is in it stays).\n',
  });

  // An own management account is sent no extractor link; the customer's is for when there is a hand-off mail.
  expect((await cli.run('aws', 'apply', '--mpa', OWN, '--yes', '-q')).code).toBe(1);
  const day = await cli.run('sandbox', 'advance', '1d');
  expect(day.stdout).toContain(`The first report of ${OWN} was delivered, with crawler-cfn.yml.`);
  expect(day.stdout).not.toContain("The vendor's link");
  const { stdout } = await cli.run('sandbox', 'status');
  expect(stdout).toMatch(new RegExp(`Account ${OWN}:\\n  Access role link: +https:`, 'u'));
  expect(stdout).toMatch(
    new RegExp(`Account ${CUSTOMER}:\\n  Extractor link: +not yet; .*\\n  Access role link: +https:`, 'u'),
  );
}, 120_000);

test('the vendor’s link is there when the mail was made, and no access role for a customer; both clocks are said', async () => {
  const cli = await customerDesk();
  await cli.json('aws', 'apply', '--yes');
  expect((await cli.run('aws', 'status')).stdout).not.toContain('clock');
  const day = await cli.run('sandbox', 'advance', '1d');
  expect(day.stdout).toContain(`The first report of ${CUSTOMER} was delivered`);
  expect(day.stdout).not.toContain("The vendor's link");
  const before = await cli.run('sandbox', 'status');
  expect(before.stdout).toContain(
    '  Extractor link:    not yet; it answers the hand-off mail, which apply makes after the first delivery',
  );
  expect(before.stdout).not.toContain('Access role link');
  expect((await cli.run('aws', 'apply', '--yes')).code).toBe(1);
  const { accounts } = await cli.json<SandboxStatusView>('sandbox', 'status');
  expect((await cli.run('sandbox', 'status')).stdout).toContain(`  Extractor link:    ${accounts[0]?.vendorLink}`);
  expect((await cli.run('aws', 'status')).stdout).toMatch(
    /\nThe clock of the sandbox is 1d ahead: \d{4}-\d\d-\d\d \d\d:\d\d UTC there, \d{4}-\d\d-\d\d \d\d:\d\d UTC here\. Due dates go by the clock here; /u,
  );
}, 120_000);

test('a damaged AWS file does not keep anybody from rehearsing; it is told where profiles are listed', async () => {
  const cli = await customerDesk();
  mkdirSync(join(cli.folder, '.aws'), { recursive: true });
  writeFileSync(join(cli.folder, '.aws', 'config'), '[profile real]\nwhat is this\n');
  expect((await cli.run('aws', 'plan')).code).toBe(0);
  const profiles = await cli.run('aws', 'profiles');
  expect(profiles.code).toBe(0);
  expect(profiles.stdout).toContain('sandbox (simulated)');
  const broken = `The AWS settings in ${join(cli.folder, '.aws', 'config')} are broken: line 2 is neither a section nor a setting.`;
  expect(profiles.stdout).toContain(broken);
  for (const args of [
    ['plan', '--profile', 'real'],
    ['login', 'real'],
  ]) {
    const refused = await cli.run('aws', ...args);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(`PROFILE_BROKEN: ${broken}`);
  }
}, 120_000);

test('a step that was seen in place is not replaced by a word, unless that is meant; names stand in quotes in remedies', async () => {
  const cli = await customerDesk();
  await cli.json('sandbox', 'faults', 'on', 'credentials-expired', '--operation', 's3:CreateBucket');
  const expired = await cli.run('aws', 'apply', '--yes', '-q');
  expect(expired.code).toBe(4);
  expect(expired.stdout).toContain(
    'What to do: Sign in again with: enroll sandbox faults off credentials-expired (nobody signs in to the sandbox: this fault is on).',
  );
  await cli.json('sandbox', 'faults', 'off', 'all');
  await cli.json('aws', 'apply', '--yes');
  const refused = await cli.run('aws', 'done', 'bucket', '--how', 'ok');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toBe(
    'CONFLICT: Report bucket is in place by what was seen, which proves more than a word: The bucket spotinst-cur-report is there, in us-east-1, closed to the public; AWS billing may write reports into it. Nothing was changed. Give --replace to keep your word instead.\n',
  );
  expect((await cli.run('aws', 'status')).stdout).not.toContain('by your word');
  expect((await cli.run('aws', 'done', 'bucket', '--how', 'ok', '--replace', '-q')).code).toBe(0);
  expect((await cli.run('aws', 'status')).stdout).toContain('in place (simulated), by your word');
}, 120_000);

test('a rehearsal is marked wherever it shows, and ended by its command; then nothing is known of the set-up', async () => {
  const cli = await customerDesk();
  await cli.json('aws', 'apply', '--yes');
  expect((await cli.run('aws', 'status')).stdout).toMatch(
    /^\*\*\* SIMULATED: .*\n.*\n\n.*\n.* in place \(simulated\) /u,
  );
  expect((await cli.run('steps')).stdout).toMatch(/connect +Connect the payer account +rehearsed +operator/u);
  expect((await cli.run('steps', 'overview')).stdout).toContain('0 of 2');
  const shown = (await cli.run('steps', 'show', 'connect')).stdout;
  expect(shown).toContain('To set it up in AWS, end the rehearsal with: enroll aws rehearsal end\n');
  expect(shown).toContain('  bucket: spotinst-cur-report (simulated)\n');
  expect((await cli.run('history')).stdout).toContain('Rehearsal of the AWS set-up of Contoso: ');

  const mark =
    '*** SIMULATED: the AWS set-up of Contoso (099999999999) is a rehearsal in the sandbox, which connects nothing. ***\n';
  for (const args of [
    ['ticket'],
    ['ticket', 'end-customers'],
    ['ticket', 'list'],
    ['ticket', 'end-customers', '--out', 'tickets', '--force'],
    ['ticket', 'show', '1'],
    ['ticket', 'sent', '1', '--force'],
    ['export', '3', '--out', 'sheets'],
  ]) {
    expect([args, await cli.run(...args)]).toMatchObject([args, { code: 0, stderr: mark }]);
  }
  expect((await cli.run('mpa', 'show')).stdout).toMatch(/AWS set-up: +SIMULATED: a rehearsal in the sandbox\n/u);
  expect((await cli.run('aws', 'policy')).stderr).toContain('SIMULATED: this set-up is a rehearsal in the sandbox');

  const ended = await cli.run('aws', 'rehearsal', 'end');
  expect(ended.code).toBe(0);
  expect(ended.stdout).toContain('Begun in:                    not begun\n');
  expect(ended.stdout).toContain('Now in AWS: enroll aws plan --mpa 099999999999 --profile PROFILE\n');
  expect((await cli.run('aws', 'status')).stdout).not.toMatch(/SIMULATED|in place/u);
  expect((await cli.run('steps')).stdout).toMatch(/connect +Connect the payer account +not-started +operator/u);
  expect(await cli.run('ticket', 'list')).toMatchObject({ code: 0, stderr: '' });
  expect((await cli.run('aws', 'runs')).stdout).toMatch(/undo .* rehearsal ended .* SIMULATED\n/u);
  const again = await cli.run('aws', 'rehearsal', 'end');
  expect(again).toMatchObject({
    code: 2,
    stdout: '',
    stderr:
      'CONFLICT: There is no rehearsal of Contoso (099999999999) to end: its AWS set-up was not begun yet. Nothing was changed.\n',
  });
}, 120_000);

test('a link that a mail program has cut off is known for it, and is not blamed on AWS', async () => {
  const cli = await customerDesk();
  const quick = 'https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?templateURL=';
  const cut = await cli.run('aws', 'link', `${quick}https%3A%2F%2Fsandbox-vendor-templ`);
  expect(cut).toMatchObject({
    code: 2,
    stderr:
      "INVALID_INPUT: This is not the link of a CloudFormation stack: it seems to be cut off: its template has the address https://sandbox-vendor-templ. Copy the whole link out of the vendor's mail, in quotes.\n",
  });
  // Cut within the name of the file, which nobody can see: there is no such file.
  const inName = encodeURIComponent('https://sandbox-vendor-templates.s3.us-east-1.amazonaws.com/extrac');
  const unknown = await cli.run('aws', 'link', `${quick}${inName}`);
  expect(unknown.code).toBe(4);
  expect(unknown.stderr).toContain(
    'Look whether the link was copied whole. If so: Ask the vendor for a new link and give it with: enroll aws link.',
  );
}, 120_000);
