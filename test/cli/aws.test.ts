import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AwsCall, SetupReport, SetupRun } from '../../shared/contract/aws.ts';
import type { SandboxStatusView } from '../../shared/contract/sandbox.ts';
import { skipOnWindows } from '../support/platform.ts';
import { finish } from './enroll.ts';
import { SANDBOX_PROFILE } from '../../shared/domain/aws/profile.ts';
import { customerDesk, CUSTOMER as MPA, textUntil } from './sandbox-terminal.ts';

const SIMULATED = '*** SIMULATED: the sandbox account of this computer. Nothing of this is real. ***';

const states = ({ steps }: SetupReport): string[] => steps.map(({ key, state }) => `${key} ${state}`);

test('from nothing to the end: plan, apply, a day passes, apply, link, apply; then nothing is called that changes something', async () => {
  const cli = await customerDesk();
  const plan = await cli.run('aws', 'plan');
  expect(plan).toMatchObject({ code: 0, stderr: '' });
  expect(plan.stdout.split('\n')[0]).toBe(SIMULATED);
  expect(plan.stdout).toContain('  s3:CreateBucket          spotinst-cur-report in us-east-1\n');
  expect(plan.stdout).toContain('By hand instead: enroll aws plan --only bucket --by-hand');
  expect((await cli.run('aws', 'plan', '--only', 'bucket', '--by-hand')).stdout).toContain('EnrollmentDeskReportWrite');

  const unasked = await cli.run('aws', 'apply');
  expect(unasked.code).toBe(2);
  expect(unasked.stderr).toContain(
    'CHOICE_NEEDED: Make SIMULATED 4 calls that change the account 099999999999 (Contoso) with the profile sandbox (simulated): Report bucket, Cost and Usage Report? Nothing was changed. Give --yes to do it.',
  );
  expect((await cli.json<SandboxStatusView>('sandbox', 'status')).created).toEqual([]);

  const first = await cli.run('aws', 'apply', '--yes');
  expect(first.code).toBe(0);
  expect(first.stderr).toMatch(/^\d\d:\d\d:\d\d {2}bucket {2}CHANGES s3:CreateBucket ok \(request [\da-f-]+\)$/mu);
  expect(first.stderr).toMatch(/^\d\d:\d\d:\d\d {2}first-delivery {2}waiting: /mu);
  expect(first.stdout).toContain('first-delivery: waiting\n  Due: ');

  const watched = await cli.run('aws', 'watch', '--once');
  expect(watched).toMatchObject({ code: 0 });
  expect(watched.stdout).toContain(`Contoso (${MPA}):\n  nothing has changed\n`);
  const day = await cli.run('sandbox', 'advance', '1d');
  expect(day.stdout).toContain(`The first report of ${MPA} was delivered, with crawler-cfn.yml.`);
  expect((await cli.run('aws', 'watch', '--once')).stdout).toContain(
    'first-delivery: waiting → in place (simulated): ',
  );

  const applied = await cli.run('aws', 'apply', '--yes', '--json');
  // The mail is made; to send it is the operator's move.
  expect(applied.code).toBe(1);
  const second = JSON.parse(applied.stdout) as SetupReport;
  expect(second.outcome).toBe('needs-you');
  expect(states(second).slice(7)).toEqual([
    'hand-off needs-you',
    'athena-stack in-place-simulated',
    'crawler-schedule in-place-simulated',
    'vendor-link later',
    'extractor-stack later',
  ]);
  const handed = await cli.json<{ files: string[] }>('aws', 'handoff', '--out', 'out');
  expect(handed.files).toEqual([
    join(cli.folder, 'out', `hand-off-${MPA}.eml`),
    join(cli.folder, 'out', 'crawler-cfn.yml'),
  ]);
  expect(readFileSync(join(cli.folder, 'out', 'crawler-cfn.yml'), 'utf8')).toContain('AWSCURCrawler');

  expect(await cli.json('aws', 'handoff', 'sent')).toMatchObject({ mpaId: MPA, state: 'sent' });
  expect(states(await cli.json<SetupReport>('aws', 'status')).slice(7)).toEqual([
    'hand-off in-place-simulated',
    'athena-stack in-place-simulated',
    'crawler-schedule in-place-simulated',
    'vendor-link waiting',
    'extractor-stack later',
  ]);

  const { accounts } = await cli.json<SandboxStatusView>('sandbox', 'status');
  const linked = await cli.run('aws', 'link', accounts[0]?.vendorLink ?? '');
  expect(linked.stdout).toContain('Accounts for the extractor:   all');
  // --yes gives none of the consents that the vendor's template asks for.
  const held = await cli.run('aws', 'apply', '--yes');
  expect(held.code).toBe(1);
  const keys = [...held.stdout.matchAll(/To agree to, with --consent ([a-z-]+:[0-9a-f]{16}): /gu)].map(
    ([, key = '']) => key,
  );
  expect(keys.map((key) => key.split(':')[0])).toEqual(['right', 'code-elsewhere']);
  const consents = keys.flatMap((key) => ['--consent', key]);
  expect(await cli.json<SetupReport>('aws', 'apply', '--yes', ...consents)).toMatchObject({ outcome: 'done' });

  const again = await cli.run('aws', 'apply', '--yes');
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(/; \d+ calls that read, 0 that change something\n/u);
  expect(again.stdout).toContain(
    'Next: Everything is in place in the sandbox, and nothing in AWS. To set it up there, end the rehearsal with: enroll aws rehearsal end --mpa 099999999999',
  );
  // Without --yes nobody has to be asked: there is nothing to do.
  expect(await cli.json<SetupReport>('aws', 'apply')).toMatchObject({ outcome: 'done', calls: { changes: 0 } });
  const steps = await cli.json<{ steps: { key: string; state: string }[] }>('steps');
  expect(steps.steps.find(({ key }) => key === 'connect')?.state).toBe('rehearsed');

  const runs = await cli.json<SetupRun[]>('aws', 'runs');
  expect(runs.map(({ kind, changes, simulated }) => [kind, changes > 0, simulated])).toEqual([
    ['plan', false, true],
    ['plan', false, true],
    ['apply', false, true],
    ['apply', true, true],
    ['apply', false, true],
    ['apply', true, true],
    ['plan', false, true],
    ['plan', false, true],
    ['apply', true, true],
    ['plan', false, true],
    ['plan', false, true],
    ['plan', false, true],
  ]);
  const firstApply = runs.findLast(({ kind }) => kind === 'apply');
  const calls = await cli.json<AwsCall[]>('aws', 'runs', String(firstApply?.id), '--changes');
  expect(calls.map(({ service, operation, outcome }) => `${service}:${operation} ${outcome}`)).toEqual([
    's3:CreateBucket ok',
    's3:PutPublicAccessBlock ok',
    's3:PutBucketPolicy ok',
    'cur:PutReportDefinition ok',
  ]);
}, 120_000);

