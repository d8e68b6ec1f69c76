import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { join } from 'node:path';
import type { SavedNotifications } from '../../../../shared/contract/aws-results.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { foreignNotifications, notificationParts } from '../../../../shared/domain/aws/bucket-notifications.ts';
import type { NotificationConfiguration } from '../../../../shared/domain/aws/bucket-notifications.ts';
import { writeUnlessDifferent } from '../../files/overwrite.ts';
import { writeWhole } from '../../files/atomic-file.ts';
import type { TaskLedger } from '../../runtime/task.ts';
import type { KnownStep } from './step.ts';

/** What the copy of a bucket's notifications is called. */
export function notificationsFile(bucket: string): string {
  return `notifications-${bucket}.json`;
}

/**
 * The notifications that a bucket had before the Athena stack replaced them, as they were kept then; null where there were none, or the
 * set-up has another bucket now.
 * @param known what the ledger knows of the step of the Athena stack
 */
export async function savedNotifications(
  task: Pick<TaskLedger, 'read'>,
  { curBucketName: bucket, curPrefix: prefix, curReportName: report }: Mpa,
  known: Pick<KnownStep, 'evidence'> | undefined,
): Promise<SavedNotifications | null> {
  const { savedNotifications: sha256 = '', savedNotificationsOf: of } = known?.evidence ?? {};
  const kept = sha256 === '' ? null : await task.read('aws.keptFile', { sha256 });
  const name = notificationsFile(bucket);
  if (kept === null || (of === undefined ? kept.name !== name : of !== bucket)) return null;
  // This program wrote it, as JSON of what AWS said.
  const said = parseBoundedJson(Buffer.from(kept.bytes).toString('utf8')) as NotificationConfiguration;
  const configuration = { ...foreignNotifications(said, { prefix, report }) };
  const summary = notificationParts(said, { prefix, report }).join(', ');
  return { name, bucket, sha256, summary, configuration };
}

/** The same of a payer account, by the ledger alone. @throws AppError NOT_FOUND. */
export async function readSavedNotifications(
  task: Pick<TaskLedger, 'read'>,
  { mpaId }: { mpaId: AccountId },
): Promise<SavedNotifications> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  const known = (await task.read('aws.knownSteps', { mpaId })).find(({ step }) => step === 'athena-stack');
  const saved = await savedNotifications(task, mpa, known);
  if (saved !== null) return saved;
  throw new AppError(
    'NOT_FOUND',
    `No notifications of the bucket ${mpa.curBucketName} are kept: none were replaced by the Athena stack of ${mpa.name}.`,
    { id: mpaId },
  );
}

/**
 * Writes them into a folder, as the AWS CLI takes them back. The same file again is no change.
 * @throws AppError NOT_FOUND, ALREADY_EXISTS (a file of that name with other content), FILE_NOT_WRITTEN.
 */
export async function writeSavedNotifications(
  task: Pick<TaskLedger, 'read'>,
  { mpaId, folder }: { mpaId: AccountId; folder: string },
): Promise<{ files: string[] }> {
  const { name, configuration } = await readSavedNotifications(task, { mpaId });
  const content = Buffer.from(JSON.stringify(configuration, null, 2), 'utf8');
  const { path } = await writeUnlessDifferent(join(folder, name), false, async (target) => {
    const { bytes, sha256 } = await writeWhole(target, once(content));
    return { path: target, bytes, sha256, rows: 0, neutralised: 0 };
  });
  return { files: [path] };
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
