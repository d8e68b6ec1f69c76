/** Faults that happen to calls, seen by the SDK's own clients. Every fault of the list is switched on somewhere; here are those of any call. */
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, HeadBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { clientsOf, refusalOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';
import type { Clients } from '../../../../test/support/temp-sandbox.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { CALL_FAULTS } from './call-faults.ts';
import type { CallFaultKey } from './call-faults.ts';
import { FAULTS } from './catalogue.ts';

const Bucket = 'spotinst-cur-report';

/** One call of a service of each protocol. */
const CALLS: Readonly<Record<string, (aws: Clients) => Promise<unknown>>> = {
  cloudformation: ({ cloudformation }) => cloudformation.send(new DescribeStacksCommand({})),
  cur: ({ cur }) => cur.send('DescribeReportDefinitions', {}),
  lambda: ({ lambda }) => lambda.send(new GetAccountSettingsCommand({})),
  organizations: ({ organizations }) => organizations.send(new DescribeOrganizationCommand({})),
  s3: ({ s3 }) => s3.send(new ListBucketsCommand({})),
};

/** What AWS answers then, by service (docs/aws.md: 'Errors by service'). */
const EXPECTED: Readonly<Partial<Record<CallFaultKey, Record<string, string>>>> = {
  throttled: {
    cloudformation: '400 Throttling',
    cur: '400 ThrottlingException',
    lambda: '429 TooManyRequestsException',
    organizations: '400 TooManyRequestsException',
    s3: '503 SlowDown',
  },
  'server-error': {
    cloudformation: '500 InternalError',
    cur: '500 InternalErrorException',
    lambda: '500 InternalErrorException',
    organizations: '500 InternalErrorException',
    s3: '500 InternalError',
  },
  'credentials-expired': {
    cloudformation: '403 ExpiredToken',
    cur: '403 ExpiredTokenException',
    lambda: '403 ExpiredTokenException',
    organizations: '403 ExpiredTokenException',
    s3: '400 ExpiredToken',
  },
  'keys-refused': {
    cloudformation: '403 InvalidClientTokenId',
    cur: '400 UnrecognizedClientException',
    lambda: '400 UnrecognizedClientException',
    organizations: '400 UnrecognizedClientException',
    s3: '403 InvalidAccessKeyId',
  },
  'clock-skew': {
    cloudformation: '403 SignatureDoesNotMatch',
    cur: '403 InvalidSignatureException',
    lambda: '403 InvalidSignatureException',
    organizations: '403 InvalidSignatureException',
    s3: '403 RequestTimeTooSkewed',
  },
  'denied-by-policy': {
    cloudformation: '403 AccessDenied',
    cur: '403 AccessDeniedException',
    lambda: '403 AccessDeniedException',
    organizations: '403 AccessDeniedException',
    s3: '403 AccessDenied',
  },
  'not-allowed': {
    cloudformation: '403 AccessDenied',
    cur: '403 AccessDeniedException',
    lambda: '403 AccessDeniedException',
    organizations: '403 AccessDeniedException',
    s3: '403 AccessDenied',
  },
  // The SDK gives a connection that was cut the same name as one that was silent; its message tells.
  'connection-lost': {
    cloudformation: 'TimeoutError',
    cur: 'TimeoutError',
    lambda: 'TimeoutError',
    organizations: 'TimeoutError',
    s3: 'TimeoutError',
  },
  'timed-out': {
    cloudformation: 'TimeoutError',
    cur: 'TimeoutError',
    lambda: 'TimeoutError',
    organizations: 'TimeoutError',
    s3: 'TimeoutError',
  },
};

describe('a fault of any call', () => {
  const cases = Object.entries(EXPECTED).flatMap(([key, services]) =>
    Object.entries(services).map(([service, code]) => [key, service, code] as const),
  );
  it.each(cases)('%s is for %s: %s, once', async (key, service, code) => {
    const { sandbox, aws } = await tempSandbox();
    // Who is answered may wait as long as a busy machine takes.
    const caller = key === 'timed-out' ? clientsOf(sandbox, { timeoutMs: 300 }) : aws;
    sandbox.setFault({ key, uses: 1 });
    const refused = await refusalOf(CALLS[service]?.(caller) ?? Promise.reject(new Error(service)));
    const words = key === 'connection-lost' ? 'socket hang up' : (expect.any(String) as string);
    expect(refused).toEqual([code, words]);
    expect(await CALLS[service]?.(aws)).toBeDefined();
    expect(sandbox.status().faults).toEqual([]);
  });

  it('names whose call of what was denied, and by what', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'denied-by-policy', uses: 1 });
    expect(await refusalOf(aws.cur.send('DescribeReportDefinitions', {}))).toEqual([
      '403 AccessDeniedException',
      'User: arn:aws:iam::111122223333:user/sandbox-operator is not authorized to perform: cur:DescribeReportDefinitions on resource: arn:aws:cur:us-east-1:111122223333:* with an explicit deny in a service control policy',
    ]);
    sandbox.setFault({ key: 'not-allowed', uses: 1 });
    expect(await refusalOf(aws.lambda.send(new GetAccountSettingsCommand({})))).toEqual([
      '403 AccessDeniedException',
      'User: arn:aws:iam::111122223333:user/sandbox-operator is not authorized to perform: lambda:GetAccountSettings on resource: arn:aws:lambda:us-east-1:111122223333:* because no identity-based policy allows the lambda:GetAccountSettings action',
    ]);
  });

  it('that AWS gets over is got over by a client that tries again', async () => {
    const { sandbox } = await tempSandbox();
    const patient = clientsOf(sandbox, { attempts: 3 });
    // On a busy machine it may give up an answer that would have come.
    const impatient = clientsOf(sandbox, { attempts: 10, timeoutMs: 300 });
    for (const key of ['throttled', 'server-error', 'connection-lost', 'timed-out']) {
      const aws = key === 'timed-out' ? impatient : patient;
      sandbox.setFault({ key, uses: 1 });
      const { attempts = 0 } = (await aws.s3.send(new ListBucketsCommand({}))).$metadata;
      if (key === 'timed-out') expect(attempts).toBeGreaterThan(1);
      else expect(attempts).toBe(2);
      sandbox.setFault({ key, uses: 1 });
      expect(await aws.cur.send('DescribeReportDefinitions', {})).toMatchObject({ output: { ReportDefinitions: [] } });
    }
  });

  it('connection-lost-after: what was asked for is done, and nobody told', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'connection-lost-after', operation: 's3:CreateBucket', uses: 1 });
    expect(await refusalOf(aws.s3.send(new CreateBucketCommand({ Bucket })))).toEqual([
      'TimeoutError',
      'socket hang up',
    ]);
    expect(await aws.s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'us-east-1' });
    expect(sandbox.status().created).toEqual(['bucket spotinst-cur-report']);
  });

  it('connection-lost: nothing is done', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'connection-lost', operation: 's3:CreateBucket', uses: 1 });
    await refusalOf(aws.s3.send(new CreateBucketCommand({ Bucket })));
    expect(sandbox.status().created).toEqual([]);
    expect(sandbox.status().calls).toEqual({});
  });
});