test('what AWS refuses ends with 4, what is the operator’s move with 1; events come as lines of JSON; undo asks', async () => {
  const cli = await customerDesk();
  await cli.json('sandbox', 'faults', 'on', 'not-allowed', '--operation', 's3:CreateBucket');
  const refused = await cli.run('aws', 'apply', '--yes', '--events');
  expect(refused).toMatchObject({ code: 4, stderr: '' });
  const lines = refused.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event?: { type: string }; report?: SetupReport });
  expect(lines.slice(0, -1).every(({ event }) => event !== undefined)).toBe(true);
  expect(lines.at(-1)?.report).toMatchObject({ outcome: 'blocked' });
  const told = await cli.run('aws', 'status');
  expect(told.stdout).toContain(
    'bucket: blocked\n  NOT_ALLOWED\n  What to do: Give whoever grants rights the policy of: enroll aws policy.',
  );
  expect(told.stdout).toMatch(/AWS said, to s3:CreateBucket: AccessDenied: .* \(request ID [\da-f-]+\)/u);
  await cli.json('sandbox', 'faults', 'off', 'all');

  await cli.json('sandbox', 'faults', 'on', 'bucket-is-yours');
  const asked = await cli.run('aws', 'apply', '--yes', '-q');
  expect(asked.code).toBe(1);
  expect(asked.stdout).toContain('  To agree to, with --consent bucket-reuse: ');
  expect((await cli.run('aws', 'apply', '--yes', '-q', '--consent', 'bucket-reuse')).code).toBe(0);

  const undo = await cli.run('aws', 'undo', 'report');
  expect(undo.code).toBe(2);
  expect(undo.stderr).toContain('cur:DeleteReportDefinition  spotinst-cur-report');
  expect(undo.stderr).toContain('CHOICE_NEEDED: Take back Cost and Usage Report? Nothing was changed.');
  expect(await cli.json('aws', 'undo', 'report', '--yes')).toMatchObject({ step: 'report', done: true });
}, 120_000);

