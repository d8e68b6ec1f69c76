/** S3 by the SDK's own client. Expected: Amazon S3's API reference, and what is known of its quirks. */
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketPolicyCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { clientsOf, refusalOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';

const Bucket = 'spotinst-cur-report';

async function withBucket() {
  const { sandbox, aws } = await tempSandbox();
  await aws.s3.send(new CreateBucketCommand({ Bucket }));
  return { sandbox, s3: aws.s3 };
}

/** A HEAD request is answered without a body: all there is are the status and the headers. */
async function headOf(sent: Promise<unknown>): Promise<unknown> {
  const error: unknown = await sent.catch((thrown: unknown) => thrown);
  const { name, $metadata, $response } = error as {
    name: string;
    $metadata: { httpStatusCode: number };
    $response: { headers: Record<string, string> };
  };
  return [$metadata.httpStatusCode, name, $response.headers['x-amz-bucket-region']];
}

describe('buckets', () => {
  it('are made where the client says, and found again', async () => {
    const { sandbox, aws } = await tempSandbox();
    const { Location } = await aws.s3.send(new CreateBucketCommand({ Bucket }));
    expect(Location).toBe('/spotinst-cur-report');
    expect(await aws.s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'us-east-1' });
    expect((await aws.s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();

    const there = clientsOf(sandbox, { region: 'eu-central-1' });
    const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' as const };
    await there.s3.send(new CreateBucketCommand({ Bucket: 'contoso-reports', CreateBucketConfiguration }));
    expect((await there.s3.send(new GetBucketLocationCommand({ Bucket: 'contoso-reports' }))).LocationConstraint).toBe(
      'eu-central-1',
    );
    const { Buckets } = await aws.s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['spotinst-cur-report', 'contoso-reports']);
    expect(Buckets?.[0]?.CreationDate).toBeInstanceOf(Date);
  });

  it('are made twice in us-east-1 without a refusal, and are there once', async () => {
    const { sandbox, s3 } = await withBucket();
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([{ Key: 'a', Value: 'b' }]);
    expect(sandbox.status().created).toEqual(['bucket spotinst-cur-report']);
  });

  it('are refused under a bad name, in a bad place, and twice elsewhere', async () => {
    const { sandbox, aws } = await tempSandbox();
    const there = clientsOf(sandbox, { region: 'eu-central-1' }).s3;
    const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' as const };
    const make = (client: typeof there, input: object) =>
      refusalOf(client.send(new CreateBucketCommand({ Bucket, ...input })));
    expect(await make(aws.s3, { Bucket: 'Spot_Report' })).toEqual([
      '400 InvalidBucketName',
      'The specified bucket is not valid.',
    ]);
    expect(await make(aws.s3, { CreateBucketConfiguration: { LocationConstraint: 'us-east-1' } })).toEqual([
      '400 InvalidLocationConstraint',
      'The specified location-constraint is not valid',
    ]);
    expect(await make(there, { CreateBucketConfiguration })).toMatchObject({ Location: expect.any(String) as string });
    expect(await make(there, { CreateBucketConfiguration })).toEqual([
      '409 BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
    ]);
  });

  it('elsewhere say where they are, whosever they are; there HEAD says 403', async () => {
    const { sandbox } = await withBucket();
    const other = { account: accountId('444455556666') };
    const elsewhere = clientsOf(sandbox, { ...other, region: 'eu-central-1' }).s3;
    expect(await headOf(elsewhere.send(new HeadBucketCommand({ Bucket })))).toEqual([301, 'Unknown', 'us-east-1']);
    const there = clientsOf(sandbox, other).s3;
    expect(await headOf(there.send(new HeadBucketCommand({ Bucket })))).toEqual([403, 'Unknown', 'us-east-1']);
  });

  it('say whether their policy is public, and take no public one while such are blocked', async () => {
    const { s3 } = await withBucket();
    expect(await refusalOf(s3.send(new GetBucketPolicyStatusCommand({ Bucket })))).toEqual([
      '404 NoSuchBucketPolicy',
      'The bucket policy does not exist',
    ]);
    const policyFor = (more: object): PutBucketPolicyCommand => {
      const Resource = 'arn:aws:s3:::spotinst-cur-report/*';
      const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource, ...more };
      return new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement: [statement] }) });
    };
    const isPublic = async () => (await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic;
    expect(await refusalOf(s3.send(policyFor({})))).toEqual([
      '403 AccessDenied',
      'User: arn:aws:iam::111122223333:user/sandbox-operator is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::spotinst-cur-report" because public policies are blocked by the BlockPublicPolicy block public access setting.',
    ]);
    await s3.send(policyFor({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }));
    expect(await isPublic()).toBe(false);
    const open = { BlockPublicPolicy: false };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: open }));
    await s3.send(policyFor({}));
    expect(await isPublic()).toBe(true);
  });

  it('of others are taken: HEAD says 403, making one 409', async () => {
    const { sandbox, s3 } = await withBucket();
    const other = clientsOf(sandbox, { account: accountId('444455556666') });
    expect(await headOf(other.s3.send(new HeadBucketCommand({ Bucket })))).toEqual([403, 'Unknown', 'us-east-1']);
    expect(await refusalOf(other.s3.send(new CreateBucketCommand({ Bucket })))).toEqual([
      '409 BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    ]);
    expect(await refusalOf(other.s3.send(new GetBucketPolicyCommand({ Bucket })))).toEqual([
      '403 AccessDenied',
      'Access Denied',
    ]);
    expect((await other.s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    expect(await headOf(s3.send(new HeadBucketCommand({ Bucket: 'nobodys' })))).toEqual([404, 'NotFound', undefined]);
  });

  it('of another region are redirected to', async () => {
    const { sandbox } = await withBucket();
    const there = clientsOf(sandbox, { region: 'eu-central-1' }).s3;
    expect(await headOf(there.send(new HeadBucketCommand({ Bucket })))).toEqual([301, 'Unknown', 'us-east-1']);
    expect(await refusalOf(there.send(new GetBucketPolicyCommand({ Bucket })))).toEqual([
      '301 PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    ]);
  });

  it('are deleted when they are empty', async () => {
    const { s3 } = await withBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    expect(await refusalOf(s3.send(new DeleteBucketCommand({ Bucket })))).toEqual([
      '409 BucketNotEmpty',
      'The bucket you tried to delete is not empty',
    ]);
  });
});

describe('what a bucket is set to', () => {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Ä', Effect: 'Allow' }] });

  it('policy', async () => {
    const { s3 } = await withBucket();
    const read = () => refusalOf(s3.send(new GetBucketPolicyCommand({ Bucket })));
    expect(await read()).toEqual(['404 NoSuchBucketPolicy', 'The bucket policy does not exist']);
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy }));
    expect(await read()).toMatchObject({ Policy: policy });
    expect(await refusalOf(s3.send(new PutBucketPolicyCommand({ Bucket, Policy: 'nonsense' })))).toEqual([
      '400 MalformedPolicy',
      "Policies must be valid JSON and the first byte must be '{'",
    ]);
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await read()).toEqual(['404 NoSuchBucketPolicy', 'The bucket policy does not exist']);
  });

  it('public access: a new bucket blocks all of it, as since April 2023', async () => {
    const { s3 } = await withBucket();
    const read = async () =>
      (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration;
    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
    expect(await read()).toEqual(all);
    const half = { ...all, BlockPublicPolicy: false };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: half }));
    expect(await read()).toEqual(half);
  });

  it('notifications, all of them replaced by each new configuration', async () => {
    const { s3 } = await withBucket();
    const read = async () => {
      const { $metadata: _, ...all } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
      return all;
    };
    expect(await read()).toEqual({});
    const first = {
      LambdaFunctionConfigurations: [
        {
          Id: 'one',
          LambdaFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f',
          Events: ['s3:ObjectCreated:*' as const, 's3:ObjectRemoved:*' as const],
          Filter: {
            Key: {
              FilterRules: [
                { Name: 'prefix' as const, Value: 'a/b' },
                { Name: 'suffix' as const, Value: '.gz' },
              ],
            },
          },
        },
        {
          Id: 'two',
          LambdaFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:g',
          Events: ['s3:ObjectCreated:Put' as const],
        },
      ],
      TopicConfigurations: [
        { Id: 'three', TopicArn: 'arn:aws:sns:us-east-1:111122223333:t', Events: ['s3:ObjectCreated:*' as const] },
      ],
    };
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: first }));
    expect(await read()).toEqual(first);
    const second = {
      QueueConfigurations: [
        { Id: 'four', QueueArn: 'arn:aws:sqs:us-east-1:111122223333:q', Events: ['s3:ObjectCreated:*' as const] },
      ],
      EventBridgeConfiguration: {},
    };
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: second }));
    expect(await read()).toEqual(second);
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} }));
    expect(await read()).toEqual({});
  });

  it('encryption', async () => {
    const { s3 } = await withBucket();
    const read = async () =>
      (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules;
    const plain = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }];
    expect(await read()).toEqual(plain);
    const kms = [
      {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms' as const,
          KMSMasterKeyID: 'arn:aws:kms:us-east-1:111122223333:key/k',
        },
        BucketKeyEnabled: true,
      },
    ];
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: kms } }));
    expect(await read()).toEqual(kms);
    await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await read()).toEqual(plain);
  });

  it('tags', async () => {
    const { s3 } = await withBucket();
    const read = () => refusalOf(s3.send(new GetBucketTaggingCommand({ Bucket })));
    expect(await read()).toEqual(['404 NoSuchTagSet', 'The TagSet does not exist']);
    const TagSet = [
      { Key: 'owner', Value: 'R&D <eu>' },
      { Key: 'empty', Value: '' },
    ];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect(await read()).toMatchObject({ TagSet });
  });
});

