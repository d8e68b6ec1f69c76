import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { NotificationConfiguration } from '@aws-sdk/client-s3';
import type { Consent, PlannedCall } from '../../../../../shared/contract/aws.ts';
import type { SavedNotifications } from '../../../../../shared/contract/aws-results.ts';
import { foreignNotifications, notificationParts } from '../../../../../shared/domain/aws/bucket-notifications.ts';
import { callError } from '../../session/aws-error.ts';
import { cannotLook } from '../../session/denied.ts';
import { keepFile } from '../keep-file.ts';
import { namesOf } from '../names-of.ts';
import { notificationsFile, savedNotifications } from '../saved-notifications.ts';
import type { StepContext } from '../step.ts';
import { ownBucket } from './bucket-state.ts';

const STEP = 'athena-stack';
const PUT_BACK = 'put-back-notifications';

/** Notifications of the bucket that the Athena stack would replace. */
export interface ForeignNotifications {
  /** In a few words: 'queue uploads, EventBridge'. */
  readonly summary: string;
  /** The whole configuration, as S3 takes it back. */
  readonly json: string;
}

/**
 * What the bucket tells others, apart from what the Athena stack itself set up; null where that is nothing. The stack's template
 * replaces all of it, and empties it when it is deleted (docs/aws.md: 'Bucket has notifications').
 */
export async function notificationsOf(context: StepContext): Promise<ForeignNotifications | null> {
  const names = namesOf(context);
  const command = new GetBucketNotificationConfigurationCommand(ownBucket(context));
  const { $metadata: _, ...configuration } = await context.session.s3.send(command);
  const parts = notificationParts(configuration, names);
  if (parts.length === 0) return null;
  return { summary: parts.join(', '), json: JSON.stringify(foreignNotifications(configuration, names), null, 2) };
}

/** Keeps a copy of what the Athena stack is about to replace, in the ledger; the evidence of its step names it. */
export async function keepNotifications(context: StepContext): Promise<void> {
  const foreign = await notificationsOf(context);
  if (foreign === null) return;
  const { bucket } = namesOf(context);
  const sha256 = await keepFile(context.task, {
    name: notificationsFile(bucket),
    bytes: Buffer.from(foreign.json, 'utf8'),
  });
  const evidence = { savedNotifications: sha256, savedNotificationsOf: bucket };
  await context.keepEvidence(STEP, 'The notifications of the bucket were saved.', evidence);
}

/** Offers to put back what the bucket told others before, where that is kept and nothing stands in its place. */
export async function offerNotifications(context: StepContext): Promise<Consent[]> {
  const saved = await toPutBack(context);
  if (saved === null) return [];
  const { bucket, summary } = saved;
  return [
    {
      key: PUT_BACK,
      question: `The bucket ${bucket} sent notifications before the Athena stack replaced them (${summary}). Put them back?`,
      consequence:
        'They are put back as they were kept, after the stack is gone. Without that the copy stays in the ledger.',
    },
  ];
}

/** What putting them back would call; nothing where it was not agreed to, or is done. */
export async function planPutBack(context: StepContext): Promise<PlannedCall[]> {
  const saved = context.agreed.has(PUT_BACK) ? await toPutBack(context) : null;
  if (saved === null) return [];
  return [
    {
      service: 's3',
      operation: 'PutBucketNotificationConfiguration',
      what: `${saved.bucket}: ${saved.summary}, as it was before`,
    },
  ];
}

/** Puts them back, where that was agreed to. */
export async function putBackNotifications(context: StepContext): Promise<void> {
  const saved = context.agreed.has(PUT_BACK) ? await toPutBack(context) : null;
  if (saved === null) return;
  // It is what S3 itself gave.
  const NotificationConfiguration = saved.configuration as NotificationConfiguration;
  const input = { ...ownBucket(context), NotificationConfiguration };
  await context.session.s3.send(new PutBucketNotificationConfigurationCommand(input));
}

/** The kept notifications; null where none are kept, or somebody else's are there that would be replaced, or that can't be seen. */
async function toPutBack(context: StepContext): Promise<SavedNotifications | null> {
  const saved = await savedNotifications(context.task, context.mpa, context.known.get(STEP));
  if (saved === null) return null;
  try {
    return (await notificationsOf(context)) === null ? saved : null;
  } catch (error) {
    const failed = callError(error);
    if (failed.code === 'NoSuchBucket' || cannotLook(failed)) return null;
    throw error;
  }
}
