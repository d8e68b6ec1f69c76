/** What is made is what was shown: another template, other values or another version ask anew. */
import { expect, test } from 'vitest';
import { openReader } from '../../main/core/ledger/open-writer.ts';
import { buckets, putObject } from '../../main/core/sandbox/services/s3-state.ts';
import { accessRoleTemplate } from '../../main/core/sandbox/templates/access-role-template.ts';
import { VENDOR_BUCKET } from '../../main/core/sandbox/templates/index.ts';
import { askedBy } from '../support/asked-by.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { countOf, giveLink, heldStack } from './support/desk-stacks.ts';
import { roleLinkTo } from './support/role-templates.ts';

const STEP = 'access-role-stack';
const PLACE = `https://${VENDOR_BUCKET}.s3.us-east-1.amazonaws.com/role.yml`;
const SHOWN = accessRoleTemplate('current');
const SWAPPED = SHOWN.replace('Resources:\n', '# AdministratorAccess\nResources:\n');
const SHA_256 = /SHA-256 ([0-9a-f]{64}) and has ([0-9a-f]{64})/u;

function put(desk: AwsDesk, text: string | Uint8Array): string {
  const bucket = buckets(desk.sandbox.world)[VENDOR_BUCKET];
  if (!bucket) throw new Error('the sandbox has no bucket of the vendor');
  return putObject(desk.sandbox.world, bucket, 'role.yml', text, 'application/x-yaml').versionId ?? '';
}

async function roleDesk(url = PLACE): Promise<AwsDesk> {
  const desk = await awsDesk({ scenario: 'enterprise' });
  put(desk, SHOWN);
  await giveLink(desk, roleLinkTo(url));
  return desk;
}

test('a template that is swapped after the plan is asked about, with both hashes, and made only where that is agreed to', async () => {
  expect(SWAPPED).not.toBe(SHOWN);
  const desk = await roleDesk();
  expect(stepOf(await desk.plan(), STEP)).toMatchObject({ state: 'will-do', consents: [] });
  put(desk, SWAPPED);
  const { state, consents } = stepOf(await desk.apply(), STEP);
  expect([state, consents.length, countOf(desk, 'CreateStack')]).toEqual(['needs-you', 1, 0]);
  const { key, question } = consents[0] ?? { key: '', question: '' };
  expect(key).toMatch(/^changed-stack:[0-9a-f]{12}$/u);
  const [, before, now] = SHA_256.exec(question) ?? [];
  expect(before).not.toBe(now);
  // Asking again is no agreement.
  expect(stepOf(await desk.apply(), STEP).consents.map((each) => each.key)).toEqual([key]);
  expect(countOf(desk, 'CreateStack')).toBe(0);

  const done = stepOf(await desk.apply([key]), STEP);
  expect([done.state, done.evidence['templateSha256']]).toEqual(['in-place-simulated', now]);
  expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(SWAPPED);
}, 60_000);

test('a consent to one swapped template is none to the next', async () => {
  const desk = await roleDesk();
  await desk.plan();
  put(desk, SWAPPED);
  const [first] = stepOf(await desk.apply(), STEP).consents;
  put(desk, `${SWAPPED}# again\n`);
  const { state, consents } = stepOf(await desk.apply([first?.key ?? '']), STEP);
  expect([state, consents.length, countOf(desk, 'CreateStack')]).toEqual(['needs-you', 1, 0]);
  expect(consents[0]?.key).not.toBe(first?.key);
}, 60_000);

test('a new plan shows what is there now; a look that shows itself to nobody does not', async () => {
  const desk = await roleDesk();
  await desk.plan();
  put(desk, SWAPPED);
  await desk.core.task('aws.look', { mpaId: desk.mpaId, profile: null, only: null });
  expect(stepOf(await desk.apply(), STEP).state).toBe('needs-you');
  await desk.plan();
  expect(stepOf(await desk.apply(), STEP).state).toBe('in-place-simulated');
  expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(SWAPPED);
}, 60_000);