describe('objects', () => {
  it('come back byte for byte', async () => {
    const { s3 } = await withBucket();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const Key = 'spotinst_eco/a report/übung+1 (2).bin';
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes, ContentType: 'application/x-test' }));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToByteArray()).toEqual(bytes);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    // md5 of the 256 bytes 00 to ff, by md5sum.
    const ETag = '"e2c865db4162bed963bfaa9ef6ac18f0"';
    expect([head.ETag, head.ContentLength, head.ContentType]).toEqual([ETag, 256, 'application/x-test']);
    expect(head.LastModified).toBeInstanceOf(Date);
    const list = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'spotinst_eco/' }));
    expect(list).toMatchObject({ Name: Bucket, KeyCount: 1, IsTruncated: false, Prefix: 'spotinst_eco/' });
    expect(list.Contents).toEqual([
      { Key, ETag, Size: 256, StorageClass: 'STANDARD', LastModified: expect.any(Date) as Date },
    ]);
  });

  it('come in parts, and only where they are still the same', async () => {
    const { s3 } = await withBucket();
    const Key = 'a';
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: '0123456789' }));
    // md5 of the ten digits, by md5sum.
    const IfMatch = '"781e5e245d69b566979b86e28d23f2c7"';
    const part = await s3.send(new GetObjectCommand({ Bucket, Key, IfMatch, Range: 'bytes=3-' }));
    expect([part.ContentRange, part.ContentLength]).toEqual(['bytes 3-9/10', 7]);
    expect(await part.Body?.transformToString()).toBe('3456789');
    const get = (more: object) => refusalOf(s3.send(new GetObjectCommand({ Bucket, Key, ...more })));
    expect(await get({ Range: 'bytes=10-' })).toEqual(['416 InvalidRange', 'The requested range is not satisfiable']);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'other' }));
    expect(await get({ IfMatch })).toEqual([
      '412 PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    ]);
  });

  it('that are not there, or not to be read, are refused', async () => {
    const { sandbox, s3 } = await withBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key: 'b' })))).toEqual([
      '404 NoSuchKey',
      'The specified key does not exist.',
    ]);
    expect(await headOf(s3.send(new HeadObjectCommand({ Bucket, Key: 'b' })))).toEqual([404, 'NotFound', undefined]);
    expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket: 'nobodys', Key: 'b' })))).toEqual([
      '404 NoSuchBucket',
      'The specified bucket does not exist',
    ]);
    const other = clientsOf(sandbox, { account: accountId('444455556666') });
    expect(await refusalOf(other.s3.send(new GetObjectCommand({ Bucket, Key: 'a' })))).toEqual([
      '403 AccessDenied',
      'Access Denied',
    ]);
  });

  it('are listed by pages, with folders', async () => {
    const { s3 } = await withBucket();
    for (const Key of ['a', 'b/1', 'b/2', 'c']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const first = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 3 }));
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['a', 'b/1', 'b/2']);
    expect([first.IsTruncated, first.MaxKeys, first.KeyCount]).toEqual([true, 3, 3]);
    const ContinuationToken = first.NextContinuationToken;
    const second = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 3, ContinuationToken }));
    expect([second.Contents?.map(({ Key }) => Key), second.IsTruncated]).toEqual([['c'], false]);
    const folders = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    expect(folders.Contents?.map(({ Key }) => Key)).toEqual(['a', 'c']);
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
  });
});
