import { expect, test } from 'vitest';
import type { SetupChoices } from '../../shared/contract/aws.ts';
import { enroll } from './enroll.ts';

const CUSTOMER = '099999999999';
const OWN = '088888888888';

function link(...parameters: string[]): string {
  const template = encodeURIComponent('https://vendor.s3.amazonaws.com/extractor.yml');
  const given = parameters.map((each) => `&param_${each}`).join('');
  return `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create/review?templateURL=${template}&stackName=spot${given}`;
}

test('links: what they fill in is shown, the wrong stack refused, another payer account warned of, the old one named, forgotten', async () => {
  const cli = enroll();
  await cli.json('mpa', 'add', CUSTOMER, '--name', 'Contoso', '--scenario', 'customer-of-msp');
  await cli.json('mpa', 'add', OWN, '--name', 'Fabrikam', '--scenario', 'enterprise');
  const first = link(`CustomerName=Contoso`, `S3OutputBucket=out-${OWN}`);
  const kept = await cli.run('aws', 'link', first, '--mpa', CUSTOMER);
  expect(kept.code).toBe(0);
  expect(kept.stdout).toMatch(
    /compare it with the vendor's mail:\nCustomerName: +Contoso\nS3OutputBucket: +out-088888888888\n/u,
  );
  expect(kept.stdout).toContain(
    'WARNING: S3OutputBucket names 088888888888, which is another payer account of this ledger (Fabrikam).',
  );
  const second = await cli.run('aws', 'link', link('CustomerName=Other'), '--mpa', CUSTOMER);
  expect(second.stdout).toContain(
    'It takes the place of the link that was kept before, to the template:\nhttps://vendor.s3.amazonaws.com/extractor.yml\n',
  );
  await cli.json('aws', 'link', '--forget', '--mpa', CUSTOMER);
  expect(await cli.json<SetupChoices>('aws', 'choose', '--mpa', CUSTOMER)).toMatchObject({ extractorLink: null });

  const wrong = await cli.run('aws', 'link', link('CustomerName=Contoso'), '--mpa', CUSTOMER, '--kind', 'access-role');
  expect(wrong).toMatchObject({ code: 2 });
  expect(wrong.stderr).toContain('access role stack, which the set-up of Contoso does not have');
  const own = await cli.run('aws', 'link', link('CustomerName=Contoso'), '--mpa', OWN);
  expect(own.stderr).toContain('extractor stack, which the set-up of Fabrikam does not have');
  expect((await cli.run('aws', 'link', '', '--mpa', OWN)).stderr).toBe(
    "INVALID_INPUT: Give the vendor's link in quotes: enroll aws link 'https://…'\n",
  );
}, 120_000);

