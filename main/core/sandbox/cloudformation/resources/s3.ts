import { AwsFault } from '../../service.ts';
import { documentOf, textProperty, unlessGone } from './properties.ts';
import type { ResourceType } from './resource-type.ts';

const bucket: ResourceType = {
  service: 'S3',
  properties: ['BucketName', 'Tags'],
  required: [],
  attributes: ['Arn'],
  create: ({ properties, invoke, name, region }, note) => {
    const Bucket = textProperty(properties, 'BucketName') ?? name(63).toLowerCase();
    if (present(() => invoke('s3', 'HeadBucket', { Bucket }))) {
      throw new AwsFault(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { status: 409 },
      );
    }
    const elsewhere = { CreateBucketConfiguration: { LocationConstraint: region } };
    invoke('s3', 'CreateBucket', { Bucket, ...(region === 'us-east-1' ? {} : elsewhere) });
    note(Bucket);
    return { physicalId: Bucket, attributes: { Arn: `arn:aws:s3:::${Bucket}` } };
  },
  remove: ({ invoke }, Bucket) => {
    unlessGone(() => invoke('s3', 'DeleteBucket', { Bucket }));
  },
};

const bucketPolicy: ResourceType = {
  service: 'S3',
  properties: ['Bucket', 'PolicyDocument'],
  required: ['Bucket', 'PolicyDocument'],
  attributes: [],
  create: ({ properties, invoke }, note) => {
    const Bucket = textProperty(properties, 'Bucket') ?? '';
    invoke('s3', 'PutBucketPolicy', { Bucket, Policy: documentOf(properties, 'PolicyDocument') });
    note(Bucket);
    return { physicalId: Bucket };
  },
  remove: ({ invoke }, Bucket) => {
    unlessGone(() => invoke('s3', 'DeleteBucketPolicy', { Bucket }));
  },
};

function present(look: () => void): boolean {
  try {
    look();
    return true;
  } catch (error) {
    if (error instanceof AwsFault) return false;
    throw error;
  }
}

export const S3_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': bucketPolicy,
};
