import type { ByHand } from '../../../../../shared/contract/aws.ts';
import { reportStatements } from '../../../../../shared/domain/aws/bucket-policy.ts';
import { CONSOLE } from '../console-links.ts';
import { namesOf } from '../names-of.ts';
import type { StepContext } from '../step.ts';

/** How the bucket is made, opened to AWS billing, or taken off a key, in the console. */
export function bucketByHand(context: StepContext, what: 'create' | 'permissions' | 'encryption'): ByHand {
  const names = namesOf(context);
  const { bucket, region } = names;
  const statements = reportStatements(names);
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
  const open = [
    'Open the bucket, Permissions; under Block public access tick all four.',
    'Under Bucket policy choose Edit. Where there is no policy paste the one below; else add its two statements to those that are there and leave these as they are.',
  ];
  const first = FIRST[what];
  return {
    consoleUrl: what === 'create' ? CONSOLE.createBucket(region) : CONSOLE.bucket(bucket, region, TABS[what]),
    values: [
      { label: 'Bucket name', value: bucket },
      { label: 'AWS Region', value: region },
      { label: 'Bucket policy', value: policy },
    ],
    order: first === null ? open : [first, ...open],
  };
}

const TABS = { permissions: 'permissions', encryption: 'properties' } as const;

const FIRST = {
  create:
    'Create a general purpose bucket of this name in this region; leave all else as it is (SSE-S3, public access blocked).',
  permissions: null,
  encryption:
    'The bucket is there. Open it, Properties; under Default encryption choose Edit, then server-side encryption with Amazon S3 managed keys (SSE-S3), and save.',
} as const;
