import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import type { GetBucketNotificationConfigurationCommandOutput } from '@aws-sdk/client-s3';
import { keepFile } from '../keep-file.ts';
import { namesOf } from '../names-of.ts';
import type { StepContext } from '../step.ts';
import { ownBucket } from './bucket-state.ts';

/** Notifications of the bucket that the Athena stack would replace. */
export interface ForeignNotifications {
  /** In a few words: 'queue uploads, EventBridge'. */
  readonly summary: string;
  /** The whole configuration, to put back by hand: aws s3api put-bucket-notification-configuration takes it. */
  readonly json: string;
}

/**
 * What the bucket tells others, apart from what the Athena stack itself set up; null where that is nothing. The stack's template
 * replaces all of it, and empties it when it is deleted (docs/aws.md: 'Bucket has notifications').
 */
export async function notificationsOf(context: StepContext): Promise<ForeignNotifications | null> {
  const command = new GetBucketNotificationConfigurationCommand(ownBucket(context));
  const { $metadata: _, ...configuration } = await context.session.s3.send(command);
  const parts = foreignParts(context, configuration);
  return parts.length === 0 ? null : { summary: parts.join(', '), json: JSON.stringify(configuration, null, 2) };
}

/** Keeps a copy in the ledger. @returns its SHA-256. */
export async function keepNotifications(context: StepContext, { json }: ForeignNotifications): Promise<string> {
  const { bucket } = namesOf(context);
  const name = `notifications-${bucket}.json`;
  return keepFile(context.task, { name, bytes: Buffer.from(json, 'utf8') });
}

function foreignParts(
  context: StepContext,
  configuration: Omit<GetBucketNotificationConfigurationCommandOutput, '$metadata'>,
): string[] {
  const { prefix, report } = namesOf(context);
  const ownKey = `${prefix}/${report}/${report}`;
  const functions = (configuration.LambdaFunctionConfigurations ?? []).filter(
    ({ Filter }) => !(Filter?.Key?.FilterRules ?? []).some(({ Value }) => Value === ownKey),
  );
  return [
    ...functions.map(({ LambdaFunctionArn = '' }) => `function ${lastOf(LambdaFunctionArn)}`),
    ...(configuration.QueueConfigurations ?? []).map(({ QueueArn = '' }) => `queue ${lastOf(QueueArn)}`),
    ...(configuration.TopicConfigurations ?? []).map(({ TopicArn = '' }) => `topic ${lastOf(TopicArn)}`),
    ...(configuration.EventBridgeConfiguration === undefined ? [] : ['EventBridge']),
  ];
}

function lastOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
