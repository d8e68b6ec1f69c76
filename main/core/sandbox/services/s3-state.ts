import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { CostReport } from '../cost-data/cost-report.ts';
import type { KeptBytes } from '../object-files.ts';
import type { WireObject } from '../wire.ts';
import type { World } from '../world.ts';

export interface StoredObject extends KeptBytes {
  modified: number;
  type: string;
  /** Only in a bucket that keeps versions. */
  versionId?: string;
  /** What it is made from when it is first asked for; until then its file has no name. */
  due?: CostReport;
}

export interface Bucket {
  name: string;
  owner: string;
  region: string;
  created: number;
  /** JSON. */
  policy: string | null;
  publicAccessBlock: WireObject | null;
  notification: WireObject;
  encryption: WireObject | null;
  tags: { Key: string; Value: string }[];
  objects: Record<string, StoredObject>;
  /** Every version of each object; only in a bucket that keeps versions. */
  versions?: Record<string, StoredObject[]>;
}

/** An account that is nobody's, to own what others have taken. */
export const STRANGER = '999999999999';

/** Every bucket of the simulated world: a name is there once, whoever has it. */
export function buckets(world: World): Record<string, Bucket> {
  return world.shared<Record<string, Bucket>>('s3', () => ({}));
}

/** What a new bucket blocks of public access, since April 2023 (Amazon S3, 'Blocking public access'). */
const ALL_BLOCKED: WireObject = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Makes a bucket. */
export function makeBucket(world: World, name: string, owner: string, region: string): Bucket {
  const bucket: Bucket = {
    name,
    owner,
    region,
    created: world.now(),
    policy: null,
    publicAccessBlock: { ...ALL_BLOCKED },
    notification: {},
    encryption: null,
    tags: [],
    objects: {},
  };
  buckets(world)[name] = bucket;
  return bucket;
}

/** Puts an object into a bucket. */
export function putObject(
  world: World,
  bucket: Bucket,
  key: string,
  body: string | Uint8Array,
  type: string,
): StoredObject {
  return store(world, bucket, key, { ...world.objects.keep(Buffer.from(body)), modified: world.now(), type });
}

/** Puts an object into a bucket whose bytes are made when they are first asked for. */
export function putDueObject(world: World, bucket: Bucket, key: string, due: CostReport): void {
  const type = 'application/octet-stream';
  store(world, bucket, key, { file: '', size: 0, etag: '', modified: world.now(), type, due });
}

function store(world: World, bucket: Bucket, key: string, object: StoredObject): StoredObject {
  const stored = { ...object, ...(bucket.versions && { versionId: `v${String(world.nextNumber())}` }) };
  bucket.objects[key] = stored;
  if (bucket.versions) bucket.versions[key] = [...(bucket.versions[key] ?? []), stored];
  return stored;
}

/** The names of the files that objects have. */
export function filesOfObjects(world: World): Set<string> {
  const all = Object.values(buckets(world)).flatMap(({ objects, versions = {} }) => [
    ...Object.values(objects),
    ...Object.values(versions).flat(),
  ]);
  return new Set(all.map(({ file }) => file));
}

/** Puts the bytes of objects into files, where a version of before kept them in the state. */
export function takeBytesOut(world: World): void {
  for (const { objects, versions = {} } of Object.values(buckets(world))) {
    for (const object of [...Object.values(objects), ...Object.values(versions).flat()]) {
      const old: StoredObject & { body?: string } = object;
      if (old.body === undefined) continue;
      Object.assign(object, world.objects.keep(Buffer.from(old.body, 'base64')));
      delete old.body;
    }
  }
}

/** Whether an account may read an object: its own, or one of the vendor's, which are open to all. */
export function mayRead(bucket: Bucket, account: AccountId): boolean {
  return bucket.owner === account || bucket.policy?.includes('"Principal":"*"') === true;
}

/** What a bucket has when such a fault is on. */
export function spoil(bucket: Bucket, key: 'bucket-has-notifications' | 'bucket-key-encryption'): void {
  if (key === 'bucket-has-notifications') {
    bucket.notification = {
      QueueConfigurations: [
        {
          Id: 'finance-archive',
          QueueArn: 'arn:aws:sqs:us-east-1:111122223333:finance-archive',
          Events: ['s3:ObjectCreated:*'],
        },
      ],
    };
  } else {
    const rule = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws:kms:us-east-1:111122223333:key/finance' };
    bucket.encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled: true }] };
  }
}