test('a value that nobody may be to see, and the signature of the template, are printed by no command', async () => {
  const cli = enroll();
  await cli.json('mpa', 'add', CUSTOMER, '--name', 'Contoso', '--scenario', 'customer-of-msp');
  const signed = link('CustomerName=Contoso', 'Handshake=hush-hush-4711', 'Blank=').replace(
    'extractor.yml',
    'extractor.yml%3FX-Amz-Signature%3Df00dfeedf00dfeed',
  );
  const kept = await cli.run('aws', 'link', signed);
  expect(kept.stdout).toMatch(/CustomerName: +Contoso\nHandshake: +\(given\)\n/u);
  expect(kept.stdout).toContain(
    '(given) may be what nobody is to see: enroll aws plan reads the template, and shows what is not.',
  );
  expect(kept.stdout).toMatch(/Link to the extractor stack: +https:\/\/vendor\.s3\.amazonaws\.com\/extractor\.yml\n/u);
  const again = signed.replace('Contoso', 'Other');
  const printed = [
    kept,
    await cli.run('aws', 'link', again, '--json'),
    await cli.run('aws', 'choose'),
    await cli.run('aws', 'choose', '--json'),
    await cli.run('aws', 'link', '--forget', '--json'),
  ];
  expect(printed.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  for (const { stdout, stderr } of printed) expect(stdout + stderr).not.toMatch(/hush-hush|f00dfeed/u);
}, 120_000);

test('a link that does not say which stack it is for is asked about by an option that the command has', async () => {
  const cli = enroll();
  await cli.json('mpa', 'add', CUSTOMER, '--name', 'Contoso', '--scenario', 'customer-of-msp');
  expect(await cli.run('aws', 'link', link('Other=x'))).toMatchObject({
    code: 2,
    stderr:
      "CHOICE_NEEDED: Which stack the link is for can't be told: it does not say it itself, and no AWS profile is known to look with. Say it with --kind extractor or --kind access-role.\n",
  });
  await cli.json('mpa', 'set', CUSTOMER, '--profile', 'nobody');
  const missing = await cli.run('aws', 'link', link('Other=x'));
  expect(missing.stderr).toBe(
    'PROFILE_NOT_FOUND: There is no AWS profile named nobody on this computer. See: enroll aws profiles. To keep the link without a look at its template, say which stack it is for with --kind extractor or --kind access-role.\n',
  );
  expect((await cli.run('aws', 'link', link('Other=x'), '--kind', 'extractor')).code).toBe(0);
}, 120_000);

test('credentials of the environment alone: every command that wants a profile says that they are not used', async () => {
  const cli = enroll({ AWS_ACCESS_KEY_ID: 'AKIAOFTHEENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'x' });
  await cli.json('mpa', 'add', CUSTOMER, '--name', 'Contoso', '--scenario', 'customer-of-msp');
  const said =
    'The credentials of the environment (AWS_ACCESS_KEY_ID) are not used, on purpose: a set-up goes on for days, and belongs to a profile by its name.';
  const { stdout } = await cli.run('aws', 'profiles');
  expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(
    'Put them into a profile, for instance with: aws configure --profile NAME',
  );
  for (const args of [
    ['aws', 'plan'],
    ['aws', 'plan', '--profile', 'p'],
    ['aws', 'undo', 'bucket'],
  ]) {
    expect((await cli.run(...args)).stderr).toContain(said);
  }
}, 120_000);

test('what is secret in a link is forgotten for good; undo brings back that there was one, which has to be given again', async () => {
  const cli = enroll();
  await cli.json('mpa', 'add', CUSTOMER, '--name', 'Contoso', '--scenario', 'customer-of-msp');
  await cli.json('aws', 'link', link('CustomerKey=hush-hush'), '--kind', 'extractor');
  expect((await cli.run('aws', 'link', '--forget')).stdout).toContain(
    'Forgot the link of the extractor stack. What was secret in it is gone for good, also for undo',
  );
  await cli.json('undo');
  expect((await cli.run('aws', 'choose')).stdout).toContain(
    'what was secret in it is not kept any more: give it again',
  );
  expect(await cli.json<SetupChoices>('aws', 'choose')).toMatchObject({
    extractorLink: null,
    lostLinks: ['extractor'],
  });
  await cli.json('aws', 'link', link('CustomerName=Contoso'));
  expect((await cli.run('aws', 'link', '--forget')).stdout).toContain('Bring it back with: enroll undo');
}, 120_000);

test('what contradicts itself or can’t be is refused in plain words', async () => {
  const cli = enroll();
  await cli.json('mpa', 'add', CUSTOMER, '--name', 'Contoso', '--scenario', 'customer-of-msp');
  const refused: [string[], string][] = [
    [['aws', 'undo', 'report', '--only', 'bucket', '--yes'], 'Say one step to take back, not report and bucket.'],
    [['aws', 'choose', '--bucket', 'My Bucket'], "The bucket name 'My Bucket' can't be used: "],
    [['aws', 'choose', '--bucket', ''], 'Give the name of a bucket with --bucket.'],
    [['aws', 'choose', '--athena'], 'its set-up always has the Athena stack'],
    [['aws', 'runs', '--changes'], '--changes is for the calls of one run'],
    [['aws', 'watch', '--every', '0'], 'Between two looks is at least a minute'],
    [['sandbox', 'faults', 'on', 'throttled', '--uses', '0'], 'It happens at least once: --uses 1 or more.'],
    [['mpa', 'set', CUSTOMER], 'Say what to change, such as --spot-org 606000000001.'],
    [['mpa', 'set', CUSTOMER, '--msp-account', CUSTOMER], 'is the payer account itself'],
  ];
  for (const [args, sentence] of refused) {
    const { code, stderr } = await cli.run(...args);
    expect([args, code]).toEqual([args, 2]);
    expect(stderr).toMatch(/^INVALID_INPUT: /u);
    expect(stderr).toContain(sentence);
  }
  expect((await cli.run('aws', 'profiles')).stdout).toContain('enroll sandbox start');
}, 120_000);
