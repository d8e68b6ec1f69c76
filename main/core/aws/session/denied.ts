import type { CallError } from './aws-error.ts';

/**
 * How AWS says that a policy above the account, or a boundary, is why (IAM, 'Troubleshoot access denied error messages'): an explicit
 * deny in it, or that it does not allow.
 */
const BY_POLICY =
  /explicit deny in an? (?:service control policy|resource control policy|permissions boundary)|no (?:service control policy|resource control policy|permissions boundary) allows/iu;

/** How services say that they have no such operation, by protocol (JSON, Query, S3); an emulator, or a part of AWS that lacks it. */
const UNKNOWN_OPERATION =
  /^(?:UnknownOperation(?:Exception)?|InvalidAction|NotImplemented(?:Exception)?|MethodNotAllowed|Unsupported(?:Operation|APIEndpoint)(?:Exception)?)$/u;

const DENIED = /^AccessDenied(?:Exception)?$/u;

/** Operations whose action has another name in IAM (Service Authorization Reference, 'Actions defined by Amazon S3'). */
const ACTIONS: Readonly<Record<string, string>> = {
  's3:DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutBucketNotificationConfiguration': 's3:PutBucketNotification',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
};

/** Whether a refusal comes from a policy that no right in the account can outweigh. */
export function isByPolicy(message: string): boolean {
  return BY_POLICY.test(message);
}

/** Whether the profile may not call an operation. */
export function isDenied({ code }: CallError): boolean {
  return DENIED.test(code);
}

/** Whether whoever answers does not know the operation that was called. */
export function isUnknownOperation({ code, status }: CallError): boolean {
  return UNKNOWN_OPERATION.test(code) || status === 501;
}

/** Whether there is nothing to be seen by a call that the set-up can do without: it is denied, or is not known there. */
export function cannotLook(error: CallError): boolean {
  return isDenied(error) || isUnknownOperation(error);
}

/**
 * The IAM action that was refused: the one that AWS names, else that of the call.
 * @param operation as the SDK names it: s3:HeadBucket
 */
export function deniedAction(operation: string, message: string): string {
  return /to perform: "?([a-z0-9-]+:\w+)/iu.exec(message)?.[1] ?? ACTIONS[operation] ?? operation;
}

/** The ARN that AWS names in a refusal, without the quotes and the full stop around it; null where it names none. */
export function deniedArn(message: string): string | null {
  return /on resource: "?([^\s"]+)/iu.exec(message)?.[1]?.replace(/[.,;]$/u, '') ?? null;
}
