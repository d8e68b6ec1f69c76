import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
} from '@aws-sdk/client-s3';
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import type { BucketPolicy } from '../../../../../shared/domain/aws/bucket-policy.ts';
import { publicStatements } from '../../../../../shared/domain/aws/bucket-policy.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { parseBoundedJson } from '../../../../../shared/domain/bounded-json.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { isUnknownOperation } from '../../session/denied.ts';
import { namesOf } from '../names-of.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { StepContext } from '../step.ts';

/** Where a bucket name stands in the world. */
export type BucketPlace = 'absent' | 'here' | 'taken' | { readonly region: string };

/** What counts of a bucket that is here. */
export interface BucketState {
  /** Null: it has none. */
  readonly policy: BucketPolicy | null;
  /** All four of its blocks are on. */
  readonly closed: boolean;
  /** The key by which it encrypts unless told otherwise; null for S3's own. */
  readonly key: string | null;
}

/** All four: nothing of a bill is for the public. */
export const CLOSED: Required<PublicAccessBlockConfiguration> = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** The bucket by name, and the account that must own it: another's is refused, even one that lets us in. */
export function ownBucket({ mpa, session }: StepContext): { Bucket: string; ExpectedBucketOwner: string } {
  return { Bucket: mpa.curBucketName, ExpectedBucketOwner: session.accountId };
}

/**
 * Whether the bucket is there and whose it is, by HeadBucket alone: creating one's own bucket again would reset its access lists
 * (docs/aws.md: 'Bucket names'). Another region says only that the bucket is elsewhere, so it is asked there whose it is.
 */
export async function findBucket(context: StepContext): Promise<BucketPlace> {
  const { region } = namesOf(context);
  const found = await headIn(context, region);
  return typeof found === 'object' ? headIn(context, found.region) : found;
}

/** How the bucket stands as seen from a region. An answer to HEAD has no body, so the status tells. */
async function headIn(context: StepContext, asked: string): Promise<BucketPlace> {
  const { region } = namesOf(context);
  try {
    const { BucketRegion = asked } = await context.session.s3In(asked).send(new HeadBucketCommand(ownBucket(context)));
    return BucketRegion === region ? 'here' : { region: BucketRegion };
  } catch (error) {
    const { status, headers } = callError(error);
    const theirs = headers['x-amz-bucket-region'];
    if (status === 404) return 'absent';
    if (status !== 301 && status !== 400 && status !== 403) throw error;
    if (status !== 403 && theirs !== undefined && theirs !== asked) return { region: theirs };
    // Without a body, credentials that have expired look the same; AWS says it where it can speak.
    await context.session.identify();
    if (status !== 403) throw error;
    return whoRefuses(context, asked, error);
  }
}

/**
 * Whether a bucket that refuses HEAD is another account's: S3 says why it refuses only to the account that the bucket, or the lack of
 * rights, belongs to (Amazon S3, 'Access denied (403 Forbidden) errors').
 * @throws SetupStopped, or AWS's refusal, where it is the rights of the profile.
 */
async function whoRefuses(context: StepContext, region: string, error: unknown): Promise<'taken'> {
  try {
    await context.session.s3In(region).send(new GetBucketPolicyCommand(ownBucket(context)));
  } catch (second) {
    const { code, message } = callError(second);
    if (code === 'AccessDenied' && !/not authorized to perform/iu.test(message)) return 'taken';
    if (code !== 'NoSuchBucketPolicy' && code !== 'NoSuchBucket') throw second;
  }
  throw notAllowed(context, error);
}

/** Whether this program made the bucket, by what the ledger keeps. */
export function isMadeByUs({ known, mpa }: Pick<StepContext, 'known' | 'mpa'>): boolean {
  return known.get('bucket')?.evidence['made'] === mpa.curBucketName;
}

function notAllowed({ mpa }: StepContext, error: unknown): SetupStopped {
  const resource = ` (arn:aws:s3:::${mpa.curBucketName})`;
  const details = { action: 's3:ListBucket', resource };
  return new SetupStopped(setupFailure('not-allowed', details, awsWords('s3:HeadBucket', error)), { cause: error });
}

/** Reads what counts of a bucket that is here. @throws what AWS refuses. */
export async function readBucket(context: StepContext): Promise<BucketState> {
  return { policy: await readPolicy(context), closed: await isClosed(context), key: await encryptionKey(context) };
}

/** The bucket's policy; null where it has none. */
export async function readPolicy(context: StepContext): Promise<BucketPolicy | null> {
  try {
    const { Policy } = await context.session.s3.send(new GetBucketPolicyCommand(ownBucket(context)));
    // AWS takes nothing that is no policy.
    return Policy === undefined ? null : (parseBoundedJson(Policy) as BucketPolicy);
  } catch (error) {
    if (callError(error).code === 'NoSuchBucketPolicy') return null;
    throw error;
  }
}

/**
 * Whether AWS holds the bucket's policy for public: such a policy can't be put any more once public policies are blocked. Where that can't
 * be asked, the policy's own words tell.
 */
export async function isPublic(context: StepContext, policy: BucketPolicy): Promise<boolean> {
  try {
    const { PolicyStatus } = await context.session.s3.send(new GetBucketPolicyStatusCommand(ownBucket(context)));
    return PolicyStatus?.IsPublic === true;
  } catch (error) {
    const failed = callError(error);
    if (failed.code === 'NoSuchBucketPolicy') return false;
    if (isUnknownOperation(failed)) return publicStatements(policy).length > 0;
    throw error;
  }
}

async function isClosed(context: StepContext): Promise<boolean> {
  try {
    const command = new GetPublicAccessBlockCommand(ownBucket(context));
    const { PublicAccessBlockConfiguration: blocks = {} } = await context.session.s3.send(command);
    return Object.keys(CLOSED).every((block) => blocks[block as keyof typeof CLOSED] === true);
  } catch (error) {
    if (callError(error).code === 'NoSuchPublicAccessBlockConfiguration') return false;
    throw error;
  }
}

async function encryptionKey(context: StepContext): Promise<string | null> {
  try {
    const command = new GetBucketEncryptionCommand(ownBucket(context));
    const { ServerSideEncryptionConfiguration } = await context.session.s3.send(command);
    const rules = (ServerSideEncryptionConfiguration?.Rules ?? []).map(
      (rule) => rule.ApplyServerSideEncryptionByDefault,
    );
    const withKey = rules.find((rule) => rule?.SSEAlgorithm?.startsWith('aws:kms'));
    return withKey === undefined ? null : (withKey.KMSMasterKeyID ?? 'aws/s3');
  } catch (error) {
    const failed = callError(error);
    // What has no such call encrypts by no key of AWS's.
    if (failed.code === 'ServerSideEncryptionConfigurationNotFoundError' || isUnknownOperation(failed)) return null;
    throw error;
  }
}
