import type { ByHand } from '../../../../../shared/contract/aws.ts';
import { reportStatements } from '../../../../../shared/domain/aws/bucket-policy.ts';
import { CONSOLE } from '../console-links.ts';
import { namesOf } from '../names-of.ts';
import type { StepContext } from '../step.ts';

/** How the bucket is made, or opened to AWS billing, in the console. */
export function bucketByHand(context: StepContext, what: 'create' | 'permissions'): ByHand {
  const names = namesOf(context);
  const { bucket, region } = names;
  const statements = reportStatements(names);
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
  const open = [
    'Open the bucket, Permissions; under Block public access tick all four.',
    'Under Bucket policy choose Edit. Where there is no policy paste the one below; else add its two statements to those that are there and leave these as they are.',
  ];
  return {
    consoleUrl: what === 'create' ? CONSOLE.createBucket(region) : CONSOLE.bucketPermissions(bucket, region),
    values: [
      { label: 'Bucket name', value: bucket },
      { label: 'AWS Region', value: region },
      { label: 'Bucket policy', value: policy },
    ],
    order:
      what === 'create'
        ? [
            'Create a general purpose bucket of this name in this region; leave all else as it is (SSE-S3, public access blocked).',
            ...open,
          ]
        : open,
  };
}