test('policy prints the policy alone; choices and words are kept; what is wrong is told', async () => {
  const cli = await customerDesk();
  const { stdout, stderr } = await cli.run('aws', 'policy');
  expect(JSON.parse(stdout)).toMatchObject({ Version: '2012-10-17' });
  expect(stderr).toContain('Rights for resources of stacks are needed');
  expect(await cli.json('aws', 'choose', '--bucket', 'spotinst-cur-report-099999999999')).toMatchObject({
    bucket: 'spotinst-cur-report-099999999999',
    region: 'us-east-1',
  });
  expect((await cli.run('aws', 'choose', '--region', 'eu-west-1')).stderr).toContain('INVALID_INPUT: ');
  expect((await cli.run('aws', 'plan', '--only', 'nothing')).stderr).toContain(
    'INVALID_INPUT: There is no set-up step nothing. The steps are: identity, billing-access, ',
  );
  const done = await cli.json<SetupReport>('aws', 'done', 'bucket', '--how', 'made by hand', '--evidence', 'bucket=b');
  expect(done.steps.find(({ key }) => key === 'bucket')).toMatchObject({
    knownBy: 'operator',
    evidence: { bucket: 'b' },
  });
  const other = await cli.run('aws', 'plan', '--profile', 'nobody');
  expect(other).toMatchObject({ code: 2, stdout: '' });
  expect(other.stderr).toContain('PROFILE_NOT_FOUND: There is no AWS profile named nobody on this computer.');
  const profiles = await cli.json<{ name: string; kind: string }[]>('aws', 'profiles');
  expect(profiles).toMatchObject([{ name: SANDBOX_PROFILE, kind: 'simulated', health: { state: 'ready' } }]);
}, 120_000);

test.skipIf(skipOnWindows('no process can send another one Ctrl-C there'))(
  'Ctrl-C ends apply cleanly and says how to go on; apply goes on',
  async () => {
    const cli = await customerDesk();
    await cli.json('aws', 'apply', '--yes');
    await cli.json('sandbox', 'advance', '1d');
    await cli.json('sandbox', 'faults', 'on', 'custom-resource-hangs', '--uses', '1');
    const child = cli.start('aws', 'apply', '--yes');
    const ended = finish(child);
    await textUntil(child, 'AWSStartCURCrawler CREATE_IN_PROGRESS');
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(2);
    expect(stderr).toContain('CANCELLED: Stopped. What was done is kept');
    const [run] = await cli.json<SetupRun[]>('aws', 'runs');
    expect(run).toMatchObject({ kind: 'apply', outcome: 'cancelled' });
    await cli.json('sandbox', 'advance', '2h');
    const { stdout } = await cli.run('aws', 'apply', '--yes', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'needs-you' });
    const { created } = await cli.json<SandboxStatusView>('sandbox', 'status');
    expect(created.filter((what) => what.startsWith('stack '))).toEqual(['stack SpotEcoStack']);
  },
  120_000,
);

test('import --from organizations: a preview with what is new, then the import; a file and --from exclude each other', async () => {
  const cli = await customerDesk();
  const preview = await cli.run('import', '--from', 'organizations');
  expect(preview.code).toBe(0);
  expect(preview.stdout).toContain('AWS Organizations (simulated), utf-8: header in row 1, 25 rows');
  expect(preview.stdout).toContain('New since last time: 25 accounts\n  25 accounts: no rule\n');
  const document = await cli.json<{ newAccounts: unknown[]; applied: { accounts: object } }>(
    'import',
    '--from',
    'organizations',
    '--yes',
  );
  expect(document.newAccounts).toHaveLength(25);
  expect(document.applied.accounts).toEqual({ added: 25, changed: 0, moved: 0 });
  expect((await cli.run('import', '--from', 'organizations')).stdout).toContain('New since last time: nothing.');
  for (const args of [['import'], ['import', 'a.csv', '--from', 'organizations']]) {
    expect(await cli.run(...args)).toMatchObject({
      code: 2,
      stderr: 'INVALID_INPUT: Name a file, or say --from organizations.\n',
    });
  }
}, 120_000);
