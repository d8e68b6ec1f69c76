/** What answers in the place of AWS, over real sockets: a page of a web filter, nothing at all. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { credentialsOf } from '../../main/core/aws/profiles/credentials.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import { realProfile } from '../support/real-profile.ts';
import { resultOf } from '../support/result-of.ts';
import { standIn } from '../support/stand-in.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

const MPA = accountId('111122223333');
const PAGE = '<!doctype html><html><body>This site is blocked. <br> Ask IT.</body></html>';
/** What no text may say of such an answer. */
const MISREAD = /hidden field|no right to|belongs to the account|Nothing was changed|Unexpected token/u;

function answering(status: number, type: string, body: string): RequestListener {
  return (_request, response) => response.writeHead(status, { 'content-type': type }).end(body);
}

/** A core whose profile `payer` is a sandbox that stands for AWS; all its calls go by the address. */
async function deskAt(url: (sandbox: string) => Promise<string>) {
  const home = tempFolder();
  const sandbox = await realProfile(home, MPA);
  const { client } = tempCore({ environment: { HOME: home, AWS_ENDPOINT_URL: await url(sandbox) } });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'customer-of-msp', profileName: 'payer' });
  return client;
}

it.each([
  ['a page', 200, 'text/html', PAGE],
  ['a page that forbids', 403, 'text/html', PAGE],
  ['a page that is not there', 404, 'text/html', PAGE],
  ['a page that asks for a sign-in', 407, 'text/html', PAGE],
  ['JSON of somebody else', 200, 'application/json', '{"blocked":true}'],
  ['nothing', 200, 'text/xml', ''],
])('%s (%i) is a fault of the connection that names the host and a proxy', async (_what, status, type, body) => {
  let address = '';
  const client = await deskAt(async () => (address = await standIn(answering(status, type, body))));
  const report = await resultOf(await client.aws.plan({ mpaId: MPA }));
  const { failure, state } = stepOf(report, 'identity');
  const answer = `HTTP ${status}, ${body === '' ? 'empty' : type}`;
  expect([state, failure?.code, failure?.sentence]).toEqual([
    'blocked',
    'NOT_FROM_AWS',
    `What answers for ${new URL(address).host} is not AWS (${answer}): a proxy or web filter stands between this computer and AWS.`,
  ]);
  expect(JSON.stringify(report)).not.toMatch(MISREAD);
});

/** Sends all to the sandbox, but what one service is asked for. */
function filtered(sandbox: string, service: string, answer: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.authorization?.includes(`/${service}/aws4_request`)) return answer(request, response);
    const { method, headers, url = '/' } = request;
    const on = send(new URL(url, sandbox), { method, headers }, (got) => {
      response.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(response);
    });
    request.pipe(on);
  };
}

it.each([
  ['text/html', PAGE],
  ['application/x-amz-json-1.1', ''],
])('a list of reports that is no answer of AWS (%s) is not an empty list', async (type, body) => {
  const client = await deskAt((sandbox) => standIn(filtered(sandbox, 'cur', answering(200, type, body))));
  const report = await resultOf(await client.aws.plan({ mpaId: MPA, only: 'report' }));
  expect(stepOf(report, 'identity').state).toBe('in-place');
  expect(stepOf(report, 'report')).toMatchObject({ state: 'blocked', failure: { code: 'NOT_FROM_AWS' } });
});

it('a bucket of which a page answers is not taken for another account’s', async () => {
  const client = await deskAt((sandbox) => standIn(filtered(sandbox, 's3', answering(403, 'text/html', PAGE))));
  const report = await resultOf(await client.aws.plan({ mpaId: MPA, only: 'bucket' }));
  expect(stepOf(report, 'bucket')).toMatchObject({ state: 'blocked', failure: { code: 'NOT_FROM_AWS' } });
});

it('a page after calls that changed something blocks the step, and the next apply goes on', async () => {
  const desk = await awsDesk();
  desk.sandbox.intercept(({ operation }) => (operation === 'PutReportDefinition' ? 'not-from-aws' : undefined));
  const report = await desk.apply();
  expect(stepOf(report, 'bucket').state).toBe('in-place-simulated');
  expect(stepOf(report, 'report')).toMatchObject({ state: 'blocked', failure: { code: 'NOT_FROM_AWS' } });
  expect(JSON.stringify(report)).not.toMatch(MISREAD);
  desk.sandbox.intercept(null);
  expect(stepOf(await desk.apply(), 'report').state).toBe('in-place-simulated');
});

it('credentials of another account after calls that changed something are not said to have changed nothing', async () => {
  const desk = await awsDesk();
  desk.sandbox.intercept(({ operation }) => {
    if (operation === 'PutBucketPolicy') desk.sandbox.setFault({ key: 'wrong-account' });
    return undefined;
  });
  const report = await desk.apply();
  const said = JSON.stringify(report);
  expect(said).toContain('Before that, 3 calls of this run had changed something in AWS.');
  expect(said).not.toContain('Nothing was changed.');
});

it.each(['role', 'sso'])('credentials (%s) that a page stands before are not said to have expired', async (kind) => {
  const home = tempFolder();
  const url = await standIn(answering(200, 'text/html', PAGE));
  const cache = join(home, '.aws', 'sso', 'cache');
  mkdirSync(cache, { recursive: true });
  const token = createHash('sha1').update('https://corp.awsapps.com/start').digest('hex');
  writeFileSync(join(cache, `${token}.json`), '{"accessToken":"t","expiresAt":"2100-01-01T00:00:00Z"}');
  // The SDK looks for tokens by the program's own environment.
  vi.stubEnv('HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const config =
    kind === 'role'
      ? `[profile p]\nrole_arn = arn:aws:iam::${MPA}:role/r\nsource_profile = k\n[profile k]\naws_access_key_id = AKIAEXAMPLEEXAMPLE01\naws_secret_access_key = s\n`
      : `[profile p]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = ${MPA}\nsso_role_name = r\n`;
  writeFileSync(join(home, '.aws', 'config'), config);
  const provide = credentialsOf('p', {
    environment: { HOME: home },
    region: 'us-east-1',
    mfaCode: () => Promise.resolve(''),
    endpoint: () => url,
  });
  const refused: unknown = await provide().catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'SERVICE_FAILED',
    message: `The profile p gets no credentials. What answers for ${new URL(url).host} is not AWS (HTTP 200, text/html): a proxy or web filter stands between this computer and AWS. Ask whoever looks after this network to let AWS through its proxy or web filter, or use another network.`,
  });
});
