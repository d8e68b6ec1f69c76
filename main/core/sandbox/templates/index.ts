import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { buckets, makeBucket, putObject } from '../services/s3-state.ts';
import type { World } from '../world.ts';
import { accessRoleTemplate } from './access-role-template.ts';
import { EXTRACTOR_CODE_KEY, extractorTemplate } from './extractor-template.ts';

/** The bucket of the simulated vendor, open to all for reading. */
export const VENDOR_BUCKET = 'sandbox-vendor-templates';

/** An account of its own, which is none of the sandbox's payers. */
const VENDOR_ACCOUNT = '884866656237';

/** What the vendor's bucket has: templates by key. */
export const VENDOR_TEMPLATES = {
  extractor: 'extractor.yml',
  /** The extractor as it is when the vendor has changed it after the link was made. */
  extractorDrifted: 'extractor-drifted.yml',
  accessRole: 'access-role.yml',
  accessRoleOlder: 'access-role-older.yml',
} as const;

/** Puts the vendor's bucket with its templates into the world, where it is not there yet. */
export function seedVendorBucket(world: World): void {
  const bucket = buckets(world)[VENDOR_BUCKET] ?? makeBucket(world, VENDOR_BUCKET, VENDOR_ACCOUNT, 'us-east-1');
  bucket.policy ??= JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${VENDOR_BUCKET}/*` },
    ],
  });
  const put = (key: string, body: string): void => {
    if (!bucket.objects[key]) putObject(world, bucket, key, body, 'application/x-yaml');
  };
  put(VENDOR_TEMPLATES.extractor, extractorTemplate());
  put(VENDOR_TEMPLATES.extractorDrifted, extractorTemplate({ drifted: true }));
  put(VENDOR_TEMPLATES.accessRole, accessRoleTemplate('current'));
  put(VENDOR_TEMPLATES.accessRoleOlder, accessRoleTemplate('older'));
  put(EXTRACTOR_CODE_KEY, 'simulated');
}

/**
 * The link that the vendor sends for the extractor stack of an account: of the console's real form, with the parameters that
 * only the vendor knows. CURBucketName and AccountList are left to the operator.
 */
export function vendorLink(accountId: AccountId): string {
  return quickCreateLink(VENDOR_TEMPLATES.extractor, 'SpotCURExtractor', {
    CURPrefixName: 'spotinst_eco',
    CustomerName: `customer-${accountId}`,
    LambdaFunctionBucket: VENDOR_BUCKET,
    LambdaFunctionKey: EXTRACTOR_CODE_KEY,
    S3OutputBucket: 'sandbox-vendor-output',
  });
}

/** The link to the access role stack, as the vendor's console offers it. */
export function accessRoleLink(_accountId: AccountId, generation: 'older' | 'current' = 'current'): string {
  const key = generation === 'current' ? VENDOR_TEMPLATES.accessRole : VENDOR_TEMPLATES.accessRoleOlder;
  return quickCreateLink(key, 'SpotFinOpsRole', {});
}

function quickCreateLink(key: string, stackName: string, parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({
    templateURL: `https://${VENDOR_BUCKET}.s3.us-east-1.amazonaws.com/${key}`,
    stackName,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`param_${name}`, value])),
  });
  return `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${query.toString()}`;
}
