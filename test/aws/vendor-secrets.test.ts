/** What a link of the vendor's has in secret, a template's signature and parameters that nobody may see, stays in the link alone. */
import { expect, test } from 'vitest';
import { openReader } from '../../main/core/ledger/open-writer.ts';
import { buckets, putObject } from '../../main/core/sandbox/services/s3-state.ts';
import { accessRoleTemplate } from '../../main/core/sandbox/templates/access-role-template.ts';
import { extractorTemplate } from '../../main/core/sandbox/templates/extractor-template.ts';
import { VENDOR_BUCKET } from '../../main/core/sandbox/templates/index.ts';
import type { SetupReport } from '../../shared/contract/aws.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { giveLink } from './support/desk-stacks.ts';
import { roleLinkTo } from './support/role-templates.ts';

const SIGNATURE = 'f00dfeedf00dfeedf00dfeed';
const KEY = 'hush-hush-4711';
const QUERY = `?X-Amz-Expires=3600&X-Amz-Signature=${SIGNATURE}`;
const PLACE = `https://${VENDOR_BUCKET}.s3.us-east-1.amazonaws.com`;
const NO_ECHO = `Parameters:
  CustomerKey:
    Type: String
    NoEcho: true
`;

function putTemplate(desk: AwsDesk, key: string, text: string): void {
  const bucket = buckets(desk.sandbox.world)[VENDOR_BUCKET];
  if (!bucket) throw new Error('the sandbox has no bucket of the vendor');
  putObject(desk.sandbox.world, bucket, key, text.replace('Parameters:\n', NO_ECHO), 'application/x-yaml');
}

async function roleDesk(): Promise<AwsDesk> {
  const desk = await awsDesk({ scenario: 'enterprise' });
  putTemplate(desk, 'role.yml', accessRoleTemplate('current'));
  await giveLink(desk, roleLinkTo(`${PLACE}/role.yml${QUERY}`, { CustomerKey: KEY }));
  return desk;
}

async function extractorDesk(): Promise<AwsDesk> {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(86_400_000);
  await desk.apply();
  putTemplate(desk, 'extractor-signed.yml', extractorTemplate());
  const link = new URL(desk.sandbox.status().accounts[0]?.vendorLink ?? '');
  const signed = encodeURIComponent(`${PLACE}/extractor-signed.yml${QUERY}`);
  link.hash = link.hash.replace(/templateURL=[^&]*/u, `templateURL=${signed}`);
  await giveLink(desk, `${link.href}&param_CustomerKey=${KEY}`);
  return desk;
}

/** The tables of the ledger in which a text stands in any column, in kept files too. */
function tablesWith(desk: AwsDesk, text: string): string[] {
  const db = openReader(desk.ledgerPath);
  try {
    const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all() as {
      name: string;
    }[];
    return tables
      .map(({ name }) => name)
      .filter((name) => {
        const rows = db.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[];
        return rows.some((row) =>
          Object.values(row).some((value) =>
            value instanceof Uint8Array ? Buffer.from(value).includes(text) : String(value).includes(text),
          ),
        );
      });
  } finally {
    db.close();
  }
}

/** The link itself is the operator's own, in a table that is not recorded; nothing else has what is secret in it. */
function expectNothingSecret(desk: AwsDesk, reports: readonly SetupReport[]): void {
  const told = JSON.stringify([reports, desk.events]);
  for (const secret of [SIGNATURE, KEY]) {
    expect(told).not.toContain(secret);
    expect(tablesWith(desk, secret)).toEqual(['secret']);
  }
}

test('of the access role: neither in the plan, nor in failures, the journal or any other part of the ledger', async () => {
  const desk = await roleDesk();
  const plan = await desk.plan();
  const { sentence, byHand } = stepOf(plan, 'access-role-stack');
  expect(sentence).toContain('Parameters: CustomerKey = (given); CostAndUsageBucket = spotinst-cur-report;');
  expect([byHand?.consoleUrl, byHand?.order[0]]).toEqual([
    'https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create',
    "Open the link in the vendor's mail",
  ]);
  const done = await desk.apply();
  expect(stepOf(done, 'access-role-stack').state).toBe('in-place-simulated');
  expectNothingSecret(desk, [plan, done]);
}, 60_000);

test('of the extractor likewise; what was sent to AWS is in the journal without it', async () => {
  const desk = await extractorDesk();
  desk.sandbox.setFault({ key: 'template-unreadable', uses: 1 });
  const failed = await desk.apply();
  expect(stepOf(failed, 'extractor-stack').failure?.code).toBe('TEMPLATE_UNREADABLE');
  const plan = await desk.plan();
  const what = `SpotCURExtractor from ${PLACE}/extractor-signed.yml, acknowledging CAPABILITY_IAM`;
  expect(stepOf(plan, 'extractor-stack').calls).toEqual([
    { service: 'cloudformation', operation: 'CreateStack', what },
  ]);
  const done = await desk.applyAgreed();
  expect(stepOf(done, 'extractor-stack').state).toBe('in-place-simulated');
  expectNothingSecret(desk, [failed, plan, done]);

  const [run] = await desk.core.read('aws.runs', { mpaId: desk.mpaId, limit: 1 });
  const calls = await desk.core.read('aws.calls', { runId: run?.id ?? 0 });
  const { request } = calls.find(({ operation }) => operation === 'CreateStack') ?? {};
  expect(request?.['TemplateBody']).toMatch(/^\[\d+ characters, sha256 [0-9a-f]{64}\]$/u);
  expect(request?.['Parameters']).toContainEqual({ ParameterKey: 'CustomerKey', ParameterValue: '[not kept]' });
}, 60_000);

test('a link whose template does not lie in S3 is refused without its signature', async () => {
  const desk = await awsDesk({ scenario: 'enterprise' });
  putTemplate(desk, 'role.yml', accessRoleTemplate('current'));
  const url = roleLinkTo(`https://templates.example/role.yml${QUERY}`, { CustomerKey: KEY });
  const refused = await giveLink(desk, url).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'url' } });
  const { message } = refused as Error;
  expect(message).toContain('the address of its template leads to templates.example, which is no address of Amazon S3');
  for (const secret of [SIGNATURE, KEY]) {
    expect(JSON.stringify(refused)).not.toContain(secret);
    expect(message).not.toContain(secret);
    expect(tablesWith(desk, secret)).toEqual([]);
  }
}, 60_000);
