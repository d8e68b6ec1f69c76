import { AwsFault } from '../../service.ts';
import type { WireObject } from '../../wire.ts';
import { textProperty } from './properties.ts';
import type { Made, ResourceCall, ResourceType } from './resource-type.ts';

/**
 * The custom resource that starts the crawler when the stack is made. AWS's function sends no answer where the crawler runs
 * already, so that CloudFormation waits in vain (docs/aws.md: 'The crawler template').
 */
const startCrawler: ResourceType = {
  ...customType(['ServiceToken']),
  create: (call, note) => {
    const physicalId = call.name(64);
    note(physicalId);
    const crawlers = call.stack.resources.filter(({ type }) => type === 'AWS::Glue::Crawler');
    try {
      for (const { physicalId: Name } of crawlers) call.invoke('glue', 'StartCrawler', { Name });
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      if (error.code === 'CrawlerRunningException') return { physicalId, hangs: true };
      throw notAnswered(error);
    }
    return { physicalId };
  },
};

/** The custom resource that replaces all notifications of the bucket with the one of the crawler, and with none on deletion. */
const putNotification: ResourceType = {
  ...customType(['ServiceToken', 'TargetLambdaArn', 'BucketName', 'ReportKey']),
  create: (call, note): Made => {
    const { properties } = call;
    const physicalId = call.name(64);
    note(physicalId);
    putNotifications(call, {
      LambdaFunctionConfigurations: [
        {
          LambdaFunctionArn: textProperty(properties, 'TargetLambdaArn'),
          Events: ['s3:ObjectCreated:*'],
          Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: textProperty(properties, 'ReportKey') }] } },
        },
      ],
    });
    return { physicalId };
  },
  remove: (call) => {
    putNotifications(call, {});
  },
};

function putNotifications(call: ResourceCall, NotificationConfiguration: WireObject): void {
  const Bucket = textProperty(call.properties, 'BucketName');
  try {
    call.invoke('s3', 'PutBucketNotificationConfiguration', { Bucket, NotificationConfiguration });
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    throw notAnswered(error);
  }
}

/** Any other custom resource: the sandbox runs no function's code, so it answers at once, without attributes. */
const anyCustom: ResourceType = customType(null);

/** @param properties null: any */
function customType(properties: readonly string[] | null): ResourceType {
  return {
    service: 'CloudFormation',
    properties: properties ?? ['*'],
    required: ['ServiceToken'],
    attributes: [],
    create: ({ name }, note) => {
      const physicalId = name(64);
      note(physicalId);
      return { physicalId };
    },
    remove: () => undefined,
  };
}

/** What the events say when a function answers with FAILED. */
function notAnswered({ message }: AwsFault): AwsFault {
  return new AwsFault(
    'CustomResourceFailed',
    `Received response status [FAILED] from custom resource. Message returned: ${message}`,
  );
}

/** The custom resource type of a name; undefined where it is none. */
export function customResourceType(type: string): ResourceType | undefined {
  if (type === 'Custom::AWSStartCURCrawler') return startCrawler;
  if (type === 'Custom::AWSPutS3CURNotification') return putNotification;
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource' ? anyCustom : undefined;
}

/** Whether a resource is answered for by a function of the stack. */
export function isCustom(type: string): boolean {
  return customResourceType(type) !== undefined;
}
