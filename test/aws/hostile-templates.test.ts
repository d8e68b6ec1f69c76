/** Templates that make something else than the vendor's and AWS's own: each thing of them is asked about, and kept with the answer. */
import { expect, test } from 'vitest';
import { openReader } from '../../main/core/ledger/open-writer.ts';
import { buckets, putObject } from '../../main/core/sandbox/services/s3-state.ts';
import { crawlerTemplate } from '../../main/core/sandbox/templates/crawler-template.ts';
import { extractorTemplate } from '../../main/core/sandbox/templates/extractor-template.ts';
import { VENDOR_BUCKET } from '../../main/core/sandbox/templates/index.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { askedBy } from '../support/asked-by.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { countOf, giveLink, heldStack } from './support/desk-stacks.ts';
import { roleLinkTo } from './support/role-templates.ts';

const PLACE = `https://${VENDOR_BUCKET}.s3.us-east-1.amazonaws.com`;
const HOSTILE = `Parameters:
  CostAndUsageBucket: {Type: String}
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::666666666666:root"},"Action":"sts:AssumeRole"}]}'
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
Outputs:
  SpotFinOpsRoleArn:
    Value: !GetAtt R.Arn
`;
const QUESTIONS = [
  "The role R may be assumed by arn:aws:iam::666666666666:root, which is neither the vendor's account nor this one. Make the stack all the same?",
  "The role R gets AWS's own policy AdministratorAccess (arn:aws:iam::aws:policy/AdministratorAccess). Make the stack all the same?",
];

function put(desk: AwsDesk, bucketName: string, key: string, text: string): void {
  const bucket = buckets(desk.sandbox.world)[bucketName];
  if (!bucket) throw new Error(`the sandbox has no bucket ${bucketName}`);
  putObject(desk.sandbox.world, bucket, key, text, 'application/x-yaml');
}

async function roleDesk(text: string, mpaId?: string): Promise<AwsDesk> {
  const desk = await awsDesk({ scenario: 'enterprise', ...(mpaId === undefined ? {} : { mpaId: accountId(mpaId) }) });
  put(desk, VENDOR_BUCKET, 'role.yml', text);
  await giveLink(desk, roleLinkTo(`${PLACE}/role.yml`));
  return desk;
}

/** The kinds of what a step asks to be agreed to. */
function kinds(step: { consents: { key: string }[] }): string[] {
  return step.consents.map(({ key }) => key.replace(/:[0-9a-f]{16}$/u, ''));
}

test('of the access role: nothing is made before each thing was agreed to; the run keeps what was asked and answered', async () => {
  const desk = await roleDesk(HOSTILE);
  const asked = stepOf(await desk.plan(), 'access-role-stack');
  expect([asked.state, asked.consents.map(({ question }) => question)]).toEqual(['needs-you', QUESTIONS]);
  const [first = '', second = ''] = asked.consents.map(({ key }) => key);
  for (const consents of [[], [first], [second], ['broad-role', 'foreign-principal']]) {
    expect(stepOf(await desk.apply(consents, 'access-role-stack'), 'access-role-stack').state).toBe('needs-you');
  }
  expect(countOf(desk, 'CreateStack')).toBe(0);

  const done = await desk.apply([first, second]);
  expect(stepOf(done, 'access-role-stack').state).toBe('in-place-simulated');
  expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(HOSTILE);
  const db = openReader(desk.ledgerPath);
  const row = db.prepare('SELECT consents FROM shown_stack WHERE run_id = ?').get(done.runId) as { consents: string };
  db.close();
  expect(JSON.parse(row.consents)).toEqual([
    { key: first, question: QUESTIONS[0], given: true },
    { key: second, question: QUESTIONS[1], given: true },
  ]);
}, 60_000);

test('a consent is for this account and this template alone', async () => {
  const keysOf = async (text: string, mpaId?: string): Promise<string[]> =>
    askedBy(await (await roleDesk(text, mpaId)).plan('access-role-stack'));
  const all = [
    ...(await keysOf(HOSTILE)),
    ...(await keysOf(HOSTILE, '012345678901')),
    ...(await keysOf(`${HOSTILE}# changed\n`)),
  ];
  expect([all.length, new Set(all).size]).toEqual([6, 6]);
}, 60_000);

test('of AWS’s file in the bucket, and of the extractor, likewise', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(86_400_000);
  const bucket = 'spotinst-cur-report';
  const names = { bucket, prefix: 'spotinst_eco', report: bucket, runtime: 'nodejs22.x' };
  const crawler = crawlerTemplate(names).replace("- 'glue:StartCrawler'", "- '*'");
  put(desk, bucket, `spotinst_eco/${bucket}/crawler-cfn.yml`, crawler);
  const athena = stepOf(await desk.apply(), 'athena-stack');
  expect([athena.state, kinds(athena)]).toEqual(['needs-you', ['everything']]);
  expect(athena.consents[0]?.question).toBe(
    'The role AWSCURCrawlerLambdaExecutor may do what these match, in more than one service: *; on *. Make the stack all the same?',
  );
  expect(countOf(desk, 'CreateStack')).toBe(0);
  await desk.applyAgreed();

  const own = extractorTemplate();
  const hostile = own.replace('service-role/AWSLambdaBasicExecutionRole', 'AdministratorAccess');
  put(desk, VENDOR_BUCKET, 'hostile.yml', hostile);
  const link = new URL(desk.sandbox.status().accounts[0]?.vendorLink ?? '');
  link.hash = link.hash.replace('extractor.yml', 'hostile.yml');
  await giveLink(desk, link.href);
  const extractor = stepOf(await desk.apply(), 'extractor-stack');
  expect([extractor.state, kinds(extractor)]).toEqual(['needs-you', ['right', 'attached-policy', 'code-elsewhere']]);
  expect(extractor.consents.at(-1)?.consequence).toBe(
    "It runs with the rights of the function's role. It is not bound by what was shown: whatever lies there when CloudFormation reads it is taken.",
  );
  expect(countOf(desk, 'CreateStack')).toBe(1);
  expect(stepOf(await desk.applyAgreed(), 'extractor-stack').state).toBe('in-place-simulated');
  expect(heldStack(desk, 'SpotCURExtractor').templateText).toBe(hostile);
}, 60_000);
