import { AwsFault } from '../service.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import { assertNotBlocked, assertPolicy, isPublicPolicy } from './s3-policy.ts';
import { list, object, text, isObject } from './input.ts';
import { EXTRACTOR_CODE_KEY } from '../templates/extractor-template.ts';
import { VENDOR_BUCKET, VENDOR_TEMPLATES } from '../templates/index.ts';
import { buckets, makeBucket, mayRead, putObject, spoil, STRANGER } from './s3-state.ts';
import type { Bucket, StoredObject } from './s3-state.ts';

/** Amazon S3, as far as the set-up uses buckets. Names of input members are those of the SDK. */
export const s3: Readonly<Record<string, Operation>> = {
  ListBuckets: ({ world, caller }) => ({
    Owner: { ID: caller.accountId, DisplayName: 'sandbox' },
    Buckets: Object.values(buckets(world))
      .filter(({ owner }) => owner === caller.accountId)
      .map(({ name, created }) => ({ Name: name, CreationDate: new Date(created) })),
  }),
  CreateBucket: createBucket,
  HeadBucket: (call) => {
    const { region } = ownBucket(call);
    return { BucketRegion: region };
  },
  DeleteBucket: (call) => {
    const bucket = ownBucket(call);
    if (Object.keys(bucket.objects).length > 0) {
      throw fault('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
    }
    delete buckets(call.world)[bucket.name];
    return {};
  },
  GetBucketLocation: (call) => {
    const { region } = ownBucket(call);
    return { LocationConstraint: region === 'us-east-1' ? '' : region };
  },
  GetBucketPolicy: (call) => {
    const { policy } = ownBucket(call);
    if (policy === null) throw fault('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
    return { Policy: policy };
  },
  GetBucketPolicyStatus: (call) => {
    const { policy } = ownBucket(call);
    if (policy === null) throw fault('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
    return { PolicyStatus: { IsPublic: isPublicPolicy(policy) } };
  },
  PutBucketPolicy: (call) => {
    const policy = text(call.input, 'Policy');
    const bucket = ownBucket(call);
    assertPolicy(policy);
    assertNotBlocked(bucket, policy, call.caller);
    bucket.policy = policy;
    return {};
  },
  DeleteBucketPolicy: (call) => {
    ownBucket(call).policy = null;
    return {};
  },
  GetPublicAccessBlock: (call) => {
    const { publicAccessBlock } = ownBucket(call);
    if (publicAccessBlock === null) {
      throw fault('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found', 404);
    }
    return { PublicAccessBlockConfiguration: publicAccessBlock };
  },
  PutPublicAccessBlock: (call) => {
    ownBucket(call).publicAccessBlock = object(call.input, 'PublicAccessBlockConfiguration');
    return {};
  },
  GetBucketNotificationConfiguration: (call) => ownBucket(call).notification,
  PutBucketNotificationConfiguration: (call) => {
    ownBucket(call).notification = object(call.input, 'NotificationConfiguration');
    return {};
  },
  GetBucketEncryption: (call) => {
    const { encryption } = ownBucket(call);
    return { ServerSideEncryptionConfiguration: encryption ?? sse('AES256') };
  },
  PutBucketEncryption: (call) => {
    ownBucket(call).encryption = object(call.input, 'ServerSideEncryptionConfiguration');
    return {};
  },
  DeleteBucketEncryption: (call) => {
    ownBucket(call).encryption = null;
    return {};
  },
  GetBucketTagging: (call) => {
    const { tags } = ownBucket(call);
    if (tags.length === 0) throw fault('NoSuchTagSet', 'The TagSet does not exist', 404);
    return { TagSet: tags };
  },
  PutBucketTagging: (call) => {
    const set = list(object(call.input, 'Tagging'), 'TagSet').filter(isObject);
    ownBucket(call).tags = set.map((tag) => ({ Key: text(tag, 'Key'), Value: text(tag, 'Value') }));
    return {};
  },
  ListObjectsV2: listObjects,
  HeadObject: (call) => described(readObject(call)),
  GetObject: getObject,
  PutObject: (call) => {
    const body = call.input['Body'];
    const bytes = body instanceof Uint8Array ? body : text(call.input, 'Body');
    const type = text(call.input, 'ContentType') || 'application/octet-stream';
    const { etag } = putObject(call.world, ownBucket(call), text(call.input, 'Key'), bytes, type);
    return { ETag: `"${etag}"` };
  },
};

/** A default encryption as S3 writes it. */
export function sse(algorithm: string, key?: string): WireObject {
  const rule = { SSEAlgorithm: algorithm, KMSMasterKeyID: key };
  return { Rules: [{ ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled: false }] };
}

const NAME = /^(?!xn--|sthree-)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u;

function createBucket(call: ServiceCall): WireObject {
  const { world, caller } = call;
  const name = text(call.input, 'Bucket');
  if (!NAME.test(name)) throw fault('InvalidBucketName', 'The specified bucket is not valid.');
  if (world.takeFault('bucket-name-busy', caller.accountId)) {
    throw fault(
      'OperationAborted',
      'A conflicting conditional operation is currently in progress against this resource. Please try again.',
      409,
    );
  }
  const asked = text(object(call.input, 'CreateBucketConfiguration'), 'LocationConstraint');
  if (asked === 'us-east-1') throw fault('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  if (asked === '' && call.region !== 'us-east-1') {
    throw fault(
      'IllegalLocationConstraintException',
      'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
    );
  }
  const region = asked || 'us-east-1';
  const present = find(call, name);
  if (present && present.owner !== caller.accountId) {
    throw fault(
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      409,
    );
  }
  if (present && present.region !== 'us-east-1') {
    throw fault(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
    );
  }
  // In us-east-1 making one's own bucket again is no error (Amazon S3, CreateBucket).
  if (!present) {
    const bucket = makeBucket(world, name, caller.accountId, region);
    for (const key of ['bucket-has-notifications', 'bucket-key-encryption'] as const) {
      if (world.hasFault(key, caller.accountId)) spoil(bucket, key);
    }
    world.created(`bucket ${name}`);
  }
  return { Location: `/${name}` };
}

/** A page of keys in the order of their bytes, folders by a delimiter counted as one (Amazon S3, ListObjectsV2). */
function listObjects(call: ServiceCall): WireObject {
  const bucket = ownBucket(call);
  const prefix = text(call.input, 'Prefix');
  const delimiter = text(call.input, 'Delimiter');
  const most = Math.min(Number(text(call.input, 'MaxKeys')), 1000);
  const token = text(call.input, 'ContinuationToken');
  const after = token === '' ? text(call.input, 'StartAfter') : Buffer.from(token, 'base64url').toString();
  const names = new Set<string>();
  for (const key of Object.keys(bucket.objects).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    if (key.startsWith(prefix)) names.add(folderOf(key, prefix, delimiter));
  }
  const rest = [...names].filter((name) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0);
  const given = rest.slice(0, most);
  const isTruncated = rest.length > most;
  return {
    Name: bucket.name,
    Prefix: prefix,
    Delimiter: delimiter || undefined,
    StartAfter: text(call.input, 'StartAfter') || undefined,
    ContinuationToken: token || undefined,
    NextContinuationToken: isTruncated ? Buffer.from(given.at(-1) ?? '').toString('base64url') : undefined,
    KeyCount: given.length,
    MaxKeys: most,
    IsTruncated: isTruncated,
    Contents: given.flatMap((key) => contentOf(key, bucket.objects[key])),
    CommonPrefixes: given.filter((name) => !(name in bucket.objects)).map((name) => ({ Prefix: name })),
  };
}

/** The key, or the folder that stands for it: up to the first delimiter behind the prefix. */
function folderOf(key: string, prefix: string, delimiter: string): string {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? key : key.slice(0, end + delimiter.length);
}

function contentOf(key: string, stored: StoredObject | undefined): WireObject[] {
  if (!stored) return [];
  const { etag, modified, size } = stored;
  return [{ Key: key, LastModified: new Date(modified), ETag: `"${etag}"`, Size: size, StorageClass: 'STANDARD' }];
}

/** The bucket of a call, as far as the caller may use it. @throws AwsFault NoSuchBucket, AccessDenied, PermanentRedirect. */
function ownBucket(call: ServiceCall): Bucket {
  const bucket = find(call, text(call.input, 'Bucket'));
  if (!bucket) throw fault('NoSuchBucket', 'The specified bucket does not exist', 404);
  // A bucket elsewhere says no more than where it is, whosever it is.
  assertRegion(bucket, call.region);
  if (bucket.owner !== call.caller.accountId) {
    throw new AwsFault('AccessDenied', 'Access Denied', {
      status: 403,
      headers: { 'x-amz-bucket-region': bucket.region },
    });
  }
  return bucket;
}

function assertRegion(bucket: Bucket, region: string): void {
  if (bucket.region === region) return;
  throw new AwsFault(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    {
      status: 301,
      headers: { 'x-amz-bucket-region': bucket.region },
      members: { Bucket: bucket.name, Endpoint: `s3.${bucket.region}.amazonaws.com` },
    },
  );
}

function find({ world, caller }: ServiceCall, name: string): Bucket | undefined {
  const present = buckets(world)[name];
  if (present || name !== 'spotinst-cur-report') return present;
  if (world.hasFault('bucket-name-taken', caller.accountId)) return makeBucket(world, name, STRANGER, 'eu-west-1');
  return undefined;
}

function readObject(call: ServiceCall): StoredObject {
  const bucket = find(call, text(call.input, 'Bucket'));
  if (!bucket) throw fault('NoSuchBucket', 'The specified bucket does not exist', 404);
  assertRegion(bucket, call.region);
  if (!mayRead(bucket, call.caller.accountId)) throw fault('AccessDenied', 'Access Denied', 403);
  const key = templateKey(call, bucket);
  const version = text(call.input, 'VersionId');
  const stored = version === '' ? bucket.objects[key] : versionOf(bucket, key, version);
  if (stored) return stored;
  throw new AwsFault('NoSuchKey', 'The specified key does not exist.', {
    status: 404,
    members: { Key: text(call.input, 'Key') },
  });
}

/** The key of a call; of the vendor's templates as the faults that are on have it. @throws AwsFault AccessDenied. */
function templateKey({ world, caller, input }: ServiceCall, { name }: Bucket): string {
  const key = text(input, 'Key');
  if (name !== VENDOR_BUCKET || key === EXTRACTOR_CODE_KEY) return key;
  if (world.takeFault('template-unreadable', caller.accountId)) throw fault('AccessDenied', 'Access Denied', 403);
  const drifted = key === VENDOR_TEMPLATES.extractor && world.takeFault('link-parameters-drifted', caller.accountId);
  return drifted ? VENDOR_TEMPLATES.extractorDrifted : key;
}

function versionOf({ versions }: Bucket, key: string, wanted: string): StoredObject {
  if (!versions) throw fault('InvalidArgument', 'Invalid version id specified');
  const found = versions[key]?.find(({ versionId }) => versionId === wanted);
  if (found) return found;
  throw new AwsFault('NoSuchVersion', 'The specified version does not exist.', {
    status: 404,
    members: { Key: key, VersionId: wanted },
  });
}

function described({ etag, modified, type, size, versionId }: StoredObject): WireObject {
  return {
    ETag: `"${etag}"`,
    LastModified: new Date(modified),
    ContentType: type,
    ContentLength: size,
    VersionId: versionId,
  };
}

/** An object, or the part of it that was asked for, where it is still the one that is meant (Amazon S3, GetObject). */
function getObject(call: ServiceCall): WireObject {
  const stored = readObject(call);
  const ifMatch = text(call.input, 'IfMatch').replaceAll('"', '');
  if (ifMatch !== '' && ifMatch !== '*' && ifMatch !== stored.etag) {
    throw fault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  const bytes = call.world.objects.read(stored.file);
  const [, first, last] = /^bytes=(\d+)-(\d*)$/u.exec(text(call.input, 'Range')) ?? [];
  if (first === undefined) return { ...described(stored), Body: bytes };
  const start = Number(first);
  if (start >= stored.size) throw fault('InvalidRange', 'The requested range is not satisfiable', 416);
  const end = last === '' ? stored.size - 1 : Math.min(Number(last), stored.size - 1);
  return {
    ...described(stored),
    ContentLength: end - start + 1,
    ContentRange: `bytes ${start}-${end}/${stored.size}`,
    Body: bytes.subarray(start, end + 1),
  };
}

function fault(code: string, message: string, status = 400): AwsFault {
  return new AwsFault(code, message, { status });
}
