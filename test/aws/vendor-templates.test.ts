/** Templates of the vendor as they may lie: in a bucket of another region, or where the profile may not read them. */
import { expect, test } from 'vitest';
import { buckets, makeBucket, putObject } from '../../main/core/sandbox/services/s3-state.ts';
import { accessRoleTemplate } from '../../main/core/sandbox/templates/access-role-template.ts';
import { VENDOR_BUCKET } from '../../main/core/sandbox/templates/index.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { countOf, giveLink, olderRoleDesk } from './support/desk-stacks.ts';
import { roleLinkTo } from './support/role-templates.ts';

const STEP = 'access-role-stack';

/** A desk with the older template of the access role in a bucket of the vendor in Europe. */
async function europeanDesk(): Promise<AwsDesk> {
  const desk = await awsDesk({ scenario: 'enterprise' });
  const { world } = desk.sandbox;
  const bucket = makeBucket(world, 'vendor-europe', '884866656237', 'eu-west-1');
  bucket.policy = buckets(world)[VENDOR_BUCKET]?.policy ?? null;
  putObject(world, bucket, 'role.yml', accessRoleTemplate('older'), 'application/x-yaml');
  await giveLink(desk, roleLinkTo('https://vendor-europe.s3.eu-west-1.amazonaws.com/role.yml'));
  return desk;
}

test('a template in another region is read there: a role that is not read-only is asked about', async () => {
  const desk = await europeanDesk();
  const { state, sentence, consents } = stepOf(await desk.plan(), STEP);
  expect([state, consents.map(({ question }) => question)]).toEqual([
    'needs-you',
    [
      "The role SpotFinOpsRole gets AWS's own policy job-function/Billing (arn:aws:iam::aws:policy/job-function/Billing). Make the stack all the same?",
      "The role SpotFinOpsRole gets AWS's own policy AWSCloudFormationReadOnlyAccess (arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess). Make the stack all the same?",
      "The role SpotFinOpsRole gets AWS's own policy ServiceQuotasFullAccess (arn:aws:iam::aws:policy/ServiceQuotasFullAccess). Make the stack all the same?",
      'The policy SpotFinOpsManagedPolicy may do everything in whole services: cur:*, ce:*, support:*, trustedadvisor:*; on *. Make the stack all the same?',
    ],
  ]);
  expect(sentence).toContain('4 things of it need a consent each.');
}, 60_000);

test('it is kept as it was when the stack was made', async () => {
  const desk = await europeanDesk();
  const { state, evidence } = stepOf(await desk.applyAgreed(), STEP);
  expect(state).toBe('in-place-simulated');
  const kept = await desk.core.read('aws.keptFile', { sha256: evidence['templateSha256'] ?? '' });
  expect(Buffer.from(kept?.bytes ?? []).toString('utf8')).toBe(accessRoleTemplate('older'));
}, 60_000);

test('a template that the profile may not read is made nothing of: nobody could be shown what it says', async () => {
  const desk = await olderRoleDesk();
  desk.sandbox.setFault({ key: 'not-allowed', operation: 's3:GetObject' });
  const { state, failure, consents } = stepOf(await desk.apply(), STEP);
  expect([state, failure?.code, failure?.sentence, consents]).toEqual([
    'blocked',
    'NOT_ALLOWED',
    'The profile has no right to s3:GetObject.',
    [],
  ]);
  expect(countOf(desk, 'CreateStack')).toBe(0);
}, 60_000);

test('a link that was made for another bucket is refused: its value is not changed', async () => {
  const desk = await awsDesk({ scenario: 'enterprise' });
  const template = `https://${VENDOR_BUCKET}.s3.us-east-1.amazonaws.com/access-role.yml`;
  await giveLink(desk, roleLinkTo(template, { CostAndUsageBucket: 'cur-of-fabrikam' }));
  const { state, failure, sentence } = stepOf(await desk.apply(), STEP);
  expect([state, failure?.code]).toEqual(['blocked', 'LINK_PARAMETERS_DRIFTED']);
  expect(sentence).toContain("the link has CostAndUsageBucket cur-of-fabrikam, the report's is spotinst-cur-report");
  expect(countOf(desk, 'CreateStack')).toBe(0);
}, 60_000);

test('a template file that CloudFormation would not take as it is, is refused when it is given', async () => {
  const desk = await awsDesk({ scenario: 'enterprise' });
  const give = (length: number): Promise<object> => {
    const template = accessRoleTemplate('current');
    const bytes = Buffer.from(`${template}#${'x'.repeat(length - template.length - 1)}`);
    const source = { kind: 'bytes', name: 'role.yml', base64: bytes.toString('base64') } as const;
    return desk.core.task('aws.roleTemplate', { mpaId: desk.mpaId, source, stackName: null });
  };
  await expect(give(51_201)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message:
      'role.yml has 51,201 bytes; a stack is made of templates of up to 51,200, by a link as well. Ask the vendor for a shorter one.',
  });
  await give(51_200);
  expect(stepOf(await desk.apply(), STEP).state).toBe('in-place-simulated');
}, 60_000);
