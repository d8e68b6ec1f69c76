import { publicStatements } from '../../../../shared/domain/aws/bucket-policy.ts';
import type { BucketPolicy } from '../../../../shared/domain/aws/bucket-policy.ts';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { AwsFault } from '../service.ts';
import type { Caller } from '../service.ts';
import type { Bucket } from './s3-state.ts';

/** Whether a policy lets everybody in. AWS looks at conditions too; the sandbox takes any for a limit. */
export function isPublicPolicy(policy: string): boolean {
  // Kept by PutBucketPolicy, which takes nothing else.
  return publicStatements(JSON.parse(policy) as BucketPolicy).length > 0;
}

/** @throws AwsFault MalformedPolicy for what is no policy. */
export function assertPolicy(policy: string): void {
  try {
    const value = parseBoundedJson(policy);
    if (typeof value === 'object' && value !== null && 'Statement' in value) return;
  } catch {
    // Said below, as for a policy without statements.
  }
  throw new AwsFault('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'", { status: 400 });
}

/** @throws AwsFault AccessDenied for a public policy where the bucket blocks such (Amazon S3, 'Block public access settings'). */
export function assertNotBlocked({ name, publicAccessBlock }: Bucket, policy: string, { arn }: Caller): void {
  if (publicAccessBlock?.['BlockPublicPolicy'] !== true || !isPublicPolicy(policy)) return;
  const why = 'because public policies are blocked by the BlockPublicPolicy block public access setting';
  const message = `User: ${arn} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${name}" ${why}.`;
  throw new AwsFault('AccessDenied', message, { status: 403 });
}