describe('a fault', () => {
  it('can be for one operation, for one account, for some calls', async () => {
    const second = accountId('444455556666');
    const { sandbox, aws } = await tempSandbox({ accounts: [accountId('111122223333'), second] });
    const other = clientsOf(sandbox, { account: second });
    const ask = async ({ sts }: Clients): Promise<boolean> =>
      Array.isArray(await refusalOf(sts.send(new GetCallerIdentityCommand({}))));
    sandbox.setFault({ key: 'throttled', operation: 'sts:GetCallerIdentity', accountId: second, uses: 2 });
    const refused: boolean[] = [];
    for (const each of [aws, other, aws, other, other]) refused.push(await ask(each));
    expect(refused).toEqual([false, true, false, true, false]);

    sandbox.setFault({ key: 'throttled', operation: 's3:ListBuckets' });
    expect(await ask(aws)).toBe(false);
    expect(await refusalOf(aws.s3.send(new ListBucketsCommand({})))).toMatchObject([
      '503 SlowDown',
      expect.any(String),
    ]);
    sandbox.clearFault('throttled');
    expect(await aws.s3.send(new ListBucketsCommand({}))).toBeDefined();
  });

  it('can be chosen for the n-th call', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.intercept(({ number }) => (number === 2 ? 'server-error' : undefined));
    const ask = async (): Promise<boolean> =>
      Array.isArray(await refusalOf(aws.sts.send(new GetCallerIdentityCommand({}))));
    expect([await ask(), await ask(), await ask()]).toEqual([false, true, false]);
    expect(
      sandbox.calls.map(({ number, service, operation, changes }) => [number, service, operation, changes]),
    ).toEqual([
      [1, 'sts', 'GetCallerIdentity', false],
      [2, 'sts', 'GetCallerIdentity', false],
      [3, 'sts', 'GetCallerIdentity', false],
    ]);
  });

  it('that there is none of is refused', async () => {
    const { sandbox } = await tempSandbox();
    expect(() => sandbox.setFault({ key: 'earthquake' })).toThrow(
      /^The sandbox has no fault earthquake\. It has: bucket-name-taken, /u,
    );
    expect(() => sandbox.setFault({ key: 'constructor' })).toThrow(/has no fault constructor/u);
  });

  it('is said to happen to calls exactly where it does', () => {
    for (const key of CALL_FAULTS) expect(FAULTS[key]?.kind).toBe('call');
  });
});

describe('what faults put there', () => {
  it.each([
    // The other account has it in another region, which S3 says before whose it is.
    ['bucket-name-taken', 301],
    ['bucket-is-yours', 200],
    ['bucket-other-region', 301],
  ])('%s: HeadBucket answers %i', async (key, status) => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key });
    const error = await aws.s3.send(new HeadBucketCommand({ Bucket })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: status } });
  });

  it('wrong-account: the credentials are of another one', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'wrong-account' });
    expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '888888888888',
      Arn: 'arn:aws:iam::888888888888:user/sandbox-operator',
    });
  });

  it('bucket-name-busy: a name that was just given up', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'bucket-name-busy', uses: 1 });
    expect(await refusalOf(aws.s3.send(new CreateBucketCommand({ Bucket })))).toEqual([
      '409 OperationAborted',
      'A conflicting conditional operation is currently in progress against this resource. Please try again.',
    ]);
  });
});
