/** What becomes of a request before a service sees it: signatures, unknown services and operations, bodies that are none. */
import { request } from 'node:http';
import { GetBucketWebsiteCommand, ListBucketsCommand, ListObjectsCommand } from '@aws-sdk/client-s3';
import { GetSessionTokenCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetJobsCommand } from '@aws-sdk/client-glue';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientsOf, refusalOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';
import { decodeJson } from '../protocols/json.ts';
import { decodeQuery } from '../protocols/query.ts';
import { readRunning } from '../running.ts';
import { accessKeyOf } from './credentials.ts';
import { DEFAULT_ACCOUNT } from '../sandbox.ts';

const MISMATCH = expect.stringMatching(/^The request signature we calculated does not match/u) as string;

interface Raw {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends bytes as they are, without the SDK. */
function send(url: string, { method = 'POST', path = '/', headers = {}, body = '' }: Raw): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve([response.statusCode ?? 0, text]));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('signatures', () => {
  it('of an unknown key are refused, in the code of each service', async () => {
    const { sandbox } = await tempSandbox();
    const { sts, s3, cur } = clientsOf(sandbox, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' });
    expect(await refusalOf(sts.send(new GetCallerIdentityCommand({})))).toEqual([
      '403 InvalidClientTokenId',
      'The security token included in the request is invalid.',
    ]);
    expect(await refusalOf(s3.send(new ListBucketsCommand({})))).toEqual([
      '403 InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ]);
    expect(await refusalOf(cur.send('DescribeReportDefinitions', {}))).toEqual([
      '403 UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ]);
  });

  it('with a wrong secret are refused', async () => {
    const { sandbox } = await tempSandbox();
    const { sts, s3, cur } = clientsOf(sandbox, { secretAccessKey: 'wrong' });
    expect(await refusalOf(sts.send(new GetCallerIdentityCommand({})))).toEqual([
      '403 SignatureDoesNotMatch',
      MISMATCH,
    ]);
    expect(await refusalOf(s3.send(new ListBucketsCommand({})))).toEqual(['403 SignatureDoesNotMatch', MISMATCH]);
    expect(await refusalOf(cur.send('DescribeReportDefinitions', {}))).toEqual([
      '403 InvalidSignatureException',
      MISMATCH,
    ]);
  });

  it('are good for a quarter of an hour', async () => {
    const { sandbox, aws } = await tempSandbox();
    const credentials = {
      accessKeyId: accessKeyOf(DEFAULT_ACCOUNT),
      secretAccessKey: sandbox.secretOf(DEFAULT_ACCOUNT),
    };
    const callAt = (minutes: number): Promise<unknown> => {
      const systemClockOffset = minutes * 60_000;
      const config = { endpoint: sandbox.url, region: 'us-east-1', credentials, maxAttempts: 1, systemClockOffset };
      const client = new STSClient(config);
      onTestFinished(() => client.destroy());
      return refusalOf(client.send(new GetCallerIdentityCommand({})));
    };
    const refused = (words: string): unknown[] => {
      const message = RegExp(`^Signature ${words}: \\d{8}T\\d{6}Z is more than 15 min\\. from \\d{8}T\\d{6}Z$`, 'u');
      return ['403 SignatureDoesNotMatch', expect.stringMatching(message)];
    };
    expect(await callAt(-60)).toEqual(refused('expired'));
    expect(await callAt(20)).toEqual(refused('not yet current'));
    expect(await callAt(-10)).toMatchObject({ Account: '111122223333' });
    // The sandbox's own clock has nothing to do with it.
    sandbox.advance(48 * 3_600_000);
    expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '111122223333' });
  });

  it('are needed', async () => {
    const { sandbox } = await tempSandbox();
    expect(await send(sandbox.url, { body: 'Action=GetCallerIdentity&Version=2011-06-15' })).toEqual([
      403,
      expect.stringContaining('<Code>MissingAuthenticationToken</Code>') as string,
    ]);
    expect(await send(sandbox.url, { method: 'GET', path: '/a-bucket' })).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>') as string,
    ]);
    const target = { 'x-amz-target': 'AWSGlue.GetCrawler' };
    expect(await send(sandbox.url, { headers: target, body: '{}' })).toEqual([
      403,
      expect.stringContaining('MissingAuthenticationTokenException') as string,
    ]);
  });
});

describe('what the sandbox does not know', () => {
  it('fails with its name', async () => {
    const { aws } = await tempSandbox();
    const name = (operation: string) => ['501 SandboxUnsupported', `The sandbox does not know ${operation}.`];
    const token = new GetSessionTokenCommand({});
    expect(await refusalOf(aws.sts.send(token))).toEqual(name('the operation GetSessionToken of sts'));
    expect(await refusalOf(aws.glue.send(new GetJobsCommand({})))).toEqual(name('the operation GetJobs of glue'));
    expect(await refusalOf(aws.lambda.send(new ListFunctionsCommand({})))).toEqual(
      name('the operation GET /2015-03-31/functions of lambda'),
    );
    expect(await refusalOf(aws.s3.send(new GetBucketWebsiteCommand({ Bucket: 'a' })))).toEqual(
      name('this operation of S3: GET ?website'),
    );
    expect(await refusalOf(aws.s3.send(new ListObjectsCommand({ Bucket: 'abc' })))).toEqual(
      name('this operation of S3: GET ?'),
    );
  });

  it('fails with its name also where the service is unknown', async () => {
    const { sandbox } = await tempSandbox();
    for (const service of ['ec2', 'constructor']) {
      const scope = `AKIASBOX111122223333/20261121/us-east-1/${service}/aws4_request`;
      const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
      expect(await send(sandbox.url, { headers: { authorization }, body: '{}' })).toEqual([
        501,
        expect.stringContaining(`The sandbox does not know the service ${service}.`) as string,
      ]);
    }
  });
});

describe('a sandbox', () => {
  it('goes on after requests that make no sense', async () => {
    const { sandbox, aws } = await tempSandbox();
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIASBOX111122223333/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    const odd: Raw[] = [
      { method: 'GET', path: '/%', headers: { authorization } },
      { method: 'GET', path: '/a?%=%', headers: { authorization } },
      { method: 'PATCH', path: '//', headers: { authorization: 'Basic eA==' } },
      { path: '/_sandbox/', body: '{}' },
      { path: '/_sandbox/', body: '['.repeat(1_000_000) },
      { headers: { 'x-amz-target': 'AWSGlue.GetCrawler' }, body: '['.repeat(1_000_000) },
      { body: `Action=GetCallerIdentity&${'a.'.repeat(100_000)}=1` },
      { body: 'Action=%zz' },
      { headers: { 'x-amz-target': 'AWSGlue.constructor' }, body: '{' },
      { method: 'PUT', path: '/b', headers: { 'content-encoding': 'aws-chunked' }, body: 'zz\r\n' },
    ];
    const statuses: number[] = [];
    for (const raw of odd) statuses.push((await send(sandbox.url, raw))[0]);
    // Refused, never a fault of the sandbox's own.
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
    expect(await send(sandbox.url, { body: 'x'.repeat(5_000_001) })).toEqual([413, '']);
    expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '111122223333' });
  });

  it('reads no input that is deeper than any: JSON, and a form', async () => {
    const { sandbox, folder } = await tempSandbox();
    const running = readRunning(folder);
    expect(running).not.toBeNull();
    const headers = { authorization: `Bearer ${running?.token}` };
    expect(await send(sandbox.url, { path: '/_sandbox/', headers, body: `{"do":${'['.repeat(1_000_000)}` })).toEqual([
      400,
      expect.stringContaining('more than 100 deep') as string,
    ]);
    expect(await send(sandbox.url, { path: '/_sandbox/', headers, body: '{' })).toEqual([
      400,
      '{"code":"INVALID_INPUT","message":"That is no JSON.","data":{}}',
    ]);
    expect(() => decodeJson('['.repeat(1_000_000))).toThrow('Could not parse request body into json');
    expect(() => decodeQuery(`Action=a&${'a.'.repeat(1_000_000)}=1`)).toThrow('A parameter has too many parts.');
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example:1', '[::1]'])(
    'answers to its own address alone, not to %j, which may lead here as well',
    async (host) => {
      const { sandbox } = await tempSandbox();
      expect(await send(sandbox.url, { headers: { host }, body: 'Action=GetCallerIdentity' })).toEqual([
        421,
        'This is not the address of the sandbox.\n',
      ]);
      expect(await send(sandbox.url, { path: '/_sandbox/', headers: { host }, body: '{}' })).toEqual([
        421,
        'This is not the address of the sandbox.\n',
      ]);
    },
  );

  it('listens on this computer only', async () => {
    const { sandbox } = await tempSandbox();
    expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  });
});