test('a template that is swapped while apply is at work is not read again: what was looked at is made', async () => {
  const desk = await roleDesk();
  desk.sandbox.onCall(({ operation }, phase) => {
    if (operation === 'GetObject' && phase === 'after') put(desk, SWAPPED);
  });
  expect(stepOf(await desk.apply(), STEP).state).toBe('in-place-simulated');
  expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(SHOWN);
}, 60_000);

test('other values than those that were shown are asked about', async () => {
  const desk = await roleDesk();
  await desk.plan();
  await giveLink(desk, roleLinkTo(PLACE, { RoleName: 'Other_Role' }));
  const { state, consents } = stepOf(await desk.apply(), STEP);
  expect([state, countOf(desk, 'CreateStack')]).toEqual(['needs-you', 0]);
  expect(consents[0]?.question).toBe(
    'The stack SpotFinOpsRole is no longer what was shown: RoleName was SpotByNetApp_Finops_ReadOnly and is Other_Role. Make it as it is now?',
  );
}, 60_000);

test('an address with a version is shown and made of that version, whatever is newest', async () => {
  const desk = await awsDesk({ scenario: 'enterprise' });
  const bucket = buckets(desk.sandbox.world)[VENDOR_BUCKET];
  if (bucket) bucket.versions = {};
  const version = put(desk, SHOWN);
  put(desk, SWAPPED);
  await giveLink(desk, roleLinkTo(`${PLACE}?versionId=${version}`));
  expect(stepOf(await desk.apply(), STEP).state).toBe('in-place-simulated');
  expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(SHOWN);
}, 60_000);

test.each([
  ['not UTF-8', Buffer.from([0xff, 0xfe, 0x41]), 'it is not UTF-8'],
  ['no template', 'Hello: world\n', "The CloudFormation template can't be read: AWS knows no section Hello"],
])(
  'what is %s is made nothing of',
  async (_what, text, problem) => {
    const desk = await awsDesk({ scenario: 'enterprise' });
    put(desk, SHOWN);
    await giveLink(desk, roleLinkTo(PLACE));
    put(desk, text);
    const { state, failure } = stepOf(await desk.apply(), STEP);
    expect([state, failure?.code, failure?.sentence]).toEqual([
      'blocked',
      'TEMPLATE_REFUSED',
      `The template ${PLACE} is not used, because it can not be shown and made as it is: ${problem}.`,
    ]);
    expect(countOf(desk, 'CreateStack')).toBe(0);
  },
  60_000,
);

test('the run keeps what it has shown: the text by its hash, the parameters, and what was asked and given', async () => {
  const desk = await awsDesk({ scenario: 'enterprise' });
  put(desk, accessRoleTemplate('older'));
  await giveLink(desk, roleLinkTo(PLACE));
  const plan = await desk.plan();
  const asked = askedBy(plan);
  const done = await desk.apply(asked);
  const db = openReader(desk.ledgerPath);
  const rows = db
    .prepare(
      `SELECT w.run_id, w.stack, w.parameters, w.consents, CAST(k.bytes AS TEXT) AS text
       FROM shown_stack w JOIN kept_file k ON k.sha256 = w.template_sha256 ORDER BY w.run_id`,
    )
    .all();
  db.close();
  const consents = (given: boolean): string =>
    JSON.stringify(stepOf(plan, STEP).consents.map(({ key, question }) => ({ key, question, given })));
  const same = { stack: 'SpotFinOpsRole', text: accessRoleTemplate('older') };
  const parameters = '{"CostAndUsageBucket":"spotinst-cur-report"}';
  expect(rows).toEqual([
    { ...same, run_id: plan.runId, parameters, consents: consents(false) },
    { ...same, run_id: done.runId, parameters, consents: consents(true) },
  ]);
}, 60_000);
